import CostModel
import Units

// Of these no datasheet is public: peaks are from memory, and every screen of them says so.

extension CatalogEntry where Value == Chip {
    /// Kunlun P800.
    static let kunlunP800 = chip(
        "kunlun-p800", "Baidu Kunlun P800",
        .ascendKin.with {
            $0.software.layer = .published(
                75e-6,
                """
                75 us: 16 ms a token of Qwen3-8B on one card less 13.6 ms of weights at 1.2 TB/s, over 36 layers = 67 \
                (vLLM-Kunlun, https://github.com/baidu/vLLM-Kunlun); rounded, and the bandwidth is unverified
                """)
        },
        Datasheet(
            bf16: 345e12, int8: 690e12, dram: 63.gib, dramBandwidth: 1.2e12, group: 8, intra: 31e9, inter: 25e9,
            tdp: 400),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "unverified: BF16 345, INT8 690"),
            noFloat8,
            Origin("dram", from: "unverified: 63 of 64 GiB"),
            Origin(
                "dram_bw",
                from: "unverified: 1.2 TB/s; Qwen3-8B in 16 bits at 16 ms a token needs 1.02 at least (vLLM-Kunlun)"),
            pcieLink("its own links are not published"), nic,
            Origin("tdp", from: "unverified: 400 W"), units,
        ])

    /// MetaX C500.
    static let metaxC500 = chip(
        "metax-c500", "MetaX C500",
        .ascendKin.with {
            $0.dram = .published(0.77, "streams 1,390-1,496 of 1,800 GB/s (\(flagPerf))")
            $0.matrix = .published(0.82, "BF16 0.828, FP16 0.835 of a nominal rate that is withheld (\(flagPerf))")
        },
        Datasheet(
            bf16: 280e12, int8: 560e12, dram: 63.gib, dramBandwidth: 1.8e12, group: 8, intra: 63e9, inter: 25e9,
            tdp: 350),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "unverified: BF16 280, INT8 560; a list prints half"),
            noFloat8,
            Origin("dram", from: "unverified: 63 of 64 GiB; 64 GB: \(flagPerf)"),
            Origin("dram_bw", from: "1.8 TB/s: \(flagPerf)"),
            pcieLink("PCIe 5.0 x16; the rate of MetaXLink is not published"), nic,
            Origin("tdp", from: "350 W: \(flagPerf)"), units,
        ])

    /// Hygon K100-AI.
    static let hygonK100 = chip(
        "hygon-k100-ai", "Hygon K100-AI", .ascendKin,
        Datasheet(
            bf16: 196e12, int8: 392e12, dram: 63.gib, dramBandwidth: 896e9, group: 8, intra: 31e9, inter: 25e9,
            tdp: 400),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "unverified: BF16 196, INT8 392"),
            noFloat8,
            Origin(
                "dram",
                from: """
                    unverified: 63 of 64 GiB; 64 GB: Hygon, inference cookbook, \
                    https://github.com/HYGON-AI/inference-cookbook-das
                    """),
            Origin("dram_bw", from: "unverified: 896 GB/s; a list prints 2.4 TB/s"),
            pcieLink("its own links are not published"), nic,
            Origin("tdp", from: "unverified: 400 W"), units,
        ], aliases: ["k100"])

    private static func pcieLink(_ reason: String) -> Origin {
        Origin("intra_bw", "group", from: "assumed: 8 cards a server over PCIe x16; \(reason)")
    }

    private static var nic: Origin { Origin("inter_bw", from: "assumed: 200 Gb/s of NIC a card") }
    private static var units: Origin { Origin("core", from: "assumed: 1, its cores take tiles as a GPU's") }
    private static var noFloat8: Origin {
        Origin("fp8_share", "fp4_share", from: "assumed: 0, no FP8 or FP4 unit is named anywhere")
    }
    private static var flagPerf: String { "FlagPerf, https://github.com/FlagOpen/FlagPerf" }
}
