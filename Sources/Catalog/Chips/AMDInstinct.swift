import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// MI300X; its mesh gives any one peer 64 GB/s, a seventh of `intra_bw`.
    static let mi300x = chip(
        "mi300x", "AMD Instinct MI300X", .cdna3,
        cdna3Sheet(dram: 191.98.gib, bandwidth: 5.3e12, tdp: 750),
        origins: cdna3Origins + [
            Origin("dram", from: "191.98 GiB of 192: \(Cite.hipTotal)"),
            Origin("dram_bw", "tdp", from: "5.3 TB/s, 750 W: \(Cite.bekman)"),
        ], price: .quoted(1.85, of: "Vultr"))

    /// MI325X, an MI300X with more and faster memory.
    static let mi325x = chip(
        "mi325x", "AMD Instinct MI325X",
        .cdna3.with {
            $0.matrix = .analogy(
                0.55, "0.92 of BF16 0.60 (\(Cite.mamf)), as fitted of 0.75 on Hopper; 8-bit by analogy")
            $0.attention = .analogy(0.34, "0.62 of matrix_eff, as fitted to Hopper")
        },
        cdna3Sheet(dram: 255.98.gib, bandwidth: 6e12, tdp: 1000),
        origins: cdna3Origins + [
            Origin("dram", from: "255.98 GiB of 256: \(Cite.hipTotal)"),
            Origin("dram_bw", from: "6 TB/s: Awesome Agents, https://awesomeagents.ai/hardware/amd-mi325x"),
            Origin("tdp", from: "1,000 W: \(Cite.bekman)"),
        ], price: .quoted(1.95, of: "TensorWave"))

    /// MI355X; its mesh gives any one peer 76.8 GB/s, a seventh of `intra_bw`.
    static let mi355x = chip(
        "mi355x", "AMD Instinct MI355X", .cdna4,
        Datasheet(
            bf16: 2516.6e12, fp8: 5033.2e12, int8: 5033.2e12, fp4: 10_066.4e12, dram: 287.98.gib, dramBandwidth: 8e12,
            group: 8, intra: 537.6e9, inter: 50e9, tdp: 1400),
        origins: [
            Origin(
                "flops", "fp8_share", "int8_share",
                from: """
                    8,192 FLOP a clock and unit (AMD at ISSCC 2026, https://www.world-today-news.com/?p=7253162) x 256 \
                    units x 2.4 GHz = 5,033; printed 5.0 PFLOP/s at FP8 and INT8 (\(Cite.bekman))
                    """),
            Origin(
                "flops16_share", "fp4_share", from: "BF16 half, FP4 twice that; printed 2.5 and 10.1 (\(Cite.bekman))"),
            Origin("dram", from: "287.98 GiB of 288: \(Cite.hipTotal)"),
            Origin("dram_bw", from: "8 TB/s: \(Cite.bekman)"),
            Origin(
                "intra_bw", "group",
                from: """
                    7 links of 153.6 GB/s both directions: Hume Consulting, AMD MI355X, \
                    https://humeconsulting.co/amd-mi355x-strong-node-level-inference-but-not-yet-rack-scale
                    """),
            Origin("inter_bw", from: "assumed: a 400 Gb/s NIC a GPU, as in \(moRI)"),
            Origin("tdp", from: "1.4 kW: The Register, https://www.theregister.com/2025/06/12/amd_mi355x/"),
            .tileQueue("256 compute units", in: Cite.rocm),
        ])

    /// MI350X, an MI355X at a lower clock.
    static let mi350x = chip(
        "mi350x", "AMD Instinct MI350X", .cdna4,
        Datasheet(
            bf16: 2307e12, fp8: 4614e12, int8: 4614e12, fp4: 9227e12, dram: 287.98.gib, dramBandwidth: 8e12, group: 8,
            intra: 537.6e9, inter: 50e9, tdp: 1000),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share", "fp4_share",
                from: """
                    MI355X's rates times 2.2 / 2.4 GHz; ServeTheHome, https://www.servethehome.com/?p=99664, prints 4.6 \
                    PFLOP/s at MXFP8
                    """),
            Origin("dram", from: "assumed: MI355X's 287.98 GiB of 288"),
            Origin("dram_bw", "tdp", from: "8 TB/s, 1,000 W: \(Cite.bekman)"),
            Origin(
                "intra_bw", "group", from: "7 links of 153.6 GB/s both directions, as MI355X: \(Cite.bekmanNetwork)"),
            Origin("inter_bw", from: "assumed: a 400 Gb/s NIC a GPU, as in \(moRI)"),
            .tileQueue("256 compute units", in: Cite.rocm),
        ])

    /// MI308X, an MI300X for China with a quarter of the units, of which no datasheet is public.
    static let mi308x = chip(
        "mi308x", "AMD Instinct MI308X", .cdna3,
        Datasheet(
            bf16: 344e12, fp8: 688e12, int8: 688e12, dram: 191.98.gib, dramBandwidth: 5.3e12, group: 8, intra: 448e9,
            inter: 50e9, tdp: 750),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: "unverified: 80 units x 2.1 GHz x 4,096 FLOP at FP8, half at BF16; no datasheet is public"),
            .none(["fp4_share"], "CDNA 3 has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", "dram_bw", "intra_bw", "group", from: "unverified: as MI300X"),
            Origin("inter_bw", from: "assumed: a 400 Gb/s NIC a GPU, as in \(moRI)"),
            Origin("tdp", from: "unverified: 650-750 W"),
            Origin("core", from: "assumed: 1, its 80 compute units draw tiles as MI300X's"),
        ])

    /// MI250X as one chip of two dies, which software sees as two devices of half its figures.
    static let mi250x = chip(
        "mi250x", "AMD Instinct MI250X (two dies)",
        .cdna3.with {
            $0.dram = .assumed(0.80, "no citable stream figure was found; two dies, each with its own stacks")
            $0.matrix = .assumed(0.60, "no published measurement was found")
            $0.attention = .assumed(0.45, "no published measurement was found")
        },
        Datasheet(
            bf16: 383e12, int8: 383e12, dram: 2 * 63.98.gib, dramBandwidth: 3.277e12, group: 8, intra: 350e9,
            inter: 25e9,
            tdp: 560),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "383 at INT8 and BF16: \(zexron)"),
            Origin("dram", from: "63.98 GiB of 64 a die: \(Cite.hipTotal)"),
            .none(["fp8_share", "fp4_share"], "CDNA 2 has no FP8 or FP4 unit (\(Cite.bekman))"),
            Origin("dram_bw", "tdp", from: "3.28 TB/s, 560 W: \(Cite.bekman)"),
            Origin(
                "intra_bw", "group",
                from: """
                    7 links of 50 GB/s one way, a mesh of 8: \(Cite.bekmanNetwork); doubtful: Frontier nodes hold 4, \
                    with several links between some pairs
                    """),
            Origin("inter_bw", from: "assumed: a Slingshot port of 200 Gb/s each, as on Frontier"),
            .tileQueue("220 compute units", in: zexron),
        ])

    private static func cdna3Sheet(dram: Double, bandwidth: Double, tdp: Double) -> Datasheet {
        Datasheet(
            bf16: 1307.4e12, fp8: 2614.9e12, int8: 2614.9e12, dram: dram, dramBandwidth: bandwidth, group: 8,
            intra: 448e9, inter: 50e9, tdp: tdp)
    }

    private static var cdna3Origins: [Origin] {
        [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: """
                    FP8 2,614.9, BF16 1,307.4 dense: https://awesomeagents.ai/hardware/amd-mi325x (same silicon); INT8 \
                    as FP8: 304 units x 2.1 GHz x 4,096
                    """),
            .none(["fp4_share"], "CDNA 3 has no FP4 unit (\(Cite.bekman))"),
            Origin(
                "intra_bw", "group",
                from: "7 links of 64 GB/s one way, to 7 peers at once; 64 to any one: \(Cite.bekmanNetwork)"),
            Origin("inter_bw", from: "assumed: a 400 Gb/s NIC a GPU, as in \(moRI)"),
            .tileQueue("304 compute units", in: Cite.rocm),
        ]
    }

    private static var moRI: String {
        "ROCm documentation, SGLang distributed inference with MoRI, https://rocm.docs.amd.com"
    }

    private static var zexron: String {
        "Zexron, https://zexron.com/amd-mi250-x-aldebaran-as-mcm-with-up-to-479-teraflop-s-and-560-watt-tdp"
    }
}
