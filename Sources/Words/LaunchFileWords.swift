import Language
import Launch
import Text
import Units

/// What is said of files that start a plan.
public enum LaunchFileWords {
    /// What `--for` is.
    public static var targetHelp: String {
        say(en: "write what starts the plan, into a folder", zh: "把启动该方案的文件写入文件夹")
    }

    /// What stands behind `--for`.
    public static var target: String {
        let names = LaunchTarget.all.map(\.name).joined(separator: say(en: ", ", zh: "、"))
        return say(en: "--for and one of \(names)", zh: "--for 及其一：\(names)")
    }

    /// What a target is, where it is offered.
    public static func target(_ name: String) -> String {
        switch name {
        case "dynamo": say(en: "a graph of NVIDIA Dynamo", zh: "NVIDIA Dynamo 的图")
        case "llm-d": say(en: "values of the chart llm-d-modelservice", zh: "llm-d-modelservice 的 values")
        case "k8s": say(en: "Deployments, or LeaderWorkerSets over nodes", zh: "Deployment，跨节点时为 LeaderWorkerSet")
        case "trtllm": say(en: "commands and settings of TensorRT-LLM", zh: "TensorRT-LLM 的命令与配置")
        default: say(en: "commands of \(name)", zh: "\(name) 的命令")
        }
    }

    /// There is no such target.
    public static func noTarget(_ name: String) -> String {
        say(en: "no files are written for '\(name)'", zh: "不支持为“\(name)”导出")
    }

    /// A result is named that plays no part.
    public static func sourceAlone(_ word: String) -> String {
        say(en: "'\(word)' is for --for: the whole session is exported", zh: "“\(word)”只与 --for 同用：此处导出整个会话")
    }

    /// Files were written.
    public static func written(_ count: Int, to path: String, for runtime: String) -> String {
        say(
            en: "\(Counted.text(count, "file")) for \(runtime) written to \(path)",
            zh: "已为 \(runtime) 写入 \(count) 个文件：\(path)")
    }

    /// What the plan has and the runtime does not.
    public static func lack(_ lack: LaunchLack) -> String {
        switch lack {
        case .partialExperts(let chips, let stage):
            say(
                en:
                    "not to be told: \(chips) chips share an expert; experts are spread over all \(stage) chips of a stage",
                zh: "无法表达：\(chips) 颗芯片共享一个专家；改为分布到一级的全部 \(stage) 颗芯片")
        case .partialReplicas(let chips, let replicas):
            say(
                en: "not to be told: \(replicas) attention replicas of \(chips) chips; each chip becomes one",
                zh: "无法表达：\(replicas) 个各 \(chips) 颗芯片的注意力副本；改为每颗芯片一个")
        case .overlap: say(en: "not there: two-batch overlap (tbo)", zh: "不支持：双批次重叠（tbo）")
        case .sequence(let groups):
            say(en: "not written: \(groups) groups share a prompt (sp)", zh: "未写入：\(groups) 组分担一条输入（sp）")
        case .drafter(let drafts):
            say(
                en: "left out: \(drafts) drafted tokens, as the model has no layer that drafts: name a draft model",
                zh: "未写入：\(drafts) 个草稿 token，模型没有 MTP 层：请指定草稿模型")
        case .redundant:
            say(en: "left out: redundant experts, which take expert parallelism", zh: "未写入：冗余专家需要专家并行")
        case .cache(let format):
            say(en: "not there: a KV cache in \(format)", zh: "不支持：\(format) 的 KV 缓存")
        case .schedule:
            say(
                en: "not to be told: prompts in steps of their own; they join decode steps",
                zh: "无法表达：输入单独成步；将并入 Decode 步")
        case .smallPass(let tokens, let sequences):
            say(
                en:
                    "a pass of \(tokens) tokens is less than the \(sequences) sequences that run: the server refuses that",
                zh: "单步 \(tokens) 个 token 少于运行的 \(sequences) 条序列，服务会拒绝启动")
        case .spanningReplicas(let chips):
            say(
                en: "an attention replica of \(chips) chips spans nodes: check how ranks are placed",
                zh: "\(chips) 颗芯片的注意力副本跨节点：请检查 rank 的放置")
        case .runtime(let name):
            say(
                en:
                    "the plan was evaluated as \(name) schedules, and these servers do otherwise (workload set runtime=...)",
                zh: "方案按 \(name) 的调度评估，而这些服务的调度不同（workload set runtime=...）")
        case .routing(let servers):
            say(
                en:
                    "\(servers) prefill servers stand behind one name, and the router sees one: name each where it matters",
                zh: "\(servers) 个 Prefill 实例共用一个服务名，路由只看到一个：如有影响请分别命名")
        case .nodes(let nodes):
            say(
                en:
                    "a server on \(nodes) nodes: the chart sets tensor, data and local data parallelism alone; the ranks are "
                    + "yours to place",
                zh: "服务跨 \(nodes) 个节点：chart 只设置 tensor、data 和 dataLocal，rank 需自行放置")
        case .copies(let copies):
            say(
                en: "\(copies) copies: start each file so often, behind a balancer",
                zh: "\(copies) 个副本：各文件启动相应次数，前置负载均衡")
        }
    }
}

/// The notes beside the files.
extension LaunchFileWords {
    /// What is left to choose.
    ///
    /// - Parameters:
    ///   - checkpoint: the formats of the weights, where the published checkpoint has others.
    ///   - draftsAccepted: the share of drafted tokens that the plan takes to be accepted; nil without drafts.
    public static func choices(
        _ target: String, _ spec: LaunchSpec, checkpoint: String?, draftsAccepted: Double?
    ) -> [String] {
        let longest = Decimal.shortest(Double(spec.input + spec.output))
        let isWide = spec.workers.contains { spec.nodes($0) > 1 }
        var lines = [
            say(
                en:
                    "the longest request: at least \(longest) tokens (--max-model-len, --context-length, --max_seq_len)",
                zh: "请求最大长度：至少 \(longest) 个 token（--max-model-len、--context-length、--max_seq_len）")
        ]
        if let checkpoint {
            lines.append(
                say(
                    en: "a checkpoint in \(checkpoint): \(spec.model) is published in another format",
                    zh: "\(checkpoint) 格式的检查点：\(spec.model) 发布的格式不同"))
        }
        if spec.isSparse, spec.workers.contains(where: { $0.experts > 1 }) {
            lines.append(
                say(
                    en:
                        "how tokens travel to the experts (--all2all-backend, --moe-a2a-backend), which has to be installed",
                    zh: "token 到专家的通信方式（--all2all-backend、--moe-a2a-backend），需已安装"))
        }
        if isWide {
            lines.append(
                say(
                    en: "the nodes: \(spec.nodeChips) chips each are taken; HEAD is the address of the first",
                    zh: "节点：按每节点 \(spec.nodeChips) 颗芯片；HEAD 为首节点地址"))
        }
        if spec.isApart {
            lines.append(
                say(
                    en: "the network that the KV cache crosses, and the addresses of the servers",
                    zh: "KV 缓存所经网络及各服务的地址"))
        }
        if let draftsAccepted {
            let share = Decimal.shortest(100 * draftsAccepted)
            lines.append(
                say(
                    en: "nothing for drafts, but to watch: the plan takes \(share) % of them to be accepted",
                    zh: "草稿 token：方案按 \(share) % 的接受率评估，请核对"))
        }
        if spec.spread > 0 {
            lines.append(
                say(
                    en: "the lengths of the benchmark: it sends equal ones, the plan has a spread of "
                        + Decimal.shortest(spec.spread),
                    zh: "压测的长度：脚本发送等长请求，方案的变异系数为 \(Decimal.shortest(spec.spread))"))
        }
        if ["k8s", "dynamo", "llm-d"].contains(target) {
            lines.append(
                say(
                    en: "images, secrets, volumes for the weights, and nodes for the chips (nodeSelector)",
                    zh: "镜像、密钥、存放权重的卷，以及芯片所在节点（nodeSelector）"))
        }
        return lines
    }

    /// The notes: what is there, what was predicted, what the runtime lacks, what is left to choose.
    public static func notes(
        _ target: String, runtime: String, files: [String], lacks: [LaunchLack], choices: [String],
        predictions: [(name: String, value: String)], _ spec: LaunchSpec
    ) -> String {
        func list(_ lines: [String]) -> String { lines.map { "- \($0)\n" }.joined() }
        let none = say(en: "nothing", zh: "无")
        let sections: [(title: String, text: String)] = [
            (
                say(en: "Files", zh: "文件"),
                list(
                    files.map { "`\($0)`" } + [
                        say(
                            en: "`plan.sextant`: `sextant replay plan.sextant` evaluates the plan again",
                            zh: "`plan.sextant`：用 `sextant replay plan.sextant` 重新评估该方案")
                    ])
            ),
            (say(en: "Predicted", zh: "预测"), list(predictions.map { "\($0.name): \($0.value)" })),
            (
                say(en: "What the plan has and the runtime lacks", zh: "方案有而框架没有的"),
                list(lacks.isEmpty ? [none] : lacks.map(lack))
            ),
            (say(en: "Left to choose", zh: "有待选择"), list(choices)),
        ]
        let title = say(en: "\(spec.model) on \(target)", zh: "\(spec.model)（\(target)）")
        let source = say(
            en: "Flags are those of \(runtime). Nothing here was started.", zh: "参数取自 \(runtime)，未经实际启动。")
        return "# \(title)\n\n\(source)\n" + sections.map { "\n## \($0.title)\n\n\($0.text)" }.joined()
    }
}
