import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// Gaudi 3; its mesh gives any one peer 75 GB/s, a seventh of `intra_bw`.
    static let gaudi3 = chip(
        "gaudi3", "Intel Gaudi 3 (HL-325L)", .gaudi,
        Datasheet(
            bf16: 1835e12, fp8: 1835e12, dram: 128.gib, dramBandwidth: 3.67e12, group: 8, intra: 525e9, inter: 75e9,
            tdp: 900),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share",
                from: """
                    1,835 at FP8 and BF16: \(hotChips); doubtful: at 1,750 MHz, parts that ship run at 1,600 MHz = \
                    1,677 (\(Cite.bekman)), which matrix_eff takes into account
                    """),
            gaudiInteger, gaudiNoFP4,
            Origin(
                "dram", from: "nominal: 128 GiB, 8 stacks of 16; doubtful: on Gaudi 2 programs get 94.62 of 96"),
            Origin("dram_bw", "tdp", from: "3.67 TB/s, 900 W in air: \(hotChips)"),
            Origin("intra_bw", "group", "inter_bw", from: "21 and 3 of 24 ports of 200 Gb/s, 8 cards: \(habana)"),
        ])

    /// Gaudi 2; its mesh gives any one peer 37.5 GB/s, a seventh of `intra_bw`.
    static let gaudi2 = chip(
        "gaudi2", "Intel Gaudi 2",
        .gaudi.with {
            $0.matrix = .published(0.96, "FP8 0.96, BF16 0.97 (\(Cite.mamf))")
            $0.attention = .assumed(0.70, "the vector cores, not the matrix engines, bound its softmax")
        },
        Datasheet(
            bf16: 432e12, fp8: 865e12, dram: 94.62.gib, dramBandwidth: 2.46e12, group: 8, intra: 262.5e9, inter: 37.5e9,
            tdp: 600),
        origins: [
            Origin("flops", "fp8_share", from: "FP8 865: \(Cite.bekman)"),
            Origin("flops16_share", "dram_bw", "tdp", from: "BF16 432, 2.46 TB/s, 600 W: \(hotChips)"),
            Origin(
                "dram",
                from: """
                    94.62 GiB of 96: vLLM for Gaudi at start, README_GAUDI.md, https://github.com/HabanaAI/vllm-fork
                    """),
            gaudiInteger, gaudiNoFP4,
            Origin("intra_bw", "group", "inter_bw", from: "21 and 3 of 24 ports of 100 Gb/s, 8 cards: \(habana)"),
        ])

    /// Arc Pro B60, a card on half of a PCIe 5.0 slot; the dual card is two of them.
    static let b60 = chip(
        "arc-b60", "Intel Arc Pro B60 24GB", .xe,
        Datasheet(
            bf16: 98.3e12, int8: 196.6e12, dram: 24.gib, dramBandwidth: 456e9, group: 4, intra: 28.4e9, inter: 12.5e9,
            tdp: 200),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "dram_bw",
                from: "INT8 196.6, BF16 98.3, 456 GB/s: \(Cite.aiconfigurator("arc_pro_b60"))"),
            .none(
                ["fp8_share", "fp4_share"], "no unit; FP8 runs at BF16's rate (\(Cite.aiconfigurator("arc_pro_b60")))"),
            Origin("dram", from: "unverified: all of 24 GiB; what programs get was not found"),
            Origin(
                "intra_bw", "group",
                from: "PCIe 5.0 x8, 28.4 of 32 GB/s measured, 4 cards: \(Cite.aiconfigurator("arc_pro_b60"))"),
            Origin("inter_bw", from: "assumed: 100 Gb/s of NIC a card"),
            Origin("tdp", from: "200 W: Chip Versus, https://chipversus.com"),
            .tileQueue("its Xe cores; doubtful", in: Cite.aiconfigurator("arc_pro_b60")),
        ], aliases: ["arc-pro-b60"])

    private static var gaudiInteger: Origin {
        .none(["int8_share"], "supported, but its rate is not published: planned at the BF16 rate")
    }

    private static var gaudiNoFP4: Origin { .none(["fp4_share"], "no FP4 unit (\(Cite.bekman))") }

    private static var hotChips: String {
        "Intel, Gaudi 3 at Hot Chips 2024, slides, https://www.sgpjbg.com/baogao/465025.html"
    }

    private static var habana: String {
        "Intel Gaudi documentation, Network Configuration, https://docs.habana.ai/en/latest/"
    }
}
