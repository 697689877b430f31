import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// B200 on an HGX board of eight.
    static let b200 = chip(
        "b200", "NVIDIA B200 SXM 180GB", .blackwell,
        Datasheet(
            bf16: 2250e12, fp8: 4500e12, int8: 4500e12, fp4: 9000e12, dram: 178.35.gib, dramBandwidth: 8e12, group: 8,
            intra: 900e9, inter: 50e9, tdp: 1000),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share", "fp4_share",
                from: "FP4 9, FP8 and INT8 4.5, BF16 2.25 PFLOP/s dense: \(Cite.lockwoodB200)"),
            Origin("dram", from: "178.35 GiB: \(Cite.cudaTotal)"),
            Origin("tdp", from: "1,000 W: \(mlperfB200)"),
            Origin("dram_bw", from: "8.0 TB/s: \(Cite.bekman); doubtful: 7.7 in \(Cite.verda)"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: "18 NVLink 5, 1.8 TB/s both directions, 8 GPUs, 8 ConnectX-7 of 400 Gb/s: \(mlperfB200)"),
            .tileQueue("148 SM", in: "Chips and Cheese, Nvidia's B200, https://chipsandcheese.com"),
        ],
        calibration: .blackwell, price: .runPod(6.79, in: ListPrice.Copy.plans, on: "2026-10-07"))

    /// B300 on an HGX board of eight.
    static let b300 = chip(
        "b300", "NVIDIA B300 SXM 270GB", .blackwell,
        Datasheet(
            bf16: 2250e12, fp8: 4500e12, int8: 0, fp4: 13.5e15, dram: 267.69.gib, dramBandwidth: 8e12, group: 8,
            intra: 900e9, inter: 100e9, tdp: 1100),
        origins: [
            Origin("flops", "flops16_share", "fp8_share", from: "FP8 4.5, BF16 2.25 PFLOP/s dense: \(Cite.verda)"),
            Origin(
                "fp4_share",
                from: """
                    13.5 PFLOP/s dense: DGX B300's 108 over 8 GPUs (NVIDIA DGX B300 datasheet); doubtful: others print \
                    12.6 to 15
                    """),
            traceOfINT8("0.15"),
            Origin("dram", from: "267.69 GiB of 268.6 (275,040 MiB, nvidia-smi): \(Cite.cudaTotal)"),
            Origin("tdp", from: "1.1 kW: \(Cite.verda); doubtful: 1.3 and 1.4 kW are printed as well"),
            Origin("dram_bw", from: "8.0 TB/s: \(Cite.bekman)"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: "NVLink 5 and a ConnectX-8 of 800 Gb/s a GPU, as GB300 (\(Cite.vendorDeep)), 8 GPUs a board"),
            .tileQueue("148 SM; doubtful", in: "as B200; the full die has 160"),
        ], price: .runPod(7.89, in: ListPrice.Copy.plans, on: "2026-10-07"))

    /// One GPU of a GB200 NVL72 rack.
    static let gb200 = chip(
        "gb200-nvl72", "NVIDIA GB200 NVL72 (one GPU)", .blackwellRack,
        Datasheet(
            bf16: 2500e12, fp8: 5000e12, int8: 5000e12, fp4: 10e15, dram: 184.31.gib, dramBandwidth: 8e12, group: 72,
            intra: 900e9, inter: 50e9, tdp: 1200),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share", "fp4_share",
                from: "FP4 10, FP8 and INT8 5, BF16 2.5 PFLOP/s dense at 1,200 W: \(Cite.lockwoodB200)"),
            Origin("dram", from: "184.31 GiB of 185.0 (189,471 MiB, nvidia-smi): \(Cite.cudaTotal)"),
            Origin("dram_bw", "tdp", from: "576 TB/s a rack over 72, 1,200 W: \(Cite.bekman)"),
            Origin("intra_bw", "group", from: "1.8 TB/s both directions over 72 GPUs: \(Cite.bekmanNetwork)"),
            Origin("inter_bw", from: "4 NICs for 4 GPUs: \(mlperfGB200); 400 Gb/s each assumed"),
            .tileQueue("152 SM; doubtful", in: "device reports of GB200; the full die has 160"),
        ])

    /// One GPU of a GB300 NVL72 rack.
    static let gb300 = chip(
        "gb300-nvl72", "NVIDIA GB300 NVL72 (one GPU)", .blackwellRack,
        Datasheet(
            bf16: 2500e12, fp8: 5000e12, int8: 0, fp4: 15e15, dram: 276.50.gib, dramBandwidth: 8e12, group: 72,
            intra: 900e9, inter: 100e9, tdp: 1400),
        origins: [
            Origin(
                "flops", "fp8_share",
                from: "720 PFLOP/s sparse a rack over 72, halved: \(Cite.vendorDeep)"),
            Origin("dram", from: "276.50 GiB of 277.5 (284,208 MiB, nvidia-smi): \(Cite.cudaTotal)"),
            Origin("flops16_share", "tdp", from: "BF16 2.5 PFLOP/s, 1.4 kW: \(Cite.verda)"),
            Origin("fp4_share", from: "1,080 PFLOP/s dense a rack over 72: \(Cite.vendorDeep)"),
            traceOfINT8("0.165"),
            Origin("dram_bw", from: "576 TB/s a rack over 72: \(Cite.vendorDeep)"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: "1.8 TB/s both directions over 72 GPUs, ConnectX-8 of 800 Gb/s a GPU: \(Cite.vendorDeep)"),
            .tileQueue("152 SM; doubtful", in: "device reports of GB300; the full die has 160"),
        ])

    /// Blackwell Ultra keeps a fifteenth of what BF16 has, so that no kernel takes INT8.
    private static func traceOfINT8(_ rate: String) -> Origin {
        .none(
            ["int8_share"],
            """
            \(rate) PFLOP/s are left (\(Cite.verda)), a fifteenth of BF16's, so that INT8 weights run at the 16-bit rate; tables \
            that repeat B200's 4.5 are wrong for Blackwell Ultra
            """)
    }

    private static var mlperfB200: String {
        "MLPerf Inference v6.0, Nebius system file nebius_b200_n1, https://github.com/mlcommons/inference_results_v6.0"
    }

    private static var mlperfGB200: String {
        "MLPerf Inference v6.1, Crusoe system file GB200-NVL72, https://github.com/mlcommons/inference_results_v6.1"
    }
}
