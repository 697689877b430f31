import Language
import Launch
import Text
import Units

/// What is said of command lines that are read.
public enum LaunchWords {
    /// What stands behind the verb.
    public static var source: String {
        say(
            en: "a command line that starts a server, or a file with one: a script or a manifest in YAML",
            zh: "启动推理服务的命令行，或包含它的文件（脚本或 YAML 清单）")
    }

    /// What a file of one is called where it cannot be read.
    public static var file: String { say(en: "a script, or a manifest in YAML", zh: "脚本或 YAML 清单") }

    /// A word is neither a file nor a command.
    public static func neither(_ word: String) -> String {
        say(en: "'\(word)' is neither a file nor a command", zh: "没有文件“\(word)”，也不是命令行")
    }

    /// The headings.
    public static var flag: String { say(en: "flag", zh: "参数") }
    /// The heading of values.
    public static var value: String { say(en: "value", zh: "取值") }
    /// The heading of what is set.
    public static var taken: String { say(en: "taken as", zh: "对应设置") }
    /// The heading of what a flag without a parameter decides.
    public static var decides: String { say(en: "decides, and has no parameter", zh: "作用（无对应参数）") }

    /// What was read: `sglang 0.5.16: 4 chips, tp=1 dp=4 pp=1, ep=4 moe_tp=1`.
    public static func summary(_ reading: LaunchReading, isSparse: Bool) -> String {
        let name = reading.runtime.name + (reading.version.map { " " + $0 } ?? "")
        let role = reading.role.map { half($0) + say(en: " worker, ", zh: " 实例，") } ?? ""
        let experts = isSparse ? " ep=\(reading.experts) moe_tp=\(reading.expertTensor)" : ""
        let sizes = "tp=\(reading.tensor) dp=\(reading.data)\(experts) pp=\(reading.pipeline)"
        let chips = reading.chips
        let copies = reading.replicas
        let text =
            copies > 1
            ? say(
                en: "\(name): \(role)\(copies) copies of \(Counted.text(chips, "chip")), each \(sizes)",
                zh: "\(name)：\(role)\(copies) 个副本，各 \(chips) 颗芯片，\(sizes)")
            : say(
                en: "\(name): \(role)\(Counted.text(chips, "chip")), \(sizes)",
                zh: "\(name)：\(role)\(chips) 颗芯片，\(sizes)")
        guard let own = reading.ownChips, own < reading.chips else { return text }
        return text
            + say(
                en: "; the command starts \(own) of the \(reading.chips)",
                zh: "；该命令启动其中 \(own) 颗（共 \(reading.chips) 颗）")
    }

    private static func half(_ role: LaunchReading.Role) -> String {
        switch role {
        case .prefill: say(en: "prefill", zh: "Prefill")
        case .decode: say(en: "decode", zh: "Decode")
        }
    }

    /// Several commands are in the text, and one was taken.
    public static func several(_ count: Int) -> String {
        say(
            en: "\(count) servers that differ are in the text; the first is taken",
            zh: "文本中有 \(count) 个不同的服务，采用第一个")
    }

    /// The model is not in the catalogue.
    public static func noModel(_ name: String, nearest: String?) -> String {
        let question = nearest.map { say(en: "; the nearest is '\($0)'", zh: "；最接近的是“\($0)”") } ?? ""
        return say(
            en: "the catalogue has no model '\(name)'\(question): load one with 'model load'",
            zh: "目录中没有模型“\(name)”\(question)：请用“model load”载入")
    }

    /// The text names no model.
    public static var modelless: String {
        say(en: "no model is named: load one with 'model load'", zh: "未指明模型：请用“model load”载入")
    }

    /// Flags whose values are not known.
    public static func open(_ flags: [String]) -> String {
        let list = flags.joined(separator: say(en: ", ", zh: "、"))
        return say(
            en: "left open, as it depends on what is not in the text: \(list)", zh: "取决于文本之外的值，未设置：\(list)")
    }

    /// Files that are not there.
    public static func missing(_ files: [String]) -> String {
        let list = files.joined(separator: say(en: ", ", zh: "、"))
        return say(
            en: "not there, so that what it sets is missing here: \(list)", zh: "文件不存在，其中的设置未读取：\(list)")
    }

    /// Flags that the known version does not have.
    public static func unknown(_ flags: [String], more: Int, _ reading: LaunchReading) -> String {
        let list = flags.joined(separator: say(en: ", ", zh: "、"))
        let rest = more > 0 ? say(en: " and \(more) more", zh: " 等（另有 \(more) 个）") : ""
        let runtime = "\(reading.runtime.name) \(reading.runtime.table.version)"
        return say(en: "not a flag of \(runtime): \(list)\(rest)", zh: "\(runtime) 没有的参数：\(list)\(rest)")
    }

    /// A flag that is not known, and the one that was probably meant.
    public static func misspelt(_ flag: String, _ nearest: String) -> String {
        say(en: "\(flag) (\(nearest)?)", zh: "\(flag)（\(nearest)？）")
    }

    /// Flags that no figure depends on.
    public static func others(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "other flag")) \(count == 1 ? "changes" : "change") no figure",
            zh: "其余 \(count) 个参数不影响结果")
    }

    /// What the runtime decides by itself.
    public static func defaults(_ names: [String]) -> String {
        let list = names.joined(separator: say(en: ", ", zh: "、"))
        return say(en: "not stated, left to the runtime: \(list)", zh: "未指明，由推理框架决定：\(list)")
    }

    /// How to evaluate what was read as a server.
    public static func serve(_ mode: String) -> String {
        say(
            en: "to evaluate it as it serves: workload set serving=\(mode) output=1024",
            zh: "按服务方式评估：workload set serving=\(mode) output=1024")
    }

    /// The decode worker is not known yet.
    public static var decodeAlike: String {
        say(
            en: "the decode worker is taken to be alike until its own command is loaded",
            zh: "在载入 Decode 实例的命令之前，按与其相同处理")
    }

    /// Tokens of a pass of a decode worker.
    public static func decodeChunk(_ tokens: Int) -> String {
        say(
            en:
                "a pass of the decode worker takes \(Decimal.grouped(tokens)) tokens; 'chunk' is that of prefill and stays",
            zh: "Decode 实例每次最多 \(Decimal.grouped(tokens)) 个 token；“chunk”指 Prefill 的分块，保持不变")
    }

    /// A flag or a name states a format of weights that there is not.
    public static func noFormat(_ word: String) -> String {
        say(
            en: "'\(word)' is not a format of weights here: set expert_precision by hand",
            zh: "“\(word)”没有对应的权重格式：请手动设置 expert_precision")
    }

    /// The same of the KV cache.
    public static func noCache(_ word: String) -> String {
        say(
            en: "'\(word)' is not a format of a KV cache here: set kv_precision by hand",
            zh: "“\(word)”没有对应的 KV 缓存格式：请手动设置 kv_precision")
    }

    /// The plan cannot be evaluated as it is.
    public static func broken(_ sentence: String) -> String {
        say(en: "as it stands 'eval' refuses it: \(sentence)", zh: "按此设置“eval”会拒绝：\(sentence)")
    }
}

extension LaunchWords {
    /// What a flag without a parameter decides.
    public static func decided(_ concept: Concept) -> String {
        switch concept {
        case .localData, .rank, .nodes: say(en: "which part of the whole this command starts", zh: "该命令启动整体的哪一部分")
        case .contextParallel: say(en: "chips that share the tokens of a context; not modelled", zh: "上下文并行，未建模")
        case .cacheBytes: say(en: "the size of the KV cache itself", zh: "KV 缓存大小")
        case .expertKernel: say(en: "the kernel of the experts (moe_eff)", zh: "专家算子（moe_eff）")
        case .attentionKernel: say(en: "the kernel of attention (attn_eff)", zh: "注意力算子（attn_eff）")
        case .denseKernel: say(en: "how dense products and the head are computed", zh: "稠密矩阵乘与输出层的计算方式")
        case .exchange: say(en: "how tokens travel to the experts", zh: "token 到专家的通信方式")
        case .draftMethod: say(en: "what drafts tokens: the acceptance is yours to set", zh: "草稿方式：接受率需自行设置")
        case .draftTree: say(en: "drafts that stand for one place; above 1 is not modelled", zh: "每个位置的草稿数，大于 1 未建模")
        case .maxLength: say(en: "the longest request", zh: "请求最大长度")
        case .page: say(en: "tokens of a page of the KV cache", zh: "KV 缓存页大小（token）")
        case .prefixCache: say(en: "whether prefixes are kept (prefix, prefix_hit)", zh: "是否缓存前缀（prefix、prefix_hit）")
        case .offload: say(en: "what lies in the memory of the host", zh: "放在主机内存的部分")
        case .graphs: say(en: "up to which batch steps are recorded graphs (launch)", zh: "CUDA Graph 范围（launch）")
        case .eager: say(en: "no recorded graphs: more launch overhead (launch)", zh: "不用 CUDA Graph，下发开销更大（launch）")
        case .policy: say(en: "which request comes first", zh: "请求的先后次序")
        case .capacity: say(en: "how much room a request must find", zh: "接纳请求所需的空间")
        case .balance: say(en: "how experts are balanced (hottest)", zh: "专家负载均衡（hottest）")
        case .transfer: say(en: "how the KV cache goes from prefill to decode", zh: "KV 缓存从 Prefill 到 Decode 的传输方式")
        case .allReduce: say(en: "how all-reduce is done", zh: "AllReduce 的实现")
        case .lora: say(en: "adapters; not modelled", zh: "LoRA 适配器，未建模")
        case .hostOverlap: say(en: "whether the host works beside the chips (host_time)", zh: "主机侧是否与芯片并行（host_time）")
        case .decodeTokens, .delay: say(en: "when prompts are let in (wait_steps)", zh: "何时接纳输入（wait_steps）")
        case .chunking: say(en: "whether prompts are cut (chunk)", zh: "是否分块预填充（chunk）")
        case .lengthening: say(en: "changes of the model's own configuration", zh: "对模型配置的修改")
        case .vision: say(en: "how images are encoded", zh: "图像编码方式")
        case .override, .weightTransfer: say(en: "other settings", zh: "其他设置")
        default: ""
        }
    }
}
