import CostModel

/// Reads the `config.json` of a model on the Hugging Face Hub.
///
/// Nothing is guessed: an architecture that is not known, a field that is missing and a quantisation that is not known
/// are refused by name. Of a multimodal model the text part is read.
public enum HuggingFaceConfig {
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
        let whole = try ConfigFields(parsing: text, file: nil)
        let part = try textPart(of: whole)
        let sources = [part.fields, whole]
        let architecture = try first(in: sources) { fields throws(ModelConfigError) in
            try fields.texts("architectures")?.first
        }
        guard let family = ModelFamily.named(part.modelType) else {
            if let piece = ModelFamily.refused[part.modelType] {
                throw .unsupported(modelType: part.modelType, piece: piece)
            }
            throw .unknownArchitecture(architecture ?? "?", modelType: part.modelType, known: modelTypes)
        }
        if try part.fields.flag("is_encoder_decoder", or: false) {
            throw .unsupported(modelType: part.modelType, piece: "an encoder beside the decoder cannot be expressed")
        }
        let ties = try whole.flag("tie_word_embeddings", or: family.ties)
        let fields = part.isNested ? part.fields.with(defaults: family.defaults) : part.fields
        var draft = try ModelDraft(fields, modelType: part.modelType, ties: ties)
        try family.fill(&draft)
        var model = try draft.finished()
        let file = try quantization.map { text throws(ModelConfigError) in
            try ConfigFields(parsing: text, file: "hf_quant_config.json")
        }
        let list = try description.map { text throws(ModelConfigError) in
            try ConfigFields(parsing: text, file: "quant_model_description.json")
        }
        let stored = try Quantization(
            fields: first(in: sources) { fields throws(ModelConfigError) in try fields.object("quantization_config") },
            file: file, description: list,
            expertType: first(in: sources) { fields throws(ModelConfigError) in try fields.text("expert_dtype") },
            elementType: first(in: sources) { fields throws(ModelConfigError) in
                try fields.text("torch_dtype", "dtype")
            })
        model.precision = try stored.precision(of: model, LayerOrder(part.fields, layers: model.layers))
        return (try name(whole, or: part.modelType), model, part.leftOut)
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

    /// Finds the language model in the configuration of a multimodal model, and what stands beside it.
    private static func textPart(
        of whole: ConfigFields
    ) throws(ModelConfigError) -> (fields: ConfigFields, modelType: String, isNested: Bool, leftOut: [String]) {
        var part = whole
        var isNested = false
        var leftOut = otherParts(of: whole)
        while let inner = try part.object("text_config", "llm_config", "language_config", "thinker_config") {
            // Some flat configurations carry an empty object of this name.
            guard inner.has("model_type") || inner.has("text_config") else { break }
            part = inner
            isNested = true
            leftOut += otherParts(of: inner).filter { !leftOut.contains($0) }
        }
        let named = try part.texts("architectures")?.first.flatMap(ClassDefaults.modelType(ofClass:))
        guard let modelType = try part.text("model_type") ?? named else { throw .missingField("model_type") }
        return (part, modelType, isNested, leftOut)
    }

    /// The parts of a multimodal model that are not its language model, by the names of their configurations.
    private static func otherParts(of fields: ConfigFields) -> [String] {
        var parts: [String] = []
        if fields.has("vision_config", "vit_config", "vision_tower_config", "visual", "mm_vision_tower") {
            parts.append("vision encoder")
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
