import Lanes

/// The gate of the output of linear attention.
public enum LinearGate: Int, Choice {
    case none, full, lowRank

    /// The word that is typed.
    public var name: String {
        switch self {
        case .none: "none"
        case .full: "full"
        case .lowRank: "low_rank"
        }
    }
}

/// What decays by itself in the state of linear attention.
public enum LinearDecay: Int, Choice {
    case none, head, channel, lowRank

    /// The word that is typed.
    public var name: String {
        switch self {
        case .none: "none"
        case .head: "head"
        case .channel: "channel"
        case .lowRank: "low_rank"
        }
    }
}

extension Engine {
    /// Linear attention with a matrix of state a head instead of a KV cache: the gated delta rule (Yang, Kautz and Hatamizadeh,
    /// "Gated Delta Networks", ICLR 2025, arXiv:2412.06464), Kimi delta attention (arXiv:2510.26692), lightning attention.
    ///
    /// A token costs about six operations on each element of its heads' state: decay, read, correction, write and output.
    public struct Delta: LayerKind {
        typealias Number = V

        /// Query and key heads.
        public var keyHeads: V
        /// Value heads.
        public var valueHeads: V
        /// Width of a key.
        public var keyDim: V
        /// Width of a value.
        public var valueDim: V
        /// Taps of the causal convolution of queries, keys and values; 0 without one.
        public var taps: V = 4
        /// The gate of the output.
        public var gate = LinearGate.full
        /// Width between the two matrices of a gate of low rank.
        public var gateRank: V = 0
        /// What decays by itself.
        public var decay = LinearDecay.head
        /// Width between the two matrices of a decay of low rank.
        public var decayRank: V = 0
        /// Whether each head has a strength of writing that a token decides.
        public var beta = YesNo.yes
        /// Parameters beside the matrices and the convolution: norms, decays.
        public var others: V = 0

        /// Heads and their widths.
        public init(
            keyHeads: V, valueHeads: V, keyDim: V, valueDim: V, _ fill: (inout Delta) -> Void = { _ in }
        ) {
            self.keyHeads = keyHeads
            self.valueHeads = valueHeads
            self.keyDim = keyDim
            self.valueDim = valueDim
            fill(&self)
        }

        static func of(_ part: LayerPart) -> Delta? { if case .delta(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Delta {
            var copy = Engine<U>.Delta(
                keyHeads: number(keyHeads), valueHeads: number(valueHeads), keyDim: number(keyDim),
                valueDim: number(valueDim))
            copy.taps = number(taps)
            copy.gate = gate
            copy.gateRank = number(gateRank)
            copy.decay = decay
            copy.decayRank = number(decayRank)
            copy.beta = beta
            copy.others = number(others)
            return copy
        }
    }
}

extension Engine.Delta {
    private var key: V { keyHeads * keyDim }
    private var value: V { valueHeads * valueDim }

    /// Queries, keys, values and what stands beside them for each head, as one product.
    func input(_ model: Engine.Frame) -> Engine.Weights {
        let decays: V =
            switch decay {
            case .head: valueHeads
            case .channel: key
            case .none, .lowRank: 0
            }
        let gated: V = gate == .full ? value : 0
        let strengths: V = beta == .yes ? valueHeads : 0
        let columns = 2 * key + value + gated + decays + strengths
        return Engine.Weights(name: .inProjection, depth: model.hidden, columns: columns, split: .columns)
    }

    /// The two matrices of a gate or decay of low rank.
    private func lowRank(_ rank: V, _ width: V, _ model: Engine.Frame) -> [Engine.Weights] {
        [
            Engine.Weights(name: .gateDown, depth: model.hidden, columns: rank, split: .whole),
            Engine.Weights(name: .gateUp, depth: rank, columns: width, split: .columns),
        ]
    }

    private func gates(_ model: Engine.Frame) -> [Engine.Weights] {
        (gate == .lowRank ? lowRank(gateRank, value, model) : [])
            + (decay == .lowRank ? lowRank(decayRank, key, model) : [])
    }

    /// The projection of the heads' values back onto the residual stream.
    func output(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .outProjection, depth: value, columns: model.hidden, split: .rows)
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] { [input(model)] + gates(model) + [output(model)] }

    func others(_ model: Engine.Frame) -> V { taps * (2 * key + value) + others }

    private var state: V { valueHeads * keyDim * valueDim }

    func cache(_ model: Engine.Frame) -> Engine.LayerCache {
        var cache = Engine.LayerCache()
        // Beside it the last inputs of the convolution, in 16 bits (vLLM, mamba_utils.py, `gated_delta_net_state_shape`).
        let inputs = greater(0, taps - 1) * (2 * key + value)
        cache.state = state * Engine.Recurrent.stateBytes + inputs * Engine.StepShape.residualBytes
        return cache
    }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let model = walk.s.model
        walk.block(.linearAttention, layers, into: &recorder) { recorder in
            Engine.Recurrent.record(
                input: [input(model)] + gates(model), output: output(model), flops: 6 * state,
                state: state * Engine.Recurrent.stateBytes, others: others(model), in: layers.holders, walk,
                into: &recorder)
        }
    }
}

extension Engine {
    /// What layers with a state have in common.
    enum Recurrent {
        /// Bytes of a state element: states are kept in 32 bits.
        static var stateBytes: V { 4 }

        /// Input projections, update of the state, output projection, all-reduce.
        ///
        /// - Parameters:
        ///   - flops: FLOP of the update for a token, before the split over heads.
        ///   - state: bytes of a sequence's state, before the split.
        ///   - others: parameters beside the matrices.
        static func record<Recorder: StepRecorder<V>>(
            input: [Weights], output: Weights, flops: V, state: V, others: V, in holders: Holders,
            _ walk: borrowing Walk,
            into recorder: inout Recorder
        ) {
            let (s, shape, tp) = (walk.s, walk.shape, walk.s.deployment.tp)
            recorder.hold(others / tp * shape.attention.weightBytes, in: holders, s)
            for weights in input { walk.product(weights, in: holders, into: &recorder) }
            // Each sequence's state is read and written once a pass: prefill keeps it on the chip in between.
            recorder.record(
                .stateUpdate,
                Roofline.cost(
                    flops: shape.rows * (flops / tp), bytes: 2 * shape.sequences * (state / tp),
                    secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape))
            walk.product(output, in: holders, into: &recorder)
            walk.allReduce(.mixerAllReduce, into: &recorder)
        }
    }
}

extension BlockKind {
    /// Linear_Attention.
    public static var linearAttention: BlockKind { BlockKind("Linear_Attention") }
}

extension OperatorName {
    static var inProjection: OperatorName { OperatorName("in_proj") }
    static var gateDown: OperatorName { OperatorName("gate_a") }
    static var gateUp: OperatorName { OperatorName("gate_b") }
    static var stateUpdate: OperatorName { OperatorName("state_update") }
    static var outProjection: OperatorName { OperatorName("out_proj") }
    static var mixerAllReduce: OperatorName { OperatorName("mixer_all_reduce") }
}
