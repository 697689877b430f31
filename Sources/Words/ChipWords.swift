import CostModel
import Language
import Units

/// What is said of chips.
public enum ChipWords {
    /// The chip in one line.
    public static func summary(_ chip: Chip, name: String) -> String {
        say(en: "\(name): \(figures(chip))", zh: "\(name)：\(figures(chip))")
    }

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
                "\(cores(chip))\(compute), \(dram) at \(effective) effective, \(intra) in a group of \(group), \(inter) between groups",
            zh: "\(cores(chip))\(compute)，DRAM \(dram)（有效带宽 \(effective)），\(group) 芯组内 \(intra)，组间 \(inter)")
    }

    /// What is loaded, as the summary of the argument.
    public static var loadHelp: String {
        say(
            en: "a chip of the catalogue, or a chip file FILE.json; 'as prefill' for prefill workers alone",
            zh: "目录中的芯片，或芯片文件 FILE.json；加“as prefill”则仅用于 Prefill 实例")
    }

    /// The words that may stand behind a chip.
    public static var asPrefill: String { say(en: "'as prefill', or nothing more", zh: "“as prefill”，或到此为止") }

    /// What the words behind a chip mean.
    public static func asPrefillHelp(_ chip: String) -> String {
        say(en: "\(chip) for prefill workers alone", zh: "\(chip) 仅用于 Prefill 实例")
    }

    /// What no chip means.
    public static var noneHelp: String {
        say(en: "none as prefill: prefill workers are of the same chip again", zh: "none as prefill：Prefill 实例恢复使用同一芯片")
    }

    /// What a word behind `arch show` means.
    public static var showPrefillHelp: String {
        say(en: "the chip that prefill workers have of their own", zh: "Prefill 实例单独使用的芯片")
    }

    /// A chip in a line, which prefill workers have.
    public static func prefills(_ summary: String) -> String {
        say(en: "prefill on \(summary)", zh: "Prefill 芯片 \(summary)")
    }

    /// The chip of prefill workers beside that of all.
    public static func prefillNote(_ title: String) -> String {
        say(
            en: "\(title): the chip of prefill workers ('arch show prefill')",
            zh: "\(title)：Prefill 实例的芯片（“arch show prefill”）")
    }

    /// Prefill workers are of the same chip again.
    public static func takenBack(_ name: String?) -> String {
        guard let name else {
            return say(en: "prefill workers had no chip of their own", zh: "Prefill 实例本来就没有单独的芯片")
        }
        return say(
            en: "prefill workers are of the same chip as decode workers again, not \(name)",
            zh: "Prefill 实例恢复使用与 Decode 实例相同的芯片，不再使用 \(name)")
    }

    /// A chip of prefill workers counts for nothing.
    public static func idle(_ name: String) -> String {
        say(
            en: "\(name) counts where prefill has workers of its own: workload set serving=disagg",
            zh: "\(name) 仅在 Prefill 有独立实例时起作用：workload set serving=disagg")
    }

    /// Where a rent is from that somebody lists.
    public static func listPrice(_ origin: String) -> String {
        say(en: "list price, not an offer: \(origin)", zh: "公开标价，并非报价：\(origin)")
    }

    /// The same, where it is in another currency than the one that is set and no rate is known.
    public static func otherCurrency(_ origin: String) -> String {
        say(
            en: "known in another currency alone ('workload set fx=' converts it): \(origin)",
            zh: "仅有其他币种的价格（可用“workload set fx=”换算）：\(origin)")
    }

    /// The same of a chip in a line of its own.
    public static func listed(_ chip: String, _ price: String) -> String {
        say(en: "\(chip): \(price)", zh: "\(chip)：\(price)")
    }

    /// A parameter that is its kin's, before what it is.
    public static func kindred(_ kin: String, _ summary: String) -> String {
        say(en: "as \(kin): \(summary)", zh: "同 \(kin)：\(summary)")
    }

    /// A parameter for which no document was read, before what it is.
    public static func unverified(_ summary: String) -> String {
        say(en: "unverified: \(summary)", zh: "未核实：\(summary)")
    }

    /// What a chip is under its name, in help.
    public static func title(_ name: String, _ title: String) -> String {
        say(en: "\(name), a chip: \(title)", zh: "\(name)（芯片）：\(title)")
    }

    /// The other names that lead to it.
    public static func alsoNamed(_ names: [String]) -> String {
        say(en: "also: \(names.joined(separator: ", "))", zh: "别名：\(names.joined(separator: "、"))")
    }

    /// The heading over what chips are.
    public static var chips: String { say(en: "chips", zh: "芯片") }

    /// What chips are for.
    public static var chipsSummary: String {
        say(en: "What 'arch load' takes, by its names.", zh: "“arch load”可加载的芯片，按名称列出。")
    }

    /// The heading of the dense peak: of 8 bits where there is a unit for them.
    public static var peak: String { say(en: "peak", zh: "算力") }
    /// Memory that programs can allocate.
    public static var memory: String { say(en: "DRAM", zh: "DRAM") }
    /// Theoretical bandwidth of the memory.
    public static var bandwidth: String { say(en: "DRAM", zh: "DRAM") }
    /// Chips of a fast domain.
    public static var group: String { say(en: "group", zh: "组规模") }
    /// Bandwidth of a chip into its fast domain.
    public static var links: String { say(en: "links", zh: "互联") }

    /// The cores in front of what they compute; nothing where they are one.
    private static func cores(_ chip: Chip) -> String {
        chip.cores == 1
            ? "" : say(en: "\(Decimal.shortest(chip.cores)) cores, ", zh: "\(Decimal.shortest(chip.cores)) 核，")
    }

    /// The format that the peak is of: the wider of the two 8-bit units.
    private static func format(_ chip: Chip) -> String {
        if chip.int8Share > chip.fp8Share { return "int8" }
        if chip.fp8Share > chip.int8Share { return "fp8" }
        return chip.int8Share > 0 ? say(en: "8-bit", zh: "8 bit") : say(en: "16-bit", zh: "16 bit")
    }
}

/// What is wrong with chips and their files.
extension ChipWords {
    /// Nothing is known of the chip yet.
    public static var noneLoaded: Diagnostic {
        Diagnostic(
            say(en: "no chip is loaded", zh: "尚未加载芯片"),
            hint: say(
                en: "load one first, for example: arch load h200; 'arch list' names them",
                zh: "请先加载，例如：arch load h200；“arch list”列出可用的芯片"))
    }

    /// Prefill workers have no chip of their own.
    public static var noPrefill: String {
        say(en: "prefill workers have no chip of their own", zh: "Prefill 实例没有单独的芯片")
    }

    /// The same, where one of its parameters is named.
    public static func noPrefillChip(_ parameter: String) -> String {
        say(
            en: "there is no \(parameter): prefill workers have no chip of their own",
            zh: "没有 \(parameter)：Prefill 实例没有单独的芯片")
    }

    /// How to give them one.
    public static var loadForPrefill: String {
        say(en: "arch load h800 as prefill", zh: "例如：arch load h800 as prefill")
    }

    /// What a chip is read from.
    public static var savedFile: String { say(en: "a chip file that 'arch save' wrote", zh: "“arch save”保存的芯片文件") }

    /// A file of a chip, where its path stands beside it.
    public static var theFile: String { say(en: "the file", zh: "该文件") }

    /// A file of another kind cannot hold a chip.
    public static func notFile(_ path: String) -> String {
        say(en: "'\(path)' is not a chip file", zh: "“\(path)”不是芯片文件")
    }

    /// What files of chips are called.
    public static var fileName: String { say(en: "a name that ends in .json", zh: "以 .json 结尾的文件名") }

    /// A chip is in a file now.
    public static func written(_ name: String, to path: String) -> String {
        say(en: "\(name) written to \(path)", zh: "\(name) 已写入 \(path)")
    }

    /// The chip of prefill workers is not in the file that was written.
    public static func otherUnsaved(_ name: String) -> String {
        say(
            en: "the chip of prefill workers, \(name), is not in it: 'arch save prefill FILE.json' writes that one",
            zh: "文件不含 Prefill 实例的芯片 \(name)：可用“arch save prefill FILE.json”写出")
    }

    /// A tier of links has no more chips than the one inside it.
    public static func misplaced(_ tier: String, size: Double) -> String {
        say(
            en: "\(tier)=\(Decimal.shortest(size)) reaches no further than the tier inside it",
            zh: "\(tier)=\(Decimal.shortest(size)) 的范围没有超出内层")
    }

    /// How far a tier of links reaches.
    public static func further(than inside: Double) -> String {
        say(en: "more than \(Decimal.shortest(inside)) chips", zh: "大于 \(Decimal.shortest(inside)) 的芯片数")
    }
}
