import Lanes

extension Engine {
    /// The shapes of a language model: how many layers of each kind, and how wide their parts are.
    ///
    /// A layer is a token mixer (attention of some kind, linear attention, a state-space layer) and a feed-forward block
    /// (dense, or a mixture of experts). Costs add up over layers, so the counts of each kind say all that the engine needs;
    /// a kind with no layers costs nothing. Names follow the Hugging Face configurations.
    public struct Model: Sendable, Equatable {
        /// Width of the residual stream.
        public var hidden: V
        /// Entries of the vocabulary.
        public var vocabulary: V
        /// Whether the head shares the embedding table's weights.
        public var tiedEmbedding = YesNo.no

        /// Attention heads (queries).
        public var heads: V = 1
        /// Layers of grouped-query attention over the whole context (MHA and MQA included).
        public var fullLayers: V = 0
        /// Layers of grouped-query attention over a sliding window or chunk.
        public var windowLayers: V = 0
        /// Tokens that a window holds.
        public var window: V = 0
        /// Key and value heads of grouped-query attention.
        public var kvHeads: V = 1
        /// Width of a head of grouped-query attention.
        public var headDim: V = 128
        /// Outputs of the query projection over `heads * headDim`: 2 where a gate for the output comes with it.
        public var queryOutputs: V = 1

        /// Layers of multi-head latent attention (MLA).
        public var mlaLayers: V = 0
        /// Width of the compressed query; 0 where queries are not compressed.
        public var queryLoRA: V = 0
        /// Width of the compressed key and value, which is what the KV cache holds.
        public var keyValueLoRA: V = 0
        /// Part of a head's query and key without position encoding.
        public var headNope: V = 0
        /// Part of a head's query and key with rotary position encoding; shared by all heads in the cache.
        public var headRope: V = 0
        /// Width of a head's value.
        public var headValue: V = 0
        /// Tokens that the index of sparse attention selects; 0 where attention is not sparse.
        public var indexTopK: V = 0
        /// Heads of the index.
        public var indexHeads: V = 0
        /// Width of an index head.
        public var indexDim: V = 0
        /// Layers that own an index, whose choice those behind it use too; 0 where each layer has its own.
        public var indexLayers: V = 0

        /// Layers of linear attention (gated delta rule, lightning attention).
        public var linearLayers: V = 0
        /// Query and key heads of linear attention.
        public var linearKeyHeads: V = 0
        /// Value heads of linear attention.
        public var linearValueHeads: V = 0
        /// Width of a linear-attention key.
        public var linearKeyDim: V = 0
        /// Width of a linear-attention value.
        public var linearValueDim: V = 0

        /// State-space layers (Mamba-2).
        public var ssmLayers: V = 0
        /// Heads of a state-space layer.
        public var ssmHeads: V = 0
        /// Width of a state-space head.
        public var ssmHeadDim: V = 0
        /// Size of the state of one channel.
        public var ssmState: V = 0
        /// Groups that share the state's input and output projections.
        public var ssmGroups: V = 0
        /// Taps of the causal convolution in linear-attention and state-space layers.
        public var convolution: V = 4

        /// Layers with a dense feed-forward block.
        public var denseLayers: V = 0
        /// Width of a dense feed-forward block.
        public var denseIntermediate: V = 0
        /// Matrices of a feed-forward block: 3 with a gate, 2 without.
        public var denseMatrices: V = 3

        /// Layers with a mixture of experts.
        public var moeLayers: V = 0
        /// Routed experts of a layer.
        public var experts: V = 0
        /// Routed experts that a token visits.
        public var expertsPerToken: V = 0
        /// Width of one routed expert.
        public var expertIntermediate: V = 0
        /// Width of all shared experts of a layer together.
        public var sharedIntermediate: V = 0
        /// Groups of experts; 1 where routing is not limited.
        public var routeGroups: V = 1
        /// Groups that a token's experts may lie in.
        public var routeGroupLimit: V = 1

        /// Multi-token prediction layers, each a layer like the last; not part of the parameter totals.
        public var mtpLayers: V = 0

        /// Formats of the stored and moved elements.
        public var precision: Precision

        /// Makes a model of no layers, to be filled in.
        public init(hidden: V, vocabulary: V, precision: Precision, _ fill: (inout Model) -> Void = { _ in }) {
            self.hidden = hidden
            self.vocabulary = vocabulary
            self.precision = precision
            fill(&self)
        }
    }
}
