import Fitting
import Glibc

/// Random values that a seed determines.
struct Randomness: Sendable {
    private var numbers: SplitMix64
    /// The second of two normal values that were drawn together.
    private var spare: Double?

    /// Begins one of several independent streams of a seed.
    init(seed: UInt64, stream: UInt64) {
        // Streams of neighbouring seeds are far apart once their states are mixed.
        var first = SplitMix64(seed: seed)
        var second = SplitMix64(seed: first.next() ^ (stream &* 0xD134_2543_DE82_EF95))
        numbers = SplitMix64(seed: second.next())
    }

    /// A value between 0 and 1, never either.
    mutating func uniform() -> Double { (Double(numbers.next() >> 11) + 0.5) * 0x1p-53 }

    /// A whole number from 0 to one less than a count.
    mutating func index(below count: Int) -> Int { min(Int(uniform() * Double(count)), count - 1) }

    /// An exponential value of mean 1.
    mutating func exponential() -> Double { -log(uniform()) }

    /// A normal value (Marsaglia and Bray's polar method, SIAM Review 6, 1964).
    mutating func normal() -> Double {
        if let kept = spare {
            spare = nil
            return kept
        }
        while true {
            let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
            let square = x * x + y * y
            guard square < 1, square > 0 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spare = y * factor
            return x * factor
        }
    }

    /// A gamma value of scale 1 (Marsaglia and Tsang, ACM Transactions on Mathematical Software 26, 2000).
    mutating func gamma(shape: Double) -> Double {
        guard shape >= 1 else { return gamma(shape: shape + 1) * pow(uniform(), 1 / shape) }
        let d = shape - 1 / 3.0
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }
}

/// Gaps of mean 1 with a coefficient of variation: equal, exponential or gamma.
struct GapSampler: Sendable {
    private let variation: Double

    init(variation: Double) { self.variation = variation }

    func next(_ random: inout Randomness) -> Double {
        if variation == 1 { return random.exponential() }
        guard variation > 0 else { return 1 }
        let shape = 1 / (variation * variation)
        return random.gamma(shape: shape) / shape
    }
}

/// Whole lengths: all equal, or lognormal.
struct LengthSampler: Sendable {
    private let mean: Double
    private let deviation: Double
    private let location: Double

    init(_ lengths: Lengths) {
        mean = lengths.mean
        let square = log(1 + lengths.variation * lengths.variation)
        deviation = square.squareRoot()
        location = log(lengths.mean) - square / 2
    }

    func next(_ random: inout Randomness) -> Int {
        let length = deviation > 0 ? exp(location + deviation * random.normal()) : mean
        return Int(min(max(length.rounded(), 1), Lengths.most))
    }
}
