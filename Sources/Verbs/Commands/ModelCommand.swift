import Catalog
import CostModel
import Language
import Notebook
import Presentation
import Storage
import Units
import Words

extension Command<Session> {
    static let modelList = Command(
        "model list", synonyms: ["models", "模型列表"],
        abstract: say(en: "Lists the models of the catalogue.", zh: "列出目录中的模型。"),
        examples: ["model list"]
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        CatalogueVerb.list(Catalog.models, ModelWords.figures)
    }

    static let modelLoad = Command(
        "model load", synonyms: ["模型", "加载模型"],
        abstract: say(
            en: "Loads a model of the catalogue or from a Hugging Face config.json.",
            zh: "从目录或 Hugging Face 的 config.json 载入模型。"),
        discussion: say(
            en: """
                A name of 'model list', or that of its repository on the Hugging Face Hub. A path to a config.json, or to the
                folder that holds it; a hf_quant_config.json beside it is read too. Of a multimodal model the text part is read
                and its encoders are not counted; '--with vision' counts the vision encoder: its weights on every chip, and its
                time for 'images' of 'image_side' pixels in a prompt. What is not known is refused by name, never guessed.
                """,
            zh: """
                可给出“model list”中的名称，或其在 Hugging Face Hub 上的仓库名；也可给出 config.json 或其所在文件夹的路径，\
                同一文件夹中的 hf_quant_config.json 会一并读取。多模态模型只读取文本部分，编码器不计入；\
                “--with vision”计入视觉编码器：每颗芯片都存放其权重，并计入提示词中“images”张、边长“image_side”像素的图像的耗时。\
                无法识别的内容会指明名称并拒绝，不作猜测。
                """),
        arguments: .withVision,
        CatalogueVerb.source(
            .model, { Catalog.models }, read: ModelSource.read),
        examples: ["model load deepseek-v3", "model load Qwen/Qwen3-235B-A22B"]
    ) { (context: Context, vision: Spanned<Bool>, model: Loaded<Model>) throws(Diagnostic) -> Outcome in
        var session = context.session
        var model = model
        if vision.value {
            guard let encoder = model.encoder else {
                throw Diagnostic(ModelWords.noEncoder(model.name), at: vision.span)
            }
            model.value.encoder = encoder
            model.leftOut.removeAll { $0 == HuggingFaceConfig.visionEncoder }
        }
        session.model = model
        return Outcome(
            session,
            [.line(ModelWords.summary(model.value, name: model.name))] + ModelRemarks.all(model).map { .line($0) })
    }

    static let modelShow = Command(
        "model show", aliases: ["model"],
        abstract: say(
            en: "Shows the model's size and every parameter of its shapes and precision.",
            zh: "显示模型规模，以及结构和精度的全部参数。"),
        examples: ["model show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let model = try context.session.requireModel()
        let value = model.value
        return CatalogueVerb.show(
            .model, context.session.draft,
            first: [
                (Table.Column("name", heading: CatalogueWords.name, note: model.title), .text(model.name)),
                (
                    Table.Column("total_params", note: ModelWords.totalParameters),
                    .number(value.totalParameters)
                ),
                (
                    Table.Column("active_params", note: ModelWords.activeParameters),
                    .number(value.activeParameters)
                ),
                (
                    Table.Column("weight_bytes", note: ModelWords.weightBytes),
                    .quantity(value.weightBytes.rounded(), .bytes)
                ),
                (
                    Table.Column("kv_bytes_per_token", note: ModelWords.cacheBytes),
                    .quantity(value.kvBytesPerToken, .bytes)
                ),
            ], Parameter.shapes(of: value)
        ) { parameter in
            parameter.group(of: value).map { ModelWords.group(value.groups[$0]) }
        }
    }

    static let modelSet = Command(
        "model set",
        abstract: say(en: "Changes parameters of the model's shapes and precision.", zh: "修改模型的结构和精度参数。"),
        arguments: .assignments(.model),
        examples: ["model set kv_precision bf16", "model set expert_precision=fp8 dispatch_precision=fp8"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        _ = try context.session.requireModel()
        for assignment in assignments {
            try assignment.parameter.check(in: context.session.draft, at: assignment.name)
        }
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        if let (rule, problem) = session.model.flatMap({ ModelRule.broken(by: $0.value) }) {
            let blamed = assignments.last { rule.parameters.contains($0.parameter.shape) } ?? assignments.last
            throw Diagnostic(
                ModelWords.impossible(problem), at: blamed?.span, hint: ModelWords.setTogether)
        }
        let left = session.model.flatMap { KeptFormats.left(by: assignments, $0.value) }
        return CatalogueVerb.outcome(
            session, lines + [left].compactMap(\.self), of: assignments.map(\.parameter))
    }
}

extension Parameter {
    /// Refuses a shape that no layer of the model has, or that groups of its layers differ in, and what is of a second chip
    /// where there is none.
    func check(in scenario: Scenario, at span: Range<Int>) throws(Diagnostic) {
        if ofChip != nil, scenario.prefillChip == nil {
            throw Diagnostic(ChipWords.noPrefillChip(name), at: span, hint: ChipWords.loadForPrefill)
        }
        guard let refusal = shapeRefusal(in: scenario.model) else { return }
        throw Diagnostic(ModelWords.refused(name, refusal), at: span, hint: ModelWords.instead(refusal))
    }
}

/// What is to be said of a model that is loaded.
enum ModelRemarks {
    static func all(_ model: Loaded<Model>) -> [String] {
        [model.difference, leftOut(model)].compactMap(\.self)
    }

    /// What reading the model left out; nil where it is whole.
    static func leftOut(_ model: Loaded<Model>) -> String? {
        guard !model.leftOut.isEmpty else { return nil }
        let size = model.encoder.map { $0.parameters + $0.projector }
        return ModelWords.leftOut(model.leftOut.map { $0 == HuggingFaceConfig.visionEncoder ? ($0, size) : ($0, nil) })
    }
}

/// What a change of formats leaves as it was.
enum KeptFormats {
    /// `KV cache stays BF16 (70 kB a token; 35 kB with kv_precision=fp8), embedding BF16`: what `precision` does not set.
    ///
    /// Nil where `precision` is not among what was set.
    static func left(by assignments: [Assignment], _ model: Model) -> String? {
        let names = assignments.map(\.parameter.name)
        guard names.contains("precision") else { return nil }
        let isEmbeddingSet = names.contains("embedding_precision")
        if names.contains("kv_precision") { return isEmbeddingSet ? nil : ModelWords.embeddingStays(model) }
        var narrow = model
        narrow.precision.kvCache = ElementFormat.fp8
        let isNarrower =
            model.precision.weights.only != .bf16 && narrow.kvBytesPerToken < model.kvBytesPerToken
        let cache = ModelWords.cacheStays(model, narrow: isNarrower ? narrow : nil)
        return isEmbeddingSet ? cache : ModelWords.embeddingStaysToo(cache, model)
    }
}

extension Argument where State == Session, Value == Spanned<Bool> {
    /// Parts of a multimodal model that are counted beside its text part.
    static let withVision = Argument(
        "--with vision", ModelWords.withVision, isOptional: true, isAnywhere: true,
        complete: { [Completion($0.before.last == "--with" ? "vision" : "--with", ModelWords.withVision)] }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Bool> in
        guard let token = try cursor.takeOption("--with", ModelWords.vision) else {
            return Spanned(value: false, span: 0..<0)
        }
        guard token.text == "vision" else {
            throw Diagnostic(ModelWords.noPart(token.text), at: token.span, expected: ModelWords.vision)
        }
        return Spanned(value: true, span: token.span)
    }
}

/// Models from files.
enum ModelSource {
    static func read(_ path: Spanned<String>, _ files: FileSystem) throws(Diagnostic) -> Loaded<Model> {
        let isFile = path.value.hasSuffix(".json")
        let folder =
            isFile ? String(path.value.dropLast(path.value.split(separator: "/").last?.count ?? 0)) : path.value
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        let file = isFile ? path.value : prefix + "config.json"
        let text = try files.text(
            of: Spanned(value: file, span: path.span), limit: .configuration, ModelWords.configFile)
        let beside = prefix + HuggingFaceConfig.quantizationFile
        let listed = prefix + HuggingFaceConfig.descriptionFile
        func beneath(_ file: String) throws(Diagnostic) -> String? {
            guard files.exists(file) else { return nil }
            return try files.text(
                of: Spanned(value: file, span: path.span), limit: .configuration, ModelWords.quantizationFile)
        }
        let (quantization, description) = (try beneath(beside), try beneath(listed))
        let model: Model
        let leftOut: [String]
        let encoder: Engine<Double>.VisionEncoder?
        do throws(ModelConfigError) {
            (_, model, leftOut) = try HuggingFaceConfig.read(
                text, quantization: quantization, description: description)
            encoder = try HuggingFaceConfig.encoder(text, of: model)
        } catch {
            let other = error.file
            let blamed =
                other == nil ? text : (other == HuggingFaceConfig.quantizationFile ? quantization : description)
            throw Diagnostic(
                error.sentence, in: other.map { prefix + $0 } ?? file, error.place(in: blamed ?? ""), at: path.span)
        }
        if let problem = ModelRule.broken(by: model)?.problem {
            throw Diagnostic(
                say(
                    en: "\(file): \(ModelWords.impossible(problem))",
                    zh: "\(file)：\(ModelWords.impossible(problem))"),
                at: path.span)
        }
        let name = name(file)
        var loaded = Loaded(name: name, title: name, value: model)
        loaded.leftOut = leftOut
        loaded.encoder = encoder
        return loaded
    }

    /// The folder's name for a file that is called config.json, else the file's without its ending.
    private static func name(_ file: String) -> String {
        let parts = file.split(separator: "/").map(String.init)
        let last = parts.last ?? file
        let isPlain = last == "config.json" && parts.count > 1 && parts[parts.count - 2] != "."
        let name = isPlain ? parts[parts.count - 2] : String(last.dropLast(5))
        return name.map { $0.isWhitespace ? "-" : String($0) }.joined().lowercased()
    }
}
