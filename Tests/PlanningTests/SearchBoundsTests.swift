import CostModel
import Lanes
import TestSupport
import Testing

@testable import Planning

/// What bounds of figures say about the plans of a box.
@Suite struct DemandTests {
    private func mayHold(_ conditions: [Condition], _ bounds: [Interval]) -> Bool {
        Demands(conditions, behind: 0).mayHold(bounds)
    }

    /// A batch of 8 against bounds that lie below, end at, hold, begin at it, are it alone, or lie above.
    @Test(arguments: [
        (Comparison.Relation.atLeast, [false, true, true, true, true, true]),
        (.above, [false, false, true, true, false, true]), (.atMost, [true, true, true, true, true, false]),
        (.below, [true, true, true, false, false, false]), (.equal, [false, true, true, true, true, false]),
        (.notEqual, [true, true, true, true, false, true]),
    ])
    func aBoxIsRuledOutWhereNoPlanCanMeetALimit(_ relation: Comparison.Relation, _ expected: [Bool]) throws {
        let condition = Condition(try Fixture.metric("batch"), relation, 8)
        let bounds = [(1.0, 7.0), (1, 8), (1, 9), (8, 9), (8, 8), (9, 20)].map { Interval($0.0, $0.1) }
        #expect(bounds.map { mayHold([condition], [$0]) } == expected)
    }

    /// Plans have to meet both limits, so that one that none of a box can meet rules it out.
    @Test func eachConditionRulesOut() throws {
        let conditions = [Condition(try Fixture.metric("batch"), .atLeast, 8), try Fixture.atMost("dram", 40)]
        #expect(mayHold(conditions, [Interval(1, 9), Interval(30, 50)]))
        #expect(!mayHold(conditions, [Interval(1, 7), Interval(30, 50)]))
        #expect(!mayHold(conditions, [Interval(1, 9), Interval(41, 50)]))
        #expect(mayHold([], []))
        // What is compared comes behind the figures of the objective, each in its place.
        let behind = Demands(conditions, behind: 1)
        #expect(behind.quantifiers.map(\.name) == ["batch", "dram"])
        #expect(behind.mayHold([Interval(0, 0), Interval(1, 9), Interval(30, 50)]))
        #expect(!behind.mayHold([Interval(100, 100), Interval(1, 7), Interval(30, 50)]))
    }
}

@Suite struct PromisingBoxTests {
    /// Boxes come out from the one that promises most on, whatever the order in which they went in.
    @Test func theMostPromisingComesFirst() {
        var generator = SeededGenerator(property: 13_500)
        for count in 0..<40 {
            var boxes = PromisingBoxes()
            var waiting: [Double] = []
            for number in 0..<count {
                let high = Double(Int.random(in: 0..<30, using: &generator))
                boxes.add([number..<number + 1], [Interval(-1, high)])
                waiting.append(high)
                // Now and then one is taken in between.
                guard number % 5 == 4, let best = boxes.next(), let most = waiting.max() else { continue }
                #expect(best.promise[0].high == most, "\(PropertySeed.note)")
                waiting.remove(at: waiting.firstIndex(of: most) ?? 0)
            }
            #expect(boxes.count == waiting.count)
            var found: [Double] = []
            while let next = boxes.next() { found.append(next.promise[0].high) }
            #expect(found == waiting.sorted(by: >), "\(PropertySeed.note)")
        }
    }
}
