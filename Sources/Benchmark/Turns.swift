/// Times several ways of working in turns, so that a drift of the machine's speed meets all of them.
public struct Turns: Sendable {
    private let now: @Sendable () -> Double
    private let isCancelled: @Sendable () -> Bool

    /// Prepares to time with a clock that counts seconds.
    public init(now: @escaping @Sendable () -> Double, isCancelled: @escaping @Sendable () -> Bool) {
        (self.now, self.isCancelled) = (now, isCancelled)
    }

    /// The median time of each over so many rounds, behind one that does not count; nil if it was told to stop.
    public func medians(of rounds: Int, _ ways: [() -> Void]) -> [Double]? {
        var times = ways.map { _ in [Double]() }
        for round in 0...rounds {
            for (number, work) in ways.enumerated() {
                if isCancelled() { return nil }
                let start = now()
                work()
                if round > 0 { times[number].append(now() - start) }
            }
        }
        return isCancelled() ? nil : times.map(Self.median)
    }

    private static func median(_ times: [Double]) -> Double {
        let sorted = times.sorted()
        guard !sorted.isEmpty else { return .nan }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
