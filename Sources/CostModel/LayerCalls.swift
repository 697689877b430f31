import Lanes

extension Engine {
    /// How often a step calls the blocks of layers.
    enum LayerCalls {
        /// Calls of one chip in a step for a kind of block that `layers` layers have.
        ///
        /// Each drafted token runs one more layer of the kinds that the last layer has (multi-token prediction,
        /// DeepSeek-V3 report, section 2.2).
        @inline(__always) static func of(_ layers: V, drafts: Bool, _ s: Inputs, _ shape: StepShape) -> V {
            let draft = drafts && s.workload.phase == .decode ? s.workload.draft : 0
            return (layers + draft) * shape.passes * shape.layerShare
        }
    }
}
