/// Hands the residual stream to the next pipeline stage; each chip of a tensor-parallel group sends its share.
enum PipelineSend: Block {
    static var kind: BlockKind { .pipeline }

    @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> Double {
        // A decode step passes all stages; in a prefill a chip sends once a pass.
        guard s.deployment.pp > 1 else { return 0 }
        return s.workload.phase == .decode ? s.deployment.pp - 1 : shape.passes
    }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double { 0 }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let bytes = shape.rows * s.model.hidden * shape.attention.activationBytes / s.deployment.tp
        let span = s.deployment.chips / s.deployment.pp
        recorder.record(.stageSend, Collective.send(bytes: bytes, span: span, s.chip))
    }
}
