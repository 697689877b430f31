/// Bytes of each kind of element, from which the bytes of every operator follow.
///
/// W8A16 keeps weights in 8 bits and activations in 16: the matrix unit runs at its 16-bit rate while the weights
/// cost one byte each, and what travels between chips is activations, 16 bits wide in both directions.
public struct Precision: Sendable, Equatable {
    /// Bytes of a matrix weight, without its scale.
    public var weight: Double
    /// Weights that share one 16-bit scale; 0 for none.
    public var scaleGroup: Double
    /// Bytes of an activation.
    public var activation: Double
    /// Bytes of a KV-cache element.
    public var kvCache: Double
    /// Bytes of an element sent to the experts.
    public var dispatch: Double
    /// Bytes of an element sent back from the experts.
    public var combine: Double
    /// Bytes of an element of the embedding table, which is looked up and never multiplied.
    public var embedding: Double

    /// Makes a precision from the bytes of each kind of element.
    public init(
        weight: Double, scaleGroup: Double, activation: Double, kvCache: Double, dispatch: Double, combine: Double,
        embedding: Double
    ) {
        self.weight = weight
        self.scaleGroup = scaleGroup
        self.activation = activation
        self.kvCache = kvCache
        self.dispatch = dispatch
        self.combine = combine
        self.embedding = embedding
    }

    /// 8-bit weights with a 16-bit scale for each 128, 16-bit activations, 8-bit KV cache.
    public static let w8a16 = Precision(
        weight: 1, scaleGroup: 128, activation: 2, kvCache: 1, dispatch: 2, combine: 2, embedding: 2)

    /// Bytes of a weight with its share of a scale.
    @inline(__always) var scaledWeight: Double {
        scaleGroup > 0 ? weight + 2 / scaleGroup : weight
    }

    /// Whether the operands of a matrix multiplication are wider than 8 bits.
    @inline(__always) var isWide: Bool { activation > 1 }
}
