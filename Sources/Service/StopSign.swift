import Synchronization

/// Whether the call that runs should stop: another thread says so, or its time is over.
public final class StopSign: Sendable {
    private let isRaised = Atomic<Bool>(false)
    /// The moment at which time is over, in microseconds.
    private let end = Atomic<Int>(.max)

    /// Makes one that is not set.
    public init() {}

    /// Whether to stop at a moment, in seconds.
    public func isSet(at now: @autoclosure () -> Double) -> Bool {
        if isRaised.load(ordering: .relaxed) { return true }
        let end = end.load(ordering: .relaxed)
        return end != .max && now() * 1e6 >= Double(end)
    }

    /// Asks what runs to stop.
    public func raise() { isRaised.store(true, ordering: .relaxed) }

    /// Begins anew, up to a moment in seconds; nil for no end.
    func clear(until moment: Double?) {
        isRaised.store(false, ordering: .relaxed)
        end.store(moment.map(Self.microseconds) ?? .max, ordering: .relaxed)
    }

    /// Sets a moment in seconds beyond which nothing runs.
    func end(by moment: Double) {
        end.store(min(end.load(ordering: .relaxed), Self.microseconds(moment)), ordering: .relaxed)
    }

    /// A moment as a whole number that any clock stays below.
    private static func microseconds(_ moment: Double) -> Int { Int(min(max(moment, 0) * 1e6, 9e18)) }
}
