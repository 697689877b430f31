import CostModel
import Units

/// The parts of layers as numbers.
typealias Parts = Engine<Double>

/// A model that a family fills in from the fields of a configuration, layer by layer.
struct ModelDraft {
    /// The value of `model_type`, for messages.
    let modelType: String
    /// The fields.
    let fields: ConfigFields
    /// The fields of the configuration around them, or the same.
    let outer: ConfigFields
    /// Width of the residual stream.
    let hidden: Double
    /// Entries of the vocabulary.
    var vocabulary: Double
    /// Layers that the configuration states.
    let layers: Int
    /// Whether head and embedding share a table.
    var tied: YesNo
    /// Multi-token prediction layers.
    var mtpLayers = 0.0
    /// The layers so far, equal ones together in the order in which they come first.
    private(set) var groups: [LayerGroup] = []
    /// The numbers of the layers of each group, by which checkpoints name them.
    private(set) var places: [[Int]] = []
    private var nextLayer = 0

    /// Reads what every family has: width, layers, vocabulary.
    init(_ fields: ConfigFields, in outer: ConfigFields, modelType: String, ties: Bool) throws(ModelConfigError) {
        self.fields = fields
        self.outer = outer
        self.modelType = modelType
        hidden = try fields.count("hidden_size", "d_model", "n_embd", "n_embed")
        // A list of layers says how many there are where no number does.
        let listed = try fields.texts("layers_block_type", "layer_types").map { Double($0.count) }
        let stated = try fields.optionalNumber("num_hidden_layers", "num_layers", "n_layer", "n_layers")
        let count =
            if stated == nil, let listed { listed } else {
                try fields.count("num_hidden_layers", "num_layers", "n_layer", "n_layers")
            }
        guard count < 10_000 else {
            throw fields.bad("num_hidden_layers", expected: say(en: "a plausible number of layers", zh: "合理的层数"))
        }
        layers = Int(count)
        // Tables are stored padded where a padded size is stated.
        let entries = try fields.count("vocab_size", "padded_vocab_size")
        vocabulary = max(entries, try fields.number("padded_vocab_size", or: 0))
        tied = ties ? .yes : .no
    }

    /// Refuses the configuration because of a part that cannot be expressed.
    func unsupported(_ piece: String) -> ModelConfigError { .unsupported(modelType: modelType, piece: piece) }

    /// Adds layers made of some parts to those that are equal.
    ///
    /// - Parameters:
    ///   - parts: what a layer is made of.
    ///   - count: layers that a token passes.
    ///   - stored: layers whose weights are stored; as many unless said otherwise.
    mutating func add(_ parts: [LayerPart], _ count: Double = 1, stored: Double? = nil) {
        guard count > 0 else { return }
        let first = nextLayer
        nextLayer += Int(count)
        // A layer that is left out has its number all the same.
        guard !parts.isEmpty else { return }
        let isShared = (stored ?? count) != count
        let same = groups.firstIndex { $0.parts == parts && ($0.stored != $0.layers) == isShared }
        let numbers = Array(first..<(first + Int(stored ?? count)))
        if let same {
            places[same] += numbers
            groups[same].layers += count
            groups[same].stored += stored ?? count
        } else {
            groups.append(LayerGroup(count, stored: stored, parts))
            places.append(numbers)
        }
    }

    /// Adds a layer for each mixer of tokens, with the block behind it.
    mutating func stack(_ mixers: [LayerPart], _ blocks: [LayerPart], beside: [LayerPart] = []) {
        for (mixer, block) in zip(mixers, blocks) { add([mixer, block] + beside) }
    }

    /// Adds what the model has once, in front of its layers: the last group is what prediction layers are like.
    mutating func once(_ parts: [LayerPart]) {
        groups.insert(LayerGroup(1, parts), at: 0)
        places.insert([0], at: 0)
    }

    /// Adds a table of which one row a token is looked up.
    mutating func table(rows: Double, width: Double? = nil) {
        once([.lookup(Parts.Lookup(rows: rows, width: width ?? hidden))])
    }

    /// The finished model.
    func finished() throws(ModelConfigError) -> Model {
        let passed = groups.reduce(0) { $0 + $1.layers }
        guard passed > 0, passed < 100_000 else {
            throw fields.bad("num_hidden_layers", expected: say(en: "a plausible number of layers", zh: "合理的层数"))
        }
        for group in groups {
            for case .mixture(let mixture) in group.parts
            where mixture.perToken > mixture.experts + mixture.identities {
                throw fields.bad(
                    "num_experts_per_tok", expected: say(en: "at most the number of experts", zh: "不超过专家数的值"))
            }
        }
        var model = Model(hidden: hidden, vocabulary: vocabulary, precision: Precision(.bf16), groups: groups)
        model.tiedEmbedding = tied
        model.mtpLayers = mtpLayers
        return model
    }
}
