import CostModel
import TestSupport
import Testing

@testable import Planning

/// What nothing beats is what a look at all pairs leaves.
@Suite struct ParetoTests {
    private func beats(_ one: ParetoPoint, _ other: ParetoPoint) -> Bool {
        let pairs = [(one.keys.0, other.keys.0), (one.keys.1, other.keys.1), (one.keys.2, other.keys.2)]
        return pairs.allSatisfy { $0 >= $1 } && pairs.contains { $0 > $1 }
    }

    /// Few values of each figure, so that many points are equal in one, two or all.
    @Test(arguments: 0..<40) func theFrontIsThatOfAllPairs(_ number: UInt64) {
        var generator = SeededGenerator(property: 5300 + number)
        let most = [2, 5, 1000][Int(number % 3)]
        func value() -> Double { Double(Int.random(in: 0...most, using: &generator)) }
        let isFlat = number % 2 == 0
        let points = (0..<Int.random(in: 0...120, using: &generator)).map { row in
            ParetoPoint(value(), value(), isFlat ? 0 : value(), row: row)
        }
        let expected = points.filter { point in !points.contains { beats($0, point) } }.map(\.row)
        #expect(ParetoPoint.front(of: points).map(\.row).sorted() == expected, "\(PropertySeed.note)")
    }

    /// Rows of a sweep in pieces of 1024, in the order of the first figure; equal ones as the sweep has them.
    @Test(arguments: [["tps_batch", "tps_chip"], ["tps_chip", "tpot_ms", "dram"], ["dram", "batch"]])
    func rowsOfASweepAreKept(_ names: [String]) throws {
        let axes = [try Fixture.axis("tp", [2, 4, 8]), try Fixture.axis("batch", (1...500).map(Double.init))]
        let result = Sweep.run(SearchSpace(base: try Fixture.scenario(), axes: axes), cores: 2)
        let rankings = try names.map { name in
            let quantifier = try #require(Quantifier.named(name))
            return Ranking(quantifier, descending: ["tps_batch", "tps_chip"].contains(name))
        }
        let keys = Keys(rankings)
        let points = (0..<result.count).compactMap { ParetoPoint(result[$0], $0, keys) }
        #expect(points.count == result.count && points.count > 1024)
        for cores in [1, 3] {
            var selection = Selection(all: result)
            let isDone = selection.keepFront(of: rankings, of: result, workers: cores)
            #expect(isDone)
            let kept = Set(selection.rows)
            let front = points.filter { kept.contains($0.row) }
            #expect(!front.isEmpty && front.count < points.count / 2)
            #expect(points.allSatisfy { point in kept.contains(point.row) != front.contains { beats($0, point) } })
            let order = selection.rows.map { (-keys.key(result[$0], 0), $0) }
            #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    /// A plain decode has no time to first token: none is kept.
    @Test func whatHasNoValueIsNotKept() throws {
        let result = Sweep.run(try Fixture.caseStudy(), cores: 1)
        let rankings = try ["ttft_ms", "tps_chip"].map { Ranking(try Fixture.metric($0), descending: true) }
        var selection = Selection(all: result)
        let isDone = selection.keepFront(of: rankings, of: result)
        #expect(isDone && selection.count == 0)
        var whole = Selection(all: result)
        let isStopped = !whole.keepFront(of: rankings, of: result, isCancelled: { true })
        #expect(isStopped)
        #expect(whole.count == result.count)
    }
}
