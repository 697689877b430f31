import Lanes

extension Engine {
    /// Hands the residual stream to the next pipeline stage; each chip of a tensor-parallel group sends its share.
    enum PipelineSend: Block {
        static var kind: BlockKind { .pipeline }

        @inline(__always) static func calls(_ s: Inputs, _ shape: StepShape) -> V {
            // A decode step passes all stages; in a prefill a chip sends once a pass.
            guard s.deployment.pp > 1 else { return 0 }
            return s.workload.phase == .decode ? s.deployment.pp - 1 : shape.passes
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Inputs, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let bytes = shape.rows * s.model.hidden * StepShape.residualBytes / s.deployment.tp
            let stage = s.deployment.chips / s.deployment.pp
            let network = s.chip.network
            let near = Collective.send(bytes: bytes, over: network.inner(among: 2))
            let far = Collective.send(bytes: bytes, over: network.outermost(s.deployment.chips))
            // Several small stages fit one domain; only the borders between domains are slow.
            let stagesInDomain = greater(1, floored(network.domain / stage))
            let borders = s.deployment.pp - 1
            let slow = lesser(borders, ceiling(s.deployment.pp / stagesInDomain) - 1)
            if shape.isDecode {
                // A decode step crosses every border once.
                var mean = far
                mean.network = (slow * far.network + (borders - slow) * near.network) / borders
                mean.exposed = mean.network
                recorder.record(.stageSend, mean)
            } else {
                recorder.record(.stageSend, OperatorCost.choose(0, below: slow, far, near))
            }
        }
    }
}

extension BlockKind {
    /// PP_Send.
    public static var pipeline: BlockKind { BlockKind("PP_Send") }
}

extension OperatorName {
    static var stageSend: OperatorName { OperatorName("stage_send") }
}
