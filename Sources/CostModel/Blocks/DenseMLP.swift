import Lanes

extension Engine {
    /// The feed-forward block of dense layers, split over the tensor-parallel group.
    enum DenseMLP: Block {
        static var kind: BlockKind { .denseMLP }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            guard s.model.denseLayers > 0 else { return 0 }
            return LayerCalls.of(s.model.denseLayers, drafts: s.model.moeLayers == 0, s, shape)
        }

        @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> StagedBytes {
            let m = s.model
            let own = m.denseMatrices * m.hidden * m.denseIntermediate / s.deployment.tp
            return .layers(m.denseLayers, each: own * shape.ffn.weightBytes, drafts: m.moeLayers == 0, s)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            // Norm and activation.
            recorder.record(.smallKernels, Roofline.smallKernels(2 + 2 * shape.ffn.quantisations, shape))
            let rates = shape.ffn
            let width = m.denseIntermediate / s.deployment.tp
            // Gate and up are products of the same shape; without a gate there is one.
            let first = m.denseMatrices - 1
            recorder.record(
                .denseGateUp,
                Roofline.matmul(
                    count: first, m: shape.paddedRows, k: shape.hiddenDepth, n: shape.columns(width), rates, s, shape))
            recorder.record(
                .denseDown,
                Roofline.matmul(m: shape.paddedRows, k: shape.depth(width), n: shape.hiddenColumns, rates, s, shape))
            recorder.record(.denseAllReduce, shape.residualAllReduce)
        }
    }
}

extension BlockKind {
    /// Dense_MLP.
    public static var denseMLP: BlockKind { BlockKind("Dense_MLP") }
}

extension OperatorName {
    static var denseGateUp: OperatorName { OperatorName("gate_up") }
    static var denseDown: OperatorName { OperatorName("down") }
    static var denseAllReduce: OperatorName { OperatorName("mlp_all_reduce") }
}
