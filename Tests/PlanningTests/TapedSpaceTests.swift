import Catalog
import CostModel
import TestSupport
import Testing

@testable import Planning

/// A sweep on tapes has the very figures of its plans evaluated one by one.
@Suite struct TapedSpaceTests {
    /// A space of 5,000 to 60,000 combinations round a plan of the catalogue's.
    static func space(_ generator: inout SeededGenerator) throws -> SearchSpace {
        func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }
        let model = pick(Catalog.models).value
        var base = Scenario(
            chip: pick(Catalog.chips).value, model: model,
            workload: Workload(input: pick([128, 4096, 33_000]), output: pick([0, 1024])),
            deployment: Deployment(chips: pick([8, 64, 128]), tp: pick([1, 4]), batch: pick([1, 16])))
        base.workload.staticPhase = pick([.decode, .decode, .prefill])
        base.deployment.tbo = pick([.off, .off, .on, .auto])
        let counted = (1...700).map(Double.init)
        let wides: [(String, [Double])] = [
            ("batch", counted), ("inter_bw", counted.map { $0 * 1e9 }), ("input", counted.map { $0 * 100 }),
            ("dram_bw", counted.map { $0 * 1e10 }), ("chips", counted),
        ]
        let wide = pick(wides)
        var axes = [wide]
        let narrow: [(String, [Double])] = [
            ("tp", [1, 2, 3, 4, 8, 16]), ("moe_tp", [1, 2, 4]), ("pp", [1, 2, 4]), ("batch", [1, 2, 7, 64]),
            ("latency", [0, 1e-6, 1e-5]), ("launch", [0, 2e-6]), ("precision", [0, 1, 4]), ("topology", [0, 1]),
            ("tbo", [0, 1, 2]), ("phase", [0, 1]), ("draft", [0, 1, 3]), ("dram", [32e9, 80e9, 192e9]),
            ("redundant", [0, 32]), ("chunk", [0, 512]), ("hottest", [1, 2]), ("group", [8, 16, 64]),
        ]
        while axes.reduce(1, { $0 * $1.1.count }) < 5000 {
            let axis = pick(narrow)
            if !axes.contains(where: { $0.0 == axis.0 }) {
                axes.insert(axis, at: Int.random(in: 0...axes.count, using: &generator))
            }
        }
        return SearchSpace(base: base, axes: try axes.map { Axis(try #require(Parameter.named($0.0)), $0.1) })
    }

    @Test(arguments: 0..<UInt64(PropertySeed.draws(12)))
    func everyPlanIsThatEvaluatedAlone(_ number: UInt64) throws {
        var generator = SeededGenerator(property: 12_000 + number)
        let space = try Self.space(&generator)
        let names = space.axes.map { "\($0.parameter.name)[\($0.values.count)]" }.joined(separator: " ")
        let result = Sweep.run(space, cores: 2)
        var row = 0
        var feasible = 0
        for point in 0..<(space.count ?? 0) {
            let scenario = space.scenario(at: point)
            guard scenario.brokenRule == nil else { continue }
            try #require(row < result.count, "\(PropertySeed.note) \(names): \(point) is missing")
            try #require(result.columns.point[row] == point, "\(PropertySeed.note) \(names)")
            let totals = StepTotals.of(scenario)
            if totals.fit(scenario) { feasible += 1 }
            try #require(result[row].totals == totals, "\(PropertySeed.note) \(names): \(point)")
            row += 1
        }
        #expect(row == result.count)
        #expect(feasible == result.feasible)
    }
}

/// Where a space is cut so that the equations agree all over each part.
@Suite struct CutTests {
    /// The boxes of a space of plans that serve on 16 chips, and which of them have a tape.
    private func boxes(_ axes: [Axis]) throws -> (places: [[Range<Int>]], taped: [Bool]) {
        let boxes = TapedSpace(SearchSpace(base: try Fixture.aggregated(), axes: axes)).boxes
        return (boxes.map(\.places), boxes.map { if case .served = $0.way { true } else { false } })
    }

    /// With and without a pipeline a plan has other equations, for prompts of any length.
    @Test func aSizeThatDecidesIsTakenApart() throws {
        let lengths = (1...200).map(Double.init)
        let found = try boxes([try Fixture.axis("pp", [1, 2]), try Fixture.axis("input", lengths)])
        #expect(found.places == [[0..<1, 0..<200], [1..<2, 0..<200]] && found.taped == [true, true])
    }

    /// Answers are halved until the equations agree, or fewer than 128 plans are left: of 2 * 50 each is evaluated alone.
    @Test func fewPlansAreEvaluatedAlone() throws {
        let lengths = (1...200).map(Double.init)
        let found = try boxes([try Fixture.axis("tp", [4, 8]), try Fixture.axis("output", lengths)])
        #expect(found.places == [[0..<2, 0..<50], [0..<2, 50..<100], [0..<2, 100..<200]])
        #expect(found.taped == [false, false, true])
    }
}

/// Axes that set the same thing.
@Suite struct AliasAxisTests {
    /// `precision` stands for the formats of all parts; an axis of one part counts, whichever of both is named first.
    @Test(arguments: [
        ["precision", "kv_precision", "attn_precision"], ["attn_precision", "precision", "kv_precision"],
    ])
    func anAxisOfOnePartCountsBesideThatOfAll(_ names: [String]) throws {
        let values = ["precision": [0.0, 1], "attn_precision": [0, 4], "kv_precision": [0, 1]]
        let axes = try names.map { Axis(try #require(Parameter.named($0)), values[$0] ?? []) }
        let batches = Axis(try #require(Parameter.named("batch")), (1...800).map(Double.init))
        let space = SearchSpace(base: try Fixture.scenario(), axes: axes + [batches])
        let result = Sweep.run(space, cores: 1)
        #expect(result.count == 6400)
        for row in stride(from: 0, to: result.count, by: 37) {
            let plan = result[row]
            let places = result.places(at: row)
            for (axis, place) in zip(axes, places) where axis.parameter.name != "precision" {
                #expect(axis.parameter.get(plan.scenario) == axis.values[place])
            }
            #expect(plan.totals == StepTotals.of(plan.scenario))
        }
    }
}
