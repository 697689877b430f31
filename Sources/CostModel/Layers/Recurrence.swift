import Lanes

extension Engine {
    /// A mixer that keeps a few numbers of each channel: short convolution (LFM2), gated linear recurrence (RecurrentGemma,
    /// arXiv:2404.07839), time mixing (RWKV, arXiv:2305.13048).
    public struct Recurrence: LayerKind {
        typealias Number = V

        /// Inputs of a channel.
        public var inputs: V
        /// Channels.
        public var width: V
        /// Taps of the convolution; 0 without one.
        public var taps: V = 0
        /// Numbers of state a channel beside those of the convolution.
        public var state: V = 0
        /// Gates, whose matrices are cut into blocks.
        public var gates: V = 0
        /// Blocks of a gate's matrix.
        public var blocks: V = 1
        /// Parameters beside the matrices and the convolution.
        public var others: V = 0

        /// Inputs and channels.
        public init(inputs: V, width: V, _ fill: (inout Recurrence) -> Void = { _ in }) {
            self.inputs = inputs
            self.width = width
            fill(&self)
        }

        static func of(_ part: LayerPart) -> Recurrence? { if case .recurrence(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Recurrence {
            var copy = Engine<U>.Recurrence(inputs: number(inputs), width: number(width))
            copy.taps = number(taps)
            copy.state = number(state)
            copy.gates = number(gates)
            copy.blocks = number(blocks)
            copy.others = number(others)
            return copy
        }
    }
}

extension Engine.Recurrence {
    private func input(_ model: Engine.Frame) -> [Engine.Weights] {
        let input = Engine.Weights(
            name: .inProjection, depth: model.hidden, columns: inputs * width, split: .columns)
        guard gates > 0 else { return [input] }
        return [
            input,
            Engine.Weights(
                name: .gateProjection, count: gates, depth: width / blocks, columns: width, split: .columns),
        ]
    }

    private func output(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .outProjection, depth: width, columns: model.hidden, split: .rows)
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] { input(model) + [output(model)] }

    func others(_ model: Engine.Frame) -> V { taps * width + others }

    /// Bytes of a sequence's state: the last inputs of the convolution in 16 bits, the rest in 32.
    private var stateBytes: V {
        width * (greater(0, taps - 1) * Engine.StepShape.residualBytes + state * Engine.Recurrent.stateBytes)
    }

    func cache(_ model: Engine.Frame) -> Engine.LayerCache {
        var cache = Engine.LayerCache()
        cache.state = stateBytes
        return cache
    }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        let model = walk.s.model
        walk.block(.recurrence, layers, into: &recorder) { recorder in
            Engine.Recurrent.record(
                input: input(model), output: output(model), flops: 2 * width * (taps + state), state: stateBytes,
                others: others(model), in: layers.holders, walk, into: &recorder)
        }
    }
}

extension BlockKind {
    /// Recurrence.
    public static var recurrence: BlockKind { BlockKind("Recurrence") }
}
