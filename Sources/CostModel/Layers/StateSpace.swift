import Lanes

extension Engine {
    /// A state-space layer: Mamba-2 (Dao and Gu, arXiv:2405.21060, section 7), or Mamba (Gu and Dao, arXiv:2312.00752) where
    /// the step has a rank.
    public struct StateSpace: LayerKind {
        typealias Number = V

        /// Heads; channels are heads times their width.
        public var heads: V
        /// Width of a head.
        public var headDim: V
        /// Size of the state of one channel.
        public var state: V
        /// Groups that share the state's input and output projections.
        public var groups: V = 1
        /// Taps of the causal convolution.
        public var taps: V = 4
        /// Rank of the step's projection in Mamba; 0 in Mamba-2.
        public var stepRank: V = 0
        /// Parameters beside the matrices, the convolution and the decays.
        public var others: V = 0

        /// Heads, their width and their state.
        public init(heads: V, headDim: V, state: V, _ fill: (inout StateSpace) -> Void = { _ in }) {
            self.heads = heads
            self.headDim = headDim
            self.state = state
            fill(&self)
        }

        static func of(_ part: LayerPart) -> StateSpace? { if case .stateSpace(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.StateSpace {
            var copy = Engine<U>.StateSpace(heads: number(heads), headDim: number(headDim), state: number(state))
            copy.groups = number(groups)
            copy.taps = number(taps)
            copy.stepRank = number(stepRank)
            copy.others = number(others)
            return copy
        }
    }
}

extension Engine.StateSpace {
    private var inner: V { heads * headDim }
    /// What the convolution runs over: in Mamba-2 the state's projections too.
    private var convolved: V { stepRank > 0 ? inner : inner + 2 * groups * state }

    private func input(_ model: Engine.Frame) -> [Engine.Weights] {
        guard stepRank > 0 else {
            return [
                Engine.Weights(
                    name: .inProjection, depth: model.hidden, columns: inner + convolved + heads, split: .columns)
            ]
        }
        return [
            Engine.Weights(name: .inProjection, depth: model.hidden, columns: 2 * inner, split: .columns),
            Engine.Weights(name: .stateProjections, depth: inner, columns: stepRank + 2 * state, split: .rows),
            Engine.Weights(name: .stepProjection, depth: stepRank, columns: inner, split: .columns),
        ]
    }

    private func output(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .outProjection, depth: inner, columns: model.hidden, split: .rows)
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] { input(model) + [output(model)] }

    /// Taps and bias of the convolution, decays.
    func others(_ model: Engine.Frame) -> V {
        let decays = stepRank > 0 ? inner * (state + 2) : 3 * heads
        return (taps + 1) * convolved + decays + others
    }

    func cache(_ model: Engine.Frame) -> Engine.LayerCache {
        var cache = Engine.LayerCache()
        // Beside it the last inputs of the convolution, in 16 bits (vLLM, mamba_utils.py, `mamba2_state_shape`).
        let inputs = greater(0, taps - 1) * convolved
        cache.state = inner * state * Engine.Recurrent.stateBytes + inputs * Engine.StepShape.residualBytes
        return cache
    }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let model = walk.s.model
        walk.block(.stateSpace, layers, into: &recorder) { recorder in
            Engine.Recurrent.record(
                input: input(model), output: output(model), flops: 6 * inner * state,
                state: inner * state * Engine.Recurrent.stateBytes, others: others(model), in: layers.holders, walk,
                into: &recorder)
        }
    }
}

extension BlockKind {
    /// State_Space.
    public static var stateSpace: BlockKind { BlockKind("State_Space") }
}

extension OperatorName {
    static var stateProjections: OperatorName { OperatorName("x_proj") }
    static var stepProjection: OperatorName { OperatorName("dt_proj") }
}
