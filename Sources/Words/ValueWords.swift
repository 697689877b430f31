import CostModel
import Text
import Units

/// Values in words.
public enum ValueWords {
    /// A parameter's value with its unit.
    public static func of(_ value: Double, _ parameter: Parameter) -> String {
        parameter.choice(value) ?? Quantity.format(value, parameter.dimension)
    }

    /// A parameter's value in a scenario: a mix of formats with its shares.
    public static func of(_ parameter: Parameter, in scenario: Scenario) -> String {
        parameter.mix.map { mix($0(scenario)) } ?? of(parameter.get(scenario), parameter)
    }

    /// `62 % nvfp4, 38 % fp8`; with the bits of a weight where they are not those that the formats usually have.
    public static func mix(_ mix: WeightMix) -> String {
        let formats = mix.only?.name ?? percents(mix.shares).joined(separator: say(en: ", ", zh: "、"))
        guard !mix.hasUsualBytes else { return formats }
        return say(
            en: "\(formats) (\(Decimal.fixed(8 * mix.bytes, places: 2)) bits a weight)",
            zh: "\(formats)（每权重 \(Decimal.fixed(8 * mix.bytes, places: 2)) bit）")
    }

    /// `62 % nvfp4`: shares that add up to a hundred, with a digit more where one is next to nothing.
    private static func percents(_ shares: [WeightMix.Share]) -> [String] {
        let scale = shares.contains { $0.share < 0.02 } ? 10.0 : 1
        let rest = shares.dropFirst().map { ($0.share * 100 * scale).rounded() }
        let first = 100 * scale - rest.reduce(0, +)
        return zip([first] + rest, shares).map { tenths, share in
            "\(Decimal.fixed(tenths / scale, places: scale > 1 ? 1 : 0)) % \(share.format.name)"
        }
    }

    /// `NVFP4+FP8`: formats of weights, without those that are less than a hundredth.
    public static func label(_ mix: WeightMix) -> String {
        mix.shares.filter { $0.share >= 0.01 }.map { $0.format.name.uppercased() }.joined(separator: "+")
    }

    /// A duration for people: `0.04 ms`, `1.2 s`.
    public static func duration(_ seconds: Double) -> String {
        seconds < 1 ? "\(Decimal.fixed(seconds * 1e3, places: 2)) ms" : "\(Decimal.fixed(seconds, places: 1)) s"
    }

    /// `FP8`: an element format.
    public static func elementLabel(_ format: ElementFormat) -> String { format.name.uppercased() }

    /// `671 B`.
    public static func billions(_ count: Double) -> String {
        count < 0.9995e9 ? "\(Decimal.fixed(count / 1e6, places: 0)) M" : "\(Decimal.fixed(count / 1e9, places: 0)) B"
    }

    /// `W8A16`: the format of the experts, or of the feed-forward weights where there are none.
    public static func precisionLabel(_ model: Model) -> String {
        label(model.moeLayers > 0 ? model.precision.experts : model.precision.ffn)
    }
}
