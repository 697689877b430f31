import Catalog
import CostModel
import TestSupport
import Testing

@testable import Planning

/// The values of a parameter that meet conditions are those of a look at each.
@Suite struct SolutionTests {
    private func solve(_ name: String, _ base: Scenario, _ conditions: [Condition]) throws -> Solution {
        let parameter = try #require(Parameter.named(name))
        return try #require(Solution(parameter, of: base, conditions: conditions))
    }

    /// The values of the spans, one by one.
    private func values(_ solution: Solution, of candidates: [Double]) -> [Double] {
        let spans = solution.spans.map {
            solution.parameter.get($0.first.scenario)...solution.parameter.get($0.last.scenario)
        }
        return candidates.filter { value in spans.contains { $0.contains(value) } }
    }

    private func met(_ name: String, _ candidates: [Double], _ base: Scenario, _ conditions: [Condition]) throws
        -> [Double]
    {
        let parameter = try #require(Parameter.named(name))
        return candidates.filter { value in
            let scenario = base.setting([Setting(parameter, value)])
            return scenario.brokenRule == nil && Verdict(scenario, conditions: conditions).isFeasible
        }
    }

    @Test(arguments: 0..<8) func wholeNumbersAreThoseOfALookAtEach(_ number: UInt64) throws {
        var generator = SeededGenerator(property: 5200 + number)
        let base = try Fixture.scenario(batch: Double(Int.random(in: 1...40, using: &generator)))
        let speed = try Fixture.metric("tps_batch")
        let limit = speed.read(PlanResult(base)) * Double.random(in: 0.8...1.2, using: &generator)
        // Now and then what lies between two limits is left out, which is not an interval.
        let conditions: [Condition] =
            number % 2 == 0
            ? [Condition(speed, .atLeast, limit)]
            : [.any([Condition(speed, .atLeast, limit * 1.1), Condition(speed, .atMost, limit * 0.9)])]
        let solution = try solve("batch", base, conditions)
        let candidates = (1...3000).map(Double.init)
        #expect(
            values(solution, of: candidates) == (try met("batch", candidates, base, conditions)), "\(PropertySeed.note)"
        )
        #expect(solution.isExhaustive)
        for span in solution.spans {
            #expect(span.below?.isFeasible != true && span.above?.isFeasible != true)
            #expect(span.below != nil || solution.parameter.get(span.first.scenario) == 1)
            for (inside, outside) in [(span.first, span.below), (span.last, span.above)] {
                guard let outside else { continue }
                let gap = solution.parameter.get(inside.scenario) - solution.parameter.get(outside.scenario)
                #expect(gap.magnitude == 1, "\(PropertySeed.note)")
            }
        }
    }

    /// 256 experts are held by whole ranks: 4 divides into chips and these into 256, so that there are 4, 8 and so on to 256.
    @Test func chipsAreThoseThatDivide() throws {
        let base = try Fixture.scenario()
        let rate = try Fixture.metric("total_tps")
        let sizes = [4.0, 8, 16, 32, 64, 128, 256]
        #expect(try solve("chips", base, [Condition(rate, .atLeast, 0)]).count == sizes.count)
        for limit in [500.0, 5000, 13_000] {
            let conditions = [Condition(rate, .atLeast, limit)]
            let solution = try solve("chips", base, conditions)
            #expect(values(solution, of: sizes) == (try met("chips", sizes, base, conditions)))
            #expect(solution.looked == solution.count)
        }
        // With tensor parallelism of 64 no 4,096 chips beside each other hold more than 4 that divide; none is left out.
        let wide = base.setting(Setting.list(("tp", 64), ("moe_tp", 64), ("chips", 128)))
        let far = try solve("chips", wide, [Condition(try Fixture.metric("chips"), .atLeast, 1)])
        #expect(far.count == 9 && far.range == 64...16384)
    }

    /// A dense model takes any number of chips.
    @Test func whatHasNoHolesIsNotCutOff() throws {
        let base = try Fixture.dense("llama-3.1-70b")
        let solution = try solve("chips", base, [Condition(try Fixture.metric("total_tps"), .atLeast, 5e6)])
        let span = try #require(solution.spans.first)
        let chips = try #require(Parameter.named("chips"))
        let least = chips.get(span.first.scenario)
        #expect(least > 4096 && least.truncatingRemainder(dividingBy: 8) == 0)
        #expect(span.below.map { chips.get($0.scenario) } == least - 8)
    }

    @Test func aBandwidthIsFoundToFourDigits() throws {
        let base = try Fixture.scenario()
        let speed = try Fixture.metric("tps_batch")
        let solution = try solve("inter_bw", base, [Condition(speed, .atLeast, 10.5)])
        let (span, parameter) = (try #require(solution.spans.first), solution.parameter)
        let (found, below) = (parameter.get(span.first.scenario), try #require(span.below))
        #expect(solution.spans.count == 1 && span.above == nil)
        #expect(speed.read(PlanResult(span.first.scenario)) >= 10.5 && speed.read(PlanResult(below.scenario)) < 10.5)
        let step = found / parameter.get(below.scenario)
        #expect(step > 1 && step <= 1.001 * (1 + 1e-12))
    }

    /// Words stand each alone, in their order.
    @Test func wordsAreEachLookedAt() throws {
        let base = try Fixture.scenario()
        let bytes = try Fixture.metric("dram")
        let solution = try solve("kv_precision", base, [Condition(bytes, .atMost, bytes.read(PlanResult(base)))])
        let words = solution.spans.map { solution.parameter.get($0.first.scenario) }
        let all = solution.parameter.choices.indices.map(Double.init)
        #expect(words == (try met("kv_precision", all, base, solution.conditions)) && solution.looked == all.count)
        #expect(solution.spans.allSatisfy { $0.below == nil && $0.above == nil })
    }

    /// Beyond some bandwidth links are not what is waited for: the nearest is the first that comes as far as any.
    @Test func whereNoneMeetsItTheNearestIsNamed() throws {
        let base = try Fixture.scenario()
        let speed = try Fixture.metric("tps_batch")
        let solution = try solve("inter_bw", base, [Condition(speed, .atLeast, 1000)])
        #expect(solution.spans.isEmpty)
        let closest = try #require(solution.closest)
        let most = speed.read(PlanResult(base.setting([Setting(solution.parameter, 1e16)])))
        #expect(speed.read(PlanResult(closest.scenario)) > most * (1 - 1e-2))
        #expect(solution.parameter.get(closest.scenario) < 1e15)
        // Without room for the weights no load can run.
        let small = base.setting(Setting.list(("dram", 1e9)))
        let none = try solve("batch", small, [Condition(speed, .atLeast, 1)])
        #expect(none.spans.isEmpty && none.closest == nil)
    }

    @Test func itCanBeStopped() throws {
        let asked = SharedCounter()
        let batch = try #require(Parameter.named("batch"))
        let solution = Solution(
            batch, of: try Fixture.scenario(), conditions: [try Fixture.atLeastTen()],
            isCancelled: { asked.increment() > 100 })
        #expect(solution == nil)
    }

    /// Plans that serve are fewer that are looked at, and the answer is that of neighbours all the same.
    @Test func aLoadThatServesIsFound() throws {
        let base = try Fixture.aggregated()
        let time = try Fixture.metric("tpot_ms")
        let now = time.read(PlanResult(base))
        let solution = try solve("concurrency", base, [Condition(time, .atMost, now * 1.5)])
        let span = try #require(solution.spans.last)
        let above = try #require(span.above)
        #expect(above.scenario.deployment.concurrency == span.last.scenario.deployment.concurrency + 1)
        #expect(Metric.tpot.read(PlanResult(span.last.scenario)) <= now * 1.5)
        #expect(Metric.tpot.read(PlanResult(above.scenario)) > now * 1.5)
    }
}

extension Fixture {
    /// A dense model on 8 chips of H200, decoding 16 sequences a chip.
    fileprivate static func dense(_ model: String) throws -> Scenario {
        var scenario = try aggregated()
        scenario.workload.serving = .static
        scenario.model = try #require(Catalog.model(named: model)).value
        scenario.deployment = Deployment(chips: 8, tp: 8, batch: 16)
        return scenario
    }
}
