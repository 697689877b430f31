import CostModel
import Units

/// Reads the `config.json` of a model on the Hugging Face Hub.
///
/// Nothing is guessed: an architecture that is not known, a field that is missing and a quantisation that is not known
/// are refused by name. Of a multimodal model the text part is read.
public enum HuggingFaceConfig {
    /// ModelOpt's file beside a configuration.
    public static let quantizationFile = "hf_quant_config.json"
    /// Ascend's file beside a configuration.
    public static let descriptionFile = "quant_model_description.json"

    /// Reads a model with the precision its weights are stored in.
    ///
    /// - Parameters:
    ///   - text: the text of `config.json`.
    ///   - quantization: the text of `hf_quant_config.json`, where one lies beside it.
    ///   - description: the text of Ascend's `quant_model_description.json`, where one lies beside it.
    /// - Returns: what the configuration calls itself, else its `model_type`; the model; and the parts that it leaves out.
    /// - Throws: `ModelConfigError` where the text is not JSON, or holds what the engine cannot express.
    public static func read(
        _ text: String, quantization: String? = nil, description: String? = nil
    ) throws(ModelConfigError) -> (name: String, model: Model, leftOut: [String]) {
        let whole = try ConfigFields(parsing: text, file: nil).translated
        let part = try textPart(of: whole)
        let sources = [part.fields, whole]
        if try part.fields.flag("is_encoder_decoder", or: false) {
            throw .unsupported(
                modelType: part.modelType,
                piece: say(en: "an encoder beside the decoder cannot be expressed", zh: "无法表示解码器之外的编码器"))
        }
        let outer = try whole.text("model_type").flatMap(ModelFamily.named)
        let family =
            if let outer, outer.wraps { outer } else {
                try family(of: part.modelType, architecture: part.architecture)
            }
        // A head is tied as the text part says, else the whole, else the class of either.
        let stated = try first(in: sources) { fields throws(ModelConfigError) in
            try fields.optionalFlag("tie_word_embeddings")
        }
        let classes = [part.wholeDefaults, part.defaults].compactMap { $0?.fields["tie_word_embeddings"] }
        let ties = stated ?? classes.first.map { $0 == .bool(true) } ?? family.ties
        let fields = part.defaults.map { part.fields.with(defaults: $0) } ?? part.fields
        let around = part.wholeDefaults.map { whole.with(defaults: $0) } ?? whole
        var draft = try ModelDraft(fields, in: around, modelType: part.modelType, ties: ties)
        try family.fill(&draft)
        var model = try draft.finished()
        let file = try quantization.map { text throws(ModelConfigError) in
            try ConfigFields(parsing: text, file: quantizationFile)
        }
        let list = try description.map { text throws(ModelConfigError) in
            try ConfigFields(parsing: text, file: descriptionFile)
        }
        let stored = try Quantization(
            fields: first(in: sources) { fields throws(ModelConfigError) in try fields.object("quantization_config") },
            file: file, description: list,
            expertType: first(in: sources) { fields throws(ModelConfigError) in try fields.namedText("expert_dtype") },
            elementType: first(in: sources) { fields throws(ModelConfigError) in
                try fields.namedText("torch_dtype", "dtype")
            })
        model.precision = stored.precision(of: model, in: draft.places)
        return (try name(whole, or: part.modelType), model, part.leftOut)
    }

    /// What the vision encoder is called among the parts that are left out.
    public static let visionEncoder = "vision encoder"

    /// The vision encoder in front of a model that was read; nil where there is none, or one of unknown shapes.
    public static func encoder(
        _ text: String, of model: Model
    ) throws(ModelConfigError) -> Engine<Double>.VisionEncoder? {
        try VisionConfig.encoder(try ConfigFields(parsing: text, file: nil), hidden: model.hidden)
    }

    /// Every `model_type` that is read.
    public static var modelTypes: [String] { ModelFamily.all.flatMap(\.types).sorted() }

    /// What the first of some configurations answers, the inner before the outer.
    private static func first<Value>(
        in sources: [ConfigFields], _ question: (ConfigFields) throws(ModelConfigError) -> Value?
    ) throws(ModelConfigError) -> Value? {
        for fields in sources {
            if let answer = try question(fields) { return answer }
        }
        return nil
    }

    /// The language model in a configuration.
    private struct TextPart {
        /// Its fields as written.
        var fields: ConfigFields
        /// The class that it names.
        var architecture: String?
        /// Its type: as stated, else that of its class, else that of the text part of the class around it.
        var modelType: String
        /// What its class has for fields that are left out.
        var defaults: ClassDefaults?
        /// The same of the configuration around it.
        var wholeDefaults: ClassDefaults?
        /// What stands beside it.
        var leftOut: [String]
    }

    /// The names by which a multimodal configuration holds its language model.
    private static let textParts = ["text_config", "llm_config", "language_config", "thinker_config"]

    /// Finds the language model in the configuration of a multimodal model, and what stands beside it.
    private static func textPart(of whole: ConfigFields) throws(ModelConfigError) -> TextPart {
        var part = TextPart(fields: whole, modelType: "", leftOut: otherParts(of: whole))
        part.architecture = try whole.texts("architectures")?.first
        var type = try whole.text("model_type")
        while true {
            let outer = type
            // Some flat configurations carry an empty object of this name.
            var inner: ConfigFields?
            for name in textParts {
                guard let found = try part.fields.object(name) else { continue }
                if found.has("model_type") || found.has("text_config") || !part.fields.has("hidden_size", "n_embd") {
                    inner = found
                }
                break
            }
            let defaults = outer.flatMap { ClassDefaults(of: $0) }
            let derived = defaults?.derived["text_config"]?.fields.map { ConfigFields($0, file: nil) }
            if inner == nil, let derived, !part.fields.has("hidden_size", "num_hidden_layers") { inner = derived }
            guard let inner else { break }
            type = try inner.text("model_type")
            if type == nil { type = try derived?.text("model_type") }
            if type == nil, let outer, ModelFamily.named(outer) != nil { type = outer }
            part.wholeDefaults = part.wholeDefaults ?? defaults
            part.leftOut += otherParts(of: inner).filter { !part.leftOut.contains($0) }
            if let named = try inner.texts("architectures")?.first { part.architecture = named }
            part.fields = inner
        }
        let named = part.architecture.flatMap(ClassDefaults.modelType(ofClass:))
        guard let modelType = type ?? named ?? part.architecture.flatMap({ ModelFamily.ofClass($0)?.types.first })
        else {
            throw part.fields.missing("model_type")
        }
        part.modelType = modelType
        // A type that transformers has not goes by its class.
        part.defaults = ClassDefaults(of: modelType) ?? named.flatMap { ClassDefaults(of: $0) }
        if let name = part.architecture, ModelFamily.ofClass(name)?.types.contains(modelType) == false {
            part.defaults = nil
        }
        return part
    }

    /// Finds the family: by a class that transformers has not, by the type, or by the class of a type that is new.
    private static func family(
        of modelType: String, architecture: String?
    ) throws(ModelConfigError) -> ModelFamily {
        if let family = architecture.flatMap(ModelFamily.ofClass) ?? ModelFamily.named(modelType) { return family }
        if let piece = ModelFamily.refused[modelType] { throw .unsupported(modelType: modelType, piece: piece) }
        let classes = [architecture].compactMap { $0 } + (ClassDefaults(of: modelType)?.architectures ?? [])
        for name in classes {
            guard let type = ClassDefaults.modelType(ofClass: name) else { continue }
            if let family = ModelFamily.named(type) { return family }
        }
        throw .unknownArchitecture(architecture ?? "?", modelType: modelType, known: modelTypes)
    }

    /// The parts of a multimodal model that are not its language model, by the names of their configurations.
    private static func otherParts(of fields: ConfigFields) -> [String] {
        var parts: [String] = []
        if fields.has("vision_config", "vit_config", "vision_tower_config", "visual", "mm_vision_tower") {
            parts.append(visionEncoder)
        }
        if fields.has("audio_config", "audio_tower_config", "speech_config") { parts.append("audio encoder") }
        if fields.has("talker_config", "token2wav_config") { parts.append("speech generator") }
        return parts
    }

    /// The last component of the name under which the configuration was saved.
    private static func name(_ whole: ConfigFields, or modelType: String) throws(ModelConfigError) -> String {
        let path = try whole.text("_name_or_path", most: 4096) ?? ""
        return path.split(separator: "/").last.map { String($0) } ?? modelType
    }
}
