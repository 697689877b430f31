import CostModel
import Text
import Units

/// What is said of plans, wherever they are shown.
public enum PlanWords {
    /// There was no sweep and no evaluation.
    public static var none: String { say(en: "there are no plans yet", zh: "还没有方案") }

    /// How plans come about.
    public static var howToMake: String {
        say(
            en: "'sweep' alone searches tp and batch, 'sweep tp=2,4,8 batch=6..16:2' what is given; 'eval' makes one",
            zh: "单独的“sweep”搜索 tp 和 batch，“sweep tp=2,4,8 batch=6..16:2”按给定值搜索；“eval”评估单个方案")
    }

    /// Conditions dropped all plans.
    public static var noneLeft: String { say(en: "no plan is left", zh: "没有满足条件的方案") }

    /// The same in one line with the way back.
    public static func noneLeft(_ wayBack: String) -> String {
        say(en: "no plan is left; \(wayBack)", zh: "没有满足条件的方案；\(wayBack)")
    }

    /// How to bring plans back where none is left.
    public static func wayBack(hasFilters: Bool, hasSLO: Bool) -> String {
        switch (hasFilters || !hasSLO, hasSLO) {
        case (true, true):
            say(
                en: "'dropped' says what dropped them; 'filter clear' and 'slo clear' take conditions back",
                zh: "“dropped”列出过滤原因；“filter clear”和“slo clear”撤销条件")
        case (false, true):
            say(
                en: "'dropped' says what dropped them; 'slo clear' takes conditions back",
                zh: "“dropped”列出过滤原因；“slo clear”撤销条件")
        default:
            say(
                en: "'dropped' says what dropped them; 'filter clear' takes conditions back",
                zh: "“dropped”列出过滤原因；“filter clear”撤销条件")
        }
    }

    /// A plan in one line.
    public static func headline(_ plan: PlanResult) -> String {
        guard plan.totals.seconds.isFinite else {
            let fault = SettlingWords.fault(plan)
            return say(en: "\(configuration(plan)): it \(fault)", zh: "\(configuration(plan))：该方案\(fault)")
        }
        let time = Decimal.fixed(plan.totals.seconds * 1e3, places: 1)
        let remark = SettlingWords.remark(plan)
        return say(
            en: "\(configuration(plan)): \(step(plan.scenario)) \(time) ms, times per chip\(remark)",
            zh: "\(configuration(plan))：\(step(plan.scenario)) \(time) ms，耗时按单芯计\(remark)")
    }

    /// What the time of a plan is that of.
    private static func step(_ scenario: Scenario) -> String {
        switch scenario.workload.serving {
        case .static where scenario.workload.phase == .decode: say(en: "decode step", zh: "Decode 单步")
        case .static: say(en: "prefill of all prompts", zh: "全部提示词 Prefill")
        case .agg: say(en: "mean decode step with the prefills in between", zh: "含穿插 Prefill 的平均 Decode 单步")
        case .disagg:
            say(
                en: "decode step of \(Counted.text(Int(scenario.deployment.decodeWorkers), "worker"))",
                zh: "\(Decimal.grouped(Int(scenario.deployment.decodeWorkers))) 个实例的 Decode 单步")
        }
    }

    /// `chips=128 tp=4 batch=10 moe_tp=1`, with what differs from the default.
    public static func configuration(_ plan: PlanResult) -> String { configuration(plan.scenario) }

    /// The same of a scenario, whether or not it can be evaluated.
    public static func configuration(
        _ given: Scenario, always: [String] = ["chips", "tp", "batch", "moe_tp"], never: [String] = []
    ) -> String {
        // Requests in flight take the place of a batch.
        let isCounted = given.workload.isOpen || given.workload.serving != .static && given.deployment.concurrency > 0
        let never = never + (isCounted ? ["batch"] : []) + (given.model.moeLayers == 0 ? ["moe_tp"] : [])
        let set = set(in: given)
        let parameters = Parameter.all(in: .config).filter { parameter in
            !never.contains(parameter.name) && (always.contains(parameter.name) || set.contains(parameter))
        }
        return parameters.map { "\($0.name)=\(ValueWords.of($0.get(given), $0))" }.joined(separator: " ")
    }

    /// The parameters of the configuration that have another value than at the start.
    public static func set(in scenario: Scenario) -> [Parameter] {
        Unsaid.parameters(.config, setIn: scenario)
    }

    /// The tokens that rates of a phase count.
    public static func counts(_ phase: Workload.Phase) -> String {
        phase == .decode ? say(en: "output", zh: "输出") : say(en: "input", zh: "输入")
    }

    /// The unit of a rate under a heading: `output tok/s /chip`; where the phase differs, of both.
    public static func rateUnit(_ phase: Workload.Phase?, _ unit: String) -> String {
        let unit = shown(unit)
        guard let phase else { return say(en: "in/out tok/s \(unit)", zh: "输入/输出 tok/s \(unit)") }
        return say(en: "\(counts(phase)) tok/s \(unit)", zh: "\(counts(phase)) tok/s \(unit)")
    }

    /// The same in full, for records: `output tokens/s/chip`; as all that programs read it is in no language.
    public static func rate(_ phase: Workload.Phase?, _ unit: String) -> String {
        let counts = phase.map { $0 == .decode ? "output" : "input" } ?? "phase's"
        return "\(counts) tokens/s\(unit.hasPrefix("/") ? unit : " " + unit)"
    }

    /// The unit of a metric that has one by phase, where the phase differs.
    public static func eitherUnit(_ decode: String, _ prefill: String) -> String {
        say(en: "\(decode) or \(prefill)", zh: "\(decode) 或 \(prefill)")
    }

    /// The unit of a rate within a line: `output tok/s/request` for `output tok/s /request`.
    public static func joined(_ unit: String) -> String { unit.replacing(" /", with: "/") }

    /// A unit as people see it: symbols are the same in every language, words are not.
    public static func shown(_ unit: String) -> String {
        switch unit {
        case "total": say(en: "total", zh: "合计")
        case "chips": say(en: "chips", zh: "芯")
        case "from batch": say(en: "from batch", zh: "Batch 起")
        case "% of step": say(en: "% of step", zh: "占单步 %")
        case "% of capacity": say(en: "% of capacity", zh: "占服务能力 %")
        case "% of hours": say(en: "% of hours", zh: "占时长 %")
        default: unit
        }
    }

    /// The heading of the column that says whether plans may be chosen.
    public static var status: String { say(en: "status", zh: "状态") }
}
