import Glibc

/// Times that are gamma distributed about several means.
///
/// Shares by the cube root of a gamma value, which is nearly normal (E. B. Wilson and M. M. Hilferty, Proceedings of
/// the National Academy of Sciences 17, 1931).
public struct GammaMixture: Tail {
    /// A part of a mixture.
    private struct Part: Sendable {
        let weight: Double
        /// What takes the cube root of a time to a normal value: a factor and an offset.
        let factor: Double
        let offset: Double
    }

    /// Mean seconds.
    public let mean: Double
    private let parts: [Part]
    /// The cube root of a time that next to nothing lies beyond.
    private let most: Double
    /// Seconds that nothing lies beyond.
    private let end: Double

    private static let rounds = 120
    private static let precision = 1e-9
    /// The least shape of a part: below it the cube root is no longer normal.
    private static let leastShape = 0.5

    init(_ parts: [(weight: Double, mean: Double, variance: Double)], most end: Double = .infinity) {
        self.end = end
        mean = parts.reduce(0) { $0 + $1.weight * $1.mean }
        most = cbrt(parts.reduce(0) { max($0, $1.mean + 12 * min($1.variance.squareRoot(), 2 * $1.mean)) })
        self.parts = parts.map { part in
            let mean = max(part.mean, 1e-12)
            // The deviation of a point is kept from 0.
            let shape = max(mean * mean / max(part.variance, 1e-12 * mean * mean), Self.leastShape)
            let factor = 3 * shape.squareRoot()
            return Part(weight: part.weight, factor: factor / cbrt(mean), offset: factor * (1 - 1 / (9 * shape)))
        }
    }

    /// The share of requests that stays within a time.
    public func share(within seconds: Double) -> Double {
        guard seconds > 0 else { return 0 }
        guard seconds < end else { return 1 }
        return share(root: cbrt(seconds))
    }

    private func share(root: Double) -> Double {
        parts.reduce(0) { $0 + $1.weight * Normal.share(below: $1.factor * root - $1.offset) }
    }

    /// The time that a share of requests stays within.
    public func quantile(_ share: Double) -> Double {
        let share = min(max(share, 0), 1)
        var (low, high) = (0.0, most)
        var root = cbrt(mean)
        // Newton's steps and halves in turn: between narrow parts the slope tells nothing.
        for round in 0..<Self.rounds where high - low > Self.precision * high {
            var (below, slope) = (0.0, 0.0)
            for part in parts {
                let z = part.factor * root - part.offset
                below += part.weight * Normal.share(below: z)
                slope += part.weight * part.factor * Normal.density(z)
            }
            if (below - share).magnitude < Self.precision { break }
            if below < share { low = root } else { high = root }
            let next = root - (below - share) / slope
            root = (round % 3 < 2 && next > low && next < high) ? next : (low + high) / 2
        }
        return min(root * root * root, end)
    }
}
