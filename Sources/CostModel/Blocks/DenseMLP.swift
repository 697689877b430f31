/// The feed-forward block of the leading dense layers, split over the tensor-parallel group.
enum DenseMLP: Block {
    static var kind: BlockKind { .denseMLP }

    @inline(__always) static func calls(_ model: Model) -> Double { model.denseLayers }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double {
        s.model.denseLayers * 3 * s.model.hidden * s.model.denseIntermediate / s.deployment.tp * shape.weightBytes
    }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let m = s.model
        let width = m.denseIntermediate / s.deployment.tp
        // Gate and up are two products of the same shape.
        recorder.record(.denseGateUp, Roofline.matmul(count: 2, m: shape.rows, k: m.hidden, n: width, s, shape))
        recorder.record(.denseDown, Roofline.matmul(m: shape.rows, k: width, n: m.hidden, s, shape))
        recorder.record(
            .denseAllReduce,
            Collective.allReduce(bytes: shape.rows * m.hidden * shape.activationBytes, ranks: s.deployment.tp, s.chip))
    }
}
