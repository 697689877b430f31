import CostModel
import Foundation
import Testing
import Units

@testable import Catalog

/// The chips against a table of what was found of each: figures, how far each can be trusted, and where it stands.
///
/// Its marks: D datasheet, V the maker's pages, 3 a third party, U memory, kin or arithmetic. Rates are TFLOP/s, GB/s and W.
@Suite struct DatasheetTableTests {
    /// A row, by the names of its columns.
    private static let rows: [[String: String]] = {
        let url = Bundle.module.url(forResource: "datasheets", withExtension: "csv", subdirectory: "Configs")
        let text = url.flatMap { try? String(contentsOf: $0, encoding: .utf8) } ?? ""
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }()

    /// Columns, the parameters that hold them, and what the catalogue's chip has.
    private static let columns: [(name: String, parameter: String, read: @Sendable (Chip) -> Double)] = [
        ("fp4", "fp4_share", { $0.peakFLOPS * $0.fp4Share / 1e12 }),
        ("fp8", "fp8_share", { $0.peakFLOPS * $0.fp8Share / 1e12 }),
        ("int8", "int8_share", { $0.peakFLOPS * $0.int8Share / 1e12 }),
        ("bf16", "flops16_share", { $0.peakFLOPS * $0.peak16Share / 1e12 }),
        ("gib", "dram", { $0.dramBytes.inGiB }), ("bw", "dram_bw", { $0.dramBandwidth / 1e9 }),
        ("link", "intra_bw", { $0.network.intra.bandwidth / 1e9 }), ("dom", "group", { $0.network.intra.size }),
        ("nic", "inter_bw", { $0.network.inter.bandwidth / 1e9 }), ("tdp", "tdp", { $0.power }),
    ]

    /// What the catalogue takes otherwise, and why.
    private static let others: [String: Set<String>] = [
        // The safe side of a chip that may halve its rates as GeForce does.
        "gb10": ["bf16", "fp8"],
        // Figures of the CANN platform file and of torch_npu.
        "ascend-910b": ["int8", "gib"],
        // Eight cards of a server meet over PCIe, as those of the RTX 4090; a bridge over two is not modelled.
        "rtx-5090": ["dom"], "a40": ["dom"],
    ]

    @Test func theTableIsThere() { #expect(Self.rows.count == 24) }

    /// Within a percent; memory within two, of which the table may have a kin's, and PCIe 4 as 31 or 32 GB/s.
    @Test(arguments: rows)
    func figuresAreThoseOfTheTable(row: [String: String]) throws {
        let name = try #require(row["chip"])
        let chip = try #require(Catalog.chip(named: name)).value
        for column in Self.columns where Self.others[name]?.contains(column.name) != true {
            guard let stated = Double(row[column.name] ?? "") else { continue }
            let found = column.read(chip)
            let limit = ["gib": 0.02, "link": 0.035][column.name] ?? 0.01
            #expect((found / stated - 1).magnitude < limit, "\(name): \(column.name) \(found), stated \(stated)")
        }
    }

    /// What no document was read for says so: as unverified, or as an assumption.
    @Test(arguments: rows)
    func whatIsUnverifiedSaysSo(row: [String: String]) throws {
        let name = try #require(row["chip"])
        let entry = try #require(Catalog.chip(named: name))
        let marks = (row["marks"] ?? "").split(separator: " ").map { $0.split(separator: ":") }
        for column in Self.columns {
            guard marks.contains([Substring(column.name), "U"]) else { continue }
            let parameter = try #require(Parameter.named(column.parameter))
            #expect(entry.basis(of: parameter) != .published, "\(name): \(column.parameter)")
        }
    }

    /// A peak, memory or bandwidth from memory marks the whole chip, wherever it is listed.
    @Test(arguments: [
        ("kunlun-p800", true), ("mi308x", true), ("hygon-k100-ai", true), ("metax-c500", true), ("ascend-910b3", true),
        ("l40", false), ("rtx-5090", false), ("rtx-pro-6000", false), ("h200", false), ("mi350x", false),
    ])
    func chipsWithSuchFiguresAreMarked(_ name: String, _ isMarked: Bool) throws {
        let entry = try #require(Catalog.chip(named: name))
        #expect(entry.unverified.isEmpty != isMarked)
        let said = ChipProvenance(entry).remarks(on: entry.value).contains {
            if case .unverified = $0 { true } else { false }
        }
        #expect(said == isMarked)
        let set = entry.value.with { ($0.peakFLOPS, $0.dramBytes, $0.dramBandwidth) = (1e15, 1e11, 1e12) }
        #expect(!ChipProvenance(entry).isUnverified(try #require(Parameter.named("dram")), in: set))
    }

    @Test func whatIsAnnouncedSaysWhen() throws {
        let entry = try #require(Catalog.chip(named: "950dt"))
        #expect(ChipProvenance(entry).remarks(on: entry.value) == [.announced("Q4 2026")])
    }

    /// Half of printed sparse rates; FP32 accumulation on GeForce: 170 SM x 2.407 GHz x 512 BF16 multiply-adds = 209.5.
    @Test func sparseRatesAreHalved() throws {
        let geForce = try #require(Catalog.chip(named: "5090")).value
        #expect(abs(geForce.peakFLOPS * geForce.peak16Share / (170 * 2.407e9 * 256 * 2) - 1) < 0.001)
        #expect(geForce.peakFLOPS * geForce.fp4Share == 3352e12 / 2)
        #expect(geForce.fp8Share == 0.5 && geForce.int8Share == 1)
        let card = try #require(Catalog.chip(named: "h200-nvl")).value
        #expect(card.peakFLOPS == 3341e12 / 2)
        // A wafer: 125 PFLOP/s printed, sparse.
        #expect(try #require(Catalog.chip(named: "wse3")).value.peakFLOPS == 125e15 / 2)
    }
}
