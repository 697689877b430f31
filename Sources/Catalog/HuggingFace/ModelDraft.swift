import CostModel

/// A model that a family fills in from the fields of a configuration.
struct ModelDraft {
    /// The value of `model_type`, for messages.
    let modelType: String
    /// The fields.
    let fields: ConfigFields
    /// The model so far.
    var model: UniformModel
    /// Layers that the configuration states.
    let layers: Int
    /// Parameters that no shape holds, by what they are.
    private(set) var unplaced: [(piece: String, parameters: Double)] = []

    /// Reads what every family has: widths, heads, layers, vocabulary.
    init(_ fields: ConfigFields, modelType: String, ties: Bool) throws(ModelConfigError) {
        self.fields = fields
        self.modelType = modelType
        let hidden = try fields.count("hidden_size", "d_model", "n_embd", "n_embed")
        // A list of layers says how many there are where no number does.
        let listed = try fields.texts("layers_block_type", "layer_types").map { Double($0.count) }
        let stated = try fields.optionalNumber("num_hidden_layers", "num_layers", "n_layer", "n_layers")
        let count =
            if stated == nil, let listed { listed } else {
                try fields.count("num_hidden_layers", "num_layers", "n_layer", "n_layers")
            }
        guard count < 10_000 else { throw .badField("num_hidden_layers", expected: "a plausible number of layers") }
        layers = Int(count)
        // Tables are stored padded where a padded size is stated.
        let vocabulary = try fields.count("vocab_size", "padded_vocab_size")
        model = UniformModel(
            hidden: hidden, vocabulary: max(vocabulary, try fields.number("padded_vocab_size", or: 0)),
            precision: Precision(.bf16))
        model.tiedEmbedding = try fields.flag("tie_word_embeddings", or: ties) ? .yes : .no
    }

    /// Refuses the configuration because of a part that cannot be expressed.
    func unsupported(_ piece: String) -> ModelConfigError { .unsupported(modelType: modelType, piece: piece) }

    /// Notes parameters that the model's shapes leave out.
    mutating func leaveOut(_ piece: String, parameters: Double) { unplaced.append((piece, parameters)) }

    /// The finished model; refused where what is left out is more than 1 % of the parameters.
    func finished() throws(ModelConfigError) -> Model {
        let finished = model.model
        let total = finished.totalParameters
        let missing = unplaced.reduce(0) { $0 + $1.parameters.magnitude }
        guard missing <= 0.01 * total else {
            let pieces = unplaced.map(\.piece).joined(separator: ", ")
            throw unsupported("\(pieces) cannot be expressed, and are more than 1 % of the parameters")
        }
        guard model.expertsPerToken <= model.experts else {
            throw .badField("num_experts_per_tok", expected: "at most the number of experts")
        }
        return finished
    }
}
