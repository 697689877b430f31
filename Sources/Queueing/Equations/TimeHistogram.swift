/// Weights over times, in parts of less than 0.8 % of a time.
struct TimeHistogram: Sendable {
    /// Weights of the parts from `first` on.
    private var weights: [Double] = []
    private var first = 0
    private(set) var total = 0.0
    private var sum = 0.0
    private var sumOfSquares = 0.0

    /// Parts of a doubling, as bits.
    private static let bits: UInt64 = 7
    /// Times below this count as this, seconds.
    private static let least = 1e-9

    var mean: Double { total > 0 ? sum / total : 0 }
    var variance: Double { total > 0 ? max(0, sumOfSquares / total - mean * mean) : 0 }

    /// The number of the part that a time lies in: the exponent and the first bits of the fraction.
    private static func part(_ time: Double) -> Int { Int(time.bitPattern >> (52 - bits)) }

    /// Where a part begins.
    private static func start(_ part: Int) -> Double { Double(bitPattern: UInt64(part) << (52 - bits)) }

    mutating func add(_ time: Double, _ weight: Double) {
        let time = max(time, Self.least)
        let index = Self.part(time) - first
        total += weight
        sum += weight * time
        sumOfSquares += weight * time * time
        if index >= 0, index < weights.count {
            weights[index] += weight
        } else {
            widen(to: index + first)
            weights[Self.part(time) - first] += weight
        }
    }

    /// Makes room for a part, and for as many again on that side.
    private mutating func widen(to part: Int) {
        let margin = 1 << Int(Self.bits)
        guard !weights.isEmpty else {
            first = part - margin
            weights = [Double](repeating: 0, count: 2 * margin)
            return
        }
        if part < first {
            let added = first - part + margin
            weights.insert(contentsOf: repeatElement(0, count: added), at: 0)
            first -= added
        } else {
            let added = part - first - weights.count + 1 + margin
            weights.append(contentsOf: repeatElement(0, count: added))
        }
    }

    /// Adds all weights of another, multiplied.
    mutating func add(_ other: Self, times factor: Double) {
        guard let last = other.weights.indices.last else { return }
        for part in [other.first, other.first + last] where part < first || part >= first + weights.count {
            widen(to: part)
        }
        for (index, weight) in other.weights.enumerated() { weights[other.first + index - first] += factor * weight }
        total += factor * other.total
        sum += factor * other.sum
        sumOfSquares += factor * other.sumOfSquares
    }

    /// Shares of the total below the starts of parts.
    func cumulative() -> CumulativeTimes {
        var shares: [Double] = [0]
        shares.reserveCapacity(weights.count + 1)
        var below = 0.0
        for weight in weights {
            below += weight
            shares.append(total > 0 ? below / total : 0)
        }
        return CumulativeTimes(first: first, shares: shares)
    }

    /// What shares of weights lie below times.
    struct CumulativeTimes: Sendable {
        fileprivate let first: Int
        fileprivate let shares: [Double]

        /// The share below a time; within a part, in proportion.
        func share(below time: Double) -> Double {
            guard time > TimeHistogram.least, let last = shares.last else { return 0 }
            let index = TimeHistogram.part(time) - first
            guard index >= 0 else { return 0 }
            guard index + 1 < shares.count else { return last }
            let start = TimeHistogram.start(first + index)
            let part = (time - start) / (TimeHistogram.start(first + index + 1) - start)
            return shares[index] + (shares[index + 1] - shares[index]) * part
        }

        /// The longest time that may have weight.
        var upperBound: Double { TimeHistogram.start(first + shares.count) }
    }
}
