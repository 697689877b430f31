import CostModel
import Language
import Units

/// What is said of models.
public enum ModelWords {
    /// The model in one line.
    public static func summary(_ model: Model, name: String) -> String {
        say(en: "\(name): \(figures(model))", zh: "\(name)：\(figures(model))")
    }

    /// Its size and formats in one line.
    public static func figures(_ model: Model) -> String {
        let total = ValueWords.billions(model.totalParameters)
        let active = ValueWords.billions(model.activeParameters)
        let precision = ValueWords.precisionLabel(model)
        let cache = kilobytes(model)
        let element = ValueWords.elementLabel(model.precision.kvCache)
        return say(
            en: "\(total) parameters, \(active) active; \(precision); \(cache) of \(element) KV cache per token",
            zh: "参数 \(total)，激活 \(active)；\(precision)；每 token 的 KV 缓存 \(cache)（\(element)）")
    }

    private static func kilobytes(_ model: Model) -> String {
        "\(Decimal.fixed(model.kvBytesPerToken / 1e3, places: 0)) kB"
    }

    /// Parts of the published model that are not counted, with their parameters where these are known.
    public static func leftOut(_ parts: [(name: String, parameters: Double?)]) -> String {
        let list = parts.map { part in
            let name = published(part.name)
            guard let parameters = part.parameters else { return name }
            let billions = Decimal.fixed(parameters / 1e9, places: 2)
            return say(en: "\(name) of \(billions) B", zh: "\(name)（\(billions) B）")
        }.joined(separator: say(en: " and ", zh: "、"))
        return parts.count == 1
            ? say(
                en: "its \(list) is not counted: weights, time and tokens are those of the text part",
                zh: "未计入\(list)：权重、耗时和 token 均只含文本部分")
            : say(
                en: "its \(list) are not counted: weights, time and tokens are those of the text part",
                zh: "未计入\(list)：权重、耗时和 token 均只含文本部分")
    }

    /// A part of a published model, which reading it names in English.
    private static func published(_ name: String) -> String {
        switch name {
        case "vision encoder": say(en: "vision encoder", zh: "视觉编码器")
        case "audio encoder": say(en: "audio encoder", zh: "音频编码器")
        case "speech generator": say(en: "speech generator", zh: "语音生成器")
        default: name
        }
    }

    /// What an option counts.
    public static var withVision: String { say(en: "count the vision encoder too", zh: "同时计入视觉编码器") }

    /// The one part that can be counted.
    public static var vision: String { say(en: "vision", zh: "vision") }

    /// A word is no part of a model that could be counted.
    public static func noPart(_ word: String) -> String {
        say(en: "'\(word)' is not a part that can be counted", zh: "“\(word)”不是可计入的部分")
    }

    /// A model has no vision encoder, or one of unknown shapes.
    public static func noEncoder(_ name: String) -> String {
        say(en: "\(name) has no vision encoder whose shapes are known", zh: "\(name) 没有结构已知的视觉编码器")
    }
}

/// The sizes of a model, as notes beside them.
extension ModelWords {
    /// All parameters.
    public static var totalParameters: String {
        say(en: "Parameters, embedding and head included.", zh: "参数总量，含词嵌入和输出层。")
    }

    /// The parameters of a token.
    public static var activeParameters: String { say(en: "Parameters that one token uses.", zh: "单个 token 激活的参数量。") }

    /// The bytes of all weights.
    public static var weightBytes: String { say(en: "All weights as stored.", zh: "全部权重的存储大小。") }

    /// The bytes that a token keeps.
    public static var cacheBytes: String { say(en: "KV cache of one token, all layers.", zh: "单个 token 在所有层的 KV 缓存。") }
}

/// The layers of a model.
extension ModelWords {
    /// What the layers of a group are made of.
    public static func group(_ group: LayerGroup) -> String {
        let parts = group.parts.map(part).joined(separator: " + ")
        return group.stored == group.layers
            ? say(en: "Layers of \(parts).", zh: "层结构：\(parts)。")
            : say(
                en: "Layers of \(parts), of which \(Decimal.shortest(group.stored)) are stored.",
                zh: "层结构：\(parts)，其中存储 \(Decimal.shortest(group.stored)) 层。")
    }

    private static func part(_ part: LayerPart) -> String {
        switch part {
        case .attention(let part):
            part.source == .shared
                ? say(en: "attention on another layer's cache", zh: "共用其他层缓存的注意力")
                : part.source == .encoder
                    ? say(en: "attention to an encoder", zh: "对编码器的注意力")
                    : part.window > 0
                        ? say(en: "window attention", zh: "滑动窗口注意力")
                        : part.indexHeads > 0
                            ? say(en: "sparse attention", zh: "稀疏注意力") : say(en: "attention", zh: "注意力")
        case .latent(let part):
            part.window > 0
                ? say(en: "latent window attention", zh: "潜在滑动窗口注意力")
                : part.indexTopK <= 0
                    ? say(en: "latent attention", zh: "潜在注意力")
                    : part.ownsIndex == .yes
                        ? say(en: "sparse latent attention", zh: "稀疏潜在注意力")
                        : say(en: "sparse latent attention on another layer's choice", zh: "沿用其他层选择的稀疏潜在注意力")
        case .compressed(let part):
            part.ratio > 0
                ? say(
                    en: "compressed attention 1:\(Decimal.shortest(part.ratio))",
                    zh: "压缩注意力 1:\(Decimal.shortest(part.ratio))")
                : say(en: "window attention", zh: "滑动窗口注意力")
        case .delta: say(en: "linear attention", zh: "线性注意力")
        case .stateSpace: say(en: "state space", zh: "状态空间")
        case .recurrence: say(en: "recurrence", zh: "循环")
        case .dense: say(en: "dense", zh: "稠密")
        case .mixture(let part):
            say(
                en: "\(Decimal.shortest(part.experts)) experts, \(Decimal.shortest(part.perToken)) a token",
                zh: "\(Decimal.shortest(part.experts)) 个专家（每 token 激活 \(Decimal.shortest(part.perToken)) 个）")
        case .streams(let part):
            say(en: "\(Decimal.shortest(part.count)) streams", zh: "\(Decimal.shortest(part.count)) 路残差流")
        case .lookup: say(en: "lookup", zh: "查表")
        case .matrices: say(en: "projections", zh: "投影")
        }
    }
}

/// Why a shape cannot be set.
extension ModelWords {
    /// A name of shapes stands for nothing in this model, or for different things.
    public static func refused(_ name: String, _ refusal: ShapeRefusal) -> String {
        switch refusal {
        case .absent: say(en: "no layer of this model has '\(name)'", zh: "该模型没有任何层含“\(name)”")
        case .several: say(en: "'\(name)' is not the same in all groups of layers", zh: "各层组的“\(name)”不相同")
        }
    }

    /// What can be set instead.
    public static func instead(_ refusal: ShapeRefusal) -> String {
        switch refusal {
        case .absent: say(en: "'model show' lists what its layers have", zh: "“model show”列出各层的参数")
        case .several(let names):
            say(en: "set \(names.joined(separator: " or "))", zh: "请设置 \(names.joined(separator: " 或 "))")
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
        guard let narrow else { return say(en: "KV cache stays \(format)", zh: "KV 缓存仍为 \(format)") }
        let (now, then) = (kilobytes(model), kilobytes(narrow))
        return say(
            en: "KV cache stays \(format) (\(now) a token; \(then) with kv_precision=fp8)",
            zh: "KV 缓存仍为 \(format)（每 token \(now)；kv_precision=fp8 时为 \(then)）")
    }

    /// `KV cache stays BF16, embedding BF16`.
    public static func embeddingStaysToo(_ cache: String, _ model: Model) -> String {
        say(
            en: "\(cache), embedding \(ValueWords.elementLabel(model.precision.embedding))",
            zh: "\(cache)，词嵌入仍为 \(ValueWords.elementLabel(model.precision.embedding))")
    }

    /// `embedding stays BF16`.
    public static func embeddingStays(_ model: Model) -> String {
        say(
            en: "embedding stays \(ValueWords.elementLabel(model.precision.embedding))",
            zh: "词嵌入仍为 \(ValueWords.elementLabel(model.precision.embedding))")
    }
}

/// What is wrong with models and their files.
extension ModelWords {
    /// Nothing is known of the model yet.
    public static var noneLoaded: Diagnostic {
        Diagnostic(
            say(en: "no model is loaded", zh: "尚未加载模型"),
            hint: say(
                en: "load one first, for example: model load deepseek-r1; 'model list' names them",
                zh: "请先加载，例如：model load deepseek-r1；“model list”列出可用的模型"))
    }

    /// What a model is read from.
    public static var configFile: String { say(en: "a Hugging Face config.json", zh: "Hugging Face 的 config.json") }

    /// What the formats of a model are read from.
    public static var quantizationFile: String { say(en: "a readable file", zh: "可读取的文件") }

    /// The shapes are those of no model.
    ///
    /// - Parameter problem: what they do not agree on.
    public static func impossible(_ problem: String) -> String {
        say(en: "there is no such model: \(problem)", zh: "模型参数不成立：\(problem)")
    }

    /// How shapes change together.
    public static var setTogether: String {
        say(en: "several can be set at once: model set experts=64 top_k=6", zh: "可一次设置多个：model set experts=64 top_k=6")
    }

    /// What shapes have to be.
    public static var shapes: String { say(en: "shapes of a model", zh: "成立的模型结构参数") }

    /// No layer looks at other tokens.
    public static var noMixer: String {
        say(en: "the model has no layer that mixes tokens", zh: "模型没有跨 token 混合的层（注意力等）")
    }

    /// A size is larger than one that bounds it, both by their names.
    public static func exceeds(_ name: String, _ value: Double, _ limit: String, _ most: Double) -> String {
        say(
            en: "\(name)=\(Decimal.shortest(value)) is more than \(limit)=\(Decimal.shortest(most))",
            zh: "\(name)=\(Decimal.shortest(value)) 大于 \(limit)=\(Decimal.shortest(most))")
    }

    /// A size is nothing that layers need.
    public static func zero(_ name: String) -> String {
        say(en: "\(name) is 0, but there are layers that need it", zh: "\(name) 为 0，但有的层需要它")
    }
}
