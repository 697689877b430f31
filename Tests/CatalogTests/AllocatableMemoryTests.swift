import CostModel
import Testing
import Units

@testable import Catalog

/// DRAM as a program can allocate it, and what runtimes keep of it.
@Suite struct AllocatableMemoryTests {
    /// GiB that runtimes report: cudaMemGetInfo and hipMemGetInfo (PyTorch's total capacity), torch_npu's total capacity,
    /// XLA's limit, vLLM for Gaudi at start; where only the printed figure is known, that in GiB.
    static let reported: [(name: String, gib: Double)] = [
        ("a100", 79.25), ("h100", 79.18), ("h200", 139.80), ("h800", 79.18), ("h20", 95.0), ("b200", 178.35),
        ("b300", 267.69), ("gb200-nvl72", 184.31), ("gb300-nvl72", 276.50), ("l40s", 44.40), ("l4", 22.03),
        ("a10", 22.06), ("rtx-4090", 23.64), ("mi300x", 191.98), ("mi325x", 255.98), ("mi355x", 287.98),
        ("mi250x", 2 * 63.98), ("ascend-910b", 60.97), ("ascend-910c", 2 * 61.28), ("mlu370-x8", 48),
        ("tpu-v5e", 15.75), ("tpu-v5p", 95.74), ("tpu-v6e", 31.25), ("tpu-v7x", 2 * 94.75), ("gaudi3", 128),
        ("gaudi2", 94.62), ("trainium2", 96), ("h20-3e", 139.80), ("h200-nvl", 139.80), ("h100-nvl", 93.6),
        ("h100-pcie", 79.18), ("rtx-pro-6000", 95.6), ("rtx-pro-6000-ws", 95.6), ("rtx-5090", 31.84), ("l40", 44.40),
        ("l20", 44.40), ("a40", 44.40), ("gb10", 119), ("mi350x", 287.98), ("mi308x", 191.98), ("ascend-910b3", 60.32),
        ("ascend-910b4", 30), ("ascend-950pr", 112e9 / 1.073741824e9), ("ascend-950dt", 96e9 / 1.073741824e9),
        ("kunlun-p800", 63), ("metax-c500", 63), ("hygon-k100-ai", 63), ("arc-b60", 24), ("groq-lpu", 0.21),
        ("wse-3", 41),
    ]

    @Test func everyChipStatesWhatAProgramGets() throws {
        let chips = Catalog.chips.filter { $0.name != "sg2260e" }
        #expect(Set(chips.map(\.name)) == Set(Self.reported.map(\.name)))
        for (name, gib) in Self.reported {
            let entry = try #require(chips.first { $0.name == name })
            #expect((entry.value.dramBytes.inGiB - gib).magnitude < 1e-9, "\(name)")
            let origin = try #require(Parameter.named("dram").map(entry.origin))
            let isNominal =
                name.hasPrefix("ascend-950") && origin.contains("GB of the card") || origin.contains("96 GB")
            #expect(origin.contains("GiB") || isNominal || name == "mi308x", "\(name): \(origin)")
        }
    }

    /// A tenth on every family; the case's chip keeps the rule of the case, GB10 10 GiB for the system that shares its memory,
    /// and machines that run from SRAM nothing.
    @Test func runtimesKeepATenth() throws {
        let parameter = try #require(Parameter.named("dram_reserve"))
        for entry in Catalog.chips {
            let isCase = entry.name == "sg2260e"
            let others = ["gb10": 10.gib, "groq-lpu": 0, "wse-3": 0]
            if let own = others[entry.name] {
                #expect(entry.value.dramReserve == own, "\(entry.name)")
                continue
            }
            #expect(entry.value.dramReserve == (isCase ? 0 : 0.1), "\(entry.name)")
            #expect(entry.origin(of: parameter).contains(isCase ? "case study" : "10 %"), "\(entry.name)")
        }
    }

    @Test(arguments: [("\"10%\"", 0.1), ("0.1", 0.1), ("\"19.2GB\"", 19.2e9), ("19200000000", 19.2e9), ("0", 0)])
    func aFileSaysItAsAShareOrASize(_ text: String, _ value: Double) throws {
        let file = """
            {"name": "x", "flops": 1e15, "dram": "80GiB", "dram_bw": 2e12, "group": 8, "intra_bw": 1e11, "inter_bw": 1e10,
             "dram_reserve": \(text)}
            """
        let chip = try ChipFile.parse(file)
        #expect(chip.chip.dramReserve == value)
        #expect(try ChipFile.parse(ChipFile.text(chip)).chip == chip.chip)
    }

    @Test func sharesOfEverythingAreRefused() {
        let file = """
            {"name": "x", "flops": 1e15, "dram": "80GiB", "dram_bw": 2e12, "group": 8, "intra_bw": 1e11, "inter_bw": 1e10,
             "dram_reserve": "100%"}
            """
        let error = #expect(throws: ChipFileError.self) { try ChipFile.parse(file) }
        #expect(
            error?.description
                == "dram_reserve: '100%' is neither a share below 100 % nor a byte or more, expected a size or share such as "
                + "10% or 16GiB")
    }
}
