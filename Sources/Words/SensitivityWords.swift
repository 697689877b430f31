import CostModel
import Planning
import Text
import Units

/// What is said of how much a metric moves with each parameter.
public enum SensitivityWords {
    /// The metric, its value, and the plan that it is of.
    public static func headline(_ metric: Metric, _ plan: PlanResult) -> String {
        let value = metric.text(metric.read(plan))
        return say(
            en: "\(metric.name) \(value) of \(PlanWords.configuration(plan))",
            zh: "\(metric.name) \(value)，方案：\(PlanWords.configuration(plan))")
    }

    /// A plan has no figure to move.
    public static func noValue(_ metric: Metric) -> String {
        say(en: "\(metric.name) is not a figure that moves in this plan", zh: "该方案的 \(metric.name) 不是可变化的数值")
    }

    /// What is expected of a metric.
    public static var figures: String {
        say(en: "a metric with a value above 0, such as tps_chip", zh: "值大于 0 的指标，如 tps_chip")
    }

    /// Parameters that hardly move the metric.
    public static func small(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "parameter")) more: less than \(least) % per %",
            zh: "另有 \(Decimal.grouped(count)) 个参数：每变化 1 %，影响小于 \(least) %")
    }

    /// No parameter moves the metric.
    public static func none(_ metric: Metric) -> String {
        say(
            en: "no parameter moves \(metric.name) by \(least) % per % or more",
            zh: "任何参数变化 1 %，\(metric.name) 的变化都小于 \(least) %")
    }

    private static var least: String { Decimal.shortest(Sensitivity.least) }

    /// The heading of the parameters.
    public static var parameter: String { say(en: "parameter", zh: "参数") }
    /// The heading of the present values.
    public static var now: String { say(en: "now", zh: "当前") }
    /// The heading of the elasticity.
    public static var elasticity: String { say(en: "elasticity", zh: "弹性") }
    /// What an elasticity is.
    public static var elasticityNote: String {
        say(en: "percent by which the metric moves for each percent of the parameter", zh: "参数每变化 1 % 时指标变化的百分数")
    }
    /// The unit of an elasticity.
    public static var perPercent: String { say(en: "% per %", zh: "% / %") }
    /// The heading of what 10 % more does.
    public static var more: String { "+10 %" }
    /// The heading of what 10 % less does.
    public static var less: String { "-10 %" }
    /// The heading of the values between which a difference was taken.
    public static var between: String { say(en: "between", zh: "差分区间") }
    /// The heading of the interval of a fit.
    public static var fitted: String { say(en: "fitted", zh: "拟合区间") }
    /// The heading of what the interval of a fit moves the metric by.
    public static var within: String { say(en: "moves by", zh: "影响") }

    /// `8 and 12`: the values between which a difference was taken; empty for a derivative.
    public static func between(_ item: Sensitivity.Item) -> String {
        guard case .difference(let low, let high) = item.method else { return "" }
        let (one, other) = (text(low, item.parameter), text(high, item.parameter))
        return say(en: "\(one) and \(other)", zh: "\(one) 与 \(other)")
    }

    /// A value in as many digits as a hundredth of it needs.
    private static func text(_ value: Double, _ parameter: Parameter) -> String {
        let isPlain = [.count, .money, .rate].contains(parameter.dimension) && !parameter.isWhole
        return isPlain ? Decimal.significant(value, digits: 5) : ValueWords.of(value, parameter)
    }

    /// `0.71 to 0.78`; empty where nothing was fitted.
    public static func interval(_ item: Sensitivity.Item) -> String {
        guard let interval = item.band?.interval else { return "" }
        let ends = [interval.lowerBound, interval.upperBound].map { ValueWords.of($0, item.parameter) }
        return say(en: "\(ends[0]) to \(ends[1])", zh: "\(ends[0]) 至 \(ends[1])")
    }

    /// `-2.1 to +1.8 %`: what the interval of a fit comes to; empty where nothing was fitted.
    public static func change(_ band: Sensitivity.Band?) -> String {
        guard let band else { return "" }
        let (low, high) = (min(band.atLow, band.atHigh), max(band.atLow, band.atHigh))
        return say(
            en: "\(ShareWords.number(low)) to \(ShareWords.signed(high))",
            zh: "\(ShareWords.number(low)) 至 \(ShareWords.signed(high))")
    }

    /// Whether the order of the best plans survives other constants.
    public static func order(_ order: OrderStability, by metric: Metric) -> String {
        let parts = [
            order.fitted > 0
                ? say(
                    en: "within the bands of \(Counted.text(order.fitted, "fitted constant"))",
                    zh: "\(Decimal.grouped(order.fitted)) 个拟合常数的误差区间") : "",
            order.others > 0
                ? say(
                    en: "within +-10 % of \(Counted.text(order.others, "constant")) of the chip",
                    zh: "芯片 \(Decimal.grouped(order.others)) 个常数的 ±10 %") : "",
        ].filter { !$0.isEmpty }
        let moved = parts.isEmpty ? say(en: "whatever the constants of the chip", zh: "芯片的任何常数") : ListWords.and(parts)
        let start = say(
            en: "the order of the best \(order.count) in \(metric.name) holds \(moved)",
            zh: "\(metric.name) 前 \(order.count) 名的次序不变（变动范围：\(moved)）")
        guard !order.swaps.isEmpty else { return start }
        let swaps = order.swaps.prefix(most).map { swap in
            let gap = Decimal.significant(100 * swap.gap, digits: 2)
            let setting = "\(swap.parameter.name) \(ValueWords.of(swap.value, swap.parameter))"
            return say(
                en: "\(pair(swap)) (\(gap) % apart; \(setting) turns them)",
                zh: "\(pair(swap))（相差 \(gap) %；\(setting) 时互换）")
        }
        let more = order.swaps.count - swaps.count
        let rest =
            more > 0 ? say(en: " and \(Counted.text(more, "pair")) more", zh: "，另有 \(Decimal.grouped(more)) 对") : ""
        return say(
            en: "\(start) but for \(swaps.joined(separator: ", "))\(rest)",
            zh: "\(start)，以下除外：\(swaps.joined(separator: "、"))\(rest)")
    }

    /// `tp=4 against tp=2`: two plans by what tells them apart, or by their ranks where that is much.
    private static func pair(_ swap: OrderStability.Swap) -> String {
        let (better, worse) = swap.differences
        guard (1...3).contains(better.count), better.count == worse.count else {
            return say(
                en: "number \(swap.better) against number \(swap.worse)",
                zh: "第 \(swap.better) 名与第 \(swap.worse) 名")
        }
        return say(
            en: "\(SettingWords.assignments(better)) against \(SettingWords.assignments(worse))",
            zh: "\(SettingWords.assignments(better)) 与 \(SettingWords.assignments(worse))")
    }

    /// Pairs that are named at most.
    private static let most = 4
}
