import Catalog
import CostModel
import TestSupport
import Testing

@testable import Planning

/// A sweep of plans that serve requests on tapes has the very figures of its plans evaluated one by one.
@Suite struct ServedSpaceTests {
    /// A space of 1,200 to 7,000 combinations round a plan of the catalogue's.
    static func space(_ generator: inout SeededGenerator, workers: [Double] = [1, 2, 5, 0]) throws -> SearchSpace {
        func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
        var base = Scenario(
            chip: pick(Catalog.chips).value, model: pick(Catalog.models).value,
            workload: Workload(input: pick([128, 1024, 33_000]), output: pick([1, 30, 1024])),
            deployment: Deployment(chips: pick([8, 64, 128]), tp: pick([1, 4]), batch: pick([1, 16])))
        base.workload.serving = pick([.agg, .agg, .disagg])
        base.workload.rounds = pick([0, 0, 10])
        base.deployment.tbo = pick([.off, .off, .on, .auto])
        base.deployment.prefillWorkers = pick(workers)
        base.deployment.concurrency = pick([0, 16, 500, 4096])
        base.deployment.pp = pick([1, 1, 2])
        let counted = (1...200).map(Double.init)
        let wides: [(String, [Double])] = [
            ("concurrency", counted.map { $0 * 3 }), ("batch", counted), ("inter_bw", counted.map { $0 * 1e9 }),
            ("input", counted.map { $0 * 90 }), ("output", counted.map { $0 * 5 }),
            ("dram_bw", counted.map { $0 * 3e10 }), ("chips", (1...200).map { Double($0) * 4 }),
        ]
        let wide = pick(wides)
        var axes = [wide]
        let narrow: [(String, [Double])] = [
            ("tp", [1, 2, 3, 8]), ("moe_tp", [1, 2]), ("pp", [1, 2, 4]), ("concurrency", [3, 64, 2000]),
            ("latency", [0, 1e-5]), ("launch", [0, 2e-6]), ("precision", [0, 1, 4]), ("tbo", [0, 1, 2]),
            ("serving", [1, 2]), ("draft", [0, 3]), ("dram", [80e9, 192e9]), ("redundant", [0, 32]),
            ("chunk", [0, 512]), ("hottest", [1, 2]), ("rounds", [0, 1, 10]), ("prefix", [0, 64]),
            ("prefill_tp", [0, 1, 4]), ("prefill_pp", [0, 1, 2]), ("prefill_batch", [0, 1, 8]),
            ("decode_workers", [1, 3]),
            ("prefill_workers", workers), ("prefill_goal", [0, 1, 2]), ("wait_steps", [0, 1, 30]),
        ]
        while axes.reduce(1, { $0 * $1.1.count }) < 1200 {
            let axis = pick(narrow)
            if Parameter.named(axis.0) != nil, !axes.contains(where: { $0.0 == axis.0 }) {
                axes.insert(axis, at: Int.random(in: 0...axes.count, using: &generator))
            }
        }
        return SearchSpace(base: base, axes: try axes.map { Axis(try #require(Parameter.named($0.0)), $0.1) })
    }

    /// Holds every plan of a space to itself alone; how many combinations lie on tapes.
    private func check(_ space: SearchSpace) throws -> (taped: Int, all: Int) {
        let names = space.axes.map { "\($0.parameter.name)[\($0.values.count)]" }.joined(separator: " ")
        let result = Sweep.run(space, cores: 2)
        var (row, feasible) = (0, 0)
        for point in 0..<(space.count ?? 0) {
            let scenario = space.scenario(at: point)
            guard scenario.brokenRule == nil else { continue }
            let note = "\(PropertySeed.note) \(names): \(point) \(scenario.workload.serving.name)"
            try #require(row < result.count, "\(note) is missing")
            try #require(result.columns.point[row] == point, "\(note)")
            let plan = PlanResult(scenario)
            if plan.isFeasible { feasible += 1 }
            try #require(result[row].totals == plan.totals, "\(note): \(result[row].totals), alone \(plan.totals)")
            row += 1
        }
        #expect(row == result.count && feasible == result.feasible)
        let boxes = TapedSpace(space).boxes
        let taped = boxes.filter { if case .served = $0.way { true } else { false } }
        return (taped.reduce(0) { $0 + $1.count }, boxes.reduce(0) { $0 + $1.count })
    }

    @Test(arguments: 0..<4)
    func everyServedPlanIsThatEvaluatedAlone(_ number: UInt64) throws {
        var generator = SeededGenerator(property: 12_500 + number)
        var (taped, all) = (0, 0)
        for _ in 0..<6 {
            let found = try check(try Self.space(&generator))
            (taped, all) = (taped + found.taped, all + found.all)
        }
        // What is left over is too little for tapes.
        #expect(2 * taped > all, "\(taped) of \(all) on tapes")
    }

    /// The same of plans whose prefill workers have a chip of their own, which an axis varies.
    @Test func plansOfTwoChipsAreThoseEvaluatedAlone() throws {
        var base = try Fixture.scenario()
        base.workload.serving = .disagg
        (base.workload.input, base.workload.output) = (512, 256)
        base.prefillChip = try #require(Catalog.chip(named: "h800")).value
        let axes: [(String, [Double])] = [
            ("prefill_workers", [0, 2]), ("prefill.flops", [1e14, 1e15]), ("inter_bw", [8e9, 64e9]),
            ("prefill.inter_bw", [1e9, 16e9, 64e9]), ("concurrency", (1...60).map { Double($0) * 32 }),
        ]
        let found = try check(
            SearchSpace(base: base, axes: try axes.map { Axis(try #require(Parameter.named($0.0)), $0.1) }))
        #expect(2 * found.taped > found.all, "\(found)")
    }

    /// The best plans of a search are those of the whole sweep, for every kind of serving.
    @Test(arguments: [("agg", 0.0), ("disagg", 2), ("disagg", 0)])
    func aSearchKeepsTheBestOfTheSweep(_ serving: String, _ workers: Double) throws {
        var base = try Fixture.scenario()
        base.workload.serving = try #require(Workload.Serving.allCases.first { $0.name == serving })
        (base.workload.input, base.workload.output, base.deployment.prefillWorkers) = (512, 256, workers)
        let axes: [(String, [Double])] = [
            ("tp", [1, 2, 4]), ("inter_bw", [8e9, 16e9, 64e9]), ("concurrency", (1...120).map { Double($0) * 16 }),
        ]
        let space = SearchSpace(base: base, axes: try axes.map { Axis(try #require(Parameter.named($0.0)), $0.1) })
        let ranking = Ranking(.metric(.tpsChip), descending: true)
        let found = try #require(PlanSearch(space, .best(7, by: ranking), where: []).run(cores: 2))
        let sweep = Sweep.run(space, cores: 2)
        let figures = (0..<sweep.count).map { Metric.tpsChip.read(sweep[$0]) }
        let best = (0..<sweep.count).filter { sweep[$0].isFeasible }
            .sorted { (figures[$0], $1) > (figures[$1], $0) }.prefix(7)
        #expect(found.plans.count == 7 && found.ruledOut == 0)
        #expect((0..<7).map { found.plans.columns.point[$0] } == best.map { sweep.columns.point[$0] })
    }

    /// What serves best in two figures, among those that keep two limits, is what a look at each finds.
    @Test func aFrontierOfPlansThatServeIsThatOfALookAtEach() throws {
        let space = SearchSpace(
            base: try Fixture.aggregated(),
            axes: [
                try Fixture.axis("tp", [4, 8]), try Fixture.axis("concurrency", (1...400).map { Double($0) * 4 }),
            ])
        let (rate, speed) = (try Fixture.metric("tps_chip"), try Fixture.metric("tps_batch"))
        let conditions = [try Fixture.atMost("ttft_ms", 9000), Condition(speed, .atLeast, 12)]
        let plans = (0..<800).map { (point: $0, plan: PlanResult(space.scenario(at: $0))) }
            .filter { item in item.plan.isFeasible && conditions.allSatisfy { $0.holds(for: item.plan) } }
            .map { (point: $0.point, rate: rate.read($0.plan), speed: speed.read($0.plan)) }
        #expect(plans.count > 20 && plans.count < 700)
        var (expected, best) = ([Int](), -Double.infinity)
        for plan in plans.sorted(by: { ($0.rate, $0.speed, -$0.point) > ($1.rate, $1.speed, -$1.point) })
        where plan.speed > best {
            expected.append(plan.point)
            best = plan.speed
        }
        let search = PlanSearch(
            space, .frontier(Ranking(rate, descending: true), Ranking(speed, descending: true)), where: conditions)
        let found = try #require(search.run(cores: 2)).plans
        #expect((0..<found.count).map { found.columns.point[$0] } == expected)
    }
}
