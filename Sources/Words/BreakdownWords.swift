import CostModel
import Text
import Units

/// What is said of the parts of a step.
public enum BreakdownWords {
    /// The largest part of a step is not the longest call.
    public static func longestCall(
        _ longest: CostModel.Breakdown.Row, largest: CostModel.Breakdown.Row, ofStep step: Double
    ) -> String {
        let (of, share) = (percent(largest.seconds / step), percent(longest.seconds / step))
        return say(
            en: "\(largest.block.name) is the largest part of a step (\(of)); \(longest.block.name) is the longest "
                + "single call but runs \(times(longest.calls)) a step (\(share))",
            zh: "\(largest.block.name) 占每步耗时最多（\(of)）；\(longest.block.name) 单次耗时最长，"
                + "但每步只执行\(times(longest.calls))（\(share)）")
    }

    /// `once`, `61 times`; in Chinese with the space that a number has before it.
    private static func times(_ calls: Double) -> String {
        calls == 1
            ? say(en: "once", zh: "一次")
            : say(en: "\(Decimal.shortest(calls)) times", zh: " \(Decimal.shortest(calls)) 次")
    }

    /// The latent cache has no head dimension that tensor parallelism could split.
    public static func latents(_ block: String, _ share: Double) -> String {
        say(
            en: "\(block) (\(percent(share))): a larger tp reads the same latents on every chip, those of all the "
                + "group's sequences",
            zh: "\(block)（\(percent(share))）：增大 tp 不减少单芯读取量，每颗芯片都要读取组内全部序列的潜在向量")
    }

    private static func percent(_ share: Double) -> String { "\(Decimal.fixed(100 * share, places: 1)) %" }

    /// What a block waits for, and how its collectives run: `memory 80, network 20 %, ring`.
    public static func waits(_ parts: [(name: String, share: Double)], _ algorithms: [String]) -> String {
        let comma = say(en: ", ", zh: "，")
        let shares = parts.map { "\($0.name) \(Decimal.fixed(100 * $0.share, places: 0))" }.joined(separator: comma)
        var text = parts.count < 2 ? "" : say(en: "\(shares) %", zh: "\(shares) %")
        if !algorithms.isEmpty { text += comma + algorithms.joined(separator: comma) }
        return text
    }

    /// How a collective runs; empty for none.
    public static func name(_ algorithm: CollectiveAlgorithm) -> String {
        switch algorithm {
        case .none: ""
        case .ring: say(en: "ring", zh: "环形")
        case .tree: say(en: "tree", zh: "树形")
        case .recursive: say(en: "recursive", zh: "递归")
        case .direct: say(en: "direct", zh: "直连")
        case .hierarchical: say(en: "hierarchical", zh: "分层")
        }
    }

    /// What a block or an operator waits for.
    public static func bound(_ bound: Bound) -> String {
        switch bound {
        case .compute: say(en: "compute", zh: "计算")
        case .memory: say(en: "memory", zh: "访存")
        case .network: say(en: "network", zh: "通信")
        }
    }

    /// What a part of a step that is no block waits for.
    public static func bound(_ adjustment: Adjustment) -> String {
        switch adjustment {
        case .twoBatchOverlap: say(en: "overlap", zh: "重叠")
        case .layers: say(en: "runtime", zh: "运行时")
        case .pipelineBubble: say(en: "pipeline", zh: "流水线")
        case .host: say(en: "host", zh: "主机")
        case .prefill: say(en: "prefill", zh: "Prefill")
        case .spread: say(en: "load", zh: "负载")
        }
    }

    /// What it is, in a few words.
    public static func meaning(_ adjustment: Adjustment) -> String {
        switch adjustment {
        case .twoBatchOverlap: say(en: "hidden behind the other half batch", zh: "被另一半 Batch 掩盖")
        case .layers: say(en: "gaps between operators", zh: "算子间空隙")
        case .pipelineBubble: say(en: "waiting for other stages", zh: "等待其他流水线级")
        case .host: say(en: "scheduling, sampling", zh: "调度、采样")
        case .prefill: say(en: "prompts of other requests in between", zh: "其间穿插其他请求的 Prefill")
        case .spread: say(en: "steps of fewer and of more sequences", zh: "序列数时多时少的单步")
        }
    }

    /// The heading of a block.
    public static var block: String { say(en: "block", zh: "模块") }
    /// The heading of an operator.
    public static var operation: String { say(en: "operator", zh: "算子") }
    /// The heading of how often a block runs in a step.
    public static var calls: String { say(en: "calls", zh: "次数") }
    /// The heading of the time of one call.
    public static var oneCall: String { say(en: "one call", zh: "单次") }
    /// The heading of the time of all calls.
    public static var all: String { say(en: "all", zh: "合计") }
    /// The same where more is said.
    public static var allCalls: String { say(en: "all calls", zh: "总耗时") }
    /// The heading of the share of the step.
    public static var ofStep: String { say(en: "of step", zh: "单步占比") }
    /// The unit of a share of the step.
    public static var percentOfStep: String { say(en: "% of step", zh: "%（占单步）") }
    /// The unit of a share among one call of each block.
    public static var percentOfCalls: String { say(en: "% of one call of each block", zh: "%（占各模块单次之和）") }
    /// The heading of the share among one call of each block.
    public static var ofCalls: String { say(en: "of calls", zh: "单次占比") }
    /// The heading of a share.
    public static var share: String { say(en: "share", zh: "占比") }
    /// The heading of what a part waits for.
    public static var bound: String { say(en: "bound", zh: "瓶颈") }
    /// The heading of what a time is made of.
    public static var ofWhich: String { say(en: "of which", zh: "其中") }
    /// The heading of the time of the matrix unit.
    public static var compute: String { say(en: "compute", zh: "计算") }
    /// The heading of the time of DRAM.
    public static var memory: String { say(en: "memory", zh: "访存") }
    /// The heading of the time of the network.
    public static var network: String { say(en: "network", zh: "通信") }
    /// The heading of the work.
    public static var gflop: String { say(en: "GFLOP", zh: "GFLOP") }
    /// The heading of the bytes of DRAM.
    public static var dram: String { say(en: "DRAM", zh: "访存量") }
    /// The heading of the bytes that are sent.
    public static var wire: String { say(en: "wire", zh: "通信量") }
    /// The heading of how a collective runs.
    public static var algorithm: String { say(en: "algorithm", zh: "算法") }
}
