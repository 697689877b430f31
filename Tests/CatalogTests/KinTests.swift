import CostModel
import TestSupport
import Testing
import Units

@testable import Catalog

/// Chips whose files name a chip of the catalogue for what they do not state.
@Suite struct KinTests {
    private let mine = """
        {"name": "mine", "like": "l40s", "flops": "500TFLOPS", "dram": "48GB", "dram_bw": "900GB/s", "group": 4,
         "intra_bw": "32GB/s", "inter_bw": "25GB/s", "launch": "5us"}
        """

    private func parameter(_ name: String) throws -> Parameter { try #require(Parameter.named(name)) }

    @Test func whatIsNotStatedIsTheKins() throws {
        let described = try ChipFile.parse(mine)
        let l40s = CatalogEntry<Chip>.l40s.value
        let expected = l40s.with {
            ($0.peakFLOPS, $0.dramBytes, $0.dramBandwidth) = (500e12, 48e9, 900e9)
            ($0.network.intra.size, $0.network.intra.bandwidth) = (4, 32e9)
            $0.network.inter.bandwidth = 25e9
            $0.launch = 5e-6
            // A chip's power is its own.
            $0.power = 0
        }
        #expect(described.chip == expected)
        #expect(described.kin == "l40s")
        #expect(described.unstated.map(\.name) == ["tdp"])
        #expect(described.kindred.contains(try parameter("matrix_eff")))
        #expect(!described.kindred.contains(try parameter("launch")))
    }

    @Test func aWrittenChipReadsBackAsItWas() throws {
        var described = try ChipFile.parse(mine)
        let text = ChipFile.text(described)
        #expect(text.contains("\"like\": \"l40s\"") && !text.contains("matrix_eff") && text.contains("launch"))
        var back = try ChipFile.parse(text)
        back.unstated = described.unstated
        #expect(back == described)
        // What is set since is written, though the kin has another value, and what is rare too.
        described.chip.matrixEfficiency = 0.5
        described.chip.dramReserve = 0
        let set = try ChipFile.parse(ChipFile.text(described))
        #expect(set.chip == described.chip)
        #expect(!set.kindred.contains(try parameter("dram_reserve")))
    }

    @Test func originsNameTheKin() throws {
        let provenance = ChipProvenance(try ChipFile.parse(mine), file: "mine.json")
        let chip = provenance.chip
        let l40s = CatalogEntry<Chip>.l40s
        let matrix = try parameter("matrix_eff")
        #expect(provenance.origin(of: matrix, in: chip) == "as l40s: " + l40s.origin(of: matrix))
        #expect(provenance.origin(of: try parameter("flops"), in: chip) == "mine.json")
        #expect(provenance.kin(of: matrix, in: chip)?.name == "l40s")
        #expect(provenance.remarks(on: chip) == [.kin("l40s")])
        #expect(provenance.level == .published)
        let set = chip.with { $0.matrixEfficiency = 0.5 }
        #expect(provenance.kin(of: matrix, in: set) == nil && provenance.origin(of: matrix, in: set) == nil)
    }

    /// The kin's doubts are the chip's, and an ideal kin makes an ideal chip.
    @Test func doubtsGoWithWhatIsTaken() throws {
        let doubtful = ChipProvenance(try ChipFile.parse(mine.replacing("l40s", with: "910b3")), file: "mine.json")
        #expect(
            doubtful.remarks(on: doubtful.chip) == [
                .unverified(["flops16_share", "int8_share"]), .kin("ascend-910b3"),
            ])
        let ideal = ChipProvenance(try ChipFile.parse(mine.replacing("l40s", with: "trainium2")), file: "mine.json")
        #expect(ideal.level == .roofline)
    }

    @Test(arguments: [
        ("\"l40x\"", "like: unknown chip 'l40x', did you mean 'l40s'?"),
        ("\"abacus\"", "like: unknown chip 'abacus'"),
        ("7", "like: found 7, expected the name of a chip of the catalogue"),
    ])
    func aKinThatIsNotThereIsAnError(_ value: String, _ message: String) throws {
        let text = mine.replacing("\"l40s\"", with: value)
        let error = try #require(throws: ChipFileError.self) { try ChipFile.parse(text) }
        #expect("\(error)" == message)
        let place = try #require(error.place(in: text))
        #expect((place.line, place.column) == (1, 26))
    }

    /// Peak, memory and links are no kin's.
    @Test func theDatasheetMustBeStated() throws {
        let text = mine.replacing("\"flops\": \"500TFLOPS\", ", with: "")
        let error = try #require(throws: ChipFileError.self) { try ChipFile.parse(text) }
        #expect("\(error)" == "flops: missing, expected an arithmetic rate such as 128TFLOP/s or 128e12")
    }

    /// Every chip that was not fitted has a start-up or a gap in each layer, which says where it comes from.
    @Test(arguments: Catalog.chips.filter { $0.calibration == nil && $0.name != "sg2260e" })
    func noChipIsWithoutAFloor(entry: CatalogEntry<Chip>) throws {
        #expect(entry.value.launch > 0 || entry.value.layerTime >= 28e-6, "\(entry.name)")
        let origin = entry.origin(of: try parameter("layer_time"))
        #expect(!origin.isEmpty)
        if entry.value.layerTime > 0 { #expect(origin.contains(" us: ") || origin.contains(" us in ")) }
    }

    /// Seconds as the published runs give them: (54.1 - 10.2) ms / 64 = 686 us, (57.7 - 0.7) / 61 = 934,
    /// (25.4 - 13.2) / 80 = 152, (7.84 - 6.6) / 32 = 39, (19.6 - 3.0) / 80 = 207 and (37.9 - 17.5) / 126 = 162, (25.3 - 17.6) / 32 = 241.
    @Test(arguments: [
        ("ascend-910b", 690e-6), ("ascend-910b3", 690e-6), ("ascend-950dt", 690e-6), ("ascend-910c", 930e-6),
        ("tpu-v6e", 150e-6), ("tpu-v5e", 150e-6), ("tpu-v7x", 150e-6), ("gaudi2", 40e-6), ("gaudi3", 40e-6),
        ("trainium2", 200e-6), ("kunlun-p800", 75e-6), ("metax-c500", 400e-6), ("mlu370-x8", 400e-6),
        ("arc-b60", 240e-6), ("h200", 0),
        ("sg2260e", 0),
    ])
    func floorsAreThoseOfPublishedRuns(_ name: String, _ seconds: Double) throws {
        #expect(try #require(Catalog.chip(named: name)).value.layerTime == seconds)
    }

    @Test(arguments: [
        ("5090", "rtx-5090"), ("rtx5090", "rtx-5090"), ("910B3", "ascend-910b3"), ("昇腾910B4", "ascend-910b4"),
        ("昆仑芯P800", "kunlun-p800"), ("910b2", "ascend-910b"),
        ("910c", "ascend-910c"), ("4090", "rtx-4090"), ("dgx-spark", "gb10"), ("b60", "arc-b60"),
        ("p800", "kunlun-p800"),
        ("v6e", "tpu-v6e"), ("c500", "metax-c500"), ("cs-3", "wse-3"), ("h20-141gb", "h20-3e"),
    ])
    func usualSpellingsLeadToAChip(_ spelling: String, _ name: String) {
        #expect(Catalog.chip(named: spelling)?.name == name)
    }

    @Test func noSpellingIsThatOfTwo() {
        let all = Catalog.chips.flatMap { [$0.name] + $0.aliases }
        #expect(Set(all).count == all.count, "\(Dictionary(grouping: all) { $0 }.filter { $1.count > 1 }.keys)")
        #expect(all.allSatisfy { $0 == $0.lowercased() })
    }
}
