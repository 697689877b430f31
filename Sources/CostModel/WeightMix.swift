import Lanes

/// The formats of the weights of one part of a model: mostly one, in some checkpoints up to four, each with its share.
///
/// Arithmetic depends on the format, bytes on the size of groups and on zero points too, so both are kept: the format of
/// each share, and the bytes that a weight takes on average.
public struct WeightMix: Sendable, Equatable {
    /// Weights of one format.
    public struct Share: Sendable, Equatable {
        /// The format.
        public let format: PrecisionFormat
        /// Their share of all weights.
        public let share: Double
    }

    /// Weights of one format and size, before they are added up.
    public struct Amount: Sendable {
        /// The format.
        public let format: PrecisionFormat
        /// How many weights there are.
        public let weights: Double
        /// What they take together with their scales and zero points, bytes.
        public let bytes: Double

        /// Weights of one format and size.
        public init(_ format: PrecisionFormat, weights: Double, bytes: Double) {
            self.format = format
            self.weights = weights
            self.bytes = bytes
        }
    }

    /// Most formats that are told apart.
    public static let most = 4

    /// The format of the largest share.
    public let main: PrecisionFormat
    /// Bytes of a weight with its part of scales and zero points, on average over all.
    public let bytes: Double
    // The rest, in place: a mix is copied with every plan. The first share is what these leave.
    private let others: Others

    /// Up to three formats beside the main one, with their shares; a share of 0 is none.
    private struct Others: Sendable, Equatable {
        var formats = (PrecisionFormat.bf16, PrecisionFormat.bf16, PrecisionFormat.bf16)
        var shares = SIMD3<Float>()

        static func == (left: Others, right: Others) -> Bool {
            left.shares == right.shares && left.formats == right.formats
        }
    }

    /// One format for all weights; its usual bytes where none are stated.
    public init(_ format: PrecisionFormat, bytes: Double? = nil) {
        main = format
        self.bytes = bytes ?? format.weightBytes
        others = Others()
    }

    /// The mix of some weights; nil of none.
    ///
    /// What is beyond the `most` common formats counts with the least common one that is left; bytes are those of all.
    public init?(_ amounts: [Amount]) {
        let total = amounts.reduce(0) { $0 + $1.weights }
        guard total > 0 else { return nil }
        var sums: [PrecisionFormat: Double] = [:]
        for amount in amounts where amount.weights > 0 { sums[amount.format, default: 0] += amount.weights }
        let sorted = sums.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
        main = sorted[0].key
        bytes = amounts.reduce(0) { $0 + $1.bytes } / total
        var others = Others()
        for (place, sum) in sorted.dropFirst().enumerated() {
            let share = Float(sum.value / total)
            switch place {
            case 0: others.formats.0 = sum.key
            case 1: others.formats.1 = sum.key
            case 2: others.formats.2 = sum.key
            default: break
            }
            others.shares[min(place, 2)] += share
        }
        self.others = others
    }

    /// The only format; nil of several.
    public var only: PrecisionFormat? { others.shares[0] > 0 ? nil : main }

    /// The formats with their shares, the largest first.
    public var shares: [Share] {
        let rest = [others.formats.0, others.formats.1, others.formats.2].enumerated()
            .map { Share(format: $1, share: Double(others.shares[$0])) }.filter { $0.share > 0 }
        return [Share(format: main, share: mainShare)] + rest
    }

    /// The formats, the largest share first.
    public var formats: [PrecisionFormat] { shares.map(\.format) }

    /// Whether a weight takes the bytes that the formats usually take, within a hundredth.
    public var hasUsualBytes: Bool {
        let usual = shares.reduce(0) { $0 + $1.share * $1.format.weightBytes }
        return (bytes / usual - 1).magnitude < 0.01
    }

    /// Bytes of the widest activations that the weights meet.
    var widestActivation: Double { shares.map(\.format.activationBytes).max() ?? 2 }

    private var mainShare: Double { 1 - Double(others.shares[0]) - Double(others.shares[1]) - Double(others.shares[2]) }

    /// The mean of a figure of the formats over all weights.
    @inline(__always) func mean<V: Lane>(_ figure: (PrecisionFormat) -> V) -> V {
        guard others.shares[0] > 0 else { return figure(main) }
        return shares.reduce(V(0)) { $0 + V($1.share) * figure($1.format) }
    }
}
