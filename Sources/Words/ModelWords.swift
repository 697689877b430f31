import CostModel
import Language
import Text
import Units

/// What is said of models.
public enum ModelWords {
    /// The model in one line.
    public static func summary(_ model: Model, name: String) -> String { say(en: "\(name): \(figures(model))") }

    /// Its size and formats in one line.
    public static func figures(_ model: Model) -> String {
        let total = ValueWords.billions(model.totalParameters)
        let active = ValueWords.billions(model.activeParameters)
        let precision = ValueWords.precisionLabel(model)
        let cache = kilobytes(model)
        let element = ValueWords.elementLabel(model.precision.kvCache)
        return say(
            en:
                "\(total) parameters, \(active) active; \(precision); \(cache) of \(element) KV cache per token"
        )
    }

    private static func kilobytes(_ model: Model) -> String {
        "\(Decimal.fixed(model.kvBytesPerToken / 1e3, places: 0)) kB"
    }

    /// Parts of the published model that are not counted, with their parameters where these are known.
    public static func leftOut(_ parts: [(name: String, parameters: Double?)]) -> String {
        let list = parts.map { part in
            part.parameters.map { "\(part.name) of \(Decimal.fixed($0 / 1e9, places: 2)) B" } ?? part.name
        }.joined(separator: say(en: " and "))
        return parts.count == 1
            ? say(en: "its \(list) is not counted: weights, time and tokens are those of the text part")
            : say(en: "its \(list) are not counted: weights, time and tokens are those of the text part")
    }

    /// What an option counts.
    public static var withVision: String { say(en: "count the vision encoder too") }

    /// The one part that can be counted.
    public static var vision: String { say(en: "vision") }

    /// A word is no part of a model that could be counted.
    public static func noPart(_ word: String) -> String { say(en: "'\(word)' is not a part that can be counted") }

    /// A model has no vision encoder, or one of unknown shapes.
    public static func noEncoder(_ name: String) -> String {
        say(en: "\(name) has no vision encoder whose shapes are known")
    }
}

/// The sizes of a model, as notes beside them.
extension ModelWords {
    /// All parameters.
    public static var totalParameters: String { say(en: "Parameters, embedding and head included.") }

    /// The parameters of a token.
    public static var activeParameters: String { say(en: "Parameters that one token uses.") }

    /// The bytes of all weights.
    public static var weightBytes: String { say(en: "All weights as stored.") }

    /// The bytes that a token keeps.
    public static var cacheBytes: String { say(en: "KV cache of one token, all layers.") }
}

/// The layers of a model.
extension ModelWords {
    /// What the layers of a group are made of.
    public static func group(_ group: LayerGroup) -> String {
        let parts = group.parts.map(part).joined(separator: " + ")
        return group.stored == group.layers
            ? say(en: "Layers of \(parts).")
            : say(en: "Layers of \(parts), of which \(Decimal.shortest(group.stored)) are stored.")
    }

    private static func part(_ part: LayerPart) -> String {
        switch part {
        case .attention(let part):
            part.source == .shared
                ? say(en: "attention on another layer's cache")
                : part.source == .encoder
                    ? say(en: "attention to an encoder")
                    : part.window > 0
                        ? say(en: "window attention")
                        : part.indexHeads > 0 ? say(en: "sparse attention") : say(en: "attention")
        case .latent(let part):
            part.window > 0
                ? say(en: "latent window attention")
                : part.indexTopK <= 0
                    ? say(en: "latent attention")
                    : part.ownsIndex == .yes
                        ? say(en: "sparse latent attention")
                        : say(en: "sparse latent attention on another layer's choice")
        case .compressed(let part):
            part.ratio > 0
                ? say(en: "compressed attention 1:\(Decimal.shortest(part.ratio))") : say(en: "window attention")
        case .delta: say(en: "linear attention")
        case .stateSpace: say(en: "state space")
        case .recurrence: say(en: "recurrence")
        case .dense: say(en: "dense")
        case .mixture(let part):
            say(en: "\(Decimal.shortest(part.experts)) experts, \(Decimal.shortest(part.perToken)) a token")
        case .streams(let part): say(en: "\(Decimal.shortest(part.count)) streams")
        case .lookup: say(en: "lookup")
        case .matrices: say(en: "projections")
        }
    }
}

/// Why a shape cannot be set.
extension ModelWords {
    /// A name of shapes stands for nothing in this model, or for different things.
    public static func refused(_ name: String, _ refusal: ShapeRefusal) -> String {
        switch refusal {
        case .absent: say(en: "no layer of this model has '\(name)'")
        case .several: say(en: "'\(name)' is not the same in all groups of layers")
        }
    }

    /// What can be set instead.
    public static func instead(_ refusal: ShapeRefusal) -> String {
        switch refusal {
        case .absent: say(en: "'model show' lists what its layers have")
        case .several(let names): say(en: "set \(names.joined(separator: say(en: " or ")))")
        }
    }
}

/// What a change of formats leaves as it was.
extension ModelWords {
    /// `KV cache stays BF16 (70 kB a token; 35 kB with kv_precision=fp8)`.
    ///
    /// - Parameter narrow: the same model with a narrower cache; nil where that is not worth a word.
    public static func cacheStays(_ model: Model, narrow: Model?) -> String {
        let format = ValueWords.elementLabel(model.precision.kvCache)
        guard let narrow else { return say(en: "KV cache stays \(format)") }
        let (now, then) = (kilobytes(model), kilobytes(narrow))
        return say(en: "KV cache stays \(format) (\(now) a token; \(then) with kv_precision=fp8)")
    }

    /// `KV cache stays BF16, embedding BF16`.
    public static func embeddingStaysToo(_ cache: String, _ model: Model) -> String {
        say(en: "\(cache), embedding \(ValueWords.elementLabel(model.precision.embedding))")
    }

    /// `embedding stays BF16`.
    public static func embeddingStays(_ model: Model) -> String {
        say(en: "embedding stays \(ValueWords.elementLabel(model.precision.embedding))")
    }
}

/// What is wrong with models and their files.
extension ModelWords {
    /// Nothing is known of the model yet.
    public static var noneLoaded: Diagnostic {
        Diagnostic(
            say(en: "no model is loaded"),
            hint: say(en: "load one first, for example: model load deepseek-r1; 'model list' names them"))
    }

    /// What a model is read from.
    public static var configFile: String { say(en: "a Hugging Face config.json") }

    /// What the formats of a model are read from.
    public static var quantizationFile: String { say(en: "a readable file") }

    /// The shapes are those of no model.
    ///
    /// - Parameter problem: what they do not agree on.
    public static func impossible(_ problem: String) -> String { say(en: "there is no such model: \(problem)") }

    /// How shapes change together.
    public static var setTogether: String {
        say(en: "several can be set at once: model set experts=64 top_k=6")
    }

    /// What shapes have to be.
    public static var shapes: String { say(en: "shapes of a model") }

    /// No layer looks at other tokens.
    public static var noMixer: String { say(en: "the model has no layer that mixes tokens") }

    /// A size is larger than one that bounds it, both by their names.
    public static func exceeds(_ name: String, _ value: Double, _ limit: String, _ most: Double) -> String {
        say(en: "\(name)=\(Decimal.shortest(value)) is more than \(limit)=\(Decimal.shortest(most))")
    }

    /// A size is nothing that layers need.
    public static func zero(_ name: String) -> String {
        say(en: "\(name) is 0, but there are layers that need it")
    }
}
