import CostModel
import Text
import Units

/// What is served, in a title.
public enum WorkloadWords {
    /// `decode of 4096 tokens`, and what else is set, without what differs from plan to plan.
    public static func title(_ scenario: Scenario, without differing: Set<String>) -> String {
        let workload = scenario.workload
        var covered: Set<String> = ["phase", "serving", "input", "output", "context"]
        if workload.draft == 0 { covered.insert("acceptance") }
        var words: [String] = []
        if differing.isDisjoint(with: covered) {
            words = [sentence(workload)]
        } else {
            covered = covered.intersection(differing).union(["acceptance"])
            if !differing.contains("serving"), !differing.contains("phase") {
                words.append(kind(workload))
                covered.formUnion(["serving", "phase"])
            }
            words += Parameter.all(in: .workload).filter { parameter in
                ["input", "output", "context"].contains(parameter.name) && !differing.contains(parameter.name)
                    && parameter.get(scenario) > 0
            }.map { word($0, scenario) }
            covered.formUnion(["input", "output", "context"])
        }
        let rest = Unsaid.parameters(.workload, setIn: scenario).filter { parameter in
            !covered.contains(parameter.name) && !differing.contains(parameter.name)
        }
        return (words + rest.map { word($0, scenario) }).joined(separator: " ")
    }

    /// What is done, and with how many tokens.
    private static func sentence(_ workload: Workload) -> String {
        if workload.serving == .static, workload.phase == .decode, workload.contextOverride > 0 {
            return say(
                en: "decode at \(number(workload.contextOverride)) tokens",
                zh: "decode，上下文 \(number(workload.contextOverride)) token")
        }
        return say(
            en: "\(kind(workload)) of \(lengths(workload)) tokens", zh: "\(kind(workload))，\(lengths(workload)) token")
    }

    /// What a file of loads of experts is.
    public static var expertLoads: String {
        say(
            en: "a file with a count or a share for each expert, CSV or JSON, the same number in each layer",
            zh: "每个专家一个次数或占比的文件（CSV 或 JSON），各层专家数相同")
    }

    /// A file has no loads of experts.
    public static func noLoads(_ path: String) -> String {
        say(en: "'\(path)' has no loads of experts", zh: "“\(path)”中没有专家负载")
    }

    /// Layers of a file have different numbers of experts.
    public static func unevenLoads(_ first: Int, _ other: Int) -> String {
        say(
            en: "its layers have \(first) and \(other) experts", zh: "文件各层的专家数不同：\(first) 与 \(other)")
    }

    /// A file has another number of experts than the model.
    public static func otherExperts(_ count: Int, _ experts: Double) -> String {
        say(
            en: "the file has \(count) experts, the model \(number(experts))",
            zh: "文件有 \(count) 个专家，模型有 \(number(experts)) 个")
    }

    /// The phase, or the mode of serving where there is one.
    public static func kind(_ workload: Workload) -> String {
        workload.serving == .static ? workload.phase.name : workload.serving.name
    }

    private static func lengths(_ workload: Workload) -> String {
        let isPrefill = workload.serving == .static && workload.phase == .prefill
        return number(workload.input) + (workload.output > 0 && !isPrefill ? " + \(number(workload.output))" : "")
    }

    private static func number(_ value: Double) -> String { Decimal.shortest(value) }

    private static func word(_ parameter: Parameter, _ scenario: Scenario) -> String {
        "\(parameter.name)=\(ValueWords.of(parameter.get(scenario), parameter))"
    }

    /// A rate is set where one phase is evaluated alone.
    public static var rateNeedsServing: String {
        say(
            en: "a rate counts when serving is agg or disagg; 'size' looks for the mode by itself",
            zh: "rate 仅在 serving 为 agg 或 disagg 时起作用；“size”会自行选择模式")
    }

    /// Users are set where one phase is evaluated alone.
    public static var usersNeedServing: String {
        say(
            en: "users count when serving is agg or disagg; 'size' looks for the mode by itself",
            zh: "users 仅在 serving 为 agg 或 disagg 时起作用；“size”会自行选择模式")
    }

    /// How many requests were recorded.
    public static func traced(_ count: Int, seconds: Double) -> String {
        say(
            en: "\(Counted.text(count, "request")) in \(Quantity.format(seconds, .time))",
            zh: "\(Decimal.grouped(count)) 个请求，历时 \(Quantity.format(seconds, .time))")
    }
    /// A share of the prompt that is none.
    public static func notShare(_ text: String) -> String {
        say(en: "'\(text)' is not a share of the prompt", zh: "“\(text)”不是提示词的比例")
    }
    /// What a share of the prompt is.
    public static var prefixShare: String {
        say(en: "0% to 100% of input, or tokens", zh: "input 的 0% 至 100%，或 token 数")
    }
    /// A stream of requests that has no such name.
    public static func noArrivals(_ text: String) -> String {
        say(en: "'\(text)' is not a stream of requests", zh: "“\(text)”不是请求的到达方式")
    }
    /// How any stream is stated.
    public static var arrivalSpread: String {
        say(en: "arrival_cv=2 states the spread of the gaps as a number", zh: "也可用数值给出到达间隔的变异系数：arrival_cv=2")
    }
    /// Lengths that are not stated as they should be.
    public static func notLognormal(_ text: String) -> String {
        say(en: "'\(text)' does not say how long and how spread", zh: "“\(text)”没有同时给出均值和离散程度")
    }
    /// How lengths are stated.
    public static var lognormal: String {
        say(
            en: "lognormal(MEAN,SPREAD) such as lognormal(4000,0.6)",
            zh: "lognormal(MEAN,SPREAD)，例如 lognormal(4000,0.6)")
    }
}
