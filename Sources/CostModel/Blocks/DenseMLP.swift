import Lanes

extension Engine {
    /// The feed-forward block of dense layers, split over the tensor-parallel group.
    enum DenseMLP: Block {
        static var kind: BlockKind { .denseMLP }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            guard s.model.denseLayers > 0 else { return 0 }
            return LayerCalls.of(s.model.denseLayers, drafts: s.model.moeLayers == 0, s, shape)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            // Norm and activation.
            recorder.record(.smallKernels, Roofline.smallKernels(2 + 2 * shape.ffn.quantisations, shape))
            let width = m.denseIntermediate / s.deployment.tp
            let holders = Holders(layers: m.denseLayers, drafts: m.moeLayers == 0)
            // Gate and up are products of the same shape; without a gate there is one.
            let gateUp = Matrix(
                name: .denseGateUp, count: m.denseMatrices - 1, depth: shape.hiddenDepth, columns: shape.columns(width),
                rates: shape.ffn)
            let down = Matrix(
                name: .denseDown, depth: shape.depth(width), columns: shape.hiddenColumns, rates: shape.ffn)
            recorder.record(gateUp, shape.paddedRows, in: holders, s, shape)
            recorder.record(down, shape.paddedRows, in: holders, s, shape)
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
