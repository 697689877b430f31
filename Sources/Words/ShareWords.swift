import CostModel
import Planning
import Text
import Units

/// Shares and conditions in words.
public enum ShareWords {
    /// `+28.0 %`, `-9.1 %`.
    public static func signed(_ share: Double, places: Int = 1) -> String { number(share, places: places) + " %" }

    /// `+28.0`, in percent.
    public static func number(_ share: Double, places: Int = 1) -> String {
        let text = Decimal.fixed(100 * share, places: places)
        return share > 0 && text.contains { $0 != "0" && $0 != "." } ? "+" + text : text
    }

    /// `tps_batch>=10: 9.52 (4.8 % short)`.
    public static func miss(_ miss: Miss) -> String {
        let value = value(of: miss)
        if miss.isUncertain {
            return say(en: "\(value) (\(TailWords.isLowerBound))", zh: "\(value)（\(TailWords.isLowerBound)）")
        }
        guard let shortfall = miss.shortfall else { return value }
        let isShort = miss.comparison.relation == .atLeast || miss.comparison.relation == .above
        let percent = Decimal.fixed(100 * shortfall, places: 1)
        let share = percent == "0.0" ? lessThan("0.1") : percent
        return isShort
            ? say(en: "\(value) (\(share) % short)", zh: "\(value)（低 \(share) %）")
            : say(en: "\(value) (\(share) % over)", zh: "\(value)（高 \(share) %）")
    }

    /// A share that is too small to print.
    private static func lessThan(_ percent: String) -> String { say(en: "less than \(percent)", zh: "<\(percent)") }

    /// `tps_batch>=10: 9.52`.
    public static func value(of miss: Miss) -> String {
        // Of several comparisons the one is named that is nearest to hold.
        let name = miss.condition.comparison == nil ? miss.comparison.quantifier.name + " " : ""
        let text = (miss.isLowerBound ? ">" : "") + value(miss.value, miss.comparison.quantifier)
        return say(en: "\(miss.condition.text): \(name)\(text)", zh: "\(miss.condition.text)：\(name)\(text)")
    }

    /// A value of what plans are compared by.
    public static func value(_ value: Double, _ quantifier: Quantifier) -> String {
        switch quantifier {
        case .metric(let metric): value.isNaN ? none : metric.text(value)
        case .parameter(let parameter): ValueWords.of(value, parameter)
        }
    }

    /// What a plan has of it: `>1511.6` where that is only a lower bound.
    public static func value(of quantifier: Quantifier, in plan: PlanResult) -> String {
        (quantifier.isLowerBound(plan) ? ">" : "") + value(quantifier.read(plan), quantifier)
    }

    /// There is no value.
    public static var none: String { say(en: "none", zh: "无") }
}
