import Glibc

/// A distribution of lengths, cut into parts.
struct LengthPoints: Sendable {
    /// A part of a distribution.
    struct Point: Sendable {
        /// Mean tokens.
        let tokens: Double
        /// The variance of tokens within the part.
        let variance: Double
        /// The share of lengths in it.
        let weight: Double
    }

    let points: [Point]

    /// How finely lengths are told apart: equal steps of the logarithm of a length, in standard deviations.
    struct Fineness: Sendable {
        /// Where parts end, from the shortest on; the first and the last part reach out to all others.
        fileprivate let ends: [Double]

        private init(parts: Int) {
            let (low, high) = (-2.4, 3.2)
            ends = (0..<parts - 1).map { low + (high - low) * Double($0) / Double(parts - 2) }
        }

        static let rough = Self(parts: 4)
        static let coarse = Self(parts: 8)
        static let dense = Self(parts: 30)
        static let fine = Self(parts: 44)
    }

    /// Cuts a distribution; the parts keep its mean and its variance.
    ///
    /// - Parameters:
    ///   - lengths: the distribution.
    ///   - fineness: how many parts.
    ///   - unit: tokens that lengths are rounded to by chance afterwards, which adds a variance that is left out here.
    init(_ lengths: Lengths, _ fineness: Fineness, roundedTo unit: Double = 0) {
        // Chance rounds to a neighbour with a variance of up to a quarter, and a sixth on average.
        let square = lengths.variation * lengths.variation - unit * unit / (6 * lengths.mean * lengths.mean)
        guard square > 0 else {
            points = [Point(tokens: lengths.mean, variance: 0, weight: 1)]
            return
        }
        // Lengths weighted with their powers are lognormal too, with logarithms that are shifted.
        let deviation = log(1 + square).squareRoot()
        let meanSquare = lengths.mean * lengths.mean * (1 + square)
        var below = (0.0, 0.0, 0.0)
        var points: [Point] = []
        points.reserveCapacity(fineness.ends.count + 1)
        for end in fineness.ends + [.infinity] {
            let now = (
                Normal.share(below: end), Normal.share(below: end - deviation), Normal.share(below: end - 2 * deviation)
            )
            let weight = max(now.0 - below.0, 1e-12)
            let tokens = lengths.mean * (now.1 - below.1) / weight
            let variance = meanSquare * (now.2 - below.2) / weight - tokens * tokens
            points.append(Point(tokens: tokens, variance: max(0, variance), weight: weight))
            below = now
        }
        self.points = points
    }
}

extension Lengths {
    /// The standard deviation of the logarithm of lengths.
    var deviationOfLogarithm: Double { log(1 + variation * variation).squareRoot() }

    /// The mean square.
    var meanSquare: Double { mean * mean * (1 + variation * variation) }

    /// The mean of the shorter of two lengths, over the mean.
    var overlap: Double { erfc(deviationOfLogarithm / 2) }

    /// The mean cube of lengths over their mean: the mean square of lengths that are seen at work.
    var biasedMeanSquare: Double {
        let square = 1 + variation * variation
        return mean * mean * square * square * square
    }
}
