import CostModel
import TestSupport
import Testing

@testable import Planning

/// Rows that are filtered and ordered as columns, against the plain definition: every plan made anew, one list sorted.
@Suite struct RowReadingTests {
    private struct Case {
        let result: SweepResult
        let tests: [PlanTest]
        let quantifier: Quantifier
        let descending: Bool

        /// The rows that pass, and how many each test was the first to drop.
        var plain: (kept: [Int], dropped: [Int]) {
            var dropped = tests.map { _ in 0 }
            let kept = (0..<result.count).filter { row in
                let failed = tests.firstIndex { !$0.passes(result[row]) }
                if let failed { dropped[failed] += 1 }
                return failed == nil
            }
            return (kept, dropped)
        }

        /// Rows in order: the better first, equal ones as in the sweep, those without a value last.
        func ordered(_ rows: [Int]) -> [Int] {
            let keys = rows.map { (row: $0, value: quantifier.read(result[$0])) }
            return keys.sorted { left, right in
                if left.value.isNaN || right.value.isNaN {
                    return left.value.isNaN == right.value.isNaN ? left.row < right.row : right.value.isNaN
                }
                if left.value == right.value { return left.row < right.row }
                return descending ? left.value > right.value : left.value < right.value
            }.map(\.row)
        }
    }

    /// Every figure of a row that a sweep keeps is that of its plan alone: on tapes, beside others, and where one axis stands
    /// for several parameters of which another is one.
    @Test(arguments: [
        ["tp", "batch"], ["precision", "attn_precision"], ["attn_precision", "precision", "tp"],
        ["tbo", "batch", "pp"],
        ["prefix", "input"], ["kv_precision", "batch", "redundant"],
    ])
    func aRowHasAllFiguresOfItsPlan(_ names: [String]) throws {
        let values: [String: [Double]] = [
            "tp": [1, 2, 4, 8], "batch": (1...40).map(Double.init), "precision": [0, 1, 4],
            "attn_precision": [0, 1, 4],
            "tbo": [0, 1, 2], "pp": [1, 2], "prefix": [0, 64, 1000], "input": (1...60).map { 64 * Double($0) },
            "kv_precision": [0, 1], "redundant": [0, 32],
        ]
        var base = try Fixture.scenario()
        if names.contains("input") { base.workload.staticPhase = .prefill }
        let space = SearchSpace(base: base, axes: try names.map { try Fixture.axis($0, values[$0] ?? []) })
        let result = Sweep.run(space, cores: 2)
        var reader = PlanReader(result)
        #expect(result.count > 8)
        for row in (0..<result.count).reversed() {
            reader.read(row)
            let scenario = space.scenario(at: result.columns.point[row])
            let (read, alone) = (reader.plan, PlanResult(scenario))
            #expect(read.scenario == scenario)
            #expect(read.totals.memory.total == alone.totals.memory.total)
            #expect(read.totals.memory.weights == alone.totals.memory.weights)
            #expect(read.totals.memory.stage == alone.totals.memory.stage)
            #expect(read.totals.seconds == alone.totals.seconds && read.totals.flops == alone.totals.flops)
            #expect(read.totals.communication == alone.totals.communication)
            #expect(read.totals.splits == alone.totals.splits)
            #expect(result.columns.isFeasible[row] == alone.isFeasible)
            #expect(read.totals.firstToken == alone.totals.firstToken)
            reader.partMemory()
            #expect(reader.plan.totals.memory == alone.totals.memory)
        }
    }

    private static let axes: [(name: String, values: [Double])] = [
        ("chips", [32, 64, 96, 128]), ("tp", [1, 2, 3, 4, 8]), ("moe_tp", [1, 2, 3]), ("inter_bw", [16e9, 32e9, 64e9]),
        ("dram", [64e9, 128e9]), ("phase", [0, 1]), ("input", [512, 4096]), ("tbo", [0, 2]), ("precision", [0, 1, 2]),
        ("pp", [1, 2]), ("hottest", [1, 2, 3]),
    ]

    /// A sweep over some axes in any order, some cells without a value, and what is asked of it.
    private func drawn(_ generator: inout SeededGenerator) throws -> Case {
        var axes = try Self.axes.shuffled(using: &generator).prefix(4).map { try Fixture.axis($0.name, $0.values) }
        let batches = Array(Set((0..<60).map { _ in Double(Int.random(in: 1...400, using: &generator)) }))
        axes.insert(try Fixture.axis("batch", batches), at: Int.random(in: 0...axes.count, using: &generator))
        let result = Sweep.run(SearchSpace(base: try Fixture.scenario(), axes: axes), cores: 1)
        for _ in 0..<Int.random(in: 0...20, using: &generator) where result.count > 0 {
            result.columns.seconds[Int.random(in: 0..<result.count, using: &generator)] = .nan
        }
        let names = ["tps_chip", "tps_batch", "dram", "tp", "ttft_ms", "tpot_ms", "comm_share", "batch", "fits"]
        let limited = try Fixture.metric(names.randomElement(using: &generator) ?? "dram")
        let limit = result.count > 0 ? limited.read(result[Int.random(in: 0..<result.count, using: &generator)]) : 1
        let condition = Condition(limited, Bool.random(using: &generator) ? .atLeast : .below, limit)
        let share = Condition.comparison(
            Comparison(try Fixture.metric("dram"), .atMost, .share(0.9), limitText: "90%"))
        let either = Condition.any([condition, .not(.every([share, condition]))])
        return Case(
            result: result,
            tests: [
                PlanTest { $0.fits }, [condition, share, either].map(\.test)[Int.random(in: 0...2, using: &generator)],
            ],
            quantifier: try #require(Quantifier.named(names.randomElement(using: &generator) ?? "tp")),
            descending: Bool.random(using: &generator))
    }

    @Test(arguments: [1, 4]) func rowsAreThoseOfThePlainDefinition(_ workers: Int) throws {
        var generator = SeededGenerator(property: 12)
        for round in 0..<PropertySeed.draws(30) {
            let drawn = try drawn(&generator)
            let note = Comment(rawValue: "\(PropertySeed.note) round \(round)")
            let (kept, dropped) = drawn.plain
            let ordered = drawn.ordered(kept)
            var selection = Selection(all: drawn.result)
            let counts = selection.keep(drawn.tests, of: drawn.result, workers: workers)
            #expect(counts == dropped, note)
            #expect(selection.rows == kept, note)
            selection.sort(
                by: drawn.quantifier, descending: drawn.descending, of: drawn.result, workers: workers)
            #expect(selection.rows == ordered, note)

            for wanted in [1, 5, 70, kept.count] {
                var ranked = Selection(all: drawn.result)
                let left = ranked.rank(
                    first: wanted, passing: drawn.tests, by: drawn.quantifier, descending: drawn.descending,
                    of: drawn.result, workers: workers)
                #expect(left == dropped && ranked.count == kept.count, note)
                #expect((0..<min(wanted, kept.count)).map { ranked[$0] } == Array(ordered.prefix(wanted)), note)
                // More of them, and then all.
                let isFound = ranked.find(first: min(2 * wanted, kept.count)) { false }
                #expect(isFound, note)
                #expect((0..<min(2 * wanted, kept.count)).map { ranked[$0] } == Array(ordered.prefix(2 * wanted)), note)
                #expect(ranked.rows == ordered, note)
            }
        }
    }

    /// What an order that is begun has of the first rows is still true once some of the rows are gone.
    @Test func anOrderThatIsBegunOutlivesAFilter() throws {
        var generator = SeededGenerator(property: 13)
        for round in 0..<PropertySeed.draws(20) {
            let drawn = try drawn(&generator)
            var selection = Selection(all: drawn.result)
            selection.rank(first: 6, by: drawn.quantifier, descending: drawn.descending, of: drawn.result)
            selection.keep(drawn.tests, of: drawn.result, workers: 4)
            #expect(selection.rows == drawn.ordered(drawn.plain.kept), "\(PropertySeed.note) round \(round)")
            guard selection.count > 2 else { continue }
            let second = selection[1]
            selection.reduce(toRowAt: 1)
            #expect(selection.rows == [second])
        }
    }

    /// The reader goes on, back and in leaps, and always has the plan that is made anew.
    @Test func aReaderHasThePlanOfEachRow() throws {
        var generator = SeededGenerator(property: 14)
        for round in 0..<PropertySeed.draws(20) {
            let result = try drawn(&generator).result
            guard result.count > 0 else { continue }
            var reader = PlanReader(result)
            for row in Array(0..<min(50, result.count))
                + (0..<100).map({ _ in Int.random(in: 0..<result.count, using: &generator) })
            {
                reader.read(row)
                let plan = result[row]
                #expect(reader.plan.scenario == plan.scenario, "\(PropertySeed.note) round \(round) row \(row)")
                for metric in Metric.all where !metric.isOnDemand {
                    let (own, other) = (metric.read(reader.plan), metric.read(plan))
                    #expect(own == other || own.isNaN && other.isNaN, "\(PropertySeed.note) \(metric.name)")
                }
            }
        }
    }

    @Test func toldToStopItLeavesTheRowsAsTheyAre() throws {
        let axes = [try Fixture.axis("batch", (1...3000).map(Double.init))]
        let result = Sweep.run(SearchSpace(base: try Fixture.scenario(), axes: axes), cores: 1)
        let metric = try Fixture.metric("tps_chip")
        var selection = Selection(all: result)
        selection.keep([PlanTest { $0.scenario.deployment.batch > 7 }], of: result)
        selection.rank(first: 3, by: try Fixture.metric("dram"), descending: true, of: result)
        let before = selection.rows
        for questions in 0..<3 {
            let counter = SharedCounter()
            let isCancelled: @Sendable () -> Bool = { counter.increment() > questions }
            let dropped = selection.keep([PlanTest { $0.fits }], of: result, isCancelled: isCancelled)
            let isSorted = selection.sort(by: metric, descending: true, of: result, isCancelled: isCancelled)
            let left = selection.rank(first: 9, by: metric, descending: true, of: result, isCancelled: isCancelled)
            #expect(dropped == nil && !isSorted && left == nil)
            #expect(selection.rows == before)
        }
    }
}
