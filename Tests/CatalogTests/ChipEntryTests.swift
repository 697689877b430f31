import CostModel
import Testing

@testable import Catalog

extension CatalogEntry: CustomTestStringConvertible {
    /// The name alone; a whole entry fills a screen.
    public var testDescription: String { name }
}

/// Every figure of every chip can be asked where it comes from, and has a plausible order of magnitude.
struct ChipEntryTests {
    /// The parameters that exactly one origin must name.
    static let parameters = ChipField.all.map(\.key)

    @Test(arguments: Catalog.datasheetChips)
    func everyFigureHasAnOriginOfItsOwn(entry: CatalogEntry<Chip>) {
        for parameter in Self.parameters {
            let origins = entry.origins.filter { $0.parameters.contains(parameter) }
            #expect(origins.count == 1, "\(entry.name): \(parameter)")
        }
        for parameter in entry.origins.flatMap(\.parameters) {
            #expect(Self.parameters.contains(parameter), "\(entry.name): \(parameter) is no parameter")
        }
    }

    @Test(arguments: Catalog.datasheetChips)
    func originsCiteADocumentOrSayThatTheyAssume(entry: CatalogEntry<Chip>) {
        let marks = [
            "http", "assumed", "doubtful", "not published", "SIGCOMM", "Biometrika", "0: what a runtime", "1:",
            "1 TensorCore", "fitted to",
        ]
        for origin in entry.origins {
            #expect(marks.contains { origin.text.contains($0) }, "\(entry.name): \(origin.text)")
            #expect(!origin.text.contains("\n"), "\(entry.name): an origin is one line")
        }
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
        #expect((100e12...6e15).contains(chip.peakFLOPS))
        #expect((16e9...300e9).contains(chip.dramBytes))
        #expect((300e9...8e12).contains(chip.dramBandwidth))
        // A chip that streams its memory in under 5 ms or over 100 ms is a slip of the decimal point.
        #expect((0.005...0.1).contains(chip.dramBytes / chip.dramBandwidth))
        // 16-bit is a quarter to the whole of the 8-bit rate; one of the rates is the peak itself.
        #expect((0.25...1).contains(chip.peak16Share))
        #expect(max(chip.peak16Share, chip.fp8Share, chip.int8Share) == 1)
        #expect(chip.fp4Share == 0 || (2...3).contains(chip.fp4Share))
        #expect(chip.network.inter.size == 1e6)
        #expect(chip.network.intra.size >= 4)
        #expect(chip.network.inter.bandwidth < chip.network.intra.bandwidth)
        #expect(chip.network.rack == .absent)
        #expect(chip.power == 0 || (70...1500).contains(chip.power))
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
        #expect(chip.attentionEfficiency < chip.matrixEfficiency)
        #expect((0.1e-6...10e-6).contains(network.intra.latency))
        #expect(network.inter.latency >= network.intra.latency)
        // Only TPUs, whose matrix units are 256 wide, pad N by more than 128.
        #expect(chip.cores * chip.cubeN <= (entry.name.hasPrefix("tpu") ? 512 : 128))
    }
}
