import Catalog
import CostModel
import Testing

@testable import Planning

/// The fewest chips that carry a load.
@Suite struct SizingTests {
    private static func base(rate: Double = 20) throws -> Scenario {
        var scenario = try Fixture.load(rate: rate)
        scenario.chip.kernels = Engine<Double>.Kernels()
        return scenario.setting(Fixture.steady)
    }

    private static func terms(_ change: (inout SizingTerms) throws -> Void = { _ in }) rethrows -> SizingTerms {
        var terms = SizingTerms()
        try change(&terms)
        return terms
    }

    /// The fewest chips over all layouts and numbers of copies that are tried one by one.
    private static func exhaustive(_ base: Scenario, _ terms: SizingTerms, tps: [Double], most: Int) -> Double? {
        var best: Double?
        for tp in tps {
            for copies in 1...most {
                var s = base
                s.deployment = Deployment(chips: tp, tp: tp, batch: base.deployment.batch)
                s.deployment.replicas = Double(copies)
                guard PlanResult(s).fits, terms.obstacle(s) == nil else { continue }
                let chips = Double(copies) * tp
                if best.map({ chips < $0 }) ?? true { best = chips }
                break
            }
        }
        return best
    }

    @Test(arguments: [(5.0, 1500.0, 30.0), (20, 600, 25), (60, 3000, 60), (20, 250, 14)])
    func theFewestAreThoseOfALookAtEach(_ rate: Double, _ ttft: Double, _ tpot: Double) throws {
        let base = try Self.base(rate: rate)
        let terms = try Self.terms {
            $0.conditions = [try Fixture.atMost("ttft_p95_ms", ttft), try Fixture.atMost("tpot_p95_ms", tpot)]
            $0.pins = [
                try Fixture.axis("serving", [Workload.Serving.agg.code]), try Fixture.axis("tp", [1, 2, 4, 8]),
                try Fixture.axis("pp", [1]), try Fixture.axis("chunk", [0]), try Fixture.axis("max_running", [0]),
            ]
        }
        let result = try #require(Sizing(base, terms).run(cores: 2))
        let fewest = try #require(Self.exhaustive(base, terms, tps: [1, 2, 4, 8], most: 80))
        let found = try #require(result.found.first)
        // Whole nodes of 8 are bought, so that the first may have more chips than the fewest, but no more nodes.
        #expect(found.bought == (fewest / 8).rounded(.up) * 8)
        #expect(result.found.map(\.chips).min() == fewest)
    }

    @Test func limitsOfAStepAreLookedForWhereTheySaveChips() throws {
        let base = try Self.base(rate: 60)
        let free = try Self.terms {
            $0.conditions = [try Fixture.atMost("ttft_p95_ms", 3000), try Fixture.atMost("tpot_p95_ms", 60)]
            $0.pins = [
                try Fixture.axis("serving", [Workload.Serving.agg.code]), try Fixture.axis("tp", [1, 2, 4, 8]),
                try Fixture.axis("pp", [1]),
            ]
        }
        var pinned = free
        pinned.pins += [try Fixture.axis("chunk", [0]), try Fixture.axis("max_running", [0])]
        let (more, fewer) = (Sizing(base, pinned).run(cores: 2), Sizing(base, free).run(cores: 2))
        let best = try #require(fewer?.found.min { $0.chips < $1.chips })
        #expect(best.chips < (try #require(more?.found.map(\.chips).min())))
        #expect(best.scenario.deployment.chunk > 0 || best.scenario.deployment.maxRunning > 0)
        #expect(free.obstacle(best.scenario) == nil)
    }

    @Test func poolsAreTriedWithOtherLimitsOfAStep() throws {
        let base = try Self.base(rate: 40)
        let free = try Self.terms {
            $0.conditions = [try Fixture.atMost("ttft_p95_ms", 400), try Fixture.atMost("tpot_p95_ms", 30)]
            $0.pins = [try Fixture.axis("serving", [Workload.Serving.disagg.code]), try Fixture.axis("pp", [1])]
        }
        let best = try #require(Sizing(base, free).run(cores: 2)?.found.first)
        #expect(free.obstacle(best.scenario) == nil)
        // None of the values that are tried does better where it is given.
        for (name, values) in [("chunk", [1024.0, 2048, 4096]), ("max_running", [32, 64, 128])] {
            for value in values {
                var pinned = free
                pinned.pins.append(try Fixture.axis(name, [value]))
                let other = Sizing(base, pinned).run(cores: 2)?.found.first
                #expect(other.map { best.price <= $0.price } ?? true, "\(name)=\(value)")
            }
        }
    }

    @Test func whatIsFoundHoldsAndOneCopyFewerDoesNot() throws {
        let base = try Self.base(rate: 40)
        let terms = try Self.terms { $0.conditions = [try Fixture.atMost("ttft_p95_ms", 800)] }
        let result = try #require(Sizing(base, terms).run(cores: 2))
        #expect(result.found.count > 2)
        #expect(result.plans.count == result.found.count)
        for (row, found) in result.found.enumerated() {
            #expect(terms.obstacle(found.scenario) == nil)
            #expect(result.plans[row].scenario == found.scenario)
            #expect(PlanResult(found.scenario).chips == found.chips)
            guard found.scenario.workload.serving == .agg, found.scenario.deployment.replicas > 1 else { continue }
            var fewer = found.scenario
            fewer.deployment.replicas -= 1
            #expect(terms.obstacle(fewer) != nil)
            #expect(found.limit != nil)
        }
        #expect(zip(result.found, result.found.dropFirst()).allSatisfy { $0.price <= $1.price })
        #expect(Set(result.found.map(\.scenario.workload.serving)).count == 2)
    }

    /// Layouts that miss by as much are told apart by what they are, not by which of many workers was done first.
    @Test(arguments: ["ascend-910b3", "h200"])
    func anyNumberOfWorkersFindsTheSame(_ chip: String) throws {
        var base = try Self.base(rate: 50)
        base.chip = try #require(Catalog.chip(named: chip)).value
        let terms = try Self.terms {
            $0.conditions = [try Fixture.atMost("ttft_p95_ms", 2000), try Fixture.atMost("tpot_p95_ms", 30)]
        }
        let one = try #require(Sizing(base, terms).run(cores: 1))
        for cores in [2, 3, 8, 16] {
            let other = try #require(Sizing(base, terms).run(cores: cores))
            #expect(other.layouts == one.layouts, "\(cores)")
            #expect(other.found.map(\.scenario) == one.found.map(\.scenario), "\(cores)")
            #expect(other.nearest?.scenario == one.nearest?.scenario, "\(cores)")
        }
    }

    /// Of a load for many copies the next ones are looked at in strides, and still none fewer do.
    @Test(arguments: [(200.0, 400.0), (400, 500)])
    func ofManyCopiesAllAreNeeded(_ rate: Double, _ ttft: Double) throws {
        let base = try Self.base(rate: rate)
        let terms = try Self.terms {
            $0.margin = 0
            $0.conditions = [try Fixture.atMost("ttft_p99_ms", ttft)]
            $0.pins = [
                try Fixture.axis("serving", [Workload.Serving.agg.code]), try Fixture.axis("tp", [1, 2, 4]),
                try Fixture.axis("pp", [1]), try Fixture.axis("chunk", [0]), try Fixture.axis("max_running", [0]),
            ]
        }
        let found = try #require(Sizing(base, terms).run(cores: 2)).found
        #expect(!found.isEmpty)
        for one in found {
            let copies = one.scenario.deployment.replicas
            #expect(copies == copies.rounded() && copies > 16, "\(copies)")
            var fewer = one.scenario
            fewer.deployment.replicas -= 1
            #expect(terms.obstacle(fewer) != nil && terms.obstacle(one.scenario) == nil)
        }
    }

    @Test func spareNodesComeOnTop() throws {
        let base = try Self.base()
        func chips(_ spare: Double) throws -> Double {
            let terms = try Self.terms {
                $0.spare = spare
                $0.pins = [
                    try Fixture.axis("serving", [Workload.Serving.agg.code]), try Fixture.axis("tp", [4]),
                    try Fixture.axis("pp", [1]),
                ]
            }
            return try #require(Sizing(base, terms).run(cores: 1)?.found.first).chips
        }
        // A node of 8 holds two copies of 4.
        #expect(try chips(1) == chips(0) + 8)
        #expect(try chips(2) == chips(0) + 16)
    }

    /// A pod of thousands of chips is not bought for a few of them, and a rack of 72 is.
    @Test(arguments: [("tpu-v7x", 1.0), ("gb200-nvl72", 72), ("h200", 8)])
    func nodesAndRacksAreBoughtWhole(_ name: String, _ node: Double) throws {
        var base = try Self.base()
        base.chip = try #require(Catalog.chip(named: name)).value
        #expect(base.chip.node == node)
        let found = try #require(Sizing(base, Self.terms()).run(cores: 2)?.found.first)
        #expect(found.bought == (found.chips / node).rounded(.up) * node)
        #expect(Metric.named("bought")?.read(PlanResult(found.scenario)) == found.bought)
    }

    @Test func moreLoadAndMoreMarginNeverTakeFewerChips() throws {
        var before = 0.0
        for rate in [2.0, 10, 30, 90] {
            let chips = try #require(Sizing(Self.base(rate: rate), Self.terms()).run(cores: 2)?.found.first).bought
            #expect(chips >= before, "\(rate)")
            before = chips
        }
        before = 0
        for margin in [0.1, 0.3, 0.5, 0.8] {
            let terms = Self.terms { $0.margin = margin }
            let chips = try #require(Sizing(Self.base(), terms).run(cores: 2)?.found.first).bought
            #expect(chips >= before, "\(margin)")
            before = chips
        }
    }

    @Test func whereNoNumberHelpsItSaysWhat() throws {
        // No prompt of 2000 tokens is through in a millisecond.
        let terms = try Self.terms { $0.conditions = [try Fixture.atMost("ttft_p95_ms", 1)] }
        let result = try #require(Sizing(Self.base(), terms).run(cores: 2))
        #expect(result.found.isEmpty)
        guard case .miss(let miss)? = result.nearest?.obstacle else {
            Issue.record("\(String(describing: result.nearest))")
            return
        }
        #expect(miss.comparison.quantifier.name == "ttft_p95_ms")
    }

    @Test func soManyChipsCarrySoMuch() throws {
        let terms = try Self.terms {
            $0.mostChips = 8
            $0.conditions = [try Fixture.atMost("ttft_p95_ms", 1000)]
        }
        let most = try #require(Sizing(Self.base(), terms).mostRate(cores: 2))
        #expect(PlanResult(most.scenario).chips <= 8)
        #expect(terms.obstacle(most.scenario) == nil)
        var more = most.scenario
        more.workload.rate *= 1.01
        #expect(terms.obstacle(more) != nil)
        // Whatever they carry they are found for.
        let asked = most.scenario.workload.rate * 0.99
        let found = try #require(Sizing(Self.base(rate: asked), terms).run(cores: 2)?.found.first)
        #expect(found.chips <= 8)
    }

    @Test func theResultDoesNotDependOnThreads() throws {
        let base = try Self.base(rate: 35)
        let terms = try Self.terms { $0.conditions = [try Fixture.atMost("tpot_p95_ms", 20)] }
        let one = try #require(Sizing(base, terms).run(cores: 1))
        let four = try #require(Sizing(base, terms).run(cores: 4))
        #expect(one.found.map(\.scenario) == four.found.map(\.scenario))
        // Of several plans that carry as much it is always the same one.
        for chips in [7.0, 16] {
            let bounded = Sizing(base, Self.terms { $0.mostChips = chips })
            let alone = try #require(bounded.mostRate(cores: 1))
            for _ in 0..<5 { #expect(bounded.mostRate(cores: 4)?.scenario == alone.scenario) }
        }
        #expect(Sizing(base, terms).run(cores: 2, isCancelled: { true }) == nil)
    }

    @Test func costsFollowThePrice() throws {
        var base = try Self.base()
        base.chip.price = 2
        let terms = Self.terms { $0.goal = .cost }
        let found = try #require(Sizing(base, terms).run(cores: 2)?.found.first)
        #expect(found.price == 2 * found.bought)
        base.chip.power = 500
        let watts = try #require(Sizing(base, Self.terms { $0.goal = .power }).run(cores: 2)?.found.first)
        #expect(watts.price == 0.5 * watts.bought)
    }

    /// Each pool is laid out over its own chip, bought in its own nodes and paid at its own price.
    @Test func poolsOfTwoChipsAreSizedEachWithItsOwn() throws {
        var base = try Self.base(rate: 30)
        base.chip.price = 1
        base.prefillChip = try #require(Catalog.chip(named: "l40s")).value.with {
            ($0.price, $0.network.intra.size) = (0.25, 4)
        }
        let terms = try Self.terms {
            $0.goal = .cost
            $0.pins = [try Fixture.axis("serving", [Workload.Serving.disagg.code])]
        }
        let result = try #require(Sizing(base, terms).run(cores: 2))
        let found = try #require(result.found.first)
        for (row, found) in result.found.enumerated() {
            let plan = result.plans[row]
            #expect(plan.scenario == found.scenario && plan.scenario.hasTwoChips && plan.fits)
            #expect(terms.obstacle(found.scenario) == nil)
            #expect(plan.decodeChips == found.pools.decode && plan.prefillChips == found.pools.prefill)
            // Nodes of 8 at 1 and of 4 at a quarter.
            let nodes = ((found.pools.decode / 8).rounded(.up), (found.pools.prefill / 4).rounded(.up))
            #expect(found.bought == 8 * nodes.0 + 4 * nodes.1)
            #expect(found.price == 8 * nodes.0 + nodes.1)
        }
        #expect(result.found.allSatisfy { $0.price >= found.price })
    }
}
