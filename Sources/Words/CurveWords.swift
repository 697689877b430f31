import CostModel
import Planning
import Text
import Units

/// What is said of a plan along one of its parameters.
public enum CurveWords {
    /// Values that do not divide have no plan.
    public static func undivided(_ count: Int, _ space: SearchSpace) -> String {
        say(
            en: "\(Counted.text(count, "value")) left out: \(DivisibilityWords.why(space))",
            zh: "略去 \(Decimal.grouped(count)) 个取值：\(DivisibilityWords.why(space))")
    }

    /// Where a curve bends most.
    public static func knee(_ knee: Curve.Knee, of parameter: Parameter) -> String {
        let place = SettingWords.assignment(Setting(parameter, parameter.get(knee.plan.scenario)))
        let height = Decimal.fixed(100 * knee.height, places: 0)
        let rate = Decimal.fixed(knee.plan.tokensPerSecond, places: 0)
        guard let latency = knee.latency else {
            return say(
                en: "knee at \(place): total_tps \(rate), "
                    + "\(height) % of the rise above the chord over \(parameter.name)",
                zh: "拐点 \(place)：total_tps \(rate)，比 \(parameter.name) 上的弦高出总升幅的 \(height) %")
        }
        let time = latency.text(latency.read(knee.plan))
        return say(
            en: "knee at \(place): total_tps \(rate) at \(latency.name) \(time), "
                + "\(height) % of the rise above the chord",
            zh: "拐点 \(place)：total_tps \(rate)，\(latency.name) \(time)，比弦高出总升幅的 \(height) %")
    }

    /// No curve bends.
    public static var noKnee: String {
        say(en: "no knee: total_tps does not rise with a bend along these values", zh: "无拐点：total_tps 沿这些取值的上升没有弯折")
    }

    /// Where conditions turn, and by which; nothing is known where they do not.
    ///
    /// - Parameters:
    ///   - conditions: what is to be met; only fitting and settling where there are none.
    ///   - isMet: whether it is met where no turn says another thing.
    ///   - miss: what the last value misses, where it misses something.
    public static func turns(_ curve: Curve, _ conditions: [Condition], isMet: Bool, miss: String) -> String? {
        guard !curve.turns.isEmpty else {
            let asked = ConditionWords.text(conditions)
            guard !conditions.isEmpty else {
                return isMet ? nil : say(en: "no plan along it can run: the last \(miss)", zh: "曲线上没有可行方案：末点\(miss)")
            }
            return isMet
                ? say(en: "slo \(asked) holds all along", zh: "全程满足 slo \(asked)")
                : say(en: "slo \(asked) holds nowhere: the last \(miss)", zh: "slo \(asked) 全程不满足：末点\(miss)")
        }
        let parts = curve.turns.map { turn in
            let (met, missed) = turn.isGain ? (turn.high, turn.low) : (turn.low, turn.high)
            let (here, there) = (value(curve.parameter, met), value(curve.parameter, missed))
            return turn.isGain
                ? say(
                    en: "from \(here) on, and at \(there) \(reason(missed))",
                    zh: "从 \(here) 起，而 \(there) 时\(reason(missed))")
                : say(
                    en: "to \(here), and at \(there) \(reason(missed))",
                    zh: "到 \(here) 为止，而 \(there) 时\(reason(missed))")
        }
        return say(
            en: "\(subject(conditions)) \(parts.joined(separator: "; "))",
            zh: "\(subject(conditions))：\(parts.joined(separator: "；"))")
    }

    private static func subject(_ conditions: [Condition]) -> String {
        conditions.isEmpty
            ? say(en: "it can run", zh: "可行范围")
            : say(
                en: "slo \(ConditionWords.text(conditions)) holds",
                zh: "满足 slo \(ConditionWords.text(conditions))")
    }

    private static func value(_ parameter: Parameter, _ verdict: Verdict) -> String {
        ValueWords.of(parameter.get(verdict.scenario), parameter)
    }

    /// Why a plan may not be chosen, as the end of a sentence.
    public static func reason(_ verdict: Verdict) -> String {
        if let rule = verdict.rule {
            return say(
                en: "does not divide: \(DivisibilityWords.sentence(rule, verdict.scenario))",
                zh: "无法整除：\(DivisibilityWords.sentence(rule, verdict.scenario))")
        }
        guard let plan = verdict.plan else { return "" }
        if !plan.fits {
            return say(
                en: "does not fit: \(CapacityWords.short(plan))",
                zh: "DRAM 容量不足：\(CapacityWords.short(plan))")
        }
        if !plan.totals.isSettled { return SettlingWords.fault(plan) }
        return say(
            en: "misses \(ListWords.all(verdict.misses.map(ShareWords.miss)))",
            zh: "不满足 \(ListWords.all(verdict.misses.map(ShareWords.miss)))")
    }
}
