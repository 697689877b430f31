import Testing

@testable import Lanes

/// Which axes of a tape turn and which stand in columns.
@Suite struct LayoutTests {
    /// 256 KiB of columns of 8 bytes a plan: 512 plans at most, 64 at least, and whole eights in between.
    @Test(
        arguments: [(0, 512), (1, 512), (64, 512), (65, 504), (100, 320), (511, 64), (512, 64), (5000, 64)]
            as [(Int, Int)])
    func aBlockFitsTheCache(_ slots: Int, _ width: Int) {
        let tape = Tape(columns: [], constants: [], results: [], slots: [], slotCount: slots)
        #expect(tape.width == width)
    }

    /// Axes of 4, 300 and 2 values, of which the first two stand outside: 4 turns of the first, 1200 of the second.
    ///
    /// A value that depends on an outer axis alone takes 6 ns each turn of it: 6 * 4 and 6 * 1200, and 6 once without any. One in
    /// columns of 2 takes 20 ns to begin and 2 of its own: a sum 0.3, a root 1.2, a power 12, a choice 0.8.
    @Test(
        arguments: [
            (.add, 0b001, 6 * 4), (.multiply, 0b010, 6 * 1200), (.add, 0b011, 6 * 1200), (.add, 0, 6),
            (.add, 0b100, 20 + 2 * 0.3), (.root, 0b100, 20 + 2 * 1.2), (.divide, 0b100, 20 + 2 * 1.2),
            (.power, 0b101, 4 * (20 + 2 * 12)), (.select, 0b110, 1200 * (20 + 2 * 0.8)),
            (.ceiling, 0b111, 1200 * (20 + 2 * 0.8)),
        ] as [(Lanes.Operation, UInt64, Double)])
    func aValueTakesTimeWhereItsAxesTurn(_ operation: Lanes.Operation, _ axes: UInt64, _ time: Double) {
        let cost = Layout.cost([(operation, axes)], outer: [0, 1], inner: [2], counts: [4, 300, 2], width: 2)
        #expect((cost - time).magnitude < 1e-9 * time)
    }

    /// Columns of 1024 are two blocks of 512, each of which takes 20 ns to begin.
    @Test func wideColumnsBeginAnew() {
        let cost = Layout.cost([(.add, 1)], outer: [], inner: [0], counts: [1024], width: 1024)
        #expect((cost - (2 * 20 + 1024 * 0.3)).magnitude < 1e-6)
    }

    /// Two axes of 300: with the powers outside they run 300 times, 6 ns each, and the sums 300 times in columns.
    @Test func whatIsDearTurnsSeldom() {
        let nodes: [(operation: Lanes.Operation, axes: UInt64)] = [(.power, 1), (.power, 1), (.add, 2), (.add, 3)]
        let layout = Layout(nodes: nodes, counts: [300, 300])
        #expect(layout.outer == [0] && layout.inner == [1])
        // What is asked for is what is taken.
        let chosen = Layout(nodes: nodes, counts: [300, 300], inner: [0])
        #expect(chosen.outer == [1] && chosen.inner == [0])
        #expect(layout.level(1) == 1 && layout.level(2) == 0 && layout.level(3) == 1)
    }

    /// Axes of few values stand in columns together until there are 192: 4 * 50 are enough, 4 * 40 take the next one in.
    @Test(arguments: [(50, [0, 1], [2]), (40, [0, 1, 2], [])] as [(Int, [Int], [Int])])
    func narrowAxesStandTogether(_ second: Int, _ inner: [Int], _ outer: [Int]) {
        let nodes: [(operation: Lanes.Operation, axes: UInt64)] = [
            (.add, 0b111), (.multiply, 0b011), (.multiply, 0b001),
        ]
        let layout = Layout(nodes: nodes, counts: [4, second, 3])
        #expect(Set(layout.inner + layout.outer) == [0, 1, 2])
        #expect(layout.inner == inner && layout.outer == outer, "\(layout)")
    }
}
