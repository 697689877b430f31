import Glibc

/// How many arrivals a time holds that holds any.
struct Gathering: Sendable {
    private let stream: ArrivalStream
    /// Probabilities of any arrival in no part of a mean gap, in one, in two and so on; for even streams.
    private let any: [Double]

    /// Parts of a mean gap, and the mean gaps that are told apart.
    private static let parts = 8
    private static let gaps = 4

    init(_ stream: ArrivalStream) {
        self.stream = stream
        guard stream.variation < 1 else {
            any = []
            return
        }
        // The time from a moment to the next arrival has the density of a gap that is not over (D. R. Cox, 1962); gaps
        // are gamma distributed, by Wilson and Hilferty.
        let shape = 1 / max(stream.variation * stream.variation, 1e-4)
        let factor = 3 * shape.squareRoot()
        func left(_ time: Double) -> Double {
            Normal.share(below: factor * (1 - 1 / (9 * shape) - cbrt(time)))
        }
        let width = 1 / Double(Self.parts)
        var (sum, last) = (0.0, 1.0)
        var any = [0.0]
        for part in 1...Self.parts * Self.gaps {
            let next = left(Double(part) * width)
            sum = min(1, sum + (last + next) / 2 * width)
            any.append(sum)
            last = next
        }
        self.any = any
    }

    /// Mean arrivals of a time that holds any.
    ///
    /// - Parameters:
    ///   - expected: mean arrivals of the time.
    ///   - clump: mean arrivals of a clump.
    func together(_ expected: Double, clump: Double) -> Double {
        guard expected > 0 else { return 1 }
        guard !any.isEmpty else { return max(1, expected / -expm1(-expected / clump)) }
        let position = expected * Double(Self.parts)
        guard position < Double(any.count - 1) else { return max(1, expected) }
        let index = Int(position)
        return max(1, expected / (any[index] + (any[index + 1] - any[index]) * (position - Double(index))))
    }
}
