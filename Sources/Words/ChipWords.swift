import CostModel
import Text
import Units

/// What is said of chips.
public enum ChipWords {
    /// The chip in one line.
    public static func summary(_ chip: Chip, name: String) -> String { say(en: "\(name): \(figures(chip))") }

    /// Its peak, memory and links in one line.
    public static func figures(_ chip: Chip) -> String {
        let compute = "\(Quantity.format(chip.peakFLOPS, .compute)) \(format(chip))"
        let dram = Quantity.format(chip.dramBytes, .bytes)
        let effective = Quantity.format(chip.dramBandwidth * chip.dramUtilisation, .bandwidth)
        let intra = Quantity.format(chip.network.intra.bandwidth, .bandwidth)
        let group = Decimal.shortest(chip.network.intra.size)
        let inter = Quantity.format(chip.network.inter.bandwidth, .bandwidth)
        return say(
            en:
                "\(cores(chip))\(compute), \(dram) at \(effective) effective, \(intra) in a group of \(group), \(inter) between groups"
        )
    }

    /// The cores in front of what they compute; nothing where they are one.
    private static func cores(_ chip: Chip) -> String {
        chip.cores == 1 ? "" : say(en: "\(Decimal.shortest(chip.cores)) cores, ")
    }

    /// The format that the peak is of: the wider of the two 8-bit units.
    private static func format(_ chip: Chip) -> String {
        if chip.int8Share > chip.fp8Share { return "int8" }
        if chip.fp8Share > chip.int8Share { return "fp8" }
        return chip.int8Share > 0 ? say(en: "8-bit") : say(en: "16-bit")
    }
}
