import CostModel
import Planning
import Presentation
import Units

/// Values and plans in words.
enum ValueText {
    /// A parameter's value with its unit.
    static func of(_ value: Double, _ parameter: Parameter) -> String {
        let index = Int(value)
        return parameter.choices.indices.contains(index)
            ? parameter.choices[index] : Quantity.format(value, parameter.dimension)
    }

    /// A duration for people: `0.04 ms`, `1.2 s`.
    static func duration(_ seconds: Double) -> String {
        seconds < 1 ? "\(Decimal.fixed(seconds * 1e3, places: 2)) ms" : "\(Decimal.fixed(seconds, places: 1)) s"
    }

    /// The chip in one line.
    static func summary(_ chip: Loaded<Chip>) -> String {
        let c = chip.value
        let dram = Quantity.format(c.dramBandwidth * c.dramUtilisation, .bandwidth)
        let cores = c.cores == 1 ? "" : "\(Decimal.shortest(c.cores)) cores, "
        // The peak is that of the wider of the two 8-bit units.
        let format =
            c.int8Share > c.fp8Share ? "int8" : c.fp8Share > c.int8Share ? "fp8" : c.int8Share > 0 ? "8-bit" : "16-bit"
        return "\(chip.name): \(cores)\(Quantity.format(c.peakFLOPS, .compute)) \(format), "
            + "\(Quantity.format(c.dramBytes, .bytes)) at \(dram) effective, "
            + "\(Quantity.format(c.network.intra.bandwidth, .bandwidth)) in a group of \(Decimal.shortest(c.network.intra.size)), "
            + "\(Quantity.format(c.network.inter.bandwidth, .bandwidth)) between groups"
    }

    /// The model in one line.
    static func summary(_ model: Loaded<Model>) -> String {
        let m = model.value
        return "\(model.name): \(billions(m.totalParameters)) parameters, \(billions(m.activeParameters)) active; "
            + "\(precisionLabel(m)); \(Decimal.fixed(m.kvBytesPerToken / 1e3, places: 0)) kB of "
            + "\(elementLabel(m.precision.kvCache)) KV cache per token"
    }

    /// `FP8`: an element format by its code.
    static func elementLabel(_ code: Double) -> String {
        (ElementFormat(rawValue: Int(code)) ?? .bf16).name.uppercased()
    }

    /// `671 B`.
    static func billions(_ count: Double) -> String { "\(Decimal.fixed(count / 1e9, places: 0)) B" }

    /// `W8A16`: the format of the experts, or of the feed-forward weights where there are none.
    static func precisionLabel(_ model: Model) -> String {
        let code = model.moeLayers > 0 ? model.precision.experts : model.precision.ffn
        return (PrecisionFormat(rawValue: Int(code)) ?? .bf16).name.uppercased()
    }
}
