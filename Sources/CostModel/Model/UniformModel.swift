import Lanes

/// The shapes of a model whose layers of each kind are all alike, kind by kind, from which its groups follow.
public struct UniformModel: Sendable {
    /// Attention heads (queries).
    public var heads = 1.0
    /// Layers of attention over the whole context.
    public var fullLayers = 0.0
    /// Layers of attention over a window or chunk.
    public var windowLayers = 0.0
    /// Tokens that a window holds.
    public var window = 0.0
    /// Key and value heads.
    public var kvHeads = 1.0
    /// Width of a head.
    public var headDim = 128.0
    /// Outputs of the query projection over `heads * headDim`: 2 where a gate for the output comes with it.
    public var queryOutputs = 1.0

    /// Layers of multi-head latent attention (MLA).
    public var mlaLayers = 0.0
    /// Width of the compressed query; 0 where queries are not compressed.
    public var queryLoRA = 0.0
    /// Width of the compressed key and value.
    public var keyValueLoRA = 0.0
    /// Part of a head's query and key without position encoding.
    public var headNope = 0.0
    /// Part of a head's query and key with rotary position encoding.
    public var headRope = 0.0
    /// Width of a head's value.
    public var headValue = 0.0
    /// Tokens that the index of sparse attention selects; 0 where attention is not sparse.
    public var indexTopK = 0.0
    /// Heads of the index.
    public var indexHeads = 0.0
    /// Width of an index head.
    public var indexDim = 0.0
    /// Layers that own an index, whose choice those behind it use too; 0 where each layer has its own.
    public var indexLayers = 0.0

    /// Layers of linear attention (gated delta rule, lightning attention).
    public var linearLayers = 0.0
    /// Query and key heads of linear attention.
    public var linearKeyHeads = 0.0
    /// Value heads of linear attention.
    public var linearValueHeads = 0.0
    /// Width of a linear-attention key.
    public var linearKeyDim = 0.0
    /// Width of a linear-attention value.
    public var linearValueDim = 0.0

    /// State-space layers (Mamba-2).
    public var ssmLayers = 0.0
    /// Heads of a state-space layer.
    public var ssmHeads = 0.0
    /// Width of a state-space head.
    public var ssmHeadDim = 0.0
    /// Size of the state of one channel.
    public var ssmState = 0.0
    /// Groups that share the state's input and output projections.
    public var ssmGroups = 0.0
    /// Taps of the causal convolution in linear-attention and state-space layers.
    public var convolution = 4.0

    /// Layers with a dense feed-forward block.
    public var denseLayers = 0.0
    /// Width of a dense feed-forward block.
    public var denseIntermediate = 0.0
    /// Matrices of a feed-forward block: 3 with a gate, 2 without.
    public var denseMatrices = 3.0

    /// Layers with a mixture of experts.
    public var moeLayers = 0.0
    /// Routed experts of a layer.
    public var experts = 0.0
    /// Routed experts that a token visits.
    public var expertsPerToken = 0.0
    /// Width of one routed expert.
    public var expertIntermediate = 0.0
    /// Width of all shared experts of a layer together.
    public var sharedIntermediate = 0.0
    /// Groups of experts; 1 where routing is not limited.
    public var routeGroups = 1.0
    /// Groups that a token's experts may lie in.
    public var routeGroupLimit = 1.0

    /// Whether the head shares the embedding table's weights.
    public var tiedEmbedding = YesNo.no
    /// Multi-token prediction layers.
    public var mtpLayers = 0.0

    /// Width of the residual stream.
    public var hidden: Double
    /// Entries of the vocabulary.
    public var vocabulary: Double
    /// Formats of the stored and moved elements.
    public var precision: Precision

    /// A model of no layers, to be filled in.
    public init(hidden: Double, vocabulary: Double, precision: Precision) {
        self.hidden = hidden
        self.vocabulary = vocabulary
        self.precision = precision
    }

    /// The model of these layers.
    public var model: Model {
        var model = Model(hidden: hidden, vocabulary: vocabulary, precision: precision, groups: groups)
        model.tiedEmbedding = tiedEmbedding
        model.mtpLayers = mtpLayers
        return model
    }

    /// The layers: mixers and blocks in the order of their declaration, those at the same place of both in one layer.
    var groups: [LayerGroup] {
        var (mixers, blocks) = (mixers, blocks)
        var groups: [LayerGroup] = []
        while let mixer = mixers.first, let block = blocks.first {
            let layers = min(mixer.layers, block.layers)
            groups.append(LayerGroup(layers, [mixer.part, block.part]))
            if mixer.layers > layers { mixers[0].layers -= layers } else { mixers.removeFirst() }
            if block.layers > layers { blocks[0].layers -= layers } else { blocks.removeFirst() }
        }
        return groups + (mixers + blocks).map { LayerGroup($0.layers, [$0.part]) }
    }

    private var mixers: [(layers: Double, part: LayerPart)] {
        var attention = Engine<Double>.Attention(heads: heads, kvHeads: kvHeads, headDim: headDim) {
            $0.gate = (queryOutputs - 1) * headDim
        }
        let full = LayerPart.attention(attention)
        attention.window = window
        var latent = Engine<Double>.Latent(
            heads: heads, keyValueLoRA: keyValueLoRA, headNope: headNope, headRope: headRope, headValue: headValue
        ) {
            $0.queryLoRA = queryLoRA
            ($0.indexTopK, $0.indexHeads, $0.indexDim) = (indexTopK, indexHeads, indexDim)
        }
        let owner = LayerPart.latent(latent)
        latent.ownsIndex = .no
        let owners = indexLayers > 0 && indexTopK > 0 ? min(indexLayers, mlaLayers) : mlaLayers
        let linear = Engine<Double>.Delta(
            keyHeads: linearKeyHeads, valueHeads: linearValueHeads, keyDim: linearKeyDim, valueDim: linearValueDim
        ) { $0.taps = convolution }
        let space = Engine<Double>.StateSpace(heads: ssmHeads, headDim: ssmHeadDim, state: ssmState) {
            ($0.groups, $0.taps) = (ssmGroups, convolution)
        }
        return [
            (owners, owner), (mlaLayers - owners, .latent(latent)), (fullLayers, full),
            (windowLayers, .attention(attention)), (linearLayers, .delta(linear)), (ssmLayers, .stateSpace(space)),
        ].filter { $0.0 > 0 }
    }

    private var blocks: [(layers: Double, part: LayerPart)] {
        let dense = Engine<Double>.Dense(intermediate: denseIntermediate) { $0.matrices = denseMatrices }
        let mixture = Engine<Double>.Mixture(
            experts: experts, perToken: expertsPerToken, intermediate: expertIntermediate
        ) {
            ($0.matrices, $0.shared) = (denseMatrices, sharedIntermediate)
            ($0.routeGroups, $0.routeGroupLimit) = (routeGroups, routeGroupLimit)
        }
        return [(denseLayers, .dense(dense)), (moeLayers, .mixture(mixture))].filter { $0.0 > 0 }
    }
}

extension Engine<Double>.Model {
    /// A model whose layers of each kind are all alike.
    public init(
        hidden: Double, vocabulary: Double, precision: Precision, _ fill: (inout UniformModel) -> Void = { _ in }
    ) {
        var shapes = UniformModel(hidden: hidden, vocabulary: vocabulary, precision: precision)
        fill(&shapes)
        self = shapes.model
    }
}
