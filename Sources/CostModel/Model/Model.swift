import Lanes

extension Engine {
    /// A language model: a residual stream through groups of equal layers, between an embedding table and a head.
    ///
    /// Names follow the Hugging Face configurations.
    @dynamicMemberLookup public struct Model: Sendable, Equatable {
        /// What it has beside its layers.
        private(set) var frame: Frame
        /// The layers and what follows from them.
        private(set) var table: LayerTable

        /// A model of these layers.
        public init(hidden: V, vocabulary: V, precision: Precision, groups: [LayerGroup]) {
            self.init(Frame(hidden: hidden, vocabulary: vocabulary, precision: precision), LayerTable(groups))
        }

        init(_ frame: Frame, _ table: LayerTable) {
            (self.frame, self.table) = (frame, table)
            self.frame.mixerLayers = table.mixers
        }

        /// Width of the residual stream.
        public var hidden: V {
            get { frame.hidden }
            set { frame.hidden = newValue }
        }
        /// Entries of the vocabulary.
        public var vocabulary: V {
            get { frame.vocabulary }
            set { frame.vocabulary = newValue }
        }
        /// Whether the head shares the embedding table's weights.
        public var tiedEmbedding: YesNo {
            get { frame.tiedEmbedding }
            set { frame.tiedEmbedding = newValue }
        }
        /// The layers, those that are equal together.
        public var groups: [LayerGroup] {
            get { table.groups }
            set { self = Self(frame, LayerTable(newValue)) }
        }
        /// Multi-token prediction layers, each a layer like the last; not part of the parameter totals.
        public var mtpLayers: V {
            get { frame.mtpLayers }
            set { frame.mtpLayers = newValue }
        }
        /// What makes tokens of images, where it is counted.
        public var encoder: VisionEncoder? {
            get { frame.encoder }
            set { frame.encoder = newValue }
        }
        /// Formats of the stored and moved elements.
        public var precision: Precision {
            get { frame.precision }
            set { frame.precision = newValue }
        }

        /// Layers with a token mixer of any kind.
        public var mixerLayers: V { frame.mixerLayers }
    }
}

extension Engine {
    /// What a language model has beside its layers.
    public struct Frame: Sendable, Equatable {
        /// Width of the residual stream.
        public var hidden: V
        /// Entries of the vocabulary.
        public var vocabulary: V
        /// Whether the head shares the embedding table's weights.
        public var tiedEmbedding = YesNo.no
        /// Multi-token prediction layers.
        public var mtpLayers: V = 0
        /// Layers with a token mixer of any kind, of which a pipeline stage has its share.
        var mixerLayers: V = 0
        /// What makes tokens of images, where it is counted.
        public var encoder: VisionEncoder?
        /// Formats of the stored and moved elements.
        public var precision: Precision

        init(hidden: V, vocabulary: V, precision: Precision) {
            (self.hidden, self.vocabulary, self.precision) = (hidden, vocabulary, precision)
        }
    }
}

extension Engine {
    /// Layers that are all alike.
    public struct LayerGroup: Sendable, Equatable {
        /// Layers that a token passes.
        public var layers: V
        /// Layers whose weights are stored: fewer where a layer is passed several times.
        public var stored: V
        /// What a layer is made of: mostly a mixer of tokens and a feed-forward block, of a half layer one of them, of
        /// parallel layers more.
        public var parts: [LayerPart]

        /// So many layers; all of them stored unless said otherwise.
        public init(_ layers: V, stored: V? = nil, _ parts: [LayerPart]) {
            self.layers = layers
            self.stored = stored ?? layers
            self.parts = parts
        }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.LayerGroup {
            Engine<U>.LayerGroup(number(layers), stored: number(stored), parts.map { $0.map(number) })
        }
    }
}

extension Engine {
    /// A part of a layer, by its kind: a new kind is one file in Layers/ and a case here.
    public enum LayerPart: Sendable, Equatable {
        /// Attention with keys and values of its own (MHA, GQA, MQA), over the whole context or a window.
        case attention(Attention)
        /// Multi-head latent attention (MLA), with or without an index.
        case latent(Latent)
        /// Attention over a window and over compressed entries behind it (DeepSeek-V4).
        case compressed(Compressed)
        /// Linear attention with a matrix of state a head: gated delta rule, Kimi delta attention, lightning attention.
        case delta(Delta)
        /// A state-space layer (Mamba-2, Mamba).
        case stateSpace(StateSpace)
        /// A mixer with a few numbers of state a channel: short convolution, gated linear recurrence.
        case recurrence(Recurrence)
        /// A dense feed-forward block.
        case dense(Dense)
        /// A mixture of experts.
        case mixture(Mixture)
        /// Mixing of several residual streams around the blocks of a layer (hyper-connections).
        case streams(Streams)
        /// Rows of a further table that are looked up for each token.
        case lookup(Lookup)
        /// Products of no kind of their own, computed by every chip.
        case matrices(Products)

        /// What is in it, for work that is the same for all kinds.
        var kind: any LayerKind<V> {
            switch self {
            case .attention(let part): part
            case .latent(let part): part
            case .compressed(let part): part
            case .delta(let part): part
            case .stateSpace(let part): part
            case .recurrence(let part): part
            case .dense(let part): part
            case .mixture(let part): part
            case .streams(let part): part
            case .lookup(let part): part
            case .matrices(let part): part
            }
        }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.LayerPart {
            switch self {
            case .attention(let part): .attention(part.map(number))
            case .latent(let part): .latent(part.map(number))
            case .compressed(let part): .compressed(part.map(number))
            case .delta(let part): .delta(part.map(number))
            case .stateSpace(let part): .stateSpace(part.map(number))
            case .recurrence(let part): .recurrence(part.map(number))
            case .dense(let part): .dense(part.map(number))
            case .mixture(let part): .mixture(part.map(number))
            case .streams(let part): .streams(part.map(number))
            case .lookup(let part): .lookup(part.map(number))
            case .matrices(let part): .matrices(part.map(number))
            }
        }
    }
}
