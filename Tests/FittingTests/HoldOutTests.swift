import Testing

@testable import Fitting

/// Which rows are held out.
@Suite struct HoldOutTests {
    /// 40 rows of kind 0 in groups of two, 10 rows of kind 1 in groups of their own.
    private let rows =
        (0..<40).map { HoldOut.Row(group: $0 / 2, kind: 0) } + (0..<10).map { HoldOut.Row(group: 20 + $0, kind: 1) }

    @Test func ofEachKindTheShareIsHeldOut() {
        let split = HoldOut(rows, share: 0.3, seed: 1)
        // 0.3 * 40 = 12 rows are 6 groups; 0.3 * 10 = 3.
        #expect(split.held.count { $0 < 40 } == 12)
        #expect(split.held.count { $0 >= 40 } == 3)
        #expect((split.fitted + split.held).sorted() == Array(rows.indices))
        #expect(split.held == split.held.sorted() && split.fitted == split.fitted.sorted())
    }

    @Test func groupsStayTogether() {
        let held = Set(HoldOut(rows, share: 0.3, seed: 1).held)
        for row in stride(from: 0, to: 40, by: 2) { #expect(held.contains(row) == held.contains(row + 1)) }
    }

    @Test func theSeedDecides() {
        #expect(HoldOut(rows, share: 0.3, seed: 1).held == HoldOut(rows, share: 0.3, seed: 1).held)
        #expect(HoldOut(rows, share: 0.3, seed: 1).held != HoldOut(rows, share: 0.3, seed: 2).held)
    }

    @Test func aShareOfNoneOrOfAllAndNoRows() {
        #expect(HoldOut(rows, share: 0, seed: 1).held.isEmpty)
        #expect(HoldOut(rows, share: 1, seed: 1).fitted.isEmpty)
        #expect(HoldOut([], share: 0.3, seed: 1).held.isEmpty)
    }
}
