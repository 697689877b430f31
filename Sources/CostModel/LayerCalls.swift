/// How often a step calls the blocks of layers, and how many layers' weights a chip holds.
enum LayerCalls {
    /// Calls of one chip in a step for a kind of block that `layers` layers have.
    ///
    /// Each drafted token runs one more layer of the kinds that the last layer has (multi-token prediction,
    /// DeepSeek-V3 report, section 2.2).
    @inline(__always) static func of(_ layers: Double, drafts: Bool, _ s: Scenario, _ shape: StepShape) -> Double {
        let draft = drafts && s.workload.phase == .decode ? s.workload.draft : 0
        return (layers + draft) * shape.passes * shape.layerShare
    }

    /// Layers whose weights the fullest pipeline stage holds, draft layers included where they are used.
    @inline(__always) static func held(_ layers: Double, drafts: Bool, _ s: Scenario) -> Double {
        // A model without such a layer gets one: what speculative decoding adds at least.
        let draft = drafts && s.workload.draft > 0 ? greater(1, s.model.mtpLayers) : 0
        guard s.deployment.pp > 1 else { return layers + draft }
        return layers * Step.unevenness(s) / s.deployment.pp + draft
    }
}
