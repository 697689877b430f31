/// How a model is spread over chips.
///
/// Attention runs on `tp` x `dp` chips and the experts on `moeTP` x `ep` chips; both products are `chips`.
public struct Deployment: Sendable, Equatable {
    /// Chips in all.
    public var chips: Double
    /// Chips that share one attention layer (tensor parallelism).
    public var tp: Double
    /// Sequences decoded per chip; a tensor-parallel group decodes `batch * tp` together.
    public var batch: Double
    /// Chips that share one expert.
    public var moeTP: Double

    /// Makes a deployment; data and expert parallelism follow from the chips.
    public init(chips: Double, tp: Double, batch: Double, moeTP: Double = 1) {
        self.chips = chips
        self.tp = tp
        self.batch = batch
        self.moeTP = moeTP
    }

    /// Attention replicas (data parallelism).
    @inline(__always) public var dp: Double { chips / tp }
    /// Expert-parallel ranks.
    @inline(__always) public var ep: Double { chips / moeTP }
    /// Sequences decoded by the whole deployment.
    @inline(__always) public var totalBatch: Double { chips * batch }
}
