import Testing

@testable import Units

/// Loops that end when they are told to.
@Suite struct InterruptibleTests {
    @Test func allElementsInTheirOrder() {
        var seen: [Int] = []
        #expect(Interruptible.forEach(0..<1000, isCancelled: { false }) { seen.append($0) })
        #expect(seen == Array(0..<1000))
        #expect(Interruptible.map(0..<1000, isCancelled: { false }) { 2 * $0 } == (0..<1000).map { 2 * $0 })
        #expect(Interruptible.filter(0..<10, isCancelled: { false }) { $0 % 3 == 0 } == [0, 3, 6, 9])
        #expect(Interruptible.text(0..<3, beginning: ">", isCancelled: { false }) { "\($0)" } == ">012")
    }

    @Test func theyAskBeforeEvery256thElement() {
        var asked = 0
        var seen = 0
        let isDone = Interruptible.forEach(
            0..<10_000,
            isCancelled: {
                asked += 1
                return asked == 3
            }, { _ in seen += 1 })
        // Asked in front of the elements 255, 511 and 767.
        #expect(!isDone && seen == 767)
    }

    @Test func whatIsCancelledHasNoResult() {
        #expect(Interruptible.map(0..<300, isCancelled: { true }) { $0 } == nil)
        #expect(Interruptible.filter(0..<300, isCancelled: { true }) { _ in true } == nil)
        #expect(Interruptible.text(0..<300, beginning: "", isCancelled: { true }) { "\($0)" } == nil)
        #expect(Interruptible.sorted(Array(0..<300).reversed(), isCancelled: { true }, by: <) == nil)
    }
}
