import Catalog
import CostModel
import TestSupport
import Testing

@testable import Planning

/// A search keeps the very plans that a look at each keeps, ties included.
@Suite struct PlanSearchTests {
    private static let metrics = [
        "tps_chip", "tps_batch", "tpot_ms", "dram", "mfu", "comm_share", "total_tps", "batch",
    ]

    /// A space with an objective, conditions, and all plans that meet them with their values.
    private struct Case {
        let space: SearchSpace
        let conditions: [Condition]
        let plans: [(point: Int, plan: PlanResult)]

        init(_ generator: inout SeededGenerator) throws {
            space = try TapedSpaceTests.space(&generator)
            let all = (0..<(space.count ?? 0)).map(space.scenario).enumerated()
                .filter { $0.element.brokenRule == nil }.map { (point: $0.offset, plan: PlanResult($0.element)) }
            // A limit that about half of the plans meet, one that most do, and now and then some of other forms.
            var conditions: [Condition] = []
            if !all.isEmpty {
                func some() -> PlanResult { all[Int.random(in: 0..<all.count, using: &generator)].plan }
                let (speed, bytes) = (try Fixture.metric("tps_batch"), try Fixture.metric("dram"))
                let relation = [Comparison.Relation.atLeast, .atMost, .above][Int.random(in: 0..<3, using: &generator)]
                conditions.append(Condition(speed, relation, speed.read(some())))
                conditions.append(Condition(bytes, .atMost, max(bytes.read(some()), bytes.read(some()))))
                if Bool.random(using: &generator) {
                    conditions += [
                        .not(Condition(speed, .equal, speed.read(some()))),
                        .comparison(Comparison(bytes, .atMost, .share(0.9), limitText: "90%")),
                    ]
                }
            }
            self.conditions = conditions
            plans = all.filter { item in item.plan.isFeasible && conditions.allSatisfy { $0.holds(for: item.plan) } }
        }
    }

    private static func ranking(_ generator: inout SeededGenerator) throws -> Ranking {
        let name = metrics[Int.random(in: 0..<metrics.count, using: &generator)]
        return Ranking(try #require(Quantifier.named(name)), descending: Bool.random(using: &generator))
    }

    @Test(arguments: 0..<UInt64(PropertySeed.draws(12)))
    func theBestAreThoseOfALookAtEach(_ number: UInt64) throws {
        var generator = SeededGenerator(property: 13_000 + number)
        let sample = try Case(&generator)
        let ranking = try Self.ranking(&generator)
        let count = [1, 7, 300][Int.random(in: 0..<3, using: &generator)]
        func key(_ plan: PlanResult) -> Double {
            ranking.descending ? -ranking.quantifier.read(plan) : ranking.quantifier.read(plan)
        }
        let keyed = sample.plans.map { (key($0.plan), $0.point) }.filter { !$0.0.isNaN }
        let expected = keyed.sorted { $0 < $1 }.prefix(count).map(\.1)
        for cores in [1, 3] {
            let search = PlanSearch(sample.space, .best(count, by: ranking), where: sample.conditions)
            let found = try #require(search.run(cores: cores)).plans
            let points = (0..<found.count).map { found.columns.point[$0] }
            #expect(points == expected, "\(PropertySeed.note) \(ranking.quantifier.name) \(ranking.descending)")
        }
    }

    /// A chip of which no power is stated has no watts, and is not the one that takes least.
    @Test func whatHasNoFigureIsNotTheBest() throws {
        let space = SearchSpace(
            base: try Fixture.scenario(),
            axes: [try Fixture.axis("tdp", [0, 300, 700]), try Fixture.axis("batch", (1...2000).map(Double.init))])
        let watts = Ranking(try Fixture.metric("kw"), descending: false)
        let found = try #require(PlanSearch(space, .best(1, by: watts), where: []).run(cores: 2)).plans
        #expect(found.count == 1 && found[0].scenario.chip.power == 300)
    }

    @Test(arguments: 0..<UInt64(PropertySeed.draws(12)))
    func theFrontierIsThatOfALookAtEach(_ number: UInt64) throws {
        var generator = SeededGenerator(property: 14_000 + number)
        let sample = try Case(&generator)
        let (one, other) = (try Self.ranking(&generator), try Self.ranking(&generator))
        let points = sample.plans.compactMap { item -> (a: Double, b: Double, point: Int)? in
            let a = (one.descending ? 1 : -1) * one.quantifier.read(item.plan)
            let b = (other.descending ? 1 : -1) * other.quantifier.read(item.plan)
            return a.isNaN || b.isNaN ? nil : (a, b, item.point)
        }
        // From the best in the first on, each that is better in the second than all before it.
        var expected: [Int] = []
        var best = -Double.infinity
        for plan in points.sorted(by: { ($0.a, $0.b, -$0.point) > ($1.a, $1.b, -$1.point) }) where plan.b > best {
            expected.append(plan.point)
            best = plan.b
        }
        for cores in [1, 3] {
            let search = PlanSearch(sample.space, .frontier(one, other), where: sample.conditions)
            let found = try #require(search.run(cores: cores)).plans
            let kept = (0..<found.count).map { found.columns.point[$0] }
            #expect(kept == expected, "\(PropertySeed.note) \(one.quantifier.name) \(other.quantifier.name)")
        }
    }

    /// One worker, whatever the cores: it alone tells how far it is, and so it tells of each of its 16 parts.
    @Test func oneWorkerSearchesAllParts() throws {
        let axes = [
            try Fixture.axis("inter_bw", (1...1600).map { Double($0) * 1e9 }),
            try Fixture.axis("batch", (1...1000).map(Double.init)),
        ]
        let space = SearchSpace(base: try Fixture.scenario(), axes: axes)
        let search = PlanSearch(space, .best(3, by: Ranking(.metric(.tpsChip), descending: true)), where: [])
        let (told, highest) = (SharedCounter(), SharedMaximum())
        let options = Sweep.Options(
            workers: 1,
            progress: {
                _ = told.increment()
                highest.note($0)
            })
        #expect(search.run(cores: 8, options: options)?.plans.count == 3)
        #expect(highest.value == 1_600_000 && highest.rose)
        // 100,000 combinations each.
        #expect(told.increment() - 1 == 16)
    }

    /// Plans that are evaluated one by one are 64 between two questions whether to stop: of 200 there are three.
    @Test func aSearchOfFewPlansIsSoonStopped() throws {
        let axis = try Fixture.axis("batch", (1...200).map(Double.init))
        let space = SearchSpace(base: try Fixture.scenario(), axes: [axis])
        let search = PlanSearch(space, .best(3, by: Ranking(.metric(.tpsChip), descending: true)), where: [])
        // Once before the part, once behind it, and once at the end.
        #expect(questions(search) == 3 + 3)
        for question in 1...6 {
            let asked = SharedCounter()
            #expect(search.run(cores: 1, options: Sweep.Options(isCancelled: { asked.increment() >= question })) == nil)
        }
    }

    /// Of 20,000 plans that serve at most 8192 are run through at once: two halves of two halves each, before each of which it is
    /// asked whether to stop.
    @Test func aSearchOfPlansThatServeIsSoonStopped() throws {
        let axes = [
            try Fixture.axis("concurrency", (1...200).map(Double.init)),
            try Fixture.axis("dram_bw", (101...200).map { Double($0) * 1e10 }),
        ]
        let space = SearchSpace(base: try Fixture.aggregated(), axes: axes)
        try #require(TapedSpace(space, figures: [.metric(.tpsChip)]).boxes.count == 1)
        let search = PlanSearch(space, .best(3, by: Ranking(.metric(.tpsChip), descending: true)), where: [])
        #expect(questions(search) == 6 + 3)
    }

    /// How often a search asks whether to stop.
    private func questions(_ search: PlanSearch) -> Int {
        let asked = SharedCounter()
        let options = Sweep.Options(isCancelled: {
            _ = asked.increment()
            return false
        })
        _ = search.run(cores: 1, options: options)
        return asked.increment() - 1
    }

    /// 288,000 plans of the case study's kind, among which many are equal: above 71 GB/s links outside a domain change nothing.
    @Test func theBestOfManyAreThoseOfTheWholeSweep() throws {
        func axis(_ name: String, _ values: [Double]) throws -> Axis {
            Axis(try #require(Parameter.named(name)), values)
        }
        let space = SearchSpace(
            base: try Fixture.scenario(),
            axes: [
                try axis("chips", [64, 128, 256]), try axis("tp", [1, 2, 4, 8]), try axis("moe_tp", [1, 2, 4]),
                try axis("inter_bw", (1...20).map { Double($0) * 5e9 }), try axis("batch", (1...400).map(Double.init)),
            ])
        let (request, chip) = (try #require(Quantifier.named("tps_batch")), try #require(Quantifier.named("tps_chip")))
        let condition = Condition(request, .atLeast, 10)
        let whole = Sweep.run(space, cores: 2)
        #expect(whole.count == 288_000)
        let met = (0..<whole.count).filter { whole.columns.isFeasible[$0] && condition.holds(for: whole[$0]) }
        let keyed = met.map { (-chip.read(whole[$0]), whole.columns.point[$0]) }.sorted { $0 < $1 }
        #expect(Set(keyed.prefix(200).map(\.0)).count < 200)
        let search = PlanSearch(space, .best(200, by: Ranking(chip, descending: true)), where: [condition])
        let found = try #require(search.run(cores: 2))
        #expect((0..<found.plans.count).map { found.plans.columns.point[$0] } == keyed.prefix(200).map(\.1))
        #expect(found.ruledOut > 200_000)
    }
}
