import Lanes

/// A kind of layer part, with its shapes: what the engine asks of each.
protocol LayerKind<Number>: Sendable, Equatable {
    associatedtype Number: Lane
    /// The weights of a layer, each declared once: parameters, bytes, FLOP and padding follow.
    func weights(_ model: Engine<Number>.Frame) -> [Engine<Number>.Weights]
    /// Parameters beside the matrices: taps, decays, biases.
    func others(_ model: Engine<Number>.Frame) -> Number
    /// The part without that in which layers may differ that a step meets together, such as the window of attention.
    var likeness: Self { get }
    /// The part, if it is one of this kind.
    static func of(_ part: Engine<Number>.LayerPart) -> Self?
    /// Records the blocks of a step for the layers that have it.
    func record<Recorder: StepRecorder<Number>>(
        _ layers: Engine<Number>.LayerSet<Self>, _ walk: borrowing Engine<Number>.Walk, into recorder: inout Recorder)
}

extension LayerKind {
    func others(_ model: Engine<Number>.Frame) -> Number { 0 }
    var likeness: Self { self }
}

/// How a matrix is spread over the chips of a tensor-parallel group.
enum WeightSplit {
    /// Every chip has all of it.
    case whole
    /// By columns.
    case columns
    /// By rows: the results are added up.
    case rows
    /// By copies, of which each head has one.
    case copies
    /// By key and value heads, which are copied where they do not divide.
    case keyValueHeads
    /// By experts, and each by columns over those chips that share it.
    case expertColumns
    /// By experts, and each by rows.
    case expertRows
}

/// Whose number format a matrix has.
enum WeightRole {
    /// The projections of token mixers.
    case attention
    /// Dense and shared feed-forward blocks, routers.
    case ffn
    /// Routed experts.
    case experts
    /// Tables that are looked up and not multiplied.
    case embedding
}

extension Engine {
    /// Matrices of one shape in a layer, before any split.
    struct Weights {
        /// The operator that multiplies with them.
        let name: OperatorName
        /// How many there are.
        var count: V = 1
        /// Rows: K of a product.
        let depth: V
        /// Columns: N of a product.
        let columns: V
        /// How chips share them.
        let split: WeightSplit
        /// Whose format they have.
        var role = WeightRole.attention
        /// Key and value heads, or experts, where they are split by those.
        var heads: V = 1
        /// Share of the copies that one token meets.
        var met: V = 1

        /// Parameters of all copies.
        var parameters: V { count * depth * columns }
    }
}

extension Engine {
    /// What one sequence keeps in a layer, before any split over chips; bytes.
    struct LayerCache {
        /// For each token, for ever, of what key and value heads share: every chip has `ceil(heads / tp) / heads` of it.
        var perToken: V = 0
        /// For each token that a window holds.
        var inWindow: V = 0
        /// Tokens of the window.
        var window: V = 0
        /// Key and value heads by which both are split; 0 where every chip has all.
        var heads: V = 0
        /// For each token of the index of sparse attention; every chip has all.
        var index: V = 0
        /// Whatever the length; split over the heads.
        var state: V = 0
        /// Whatever the length; every chip has all.
        var wholeState: V = 0
    }
}

// What only some kinds have, kind by kind: a step asks often, and a value of any kind would be a box each time.
extension Engine.LayerPart {
    /// What a sequence keeps in a layer.
    func cache(_ model: Engine.Frame) -> Engine.LayerCache {
        switch self {
        case .attention(let part): part.cache(model)
        case .latent(let part): part.cache(model)
        case .compressed(let part): part.cache(model)
        case .delta(let part): part.cache(model)
        case .stateSpace(let part): part.cache(model)
        case .recurrence(let part): part.cache(model)
        case .dense, .mixture, .streams, .lookup, .matrices: Engine.LayerCache()
        }
    }

    /// Width of what a chip holds of a token beside the residual stream while it computes, elements.
    func working(_ s: Engine.Inputs) -> V {
        switch self {
        case .attention(let part): part.working(s)
        case .latent(let part): part.working(s)
        case .compressed(let part): part.working(s)
        case .streams(let part): part.working(s)
        case .delta, .stateSpace, .recurrence, .dense, .mixture, .lookup, .matrices: 0
        }
    }

    /// Heads of which each chip of a tensor-parallel group has the same number; nil where it has none.
    var splitHeads: V? {
        switch self {
        case .attention(let part): part.heads
        case .latent(let part): part.heads
        case .compressed(let part): part.heads
        case .delta, .stateSpace, .recurrence, .dense, .mixture, .streams, .lookup, .matrices: nil
        }
    }
}

extension Engine.StepShape {
    /// The matrices as one chip has them.
    @inline(__always) func matrix(_ w: Engine.Weights, _ s: Engine.Inputs) -> Engine.Matrix {
        let d = s.deployment
        var (count, k, n) = (w.count, w.depth, w.columns)
        switch w.split {
        case .whole: break
        case .columns: n = n / d.tp
        case .rows: k = k / d.tp
        case .copies: count = count / d.tp
        case .keyValueHeads: n = n / w.heads * (w.heads / d.tp).ceiling
        case .expertColumns: (count, n) = (count / w.heads * local(w, d), n / d.moeTP)
        case .expertRows: (count, k) = (count / w.heads * local(w, d), k / d.moeTP)
        }
        return Engine.Matrix(
            name: w.name, count: count, depth: depth(k), columns: columns(n), rates: rates(w.role))
    }

    /// Experts that a chip holds, copies of the busiest ones among them.
    @inline(__always) private func local(_ w: Engine.Weights, _ d: Engine.Deployment) -> V {
        (w.heads + d.redundantExperts) / d.ep
    }

    @inline(__always) private func rates(_ role: WeightRole) -> Engine.MatrixRates {
        switch role {
        case .attention: attention
        case .ffn: ffn
        case .experts: experts
        case .embedding: table
        }
    }
}
