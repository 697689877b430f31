import Catalog
import CostModel
import Fitting
import TestSupport
import Testing

@testable import Planning

/// What is found of small spaces beside a look at every number of copies and of workers, at loads and terms drawn at random.
@Suite struct SizingPropertyTests {
    /// A load and terms, and the tensor-parallel sizes that are tried.
    private struct Draw: CustomStringConvertible {
        let base: Scenario
        let terms: SizingTerms
        static let sizes = [2.0, 4]

        init(_ numbers: inout SplitMix64) throws {
            func share() -> Double { Double(numbers.next() >> 11) * 0x1p-53 }
            func one(of values: [Double]) -> Double {
                values[min(Int(share() * Double(values.count)), values.count - 1)]
            }
            var scenario = try Fixture.scenario()
            scenario.chip = try #require(Catalog.chip(named: "h200")).value
            scenario.model = try #require(Catalog.model(named: "qwen3-32b")).value
            scenario.workload = Workload(input: one(of: [500, 2000, 4000]), output: one(of: [100, 300, 800]))
            scenario.workload.serving = .agg
            scenario.workload.rate = one(of: [3, 8, 15, 25])
            scenario.workload.inputVariation = one(of: [0, 0.6])
            scenario.workload.outputVariation = one(of: [0.3, 0.8])
            // Of every four loads one comes from users who think.
            if one(of: [0, 0, 0, 1]) == 1 {
                (scenario.workload.users, scenario.workload.think) = (20 * scenario.workload.rate, 15)
                scenario.workload.rate = 0
            }
            base = scenario
            var terms = SizingTerms()
            terms.margin = one(of: [0.1, 0.2, 0.35])
            terms.spare = one(of: [0, 0, 1])
            terms.conditions = [
                try Fixture.atMost("ttft_p95_ms", one(of: [400, 1000, 3000])),
                try Fixture.atMost("tpot_p95_ms", one(of: [20, 40, 80])),
            ]
            terms.pins = [
                try Fixture.axis("tp", Self.sizes), try Fixture.axis("pp", [1]), try Fixture.axis("chunk", [0]),
                try Fixture.axis("max_running", [0]),
            ]
            self.terms = terms
        }

        var description: String {
            let w = base.workload
            return """
                \(w.rate)/s or \(w.users) users of \(w.input)(\(w.inputVariation)) + \(w.output)(\(w.outputVariation)), margin \(terms.margin), \
                spare \(terms.spare), \(ConditionText.of(terms.conditions))
                """
        }

        /// The fewest chips of copies that do both.
        func together() -> Double? {
            Self.sizes.compactMap { tp -> Double? in
                let lost = terms.spare * (8 / tp)
                let copies = (1...40).first { terms.obstacle(plan(tp, copies: Double($0))) == nil }
                return copies.map { (Double($0) + lost) * tp }
            }.min()
        }

        /// The fewest chips of decode workers and prefill workers, over all numbers of both.
        func apart() -> Double? {
            var best: Double?
            for tp in Self.sizes {
                for prefillTP in Self.sizes {
                    let lost = terms.spare * 16
                    for decoders in 1...12 {
                        for prefillers in 1...14 {
                            let chips = Double(decoders) * tp + Double(prefillers) * prefillTP + lost
                            if let best, chips >= best { break }
                            let plan = pair(tp, prefillTP, Double(decoders), Double(prefillers))
                            if terms.obstacle(plan) == nil { best = chips }
                        }
                    }
                }
            }
            return best
        }

        func plan(_ tp: Double, copies: Double) -> Scenario {
            var s = base
            s.deployment = Deployment(chips: tp, tp: tp, batch: base.deployment.batch)
            s.deployment.replicas = copies
            return s
        }

        private func pair(_ tp: Double, _ prefillTP: Double, _ decoders: Double, _ prefillers: Double) -> Scenario {
            var s = plan(tp, copies: 1)
            s.workload.serving = .disagg
            s.deployment.decodeWorkers = decoders
            s.deployment.prefillWorkers = prefillers
            s.deployment.prefillChips = prefillTP == tp ? 0 : prefillTP
            s.deployment.prefillTP = prefillTP == tp ? 0 : prefillTP
            return s
        }
    }

    private enum ConditionText {
        static func of(_ conditions: [Condition]) -> String {
            conditions.flatMap(\.comparisons).map { "\($0.quantifier.name)<=\($0.limitText)" }.joined(
                separator: " and ")
        }
    }

    private static func draws(_ count: Int) throws -> [Draw] {
        var numbers = SplitMix64(seed: PropertySeed.value &+ 15)
        return try (0..<PropertySeed.draws(count)).map { _ in try Draw(&numbers) }
    }

    @Test func theFewestChipsAreThoseOfALookAtEach() throws {
        for draw in try Self.draws(9) {
            let result = try #require(Sizing(draw.base, draw.terms).run(cores: 2))
            let (together, apart) = (draw.together(), draw.apart())
            let note = "\(PropertySeed.note): \(draw)"
            func fewest(_ serving: Workload.Serving) -> Double? {
                result.found.filter { $0.scenario.workload.serving == serving }.map(\.chips).min()
            }
            #expect(fewest(.agg) == together, "\(note)")
            #expect(fewest(.disagg) == apart, "\(note)")
            // Whole nodes are bought, so that the first is of the fewest nodes of both kinds.
            let nodes = [together, apart].compactMap { $0.map { ($0 / 8).rounded(.up) * 8 } }.min()
            #expect(result.found.first?.bought == nodes, "\(note)")
        }
    }

    /// One copy more leaves what held before: the load falls, and no percentile that is limited rises.
    @Test func moreChipsAreNeverWorse() throws {
        let names = ["ttft_p95_ms", "tpot_p95_ms", "e2e_p95_ms"]
        for draw in try Self.draws(12) {
            for tp in Draw.sizes {
                var before: (load: Double, figures: [Double])?
                for copies in 1...10 {
                    let plan = PlanResult(draw.plan(tp, copies: Double(copies)))
                    guard let open = OpenPlan.of(plan.scenario), open.tails != nil else { continue }
                    let figures = try names.map { try #require(Metric.named($0)).read(plan) }
                    if let before {
                        #expect(open.load < before.load, "\(PropertySeed.note): \(draw), \(copies) x \(tp)")
                        for (name, (now, then)) in zip(names, zip(figures, before.figures)) {
                            #expect(now <= then * 1.02, "\(PropertySeed.note): \(draw), \(copies) x \(tp): \(name)")
                        }
                    }
                    before = (open.load, figures)
                }
            }
        }
    }

    /// Of a heavier load no figure is less, and never are fewer nodes bought.
    @Test func heavierLoadsNeverTakeLess() throws {
        for draw in try Self.draws(6) {
            var before = 0.0
            for factor in [0.5, 1, 2, 4] {
                var base = draw.base
                base.workload.rate *= factor
                let found = try #require(Sizing(base, draw.terms).run(cores: 2)).found.first
                guard let found else { break }
                #expect(found.bought >= before, "\(PropertySeed.note): \(draw), times \(factor)")
                before = found.bought
            }
        }
    }
}
