import CostModel
import Language
import Planning
import Units

/// Broken rules of divisibility in words.
public enum DivisibilityWords {
    /// What a scenario breaks.
    public static func sentence(_ rule: DivisibilityRule, _ scenario: Scenario) -> String {
        let values = rule.values(in: scenario)
        switch rule {
        case .sequenceParallelDecode:
            return say(
                en: "sp shares the tokens of a prompt, which decode has none of",
                zh: "sp 切分提示词的 token，而 Decode 没有提示词可切分")
        case .prefixWithinInput:
            let (input, prefix) = (Decimal.shortest(values.dividend), Decimal.shortest(values.divisor))
            return say(
                en: "prefix=\(prefix) leaves nothing of input=\(input) to compute",
                zh: "prefix=\(prefix) 已覆盖 input=\(input)，没有可计算的部分")
        case .outputInServing:
            return say(
                en: "serving=\(scenario.workload.serving.name) needs an answer to serve: output is 0",
                zh: "serving=\(scenario.workload.serving.name) 需要有输出：output 为 0")
        case .layersByPP: return moreStages("pp", scenario.deployment.pp)
        case .layersByPrefillPP: return moreStages("prefill_pp", values.divisor)
        default:
            let divisor = rule == .expertsByEP ? "ep" : product(rule, scenario)
            let name = name(of: rule, scenario)
            let dividend =
                rule == .expertsByEP && scenario.deployment.redundantExperts > 0 ? "\(name) + redundant" : name
            return notMultiple(dividend, values.dividend, of: divisor, values.divisor)
        }
    }

    /// The same with how to mend it, where what was set breaks something that was set before.
    public static func remark(_ rule: DivisibilityRule, _ scenario: Scenario) -> String {
        let sentence = sentence(rule, scenario)
        return say(en: "note: \(sentence): 'config set sp=1'", zh: "注意：\(sentence)；可执行“config set sp=1”")
    }

    /// Why combinations of a space have no plan, as far as its axes can be the reason.
    public static func why(_ space: SearchSpace) -> String {
        let names = Set(space.axes.map(\.parameter.name))
        let prefixes = space.axes.first { $0.parameter.name == "prefix" }?.values ?? [space.base.workload.prefix]
        let mayCover = !names.isDisjoint(with: ["input", "prefix"]) && prefixes.contains { $0 > 0 }
        let mayBeOdd = DivisibilityRule.allCases.contains { rule in
            rule != .prefixWithinInput && !names.isDisjoint(with: rule.parameters)
        }
        let divide = say(en: "the parallel sizes do not divide", zh: "并行度无法整除")
        guard mayCover else { return divide }
        let cover = say(en: "prefix leaves nothing of input to compute", zh: "prefix 已覆盖 input，没有可计算的部分")
        return mayBeOdd ? say(en: "\(divide), or \(cover)", zh: "\(divide)，或 \(cover)") : cover
    }

    /// The name of what must be a multiple, with its group of layers where groups differ in it.
    private static func name(of rule: DivisibilityRule, _ scenario: Scenario) -> String {
        let name = rule.names.dividend
        return rule.group(in: scenario).map { Parameter.name(of: name, group: $0, in: scenario.model) } ?? name
    }

    /// A number that another does not divide, both by their names.
    public static func notMultiple(
        _ name: String, _ value: Double, of divisor: String, _ part: Double
    ) -> String {
        say(
            en: "\(name)=\(Decimal.shortest(value)) is not a multiple of \(divisor)=\(Decimal.shortest(part))",
            zh: "\(name)=\(Decimal.shortest(value)) 不能被 \(divisor)=\(Decimal.shortest(part)) 整除")
    }

    private static func moreStages(_ name: String, _ stages: Double) -> String {
        say(
            en: "\(name)=\(Decimal.shortest(stages)) stages are more than the model's layers",
            zh: "\(name)=\(Decimal.shortest(stages)) 的级数超过模型层数")
    }

    /// What a scenario breaks, with the values that would not.
    public static func diagnostic(_ rule: DivisibilityRule, _ scenario: Scenario, at span: Range<Int>?) -> Diagnostic {
        if rule == .outputInServing {
            return Diagnostic(
                sentence(rule, scenario), at: span,
                expected: say(
                    en: "an answer, for example: workload set output 1024",
                    zh: "大于 0 的输出长度，例如：workload set output 1024"))
        }
        if rule == .sequenceParallelDecode {
            return Diagnostic(
                sentence(rule, scenario), at: span, expected: "sp=1",
                hint: say(en: "'config set sp=1' mends it", zh: "可执行“config set sp=1”"))
        }
        if [.layersByPP, .layersByPrefillPP, .prefixWithinInput].contains(rule) {
            return Diagnostic(sentence(rule, scenario), at: span, expected: say(en: "a smaller value", zh: "更小的值"))
        }
        let dividend = Int(rule.values(in: scenario).dividend)
        let divisors = divisors(of: dividend)
        let list =
            divisors.prefix(12).map(String.init).joined(separator: say(en: ", ", zh: "、"))
            + (divisors.count > 12 ? say(en: ", ...", zh: "……") : "")
        return Diagnostic(
            sentence(rule, scenario), at: span,
            expected: say(
                en: "\(product(rule, scenario)) to be one of \(list)",
                zh: "能整除的 \(product(rule, scenario))：\(list)"),
            hint: redundancy(rule, scenario)
                ?? example(scenario).map { command in
                    say(en: "several can be set at once: \(command)", zh: "可一次设置多个：\(command)")
                })
    }

    /// The numbers that divide another one, smallest first: for each up to its root there is one beyond it.
    private static func divisors(of number: Int) -> [Int] {
        let small = (1...max(1, Int(Double(number).squareRoot()))).filter { number % $0 == 0 }
        return small + small.reversed().map { number / $0 }.filter { $0 > (small.last ?? 1) }
    }

    /// Experts held twice that make the number of experts divide; nil where that is no way out.
    private static func redundancy(_ rule: DivisibilityRule, _ scenario: Scenario) -> String? {
        let held = scenario.deployment.redundantExperts
        let (experts, ranks) = (rule.values(in: scenario).dividend - held, scenario.deployment.ep)
        guard rule == .expertsByEP, ranks >= 1, ranks == ranks.rounded(), ranks <= experts else { return nil }
        let total = (experts / ranks).rounded(.up) * ranks
        var enough = scenario
        enough.deployment.redundantExperts = total - experts
        // Groups with other numbers of experts may need other copies.
        guard enough.brokenRule != .expertsByEP else { return nil }
        let redundant = Decimal.shortest(total - experts)
        let command = "\(together(scenario)) redundant=\(redundant)"
        return say(
            en: "redundant=\(redundant) makes \(Decimal.shortest(total)) experts, which divide: \(command)",
            zh: "redundant=\(redundant) 使专家数为 \(Decimal.shortest(total))，即可整除：\(command)")
    }

    /// A command that sets sizes that divide, near those at hand; nil where that takes other chips or another model.
    private static func example(_ scenario: Scenario) -> String? {
        let least = [("sp", 1.0), ("pp", 1), ("moe_tp", 1), ("redundant", 0)].compactMap { name, value in
            Parameter.named(name).map { Setting($0, value) }
        }
        let larger = least.filter { $0.parameter.get(scenario) > $0.value }
        return dividing(scenario, with: []) ?? dividing(scenario, with: larger)
    }

    /// The same with the largest `tp` that divides, and some other settings.
    private static func dividing(_ scenario: Scenario, with others: [Setting]) -> String? {
        let (chips, tp) = (Int(scenario.deployment.chips), Int(scenario.deployment.tp))
        let found = (1...max(1, tp)).last { size in
            guard chips % size == 0 else { return false }
            var whole = scenario.setting(others)
            whole.deployment.tp = Double(size)
            return whole.brokenRule == nil
        }
        return found.map { size in
            (["config set chips=\(chips) tp=\(size)"] + others.map(SettingWords.assignment)).joined(separator: " ")
        }
    }

    /// The command that sets the chips and what else was set of how they are shared.
    private static func together(_ scenario: Scenario) -> String {
        let d = scenario.deployment
        return "config set chips=\(Decimal.shortest(d.chips)) tp=\(Decimal.shortest(d.tp))"
            + (d.moeTP > 1 ? " moe_tp=\(Decimal.shortest(d.moeTP))" : "")
            + (d.pp > 1 ? " pp=\(Decimal.shortest(d.pp))" : "")
    }

    /// What must divide, in parameters that can be set; factors of one are left out: `tp`, `tp * pp`, `chips / moe_tp`.
    private static func product(_ rule: DivisibilityRule, _ scenario: Scenario) -> String {
        let d = scenario.deployment
        func factors(_ all: [(name: String, value: Double)]) -> [String] { all.filter { $0.value != 1 }.map(\.name) }
        switch rule {
        case .chipsByParallelism:
            let names = factors([("tp", d.tp), ("sp", d.sp), ("pp", d.pp)])
            return names.isEmpty ? "tp" : names.joined(separator: " * ")
        case .chipsByExpertParallelism:
            let names = factors([("moe_tp", d.moeTP), ("pp", d.pp)])
            return names.isEmpty ? "moe_tp" : names.joined(separator: " * ")
        case .expertsByEP:
            let names = factors([("moe_tp", d.moeTP), ("pp", d.pp)])
            if names.isEmpty { return "chips" }
            return "chips / " + (names.count == 1 ? names[0] : "(" + names.joined(separator: " * ") + ")")
        default: return rule.names.divisor
        }
    }
}
