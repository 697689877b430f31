import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// H100 SXM with 80 GB.
    static let h100 = chip(
        "h100", "NVIDIA H100 SXM 80GB", .hopper,
        hopperSheet(dram: 79.18.gib, bandwidth: 3.35e12, intra: 450e9),
        origins: hopperRates + [
            Origin("dram", from: "79.18 GiB: \(Cite.cudaTotal)"),
            Origin("dram_bw", "tdp", from: "3.35 TB/s, 700 W: \(Cite.lockwoodH100)"),
            Origin(
                "intra_bw", "group",
                from: "NVLink 4, 900 GB/s both directions, 8 GPUs on NVSwitch: \(Cite.bekmanNetwork)"),
            infiniBand,
            .tileQueue("132 SM", in: Cite.lockwoodH100),
        ],
        calibration: .hopper, price: .runPod(3.99, in: ListPrice.Copy.receipts, on: "2026-11-09"))

    /// H200 SXM with 141 GB.
    static let h200 = chip(
        "h200", "NVIDIA H200 SXM 141GB", .hopper,
        hopperSheet(dram: 139.80.gib, bandwidth: 4.8e12, intra: 450e9),
        origins: hopperRates + [
            Origin("dram", from: "139.80 GiB of 140.4 (143,771 MiB, nvidia-smi): \(Cite.cudaTotal)"),
            Origin("tdp", from: "700 W: \(mlperfH200)"),
            Origin("dram_bw", from: "4.8 TB/s: \(Cite.bekman)"),
            Origin("intra_bw", "group", from: "18 NVLink 4, 900 GB/s both directions, 8 GPUs: \(mlperfH200)"),
            Origin("inter_bw", from: "InfiniBand NICs of 400 Gb/s: \(mlperfH200); one a GPU assumed"),
            .tileQueue("132 SM", in: "the die of H100, https://www.saulelectric.com/nvidia-h200.html"),
        ],
        calibration: .hopper, price: .runPod(4.59, in: ListPrice.Copy.plans, on: "2026-10-07"))

    /// H800 SXM: an H100 with fewer NVLinks, on which DeepSeek-V3 was trained and served.
    static let h800 = chip(
        "h800", "NVIDIA H800 SXM 80GB", .hopper,
        hopperSheet(dram: 79.18.gib, bandwidth: 3.35e12, intra: 200e9),
        origins: hopperRates + [
            Origin("dram", from: "assumed: H100's 79.18 GiB, the same stacks"),
            Origin("dram_bw", from: "3.35 TB/s as H100: \(philisun)"),
            Origin("tdp", from: "700 W: Hugging Face, https://huggingface.co/hardware/h800"),
            Origin(
                "intra_util",
                from: """
                    assumed: H100's 0.82; DeepEP names about 160 of 200 GB/s as the ceiling and reaches 153-158 \
                    (\(Cite.deepEP))
                    """),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: "NVLink 400 GB/s both directions, 8 GPUs, a 400 Gb/s NIC each: \(Cite.insights)"),
            .tileQueue("132 SM as H100; doubtful", in: philisun),
        ])

    /// H20 SXM with 96 GB: an H100 with a sixth of the arithmetic.
    static let h20 = chip(
        "h20", "NVIDIA H20 SXM 96GB", .hopperCut,
        Datasheet(
            bf16: 148e12, fp8: 296e12, int8: 296e12, dram: 95.0.gib, dramBandwidth: 4e12, group: 8, intra: 450e9,
            inter: 50e9, tdp: 400),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "fp8_share",
                from: "INT8 296, BF16 148 dense: \(Cite.quickReference); FP8 296: http://1cnz.cn/d/2353773.html"),
            .none(["fp4_share"], "Hopper has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "95.0 GiB: \(Cite.cudaTotal); an H20 of 141 GB exists too"),
            Origin("dram_bw", "tdp", from: "4.0 TB/s, 400 W: \(Cite.quickReference)"),
            Origin("intra_bw", "group", from: "NVLink 900 GB/s both directions, 8 GPUs: \(Cite.quickReference)"),
            Origin("inter_bw", from: "assumed: a 400 Gb/s NIC a GPU, as on the same HGX board with H100"),
            .tileQueue("78 SM", in: "https://zangshuxian.com/new/674733024499207168"),
        ])

    private static func hopperSheet(dram: Double, bandwidth: Double, intra: Double) -> Datasheet {
        Datasheet(
            bf16: 989.4e12, fp8: 1978.9e12, int8: 1978.9e12, dram: dram, dramBandwidth: bandwidth, group: 8,
            intra: intra, inter: 50e9, tdp: 700)
    }

    private static var hopperRates: [Origin] {
        [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: "FP8 and INT8 1,978.9, BF16 989.4 dense, half the printed sparse rates: \(Cite.lockwoodH100)"),
            .none(["fp4_share"], "Hopper has no FP4 unit (\(Cite.bekman))"),
        ]
    }

    private static var infiniBand: Origin {
        Origin("inter_bw", from: "8 NICs of 400 Gb/s for 8 GPUs, as in the H800 nodes of \(Cite.insights)")
    }

    private static var mlperfH200: String {
        "MLPerf Inference v4.1, NVIDIA system file H200-SXM-141GBx8, https://github.com/mlcommons/inference_results_v4.1"
    }

    private static var philisun: String {
        "Philisun, H800 vs H100, https://www.philisun.com/technical-analysis/"
    }
}
