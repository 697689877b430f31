import CostModel
import Planning
import Text
import Units

/// What is said of how much a metric moves with each parameter.
public enum SensitivityWords {
    /// The metric, its value, and the plan that it is of.
    public static func headline(_ metric: Metric, _ plan: PlanResult) -> String {
        let value = metric.text(metric.read(plan))
        return say(en: "\(metric.name) \(value) of \(PlanWords.configuration(plan))")
    }

    /// A plan has no figure to move.
    public static func noValue(_ metric: Metric) -> String {
        say(en: "\(metric.name) is not a figure that moves in this plan")
    }

    /// What is expected of a metric.
    public static var figures: String { say(en: "a metric with a value above 0, such as tps_chip") }

    /// Parameters that hardly move the metric.
    public static func small(_ count: Int) -> String {
        say(en: "\(Counted.text(count, "parameter")) more: less than \(least) % per %")
    }

    /// No parameter moves the metric.
    public static func none(_ metric: Metric) -> String {
        say(en: "no parameter moves \(metric.name) by \(least) % per % or more")
    }

    private static var least: String { Decimal.shortest(Sensitivity.least) }

    /// The heading of the parameters.
    public static var parameter: String { say(en: "parameter") }
    /// The heading of the present values.
    public static var now: String { say(en: "now") }
    /// The heading of the elasticity.
    public static var elasticity: String { say(en: "elasticity") }
    /// What an elasticity is.
    public static var elasticityNote: String {
        say(en: "percent by which the metric moves for each percent of the parameter")
    }
    /// The unit of an elasticity.
    public static var perPercent: String { say(en: "% per %") }
    /// The heading of what 10 % more does.
    public static var more: String { "+10 %" }
    /// The heading of what 10 % less does.
    public static var less: String { "-10 %" }
    /// The heading of the values between which a difference was taken.
    public static var between: String { say(en: "between") }
    /// The heading of the interval of a fit.
    public static var fitted: String { say(en: "fitted") }
    /// The heading of what the interval of a fit moves the metric by.
    public static var within: String { say(en: "moves by") }

    /// `8 and 12`: the values between which a difference was taken; empty for a derivative.
    public static func between(_ item: Sensitivity.Item) -> String {
        guard case .difference(let low, let high) = item.method else { return "" }
        let (one, other) = (text(low, item.parameter), text(high, item.parameter))
        return say(en: "\(one) and \(other)")
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
        return say(en: "\(ends[0]) to \(ends[1])")
    }

    /// `-2.1 to +1.8 %`: what the interval of a fit comes to; empty where nothing was fitted.
    public static func change(_ band: Sensitivity.Band?) -> String {
        guard let band else { return "" }
        let (low, high) = (min(band.atLow, band.atHigh), max(band.atLow, band.atHigh))
        return say(en: "\(ShareWords.number(low)) to \(ShareWords.signed(high))")
    }

    /// Whether the order of the best plans survives other constants.
    public static func order(_ order: OrderStability, by metric: Metric) -> String {
        let parts = [
            order.fitted > 0 ? say(en: "within the bands of \(Counted.text(order.fitted, "fitted constant"))") : "",
            order.others > 0 ? say(en: "within +-10 % of \(Counted.text(order.others, "constant")) of the chip") : "",
        ].filter { !$0.isEmpty }
        let moved = parts.isEmpty ? say(en: "whatever the constants of the chip") : ListWords.and(parts)
        let start = say(en: "the order of the best \(order.count) in \(metric.name) holds \(moved)")
        guard !order.swaps.isEmpty else { return start }
        let swaps = order.swaps.prefix(most).map { swap in
            let gap = Decimal.significant(100 * swap.gap, digits: 2)
            let setting = "\(swap.parameter.name) \(ValueWords.of(swap.value, swap.parameter))"
            return say(en: "\(pair(swap)) (\(gap) % apart; \(setting) turns them)")
        }
        let more = order.swaps.count - swaps.count
        let rest = more > 0 ? say(en: " and \(Counted.text(more, "pair")) more") : ""
        return say(en: "\(start) but for \(swaps.joined(separator: ", "))\(rest)")
    }

    /// `tp=4 against tp=2`: two plans by what tells them apart, or by their ranks where that is much.
    private static func pair(_ swap: OrderStability.Swap) -> String {
        let (better, worse) = swap.differences
        guard (1...3).contains(better.count), better.count == worse.count else {
            return say(en: "number \(swap.better) against number \(swap.worse)")
        }
        return say(en: "\(SettingWords.assignments(better)) against \(SettingWords.assignments(worse))")
    }

    /// Pairs that are named at most.
    private static let most = 4
}
