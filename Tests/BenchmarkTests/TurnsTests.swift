import Synchronization
import TestSupport
import Testing

@testable import Benchmark

@Suite struct TurnsTests {
    /// Time that passes only as it is told.
    private final class Clock: Sendable {
        private let seconds = Mutex(0.0)
        var now: Double { seconds.withLock { $0 } }
        func pass(_ added: Double) { seconds.withLock { $0 += added } }
    }

    /// The first round does not count: of 9; 1, 4, 2 and 20; 1, 1, 1 the medians are 2 and 1, of an even number the mean of
    /// the middle two.
    @Test func mediansAreThoseOfTheRoundsBehindTheFirst() {
        let clock = Clock()
        let turns = Turns(now: { clock.now }, isCancelled: { false })
        var first = [9.0, 1, 4, 2]
        var order = ""
        let times = turns.medians(
            of: 3,
            [
                {
                    order += "a"
                    clock.pass(first.removeFirst())
                },
                {
                    order += "b"
                    clock.pass(order.count == 2 ? 20 : 1)
                },
            ])
        #expect(times == [2, 1])
        #expect(order == "abababab")
        var second = [9.0, 8, 2, 1, 4]
        // Of 8, 2, 1, 4 the middle two are 2 and 4.
        #expect(turns.medians(of: 4, [{ clock.pass(second.removeFirst()) }]) == [3])
    }

    @Test func itStops() {
        let asked = SharedCounter()
        let turns = Turns(now: { 0 }, isCancelled: { asked.increment() > 2 })
        var done = 0
        #expect(turns.medians(of: 5, [{ done += 1 }]) == nil)
        #expect(done == 2)
    }
}
