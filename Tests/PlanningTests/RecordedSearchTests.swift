import Catalog
import CostModel
import Lanes
import TestSupport
import Testing

@testable import Planning

/// How spaces are cut, in which frames they are swept, and how much of them a search never looks at: what decides how long they
/// take.
///
/// That the plans are the same however they are cut is what `TapedSpaceTests` and `PlanSearchTests` say.
/// `RECORD=1 swift test --filter RecordedSearchTests` accepts what is found now.
@Suite struct RecordedSearchTests {
    private static func axes(_ axes: [(String, [Double])]) throws -> [Axis] {
        try axes.map { try Fixture.axis($0.0, $0.1) }
    }

    private static func numbers(_ range: ClosedRange<Int>) -> [Double] { range.map(Double.init) }

    /// Spaces of one phase and of serving, with and without choices, small and large.
    private static func spaces() throws -> [(name: String, space: SearchSpace)] {
        let (decode, agg) = (try Fixture.scenario(), try Fixture.aggregated())
        var open = agg
        (open.workload.rate, open.deployment.concurrency) = (2, 0)
        return [
            ("no axis", SearchSpace(base: decode, axes: [])),
            ("case", try Fixture.caseStudy()),
            ("large", try Fixture.large()),
            ("4095 plans", SearchSpace(base: decode, axes: try axes([("batch", numbers(1...4095))]))),
            ("4096 plans", SearchSpace(base: decode, axes: try axes([("batch", numbers(1...4096))]))),
            (
                "choices",
                SearchSpace(
                    base: decode,
                    axes: try axes([
                        ("batch", numbers(1...700)), ("topology", [0, 1]), ("tbo", [0, 1, 2]), ("tp", [1, 2, 4, 8]),
                    ]))
            ),
            (
                "hardware",
                SearchSpace(
                    base: decode,
                    axes: try axes([
                        ("tp", [2, 4, 8]), ("dram_bw", numbers(1...60).map { $0 * 1e11 }),
                        ("inter_bw", numbers(1...60).map { $0 * 4e9 }), ("batch", [4, 6, 8, 10, 12, 14]),
                    ]))
            ),
            (
                "one figure by two names",
                SearchSpace(
                    base: decode, axes: try axes([("batch", numbers(1...90)), ("concurrency", numbers(1...90))]))
            ),
            (
                "127 served plans",
                SearchSpace(base: agg, axes: try axes([("concurrency", numbers(1...127))]))
            ),
            (
                "served plans",
                SearchSpace(
                    base: agg,
                    axes: try axes([("concurrency", numbers(1...200)), ("tp", [4, 8]), ("chunk", [0, 2048])])
                )
            ),
            (
                "pools",
                SearchSpace(
                    base: try Fixture.disaggregated(),
                    axes: try axes([("batch", numbers(1...150)), ("prefill_workers", [1, 2, 4])]))
            ),
            (
                "rates of a closed loop",
                SearchSpace(base: agg, axes: try axes([("tp", [4, 8]), ("rate", numbers(1...80))]))
            ),
            ("queues", SearchSpace(base: open, axes: try axes([("rate", numbers(1...80)), ("tp", [4, 8])]))),
        ]
    }

    private static func text(_ box: [Range<Int>]) -> String {
        box.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: " ")
    }

    @Test func howSpacesAreCut() throws {
        try RecordedPlanningTests.expect(
            "cuts",
            try Self.spaces().flatMap { name, space -> [(String, Any?)] in
                let taped = TapedSpace(space)
                let boxes = taped.boxes.map { box in
                    let way =
                        switch box.way {
                        case .tape: "tape"
                        case .served: "served"
                        case .alone: "alone"
                        }
                    return "\(way) \(Self.text(box.places))"
                }
                let frames = Frames(taped)
                let count = space.count ?? 0
                let numbers = [0, 1, frames.count(of: count) / 2, frames.count(of: count) - 1]
                return [
                    (name, count), ("boxes", boxes.count > 40 ? boxes.prefix(40) + ["\(boxes.count)"] : boxes),
                    ("frames", frames.count(of: count)),
                    (
                        "some",
                        numbers.filter { $0 < frames.count(of: count) }.map {
                            "\($0) from \(frames.start($0)): \(Self.text(frames.box($0)))"
                        }
                    ),
                    (
                        "of",
                        [1, count / 3, count - 1].map { [frames.number(of: max(0, $0)), frames.count(of: max(0, $0))] }
                    ),
                    ("parts", SearchWork(taped, parts: 32).boxes.prefix(8).map { Self.text($0.places) }),
                ]
            })
    }

    /// With one thread, so that what is ruled out does not depend on what another one has found.
    @Test func howMuchIsRuledOut() throws {
        let throughput = Ranking(try Fixture.metric("tps_chip"), descending: true)
        let latency = Ranking(try Fixture.metric("tpot_ms"), descending: false)
        var found: [(String, Any?)] = []
        for (name, space) in try Self.spaces() where !space.mayQueue {
            for (aim, conditions) in [
                (PlanSearch.Aim.best(3, by: throughput), []), (.best(1, by: latency), [try Fixture.atLeastTen()]),
                (.frontier(throughput, latency), []),
                (.frontier(latency, throughput), [try Fixture.atMost("tpot_ms", 80)]),
            ] {
                let result = PlanSearch(space, aim, where: conditions).run(cores: 1)
                found.append(
                    (
                        name,
                        result.map { result in
                            (
                                result.ruledOut, result.plans.count, result.plans.evaluated,
                                (0..<min(3, result.plans.count)).map { result.plans[$0] }
                            )
                        }
                    ))
            }
        }
        try RecordedPlanningTests.expect("searches", found)
    }

    /// The most promising box comes first, whatever the order in which they came.
    @Test func boxesComeByTheirPromise() {
        let promises = [3.0, 9, 1, 7, 7, 2, 8, 0, 5, 4, 6]
        var boxes = PromisingBoxes()
        for (number, promise) in promises.enumerated() {
            boxes.add([number..<number + 1], [Interval(0, promise), Interval(promise, 100 - promise)])
        }
        var order: [Double] = []
        while let (places, promise) = boxes.next() {
            #expect(promises[places[0].lowerBound] == promise[0].high)
            order.append(promise[0].high)
        }
        #expect(order == promises.sorted(by: >))
        #expect(boxes.count == 0)
    }
}
