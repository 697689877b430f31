import CostModel
import Language
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

    /// What is loaded, as the summary of the argument.
    public static var loadHelp: String {
        say(en: "a chip of the catalogue, or a chip file FILE.json; 'as prefill' for prefill workers alone")
    }

    /// The words that may stand behind a chip.
    public static var asPrefill: String { say(en: "'as prefill', or nothing more") }

    /// What the words behind a chip mean.
    public static func asPrefillHelp(_ chip: String) -> String { say(en: "\(chip) for prefill workers alone") }

    /// What no chip means.
    public static var noneHelp: String { say(en: "none as prefill: prefill workers are of the same chip again") }

    /// What a word behind `arch show` means.
    public static var showPrefillHelp: String { say(en: "the chip that prefill workers have of their own") }

    /// A chip in a line, which prefill workers have.
    public static func prefills(_ summary: String) -> String { say(en: "prefill on \(summary)") }

    /// The chip of prefill workers beside that of all.
    public static func prefillNote(_ title: String) -> String {
        say(en: "\(title): the chip of prefill workers ('arch show prefill')")
    }

    /// Prefill workers are of the same chip again.
    public static func takenBack(_ name: String?) -> String {
        guard let name else { return say(en: "prefill workers had no chip of their own") }
        return say(en: "prefill workers are of the same chip as decode workers again, not \(name)")
    }

    /// A chip of prefill workers counts for nothing.
    public static func idle(_ name: String) -> String {
        say(en: "\(name) counts where prefill has workers of its own: workload set serving=disagg")
    }

    /// Where a rent is from that somebody lists.
    public static func listPrice(_ origin: String) -> String { say(en: "list price, not an offer: \(origin)") }

    /// The same, where it is in another currency than the one that is set and no rate is known.
    public static func otherCurrency(_ origin: String) -> String {
        say(en: "known in another currency alone ('workload set fx=' converts it): \(origin)")
    }

    /// The same of a chip in a line of its own.
    public static func listed(_ chip: String, _ price: String) -> String { say(en: "\(chip): \(price)") }

    /// A parameter that is its kin's, before what it is.
    public static func kindred(_ kin: String, _ summary: String) -> String { say(en: "as \(kin): \(summary)") }

    /// A parameter for which no document was read, before what it is.
    public static func unverified(_ summary: String) -> String { say(en: "unverified: \(summary)") }

    /// What a chip is under its name, in help.
    public static func title(_ name: String, _ title: String) -> String { say(en: "\(name), a chip: \(title)") }

    /// The other names that lead to it.
    public static func alsoNamed(_ names: [String]) -> String { say(en: "also: \(names.joined(separator: ", "))") }

    /// The heading over what chips are.
    public static var chips: String { say(en: "chips") }

    /// What chips are for.
    public static var chipsSummary: String { say(en: "What 'arch load' takes, by its names.") }

    /// The heading of the dense peak: of 8 bits where there is a unit for them.
    public static var peak: String { say(en: "peak") }
    /// Memory that programs can allocate.
    public static var memory: String { say(en: "DRAM") }
    /// Theoretical bandwidth of the memory.
    public static var bandwidth: String { say(en: "DRAM") }
    /// Chips of a fast domain.
    public static var group: String { say(en: "group") }
    /// Bandwidth of a chip into its fast domain.
    public static var links: String { say(en: "links") }

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

/// What is wrong with chips and their files.
extension ChipWords {
    /// Nothing is known of the chip yet.
    public static var noneLoaded: Diagnostic {
        Diagnostic(
            say(en: "no chip is loaded"),
            hint: say(en: "load one first, for example: arch load h200; 'arch list' names them"))
    }

    /// Prefill workers have no chip of their own.
    public static var noPrefill: String { say(en: "prefill workers have no chip of their own") }

    /// The same, where one of its parameters is named.
    public static func noPrefillChip(_ parameter: String) -> String {
        say(en: "there is no \(parameter): prefill workers have no chip of their own")
    }

    /// How to give them one.
    public static var loadForPrefill: String { say(en: "arch load h800 as prefill") }

    /// What a chip is read from.
    public static var savedFile: String { say(en: "a chip file that 'arch save' wrote") }

    /// A file of a chip, where its path stands beside it.
    public static var theFile: String { say(en: "the file") }

    /// A file of another kind cannot hold a chip.
    public static func notFile(_ path: String) -> String { say(en: "'\(path)' is not a chip file") }

    /// What files of chips are called.
    public static var fileName: String { say(en: "a name that ends in .json") }

    /// A chip is in a file now.
    public static func written(_ name: String, to path: String) -> String { say(en: "\(name) written to \(path)") }

    /// A tier of links has no more chips than the one inside it.
    public static func misplaced(_ tier: String, size: Double) -> String {
        say(en: "\(tier)=\(Decimal.shortest(size)) reaches no further than the tier inside it")
    }

    /// How far a tier of links reaches.
    public static func further(than inside: Double) -> String {
        say(en: "more than \(Decimal.shortest(inside)) chips")
    }
}
