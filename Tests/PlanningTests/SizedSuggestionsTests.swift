import CostModel
import Testing

@testable import Planning

/// What changes of a plan come to where each is sized for the load.
@Suite struct SizedSuggestionsTests {
    private static func parts() throws -> (suggestions: Suggestions, terms: SizingTerms) {
        var base = try Fixture.load(rate: 20)
        // More than it takes.
        base.deployment = Deployment(chips: 8, tp: 8, batch: 1)
        base.deployment.replicas = 12
        var terms = SizingTerms()
        terms.conditions = [try Fixture.atMost("ttft_p95_ms", 3000), try Fixture.atMost("tpot_p95_ms", 60)]
        let plan = PlanResult(base)
        return (try #require(Suggestions(plan, conditions: terms.conditions, goal: Goal(nil, isOpen: true))), terms)
    }

    @Test func eachHasThePriceOfItsFewestCopies() throws {
        let (suggestions, terms) = try Self.parts()
        let sized = SizedSuggestions(suggestions, terms)
        #expect(!suggestions.paying.isEmpty)
        for item in suggestions.paying {
            let fewest = Sizing.fewest(like: item.after.scenario, terms)
            #expect(sized.price(item)?.bought == fewest?.price && sized.price(item)?.chips == fewest?.chips)
            #expect(sized.plan(item)?.scenario == fewest?.scenario)
        }
        // Of each group the least comes first, and what carries nothing last.
        let ordered = suggestions.ordered(by: sized)
        #expect(ordered.paying.count == suggestions.paying.count)
        for (one, other) in zip(ordered.paying, ordered.paying.dropFirst()) where one.group == other.group {
            let (first, second) = (
                sized.price(one) ?? (.infinity, .infinity), sized.price(other) ?? (.infinity, .infinity)
            )
            #expect(first.bought <= second.bought)
            if first.bought == second.bought { #expect(first.chips <= second.chips) }
        }
        #expect(ordered.paying.map(\.group) == suggestions.paying.map(\.group))
    }

    @Test func whatIsStoppedHasNoPrice() throws {
        let (suggestions, terms) = try Self.parts()
        let sized = SizedSuggestions(suggestions, terms) { true }
        for item in suggestions.paying {
            #expect(sized.price(item) == nil && sized.plan(item) == nil)
        }
        #expect(suggestions.ordered(by: sized).paying.map(\.change.name) == suggestions.paying.map(\.change.name))
    }
}
