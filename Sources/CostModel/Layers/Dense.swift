import Lanes

extension Engine {
    /// A dense feed-forward block, split over the tensor-parallel group.
    public struct Dense: LayerKind {
        typealias Number = V

        /// Width inside.
        public var intermediate: V
        /// Matrices: 3 with a gate, 2 without.
        public var matrices: V = 3
        /// Matrices of the residual stream's width onto itself that stand beside (RWKV's receptance).
        public var square: V = 0
        /// Parameters beside the matrices: biases.
        public var others: V = 0

        /// The width inside.
        public init(intermediate: V, _ fill: (inout Dense) -> Void = { _ in }) {
            self.intermediate = intermediate
            fill(&self)
        }

        static func of(_ part: LayerPart) -> Dense? { if case .dense(let part) = part { part } else { nil } }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Dense {
            var copy = Engine<U>.Dense(intermediate: number(intermediate))
            copy.matrices = number(matrices)
            copy.square = number(square)
            copy.others = number(others)
            return copy
        }
    }
}

extension Engine.Dense {
    /// Gate and up are products of the same shape; without a gate there is one.
    func gateUp(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(
            name: .denseGateUp, count: matrices - 1, depth: model.hidden, columns: intermediate, split: .columns,
            role: .ffn)
    }

    /// The projection back onto the residual stream.
    func down(_ model: Engine.Frame) -> Engine.Weights {
        Engine.Weights(name: .denseDown, depth: intermediate, columns: model.hidden, split: .rows, role: .ffn)
    }

    func weights(_ model: Engine.Frame) -> [Engine.Weights] {
        let beside = Engine.Weights(
            name: .receptance, count: square, depth: model.hidden, columns: model.hidden, split: .columns, role: .ffn)
        return [gateUp(model), down(model)] + (square > 0 ? [beside] : [])
    }

    func others(_ model: Engine.Frame) -> V { others }

    func record<Recorder: StepRecorder<V>>(
        _ layers: Engine.LayerSet<Self>, _ walk: borrowing Engine.Walk, into recorder: inout Recorder
    ) {
        walk.block(.denseMLP, layers, into: &recorder) { recorder in
            // Norm and activation.
            walk.kernels(2 + 2 * walk.shape.ffn.quantisations, into: &recorder)
            for weights in weights(walk.s.model) { walk.product(weights, in: layers.holders, into: &recorder) }
            walk.allReduce(.denseAllReduce, into: &recorder)
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
    static var receptance: OperatorName { OperatorName("receptance") }
    static var denseAllReduce: OperatorName { OperatorName("mlp_all_reduce") }
}
