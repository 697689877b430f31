import CostModel
import Testing
import Units

@testable import Catalog

extension CatalogEntry: CustomTestStringConvertible {
    /// The name alone; a whole entry fills a screen.
    public var testDescription: String { name }
}

/// Every figure of every chip can be asked where it comes from, and has a plausible order of magnitude.
struct ChipEntryTests {
    /// The parameters that exactly one origin must name.
    static let parameters = ChipField.all.map(\.key).filter { Parameter.named($0)?.unstated == nil }

    @Test(arguments: Catalog.chips)
    func everyFigureHasAnOriginOfItsOwn(entry: CatalogEntry<Chip>) {
        for parameter in Self.parameters {
            let origins = entry.origins.filter { $0.parameters.contains(parameter) }
            #expect(origins.count == 1, "\(entry.name): \(parameter)")
        }
        for parameter in entry.origins.flatMap(\.parameters) {
            #expect(ChipField.all.contains { $0.key == parameter }, "\(entry.name): \(parameter) is no parameter")
        }
    }

    @Test(arguments: Catalog.chips)
    func originsCiteADocumentOrSayThatTheyAssume(entry: CatalogEntry<Chip>) {
        let marks = [
            "http", "assumed", "doubtful", "not published", "SIGCOMM", "Biometrika", "0: what a runtime", "1:",
            "1 TensorCore", "fitted to", "case study",
            "unverified",
        ]
        for origin in entry.origins {
            #expect(marks.contains { origin.text.contains($0) }, "\(entry.name): \(origin.text)")
            #expect(!origin.text.contains("\n"), "\(entry.name): an origin is one line")
        }
    }

    /// A text that says "assumed" belongs to a figure that nothing was published of, and the other way round.
    @Test(arguments: Catalog.chips)
    func anAssumptionSaysSoFirst(entry: CatalogEntry<Chip>) {
        for origin in entry.origins {
            let isAssumed = origin.basis == .assumed || origin.basis == .analogy
            #expect(
                origin.text.hasPrefix("unverified") == (origin.basis == .unverified), "\(entry.name): \(origin.text)")
            #expect(origin.text.hasPrefix("assumed") == isAssumed, "\(entry.name): \(origin.text)")
            #expect(!origin.text.contains("assumed: assumed"), "\(entry.name): \(origin.text)")
        }
    }

    /// The start-up of an all-to-all is near that of kernels of low latency.
    @Test func theStartUpOfAnAllToAllLiesWhereItsOriginSays() throws {
        let entry = CatalogEntry<Chip>.h100
        let text = entry.origin(of: try #require(Parameter.named("a2a_start")))
        #expect(text.contains("kernels of low latency take 11 to 15 us"))
        #expect(entry.value.allToAllStart == 16e-6)
    }

    /// What is 0.92 and 0.62 of something elsewhere in a family is so in all of it.
    @Test(arguments: [CatalogEntry<Chip>.mi300x, .mi325x, .mi355x])
    func attentionOfInstinctIsTheShareThatItsOriginStates(entry: CatalogEntry<Chip>) throws {
        let text = entry.origin(of: try #require(Parameter.named("attn_eff")))
        #expect(text == "assumed: 0.62 of matrix_eff, as fitted to Hopper")
        #expect((entry.value.attentionEfficiency - 0.62 * entry.value.matrixEfficiency).magnitude < 0.006)
    }

    /// What a family takes over says from whom, and the figure is that one's.
    @Test(arguments: [
        ("a100", "launch", "h100", "Hopper's: fitted to 575 set-ups"),
        ("b200", "widen_eff", "h100", "Hopper's: widening hides"),
        ("gb200-nvl72", "attn_eff", "b200", "B200's: fitted by hand to 398 set-ups"),
        ("h20", "dram_util", "h100", "H100's: fitted to 575 set-ups"),
        ("mi300x", "widen_eff", "h100", "Hopper's: widening hides"),
    ])
    func whatIsTakenOverSaysFromWhom(_ name: String, _ parameter: String, _ owner: String, _ text: String) throws {
        let entry = try #require(Catalog.chip(named: name))
        let other = try #require(Catalog.chip(named: owner))
        let field = try #require(ChipField.all.first { $0.key == parameter })
        #expect(entry.origin(of: field.parameter).hasPrefix("assumed: " + text))
        #expect(field.get(entry.value) == field.get(other.value))
    }

    @Test func namesAreUniqueAndCanBeTyped() {
        let names = Catalog.datasheetChips.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }, "\(name)")
        }
    }

    @Test(arguments: Catalog.datasheetChips)
    func figuresHaveAPlausibleOrder(entry: CatalogEntry<Chip>) {
        let chip = entry.value
        // SRAM of 230 MB on a chip at 80 TB/s, of 44 GB on a wafer at 21 PB/s.
        let isSRAM = ["groq-lpu", "wse-3"].contains(entry.name)
        #expect((100e12...(isSRAM ? 63e15 : 6e15)).contains(chip.peakFLOPS))
        #expect(((isSRAM ? 0.2 : 15).gib...290.gib).contains(chip.dramBytes))
        #expect((250e9...(isSRAM ? 21e15 : 8e12)).contains(chip.dramBandwidth))
        // A chip that streams its memory in under 5 ms or over 100 ms is a slip of the decimal point, but for SRAM, and for
        // the slow memory of a desktop.
        #expect(
            ((isSRAM ? 2e-6 : 0.005)...(entry.name == "gb10" ? 0.5 : 0.1)).contains(chip.dramBytes / chip.dramBandwidth)
        )
        // 16-bit is a quarter to the whole of the 8-bit rate; one of the rates is the peak itself.
        #expect((0.245...1).contains(chip.peak16Share))
        #expect(max(chip.peak16Share, chip.fp8Share, chip.int8Share) == 1)
        #expect(chip.fp4Share == 0 || (1.9...3).contains(chip.fp4Share))
        #expect(chip.network.inter.size == 1e6)
        #expect(chip.network.intra.size >= 2)
        #expect(chip.network.inter.bandwidth <= chip.network.intra.bandwidth)
        #expect(chip.network.rack == .absent)
        #expect(chip.power == 0 || (70...(isSRAM ? 23_000 : 1500)).contains(chip.power))
    }

    @Test(arguments: Catalog.datasheetChips)
    func efficienciesAreSharesAndPaddingIsModest(entry: CatalogEntry<Chip>) {
        let chip = entry.value
        let network = chip.network
        let shares = [
            chip.dramUtilisation, chip.matrixEfficiency, network.intra.utilisation, network.inter.utilisation,
        ]
        for share in shares { #expect((0.4...0.97).contains(share)) }
        // Attention was measured at 0.32 of the peak on Blackwell, and MI300X is assumed to reach a little less.
        #expect((0.25...0.97).contains(chip.attentionEfficiency))
        #expect(chip.attentionEfficiency <= chip.matrixEfficiency)
        // An all-reduce of Gaudi starts in 33 us; the compiler of an SRAM machine schedules all of it.
        let start =
            entry.name.hasPrefix("gaudi")
            ? 33e-6...33e-6 : ["groq-lpu", "wse-3"].contains(entry.name) ? 0...0 : 0.1e-6...10e-6
        #expect(start.contains(network.intra.latency))
        #expect(network.inter.latency >= network.intra.latency)
        // Only TPUs, whose matrix units are 256 wide, pad N by more than 128.
        #expect(chip.cores * chip.cubeN <= (entry.name.hasPrefix("tpu") ? 512 : 128))
    }
}
