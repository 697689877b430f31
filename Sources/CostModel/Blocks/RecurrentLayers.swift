import Lanes

extension Engine {
    /// Linear attention with the gated delta rule: a matrix of state a head instead of a KV cache.
    ///
    /// Yang, Kautz and Hatamizadeh, "Gated Delta Networks", ICLR 2025 (arXiv:2412.06464). A token costs about six operations
    /// on each element of its heads' state: decay, read, correction, write and output.
    enum LinearAttention: Block {
        static var kind: BlockKind { .linearAttention }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            s.model.linearLayers > 0 ? LayerCalls.of(s.model.linearLayers, drafts: false, s, shape) : 0
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            let tp = s.deployment.tp
            let value = m.linearValueHeads * m.linearValueDim
            let input = (2 * m.linearKeyHeads * m.linearKeyDim + 2 * value + 2 * m.linearValueHeads) / tp
            let state = m.linearValueHeads * m.linearKeyDim * m.linearValueDim / tp
            // What is no matrix: the taps of the convolution.
            let rest = (2 * m.linearKeyHeads * m.linearKeyDim + value) * m.convolution / tp
            Recurrent.record(
                input: input, output: value / tp, state: state, rest: rest,
                in: Holders(layers: m.linearLayers, drafts: false), s, shape, into: &recorder)
        }
    }
}

extension Engine {
    /// A state-space layer of the Mamba-2 kind (Dao and Gu, arXiv:2405.21060, section 7).
    enum StateSpace: Block {
        static var kind: BlockKind { .stateSpace }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            s.model.ssmLayers > 0 ? LayerCalls.of(s.model.ssmLayers, drafts: false, s, shape) : 0
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            let tp = s.deployment.tp
            let inner = m.ssmHeads * m.ssmHeadDim
            let input = (2 * inner + 2 * m.ssmGroups * m.ssmState + m.ssmHeads) / tp
            // What is no matrix: taps and bias of the convolution, decays.
            let convolved = inner + 2 * m.ssmGroups * m.ssmState
            let rest = ((m.convolution + 1) * convolved + 3 * m.ssmHeads) / tp
            Recurrent.record(
                input: input, output: inner / tp, state: inner * m.ssmState / tp, rest: rest,
                in: Holders(layers: m.ssmLayers, drafts: false), s, shape, into: &recorder)
        }
    }
}

extension Engine {
    /// What layers with a state have in common.
    enum Recurrent {
        /// Bytes of a state element: states are kept in 32 bits.
        static var stateBytes: V { 4 }

        /// Input projection, update of the state, output projection, all-reduce; `rest` parameters stand beside the matrices.
        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            input: V, output: V, state: V, rest: V, in holders: Holders, _ s: Scenario, _ shape: StepShape,
            into recorder: inout Recorder
        ) {
            let rates = shape.attention
            recorder.hold(rest * rates.weightBytes, in: holders, s)
            let first = Matrix(
                name: .inProjection, depth: shape.hiddenDepth, columns: shape.columns(input), rates: rates)
            recorder.record(first, shape.paddedRows, in: holders, s, shape)
            // Each sequence's state is read and written once a pass: prefill keeps it on the chip in between.
            recorder.record(
                .stateUpdate,
                Roofline.cost(
                    flops: 6 * shape.rows * state, bytes: 2 * shape.sequences * state * stateBytes,
                    secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
            let last = Matrix(
                name: .outProjection, depth: shape.depth(output), columns: shape.hiddenColumns, rates: rates)
            recorder.record(last, shape.paddedRows, in: holders, s, shape)
            recorder.record(
                .mixerAllReduce,
                shape.residualAllReduce)
        }
    }
}

extension BlockKind {
    /// Linear_Attention.
    public static var linearAttention: BlockKind { BlockKind("Linear_Attention") }
    /// State_Space.
    public static var stateSpace: BlockKind { BlockKind("State_Space") }
}

extension OperatorName {
    static var inProjection: OperatorName { OperatorName("in_proj") }
    static var stateUpdate: OperatorName { OperatorName("state_update") }
    static var outProjection: OperatorName { OperatorName("out_proj") }
    static var mixerAllReduce: OperatorName { OperatorName("mixer_all_reduce") }
}
