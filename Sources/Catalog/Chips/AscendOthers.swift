import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// Ascend 910B3, with 20 cores.
    static let ascend910B3 = chip(
        "ascend-910b3", "Huawei Ascend 910B3", .ascend,
        Datasheet(
            bf16: 313e12, int8: 626e12, dram: 60.32.gib, dramBandwidth: 1.6e12, group: 8, intra: 196e9, inter: 25e9,
            tdp: 400),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share",
                from: "unverified: BF16 313, INT8 626; FlagPerf measured FP16 313.2 on a board of unstated grade"),
            noFloat8,
            Origin("dram", from: "60.32 GiB of 64 (\(hami); FlagPerf, Atlas 800T A2, \(flagPerf))"),
            Origin("dram_bw", from: "1.6 TB/s: \(flagPerf); doubtful: lists say 0.4, 1.2 and 1.6"),
            hccs, roce, Origin("tdp", from: "unverified: 400 W as 910B2"),
            .tileQueue("20 cube cores", in: hami),
        ])

    /// Ascend 910B4, with 20 cores and half the memory; 910B4-1 has 64 GB.
    static let ascend910B4 = chip(
        "ascend-910b4", "Huawei Ascend 910B4 32GB", .ascend,
        Datasheet(
            bf16: 280e12, int8: 560e12, dram: 30.gib, dramBandwidth: 800e9, group: 8, intra: 196e9, inter: 25e9,
            tdp: 310),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "unverified: BF16 280, INT8 560"),
            noFloat8,
            Origin("dram", from: "unverified: 30 of 32 GiB, as 60.3 of 64; 32 GiB: \(hami); the 910B4-1 has 64"),
            Origin("dram_bw", from: "unverified: 0.8 TB/s, half of 910B2's"),
            Origin(
                "intra_bw", "group", from: "unverified: 910B2's HCCS, 196 GB/s one way over 8 chips; others say PCIe"),
            roce, Origin("tdp", from: "unverified: 310 W"),
            .tileQueue("20 cube cores", in: hami),
        ])

    /// Ascend 950PR as the Atlas 350 card.
    static let ascend950PR = chip(
        "ascend-950pr", "Huawei Ascend 950PR 112GB", .ascendKin.with(stock),
        Datasheet(
            bf16: 390e12, fp8: 780e12, int8: 0, fp4: 1560e12, dram: 112e9, dramBandwidth: 1.4e12, group: 8,
            intra: 500e9, inter: 50e9, tdp: 600),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share",
                from: "unverified: FP8 780 and BF16 390 by halving FP4's 1,560; the chip's roadmap says 1,000 at FP8"),
            Origin("fp4_share", from: "FP4 1,560 of the card, 2,000 of the chip's roadmap: \(launch)"),
            .none(["int8_share"], "not published (\(launch)): planned at the BF16 rate"),
            Origin("dram", from: "nominal: 112 GB of the card: \(launch); the roadmap says 128"),
            Origin("dram_bw", from: "1.4 TB/s of the card: \(launch); the roadmap says 1.6"),
            Origin(
                "intra_bw", "group", from: "unverified: 500 GB/s one way, a quarter of the roadmap's 2 TB/s; 8 cards"),
            Origin("inter_bw", from: "assumed: 400 Gb/s a card; nothing was found"),
            Origin("tdp", from: "600 W: \(launch)"),
            .tileQueue("its cube cores; doubtful", in: "as 910B, \(hami)"),
        ], aliases: ["atlas-350"])

    /// Ascend 950DT, announced.
    static let ascend950DT = chip(
        "ascend-950dt", "Huawei Ascend 950DT", .ascendKin.with(stock),
        Datasheet(
            bf16: 486e12, fp8: 919e12, int8: 0, fp4: 1783e12, dram: 96e9, dramBandwidth: 4e12, group: 64, intra: 840e9,
            inter: 50e9),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "fp4_share",
                from:
                    "FP4 1,783, FP8 919, BF16 486 of the 64-chip page: \(superPoD); the 1,024-chip page says 1,953 and 977"
            ),
            .none(["int8_share"], "not published (\(superPoD)): planned at the BF16 rate"),
            Origin("dram", "dram_bw", from: "nominal: 96 GB, 4 TB/s: \(superPoD); the roadmap says 144 GB"),
            Origin("intra_bw", "group", from: "840 GB/s, 64 chips on UB-Mesh: \(superPoD); directions assumed"),
            Origin("inter_bw", from: "assumed: 400 Gb/s a chip; nothing was found"),
            .none(["tdp"], "not published"),
            .tileQueue("its cube cores; doubtful", in: "as 910B, \(hami)"),
        ], announced: "Q4 2026")

    private static func stock(_ family: inout Efficiencies) {
        family.software.layer = Efficiencies.ascend.software.layer.taken(from: "Ascend 910B")
    }

    private static var noFloat8: Origin {
        .none(["fp8_share", "fp4_share"], "no FP8 or FP4 unit before Ascend 950 (\(ascendRoadmap))")
    }

    private static var hccs: Origin {
        Origin(
            "intra_bw", "group",
            from:
                "as 910B2: 7 HCCS links of 56 GB/s both directions, 8 chips: \(Cite.quickReference); directions assumed"
        )
    }

    private static var roce: Origin { Origin("inter_bw", from: "assumed: 200 Gb/s RoCE a chip, as in Atlas 800T A2") }

    private static var hami: String { "HAMi, device configuration, https://github.com/Project-HAMi/HAMi" }
    private static var flagPerf: String { "FlagPerf, https://github.com/FlagOpen/FlagPerf" }
    private static var launch: String { "All Things Geek on the Atlas 350, https://allthingsgeek.com" }
    private static var superPoD: String { "hiascend SuperPoD page as quoted by \(Cite.bekman)" }
}
