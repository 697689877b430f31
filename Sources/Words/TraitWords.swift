import CostModel
import Text
import Units

/// What speaks for one plan among several, by the metric in which it is best.
public enum Trait: CaseIterable, Sendable {
    case throughput, perRequest, firstToken, communication, memory, total, cost, energy

    /// The metric that tells.
    public var metric: Metric? {
        switch self {
        case .throughput: .tpsChip
        case .perRequest: .named("tpot_ms")
        case .firstToken: .named("ttft_ms")
        case .communication: .named("comm_share")
        case .memory: .named("dram")
        case .total: .named("total_tps")
        case .cost: .named("cost_mtok")
        case .energy: .named("joule_token")
        }
    }

    /// What is said of the best.
    public var most: String {
        switch self {
        case .throughput: say(en: "most tokens/s/chip", zh: "单芯吞吐最高")
        case .perRequest: say(en: "fastest per request", zh: "单请求最快")
        case .firstToken: say(en: "fastest first token", zh: "首 token 最快")
        case .communication: say(en: "least communication", zh: "通信占比最低")
        case .memory: say(en: "most DRAM to spare", zh: "显存余量最大")
        case .total: say(en: "most tokens/s in total", zh: "总吞吐最高")
        case .cost: say(en: "cheapest tokens", zh: "token 成本最低")
        case .energy: say(en: "least energy per token", zh: "单 token 能耗最低")
        }
    }

    /// What is said of one that is only better than the first.
    public var more: String {
        switch self {
        case .throughput: say(en: "more tokens/s/chip", zh: "单芯吞吐更高")
        case .perRequest: say(en: "faster per request", zh: "单请求更快")
        case .firstToken: say(en: "faster first token", zh: "首 token 更快")
        case .communication: say(en: "less communication", zh: "通信更少")
        case .memory: say(en: "more DRAM to spare", zh: "显存余量更大")
        case .total: say(en: "more tokens/s in total", zh: "总吞吐更高")
        case .cost: say(en: "cheaper tokens", zh: "token 成本更低")
        case .energy: say(en: "less energy per token", zh: "单 token 能耗更低")
        }
    }

    /// What that is good for.
    public var suits: String {
        switch self {
        case .throughput: say(en: "standard deployment", zh: "标准部署")
        case .perRequest: say(en: "interactive use", zh: "实时交互")
        case .firstToken: say(en: "short answers", zh: "短回答、首字敏感")
        case .communication: say(en: "slow networks", zh: "网络带宽受限")
        case .memory: say(en: "longer contexts", zh: "更长上下文")
        case .total: say(en: "large loads", zh: "大规模负载")
        case .cost: say(en: "tight budgets", zh: "成本优先")
        case .energy: say(en: "limited power", zh: "供电受限")
        }
    }
}

/// What a table says of what speaks for plans.
public enum TraitWords {
    /// The heading of how far a plan is from the first.
    public static var loss: String { say(en: "against 1", zh: "与第 1 名相比") }
    /// The unit of that distance.
    public static func lossUnit(_ metric: String) -> String { "% \(metric)" }
    /// The heading of how far a plan is on the right side of its limits.
    public static var spare: String { say(en: "to spare", zh: "SLO 余量") }
    /// The unit of that share.
    public static var spareUnit: String { say(en: "% of limit", zh: "占限值 %") }
    /// The heading of what speaks for a plan.
    public static var traits: String { say(en: "what speaks for it", zh: "特点") }
    /// The heading of what it is good for.
    public static var suits: String { say(en: "suits", zh: "适用场景") }
    /// The best in a figure that has no words of its own.
    public static func best(_ metric: Metric) -> String { say(en: "best \(metric.name)", zh: "\(metric.name) 最优") }
    /// A plan that meets its limits by less than is usually kept.
    public static var justMeets: String { say(en: "just meets the limits", zh: "刚好满足 SLO") }
    /// Only the first plans are compared.
    public static func first(_ count: Int) -> String {
        say(en: "what speaks for plans is worked out for the first \(count)", zh: "特点和适用场景只列前 \(count) 名")
    }
    /// Between traits and between uses.
    public static var comma: String { say(en: ", ", zh: "，") }
}
