import CostModel
import Language
import Units

/// What the guide asks, and what it says to an answer.
public enum GuideWords {
    // MARK: - Steps

    /// The heading of a step.
    public static func step(_ number: Int, of count: Int, _ title: String) -> String {
        say(en: "Step \(number) of \(count): \(title)", zh: "步骤 \(number)/\(count)：\(title)")
    }

    /// The title of a step.
    public static var chipStep: String { say(en: "chip and load", zh: "芯片与负载") }
    /// The title of a step.
    public static var spaceStep: String { say(en: "service level and search space", zh: "SLO 与搜索空间") }
    /// The title of a step.
    public static var sweepStep: String { say(en: "sweep", zh: "批量评估") }
    /// The title of a step.
    public static var choiceStep: String { say(en: "filter and rank", zh: "筛选与优选") }
    /// The title of a step.
    public static var resultStep: String { say(en: "breakdown and save", zh: "耗时分析与保存") }

    // MARK: - Every question

    /// What `back` does.
    public static var back: String { say(en: "return to the question before", zh: "返回上一个问题") }
    /// What `skip` does.
    public static var skip: String { say(en: "leave this as it is", zh: "跳过，保持现有设置") }
    /// What `quit` does.
    public static var quit: String { say(en: "leave the guide; the session stays", zh: "退出向导，会话保留") }
    /// What `help` does.
    public static var help: String { say(en: "repeat what is said here", zh: "再次显示本步说明") }

    /// There is no question before.
    public static var firstQuestion: Diagnostic {
        Diagnostic(say(en: "this is the first question", zh: "这已是第一个问题"))
    }

    /// The session cannot do without an answer.
    public static var cannotSkip: Diagnostic {
        Diagnostic(
            say(en: "nothing is there yet, so this cannot be skipped", zh: "此项尚未设置，不能跳过"),
            expected: say(en: "an answer, or quit", zh: "一个回答，或 quit"))
    }

    /// Answers that may be given by number.
    public static func choices(_ answers: [String]) -> String {
        let numbered = answers.enumerated().map { "\($0 + 1) \($1)" }
        return say(
            en: "or by number: \(numbered.joined(separator: ", "))",
            zh: "也可输入编号：\(numbered.joined(separator: "、"))")
    }

    /// What may be answered, beside Enter.
    public static func possible(_ answers: String) -> String {
        say(en: "Enter takes the default; else \(answers)", zh: "回车采用默认值；也可输入：\(answers)")
    }

    /// What stands for a chip or a model.
    public static var nameOrNumber: String {
        say(en: "a name or number of the list, or a file", zh: "名称、列表中的编号，或文件")
    }

    /// Values that an axis may run through.
    public static func values(_ parameter: Parameter) -> String {
        guard parameter.choices.isEmpty else { return LanguageWords.oneOf(parameter.choices) }
        return say(en: "values such as 2,4,8 or 4..64:*2", zh: "取值，如 2,4,8 或 4..64:*2")
    }

    /// The command that an answer will be part of.
    public static func later(_ command: String) -> String { say(en: "later: \(command)", zh: "稍后执行：\(command)") }

    // MARK: - The chip and the load

    /// A question.
    public static var chip: String { say(en: "chip", zh: "芯片") }
    /// What stands in front of it.
    public static var chipNote: String {
        say(
            en: "arch list shows what there is; arch set changes any figure of a chip",
            zh: "arch list 列出可选芯片；arch set 可修改芯片的任一参数")
    }
    /// A question.
    public static var model: String { say(en: "model", zh: "模型") }
    /// A question.
    public static var load: String { say(en: "plan for", zh: "负载类型") }
    /// What stands in front of it.
    public static var loadNote: String {
        say(
            en:
                "decode or prefill: one phase alone; agg: both on the same chips; disagg: workers of their own for each; "
                + "rate: how many chips so many requests/s need",
            zh: "decode、prefill：只规划一个阶段；agg：PD 混部，两阶段共用芯片；disagg：PD 分离，两阶段各用独立实例；"
                + "rate：按请求速率求所需芯片数")
    }
    /// An answer is no kind of load.
    public static func notALoad(_ answer: String, of kinds: [String], at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(answer)' is not a kind of load", zh: "没有“\(answer)”这种负载类型"), at: span,
            expected: LanguageWords.oneOf(kinds))
    }
    /// A question.
    public static var input: String { say(en: "input tokens", zh: "输入长度（token 数）") }
    /// A question.
    public static var output: String { say(en: "output tokens", zh: "输出长度（token 数）") }
    /// A question.
    public static var topology: String { say(en: "topology", zh: "网络拓扑") }
    /// A question.
    public static var interBandwidth: String { say(en: "bandwidth between groups", zh: "组间带宽") }
    /// A question.
    public static var dramUtilisation: String { say(en: "share of DRAM bandwidth", zh: "DRAM 带宽利用率") }

    // MARK: - A load to be carried

    /// A question.
    public static var rate: String { say(en: "requests/s", zh: "请求速率（每秒请求数）") }
    /// What stands in front of it.
    public static var rateNote: String {
        say(
            en: "50/s or 3000/min; 'workload set' spreads the lengths (input_cv) and makes bursts (arrival_cv)",
            zh: "可写 50/s 或 3000/min；长度的离散程度（input_cv）和到达的突发程度（arrival_cv）用“workload set”设置")
    }
    /// A question.
    public static var firstTokenLimit: String {
        say(en: "TTFT that 95 % of requests are to keep", zh: "TTFT 上限（95 % 的请求）")
    }
    /// A question.
    public static var tokenLimit: String {
        say(en: "TPOT that 95 % of requests are to keep", zh: "TPOT 上限（95 % 的请求）")
    }
    /// A question.
    public static var size: String { say(en: "size with", zh: "求解芯片数（size 的参数）") }
    /// What stands in front of it.
    public static var sizeNote: String {
        say(
            en:
                "margin: share of capacity that stays free; spare=1: a node may fail; by=cost: least cost; max_chips=64",
            zh: "margin：留作余量的服务能力比例；spare=1：容许一个节点故障；by=cost：成本最低；max_chips=64：最多 64 颗芯片")
    }
    /// A question.
    public static var take: String { say(en: "row to take over", zh: "采用第几行") }

    // MARK: - The service level and the search space

    /// A question.
    public static var speed: String {
        say(en: "output tokens/s that each request needs", zh: "单请求最低速度（输出 token/s，即 SLO）")
    }
    /// A question.
    public static var firstToken: String { say(en: "longest time to first token", zh: "首字延迟上限（TTFT）") }
    /// A question.
    public static var margin: String { say(en: "margin above that", zh: "SLO 余量") }
    /// A question.
    public static var chips: String { say(en: "chips", zh: "芯片数") }
    /// A question.
    public static var overlap: String { say(en: "TBO (two-batch overlap)", zh: "TBO（双批次重叠）") }
    /// A question.
    public static var expertTP: String { say(en: "MoE TP (chips that share an expert)", zh: "MoE TP（专家张量并行度）") }
    /// A question.
    public static var attentionTP: String { say(en: "TP (chips that share attention)", zh: "TP（注意力张量并行度）") }
    /// A question.
    public static var sequenceParallelism: String { say(en: "SP (groups that share a prompt)", zh: "SP（序列并行度）") }
    /// A question.
    public static var batchPerChip: String { say(en: "batch (sequences per chip)", zh: "单芯 Batch") }
    /// A question.
    public static var batchInAll: String { say(en: "batch (sequences in all)", zh: "总 Batch") }
    /// A question.
    public static var concurrency: String { say(en: "requests in flight in all", zh: "总并发请求数") }

    /// A service level of nothing.
    public static func nothingAsked(at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "there is nothing to ask for", zh: "该值不构成约束"), at: span,
            expected: say(en: "more than 0", zh: "大于 0 的值"))
    }

    /// A share below zero or above one; one that may be meant in percent is offered so.
    public static func notAShare(_ answer: String, isPercent: Bool, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "\(answer) is out of range", zh: "\(answer) 超出范围"), at: span,
            expected: say(en: "a share from 0% to 100%", zh: "0% 到 100% 之间的比例"),
            hint: isPercent ? say(en: "did you mean \(answer)%?", zh: "是否指“\(answer)%”？") : nil)
    }

    /// An answer of several words.
    public static func notValues(_ answer: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(answer)' is not a list of values", zh: "“\(answer)”不是取值列表"), at: span,
            expected: say(en: "values such as 2,4,8", zh: "取值，如 2,4,8"))
    }

    // MARK: - The plans

    /// A question.
    public static var sweep: String { say(en: "sweep", zh: "批量评估（sweep）") }
    /// What stands in front of it.
    public static var sweepNote: String {
        say(en: "every combination of these values is evaluated", zh: "评估以下取值的所有组合")
    }
    /// A question.
    public static var filter: String { say(en: "filter", zh: "筛选条件（filter）") }
    /// What stands in front of it: a margin in percent.
    public static func filterNote(_ margin: String) -> String {
        say(en: "the service level with its margin of \(margin) %", zh: "默认条件为 SLO 加 \(margin) % 余量")
    }
    /// What stands in front of it where no plan keeps the margin.
    public static func marginIsLost(_ margin: String) -> String {
        say(
            en: "no plan keeps the margin of \(margin) %; the level itself is asked for",
            zh: "没有方案能达到 SLO 加 \(margin) % 余量，默认条件改为 SLO 本身")
    }
    /// An answer leaves no plan; what is best of each figure that is asked for.
    public static func noPlan(_ closest: [String]) -> Diagnostic {
        Diagnostic(
            say(
                en: "no plan meets this; the best of each is \(closest.joined(separator: ", "))",
                zh: "没有满足条件的方案；各指标的最优值：\(closest.joined(separator: "、"))"),
            expected: say(
                en: "a weaker condition, or back to widen the search space",
                zh: "更宽松的条件，或用 back 返回扩大搜索空间"))
    }
    /// A question.
    public static var rank: String { say(en: "rank by", zh: "排序指标") }
    /// A question.
    public static var breakdown: String { say(en: "break down row", zh: "分析第几行的耗时") }
    /// A question.
    public static var savePlans: String { say(en: "save the plans to", zh: "全部方案保存到") }
    /// A question.
    public static var savePlan: String { say(en: "save the best plan to", zh: "最优方案保存到") }
    /// A question.
    public static var saveSession: String { say(en: "save the session to", zh: "会话保存到") }
}
