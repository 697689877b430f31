import CostModel
import Language
import Planning
import Text
import Units

/// What is said of the values of a parameter that meet conditions.
public enum SolveWords {
    /// What stands behind `solve`.
    public static var parameter: String { say(en: "a parameter, such as inter_bw", zh: "参数，如 inter_bw") }
    /// The word between the parameter and the conditions.
    public static var forWord: String {
        say(en: "'for' and a condition, such as for tps_batch>=12", zh: "“for”和条件，如 for tps_batch>=12")
    }
    /// What stands behind `where`.
    public static var settings: String {
        say(en: "parameters and values such as chips=128 tp=4", zh: "参数及取值，如 chips=128 tp=4")
    }

    /// No parameter has a name.
    public static func unknown(_ name: String) -> String { say(en: "unknown parameter '\(name)'", zh: "未知参数“\(name)”") }

    /// Another word stands in the place of `for`.
    public static func notFor(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(word)' stands where 'for' is expected", zh: "“\(word)”处应为“for”"), at: span, expected: forWord)
    }

    /// What is looked for is set as well.
    public static func isSought(_ parameter: Parameter, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "\(parameter.name) is what is solved for", zh: "\(parameter.name) 是待求参数"), at: span,
            expected: say(en: "other parameters", zh: "其他参数"))
    }

    /// A condition is on a metric that the plan has not.
    public static func noValue(_ metric: Metric) -> String {
        say(en: "\(metric.name) has no value in this workload", zh: "\(metric.name) 在当前负载下没有值")
    }

    /// No value leads to sizes that divide.
    public static func nothingDivides(_ parameter: Parameter, _ reason: String) -> String {
        say(en: "no value of \(parameter.name) divides: \(reason)", zh: "\(parameter.name) 的任何取值都无法整除：\(reason)")
    }

    /// The values that meet the conditions, in one line.
    ///
    /// - Parameter set: the value that is set.
    public static func answer(_ solution: Solution, set: Double) -> String {
        let (parameter, asked) = (solution.parameter, ConditionWords.text(solution.conditions))
        guard let first = solution.spans.first, let last = solution.spans.last else {
            return none(solution, isAsSet: solution.closest.map { solution.parameter.get($0.scenario) } == set)
        }
        if !parameter.choices.isEmpty {
            let words = solution.spans.map { value(parameter, $0.first) }
            let list = ListWords.and(words)
            return words.count == 1
                ? say(
                    en: "\(parameter.name) \(list) meets \(asked): \(figures(solution, first.first))",
                    zh: "\(parameter.name) 取 \(list) 满足 \(asked)：\(figures(solution, first.first))")
                : say(
                    en: "\(parameter.name) \(list) meet \(asked); with \(words[0]) \(figures(solution, first.first))",
                    zh: "\(parameter.name) 取 \(list) 满足 \(asked)；取 \(words[0]) 时 \(figures(solution, first.first))")
        }
        guard solution.spans.count == 1 else {
            var parts = solution.spans.prefix(most).map { span(parameter, $0) }
            let more = solution.spans.count - parts.count
            if more > 0 {
                parts.append(say(en: "\(Decimal.grouped(more)) spans more", zh: "\(Decimal.grouped(more)) 个其他区间"))
            }
            return say(
                en: "\(asked) is met by \(parameter.name) \(ListWords.and(parts)), and not in between",
                zh: "满足 \(asked) 的 \(parameter.name)：\(ListWords.and(parts))；其间的取值不满足")
        }
        switch (first.below, last.above) {
        case (nil, nil):
            let (lowest, highest) = (value(parameter, first.first), value(parameter, last.last))
            let range = say(en: "from \(lowest) to \(highest)", zh: "\(lowest) 至 \(highest)")
            return say(
                en: "\(asked) is met by every \(parameter.name) \(range): \(figures(solution, first.first))",
                zh: "\(parameter.name) 在 \(range) 范围内均满足 \(asked)：\(figures(solution, first.first))")
        case (let below?, nil):
            return say(
                en: "\(parameter.name) >= \(met(solution, first.first)); \(missed(parameter, below))",
                zh: "\(parameter.name) >= \(met(solution, first.first))；\(missed(parameter, below))")
        case (nil, let above?):
            return say(
                en: "\(parameter.name) <= \(met(solution, last.last)); \(missed(parameter, above))",
                zh: "\(parameter.name) <= \(met(solution, last.last))；\(missed(parameter, above))")
        case (let below?, let above?):
            return say(
                en: "\(parameter.name) from \(met(solution, first.first)) to \(met(solution, last.last)); "
                    + "\(missed(parameter, below)); \(missed(parameter, above))",
                zh: "\(parameter.name) 从 \(met(solution, first.first))到 \(met(solution, last.last))；"
                    + "\(missed(parameter, below))；\(missed(parameter, above))")
        }
    }

    /// Spans that are named at most in one line.
    private static let most = 4

    /// No value meets the conditions, and what comes nearest.
    private static func none(_ solution: Solution, isAsSet: Bool) -> String {
        let (parameter, asked) = (solution.parameter, ConditionWords.text(solution.conditions))
        let range =
            solution.range.map { range in
                let ends = [range.lowerBound, range.upperBound].map { ValueWords.of($0, parameter) }
                return parameter.choices.isEmpty
                    ? say(en: " from \(ends[0]) to \(ends[1])", zh: "（\(ends[0]) 至 \(ends[1])）") : ""
            } ?? ""
        let line = say(
            en: "no \(parameter.name)\(range) meets \(asked)",
            zh: "没有满足 \(asked) 的 \(parameter.name)\(range)")
        guard let closest = solution.closest else {
            return say(en: "\(line): with none the plan can run", zh: "\(line)：任何取值下方案都不可行")
        }
        let misses = ListWords.all(closest.misses.map(ShareWords.miss))
        // What is loaded need not be the catalogue's.
        let isLoaded = isAsSet && parameter.isPick
        let place = isLoaded ? parameter.name : "\(parameter.name) \(value(parameter, closest))"
        return isAsSet
            ? say(
                en: "\(line); none comes nearer than \(place), as it is set: \(misses)",
                zh: "\(line)；当前的 \(place) 已最接近：\(misses)")
            : say(en: "\(line); nearest is \(place): \(misses)", zh: "\(line)；最接近的是 \(place)：\(misses)")
    }

    /// How many chips or models of the catalogue meet the conditions.
    public static func entries(_ solution: Solution) -> String {
        let (found, asked) = (Decimal.grouped(solution.spans.count), ConditionWords.text(solution.conditions))
        let all = Decimal.grouped(solution.count)
        return say(
            en: "\(asked) is met with \(found) of \(all) values of \(solution.parameter.name)",
            zh: "\(solution.parameter.name) 的 \(all) 个取值中有 \(found) 个满足 \(asked)")
    }

    /// Chips or models that are not shown.
    public static func moreEntries(_ count: Int) -> String {
        say(en: "\(Decimal.grouped(count)) more", zh: "另有 \(Decimal.grouped(count)) 个")
    }

    /// How many values were looked at.
    public static func looked(_ solution: Solution) -> String {
        let (looked, all) = (Decimal.grouped(solution.looked), Decimal.grouped(solution.count))
        if solution.looked == solution.count {
            return say(
                en: "looked at each of \(Counted.text(solution.count, "value"))",
                zh: "已检查全部 \(Decimal.grouped(solution.count)) 个取值")
        }
        return solution.isExhaustive
            ? say(
                en: "looked at \(looked) of \(all) values, each with which the plan can run among them",
                zh: "检查了 \(all) 个取值中的 \(looked) 个，包括所有可行的取值")
            : say(
                en: "looked at \(looked) of \(all) values, the nearest ones where the answer turns",
                zh: "检查了 \(all) 个取值中的 \(looked) 个，包括结果变化处的相邻取值")
    }

    /// The commands that take a value over.
    public static func take(_ commands: [String]) -> String {
        say(
            en: "take it over with: \(commands.joined(separator: "; "))",
            zh: "采用该值：\(commands.joined(separator: "; "))")
    }

    /// `27.4 GB/s: tps_batch 11.00`.
    private static func met(_ solution: Solution, _ verdict: Verdict) -> String {
        say(
            en: "\(value(solution.parameter, verdict)) (\(figures(solution, verdict)))",
            zh: "\(value(solution.parameter, verdict))（\(figures(solution, verdict))）")
    }

    /// `at 27.3 GB/s it misses tps_batch>=11: 10.99 (0.1 % short)`.
    private static func missed(_ parameter: Parameter, _ verdict: Verdict) -> String {
        say(
            en: "at \(value(parameter, verdict)) it \(CurveWords.reason(verdict))",
            zh: "\(value(parameter, verdict)) 时\(CurveWords.reason(verdict))")
    }

    /// `1 to 8`, or `16`.
    private static func span(_ parameter: Parameter, _ span: Solution.Span) -> String {
        let (first, last) = (value(parameter, span.first), value(parameter, span.last))
        return first == last ? first : say(en: "\(first) to \(last)", zh: "\(first) 至 \(last)")
    }

    private static func value(_ parameter: Parameter, _ verdict: Verdict) -> String {
        ValueWords.of(parameter.get(verdict.scenario), parameter)
    }

    /// `tps_batch 11.00, dram 17.2`: what the conditions compare, each once.
    private static func figures(_ solution: Solution, _ verdict: Verdict) -> String {
        guard let plan = verdict.plan else { return "" }
        let texts = solution.conditions.flatMap(\.comparisons).map(\.quantifier).map { quantifier in
            "\(quantifier.name) \(ShareWords.value(of: quantifier, in: plan))"
        }
        return texts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            .joined(separator: say(en: ", ", zh: "，"))
    }

    /// The heading of the lowest value of a span.
    public static var from: String { say(en: "from", zh: "起") }
    /// The heading of the highest value of a span.
    public static var to: String { say(en: "to", zh: "止") }
    /// The heading of the next value below, and what it misses.
    public static var below: String { say(en: "below it", zh: "下邻值") }
    /// The heading of the next value above, and what it misses.
    public static var above: String { say(en: "above it", zh: "上邻值") }

    /// `10 (tps_batch 9.52)`: the next value outside a span and what is wrong with it; empty where there is none.
    public static func outside(_ parameter: Parameter, _ verdict: Verdict?) -> String {
        guard let verdict else { return "" }
        let (place, reason) = (value(parameter, verdict), fault(verdict))
        return say(en: "\(place) (\(reason))", zh: "\(place)（\(reason)）")
    }

    /// What is wrong with a plan, in a few words.
    private static func fault(_ verdict: Verdict) -> String {
        guard let plan = verdict.plan else { return say(en: "does not divide", zh: "无法整除") }
        if !plan.fits { return CapacityWords.brief(plan) }
        if !plan.totals.isSettled { return SettlingWords.status(plan) }
        return verdict.misses.map { miss in
            let quantifier = miss.comparison.quantifier
            return "\(quantifier.name) \(miss.isLowerBound ? ">" : "")\(ShareWords.value(miss.value, quantifier))"
        }.joined(separator: say(en: ", ", zh: "，"))
    }
}
