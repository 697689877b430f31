/// How the configurations of one architecture are read.
struct ModelFamily: Sendable {
    /// Fills in the model.
    typealias Fill = @Sendable (inout ModelDraft) throws(ModelConfigError) -> Void

    /// Values of `model_type` that mean it.
    let types: [String]
    /// Whether head and embedding share a table where the configuration does not say.
    let ties: Bool
    /// The class's values of fields, which a configuration nested in a multimodal one leaves out.
    let defaults: [String: Double]
    /// Fills in the model.
    let fill: Fill

    init(_ types: String..., ties: Bool = false, defaults: [String: Double] = [:], fill: @escaping Fill) {
        self.types = types
        self.ties = ties
        self.defaults = defaults
        self.fill = fill
    }

    /// Every family: one entry of one of these lists.
    static let all: [ModelFamily] =
        llamaLike + windowed + mixtures + latent + ungated + linearHybrids + stateSpaceHybrids

    /// Finds the family of a `model_type`.
    static func named(_ modelType: String) -> ModelFamily? { all.first { $0.types.contains(modelType) } }

    /// Architectures that are known not to fit, with the piece that has no place in the model's shapes.
    static let refused: [String: String] = [
        "mllama": "cross-attention layers cannot be expressed",
        "mllama_text_model": "cross-attention layers cannot be expressed",
        "gemma3n": "embeddings of each layer cannot be expressed",
        "gemma3n_text": "embeddings of each layer cannot be expressed",
        "mamba": "Mamba-1 layers cannot be expressed",
        "falcon_mamba": "Mamba-1 layers cannot be expressed",
        "zamba": "attention blocks shared between layers cannot be expressed",
        "zamba2": "attention blocks shared between layers cannot be expressed",
        "lfm2": "short-convolution layers cannot be expressed",
        "lfm2_moe": "short-convolution layers cannot be expressed",
        "recurrent_gemma": "RG-LRU layers cannot be expressed",
        "rwkv": "RWKV layers cannot be expressed",
        "nemotron-nas": "layers of different shapes cannot be expressed",
        "deci": "layers of different shapes cannot be expressed",
        "kimi_linear": "Kimi delta attention cannot be expressed",
    ]
}
