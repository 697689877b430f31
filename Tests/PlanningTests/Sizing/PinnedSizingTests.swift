import Catalog
import CostModel
import Testing

@testable import Planning

/// What is pinned, what is spent, users who bring the load, and what would help where nothing is found.
@Suite struct PinnedSizingTests {
    /// Qwen3-32B on H200: 2000 and 400 tokens that differ, on layouts of 2 and 4 chips.
    private static func base(rate: Double = 12) throws -> Scenario {
        var s = try Fixture.load(rate: rate, output: 400)
        s.workload.inputVariation = 0.4
        return s
    }

    private static func terms(_ pins: (String, [Double])...) throws -> SizingTerms {
        var terms = SizingTerms()
        terms.conditions = [try Fixture.atMost("ttft_p95_ms", 1500), try Fixture.atMost("tpot_p95_ms", 60)]
        terms.pins =
            try [("tp", [2.0, 4]), ("pp", [1]), ("chunk", [0]), ("max_running", [0])].map { try Fixture.axis($0, $1) }
            + pins.map { try Fixture.axis($0.0, $0.1) }
        return terms
    }

    private static func found(_ base: Scenario, _ terms: SizingTerms) throws -> [Sizing.Found] {
        try #require(Sizing(base, terms).run(cores: 2)).found
    }

    @Test func asManyCopiesAsArePinned() throws {
        let base = try Self.base()
        let free = try Self.found(base, Self.terms())
        let copies = try #require(
            free.filter { $0.scenario.workload.serving == .agg }.map(\.scenario.deployment.replicas).max())
        let plans = try Self.found(base, Self.terms(("replicas", [copies + 3])))
        #expect(!plans.isEmpty)
        for plan in plans {
            #expect(plan.scenario.deployment.replicas == copies + 3 && plan.scenario.workload.serving == .agg)
        }
        // The fewest of several that do, and none of those that do not.
        let agg = ("serving", [Workload.Serving.agg.code])
        let some = try Self.found(base, Self.terms(("replicas", [copies + 3, 1, copies + 1]), agg))
        #expect(some.contains { $0.scenario.deployment.replicas == copies + 1 })
        #expect(some.allSatisfy { [copies + 1, copies + 3].contains($0.scenario.deployment.replicas) })
        #expect(try Self.found(Self.base(rate: 200), Self.terms(("replicas", [1, 2]), agg)).isEmpty)
        // With a node to spare the copies that stop with it are among them.
        var spare = try Self.terms(("replicas", [12]))
        spare.spare = 1
        for plan in try Self.found(base, spare) {
            #expect(plan.scenario.deployment.replicas == 12 && plan.working.deployment.replicas < 12)
        }
    }

    @Test(arguments: [("prefill_workers", 6.0), ("decode_workers", 5), ("prefill_tp", 4)])
    func poolsAreThoseThatArePinned(_ name: String, _ value: Double) throws {
        let plans = try Self.found(Self.base(), Self.terms((name, [value])))
        #expect(!plans.isEmpty)
        for plan in plans {
            let d = plan.scenario.deployment
            #expect(plan.scenario.workload.serving == .disagg)
            let set =
                switch name {
                case "prefill_workers": d.prefillWorkers
                case "decode_workers": d.decodeWorkers
                default: d.prefillTP > 0 ? d.prefillTP : d.tp
                }
            #expect(set == value)
            #expect(try Self.terms().obstacle(plan.scenario) == nil)
        }
    }

    /// Values that are tried beside each other take nothing from what each alone leads to.
    @Test func severalValuesFindWhatEachFinds() throws {
        let base = try Self.base()
        let schedules = try ["prefill-first", "mixed"].map { name in
            let parameter = try #require(Parameter.named("schedule"))
            return Double(try #require(parameter.choices.firstIndex(of: name)))
        }
        let each = try schedules.map { try Self.found(base, Self.terms(("schedule", [$0]))) }
        let both = try Self.found(base, Self.terms(("schedule", schedules)))
        let kinds = each.map { Set($0.map(\.kind)) }
        #expect(Set(both.map(\.kind)) == kinds[0].union(kinds[1]))
        for plan in both {
            let least = each.flatMap { $0 }.filter { $0.kind == plan.kind }.map(\.price).min()
            #expect(plan.price == least)
        }
    }

    /// Users send less the longer they wait, so that no more chips are needed than for what they would send at once.
    @Test func usersBringTheirOwnRate() throws {
        var base = try Self.base(rate: 0)
        (base.workload.users, base.workload.think) = (300, 15)
        let terms = try Self.terms()
        let plans = try Self.found(base, terms)
        let first = try #require(plans.first)
        for plan in plans {
            #expect(terms.obstacle(plan.scenario) == nil)
            guard plan.scenario.workload.serving == .agg, plan.scenario.deployment.replicas > 1 else { continue }
            var fewer = plan.scenario
            fewer.deployment.replicas -= 1
            #expect(terms.obstacle(fewer) != nil)
        }
        let atOnce = try #require(try Self.found(Self.base(rate: 300 / 15), terms).first)
        #expect(first.chips <= atOnce.chips)
        #expect(first.scenario.workload.users == 300)
    }

    /// Limits on what is spent are held against the fewest copies, which more would only miss by more.
    @Test func whatIsSpentIsLimited() throws {
        let base = try Self.base()
        let first = try #require(try Self.found(base, Self.terms()).first)
        var terms = try Self.terms()
        terms.conditions.append(try Fixture.atMost("all_chips", first.chips))
        #expect(try Self.found(base, terms).first?.chips == first.chips)
        terms.conditions[2] = try Fixture.atMost("all_chips", first.chips - 1)
        let result = try #require(Sizing(base, terms).run(cores: 2))
        #expect(result.found.isEmpty)
        let nearest = try #require(result.nearest)
        #expect(!nearest.isHopeless && PlanResult(nearest.scenario).chips >= first.chips)
        guard case .miss(let miss) = nearest.obstacle else {
            Issue.record("\(nearest.obstacle)")
            return
        }
        #expect(miss.limit == first.chips - 1 && miss.value == PlanResult(nearest.scenario).chips)
    }

    /// Copies, or workers, of one layout: as many as a plan with one fewer does not do with.
    @Test(arguments: [Workload.Serving.agg, .disagg]) func theFewestOfALayoutAreJustEnough(
        _ serving: Workload.Serving
    ) throws {
        let terms = try Self.terms()
        let found = try Self.found(Self.base(rate: 40), terms).first { $0.scenario.workload.serving == serving }
        var plan = try #require(found).scenario
        // How many there are makes no difference.
        (plan.deployment.replicas, plan.deployment.decodeWorkers, plan.deployment.prefillWorkers) =
            serving == .agg ? (9, 1, 1) : (1, 7, 5)
        let fewest = try #require(Sizing.fewest(like: plan, terms))
        #expect(terms.obstacle(fewest.scenario) == nil)
        #expect(fewest.scenario.deployment.tp == plan.deployment.tp)
        var fewer = fewest.scenario
        if serving == .agg {
            #expect(fewest.scenario.deployment.replicas > 1)
            fewer.deployment.replicas -= 1
            #expect(terms.obstacle(fewer) != nil)
        } else {
            #expect(fewest.scenario.deployment.decodeWorkers + fewest.scenario.deployment.prefillWorkers > 2)
            for side in [\Deployment.decodeWorkers, \.prefillWorkers] where fewer.deployment[keyPath: side] > 1 {
                fewer = fewest.scenario
                fewer.deployment[keyPath: side] -= 1
                #expect(terms.obstacle(fewer) != nil)
            }
        }
        // What no number of copies carries has none.
        var hopeless = terms
        hopeless.conditions = [try Fixture.atMost("tpot_p95_ms", 0.1)]
        #expect(Sizing.fewest(like: plan, hopeless) == nil)
    }

    /// Where one request alone takes too long, the least of each resource that helps is just enough.
    @Test func whatWouldHelpIsJustEnough() throws {
        let base = try Self.base()
        var terms = try Self.terms()
        terms.conditions = [try Fixture.atMost("ttft_p95_ms", 60)]
        let result = try #require(Sizing(base, terms).run(cores: 2))
        let nearest = try #require(result.nearest)
        #expect(result.found.isEmpty && nearest.isHopeless)
        let remedies = SizingRemedy.all(of: nearest, terms)
        #expect(remedies.contains { $0.parameter.name == "input" })
        #expect(zip(remedies, remedies.dropFirst()).allSatisfy { $0.factor <= $1.factor })
        for remedy in remedies {
            let helped = nearest.scenario.setting([Setting(remedy.parameter, remedy.needed)])
            #expect(terms.obstacle(helped) == nil, "\(remedy.parameter.name)")
            let short = remedy.value + 0.7 * (remedy.needed - remedy.value)
            let shortened = nearest.scenario.setting([
                Setting(remedy.parameter, remedy.parameter.isWhole ? short.rounded() : short)
            ])
            if shortened != helped { #expect(terms.obstacle(shortened) != nil, "\(remedy.parameter.name)") }
        }
    }

    /// What is found carries at least the load, and the plans that were found are among those that carry most.
    @Test(arguments: [9.0, 12, 14.5]) func someChipsCarryWhatWasFound(_ rate: Double) throws {
        let base = try Self.base(rate: rate)
        var terms = try Self.terms()
        terms.mostChips = 8
        let plans = try Self.found(base, terms)
        let most = Sizing(base, terms).mostRate(beside: plans, cores: 2)
        if plans.isEmpty {
            #expect(most.map { $0.rate < rate * 1.001 } ?? true)
        } else {
            #expect(try #require(most).rate >= rate * 0.999)
        }
    }

    @Test func sizesThatDoNotDivideSaySo() throws {
        var terms = try Self.terms()
        terms.pins = [try Fixture.axis("tp", [3])]
        let broken = try #require(Sizing(try Self.base(), terms).brokenRule)
        #expect(broken.scenario.deployment.tp == 3)
        #expect(broken.scenario.brokenRule == broken.rule)
        #expect(Sizing(try Self.base(), try Self.terms()).brokenRule == nil)
    }
}
