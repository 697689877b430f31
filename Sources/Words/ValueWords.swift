import CostModel
import Text
import Units

/// Values in words.
public enum ValueWords {
    /// A parameter's value with its unit.
    public static func of(_ value: Double, _ parameter: Parameter) -> String {
        let index = Int(value)
        return parameter.choices.indices.contains(index)
            ? parameter.choices[index] : Quantity.format(value, parameter.dimension)
    }

    /// A duration for people: `0.04 ms`, `1.2 s`.
    public static func duration(_ seconds: Double) -> String {
        seconds < 1 ? "\(Decimal.fixed(seconds * 1e3, places: 2)) ms" : "\(Decimal.fixed(seconds, places: 1)) s"
    }

    /// `FP8`: an element format.
    public static func elementLabel(_ format: ElementFormat) -> String { format.name.uppercased() }

    /// `671 B`.
    public static func billions(_ count: Double) -> String { "\(Decimal.fixed(count / 1e9, places: 0)) B" }

    /// `W8A16`: the format of the experts, or of the feed-forward weights where there are none.
    public static func precisionLabel(_ model: Model) -> String {
        let format = model.moeLayers > 0 ? model.precision.experts : model.precision.ffn
        return format.name.uppercased()
    }
}
