import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// H200 NVL, a card; a bridge joins 4, outside of which they meet over PCIe 5 and the network.
    static let h200NVL = chip(
        "h200-nvl", "NVIDIA H200 NVL 141GB", .hopperCard,
        Datasheet(
            bf16: 835.5e12, fp8: 1670.5e12, int8: 1670.5e12, dram: 139.80.gib, dramBandwidth: 4.8e12, group: 4,
            intra: 450e9, inter: 50e9, tdp: 600),
        origins: [
            Origin(
                "flops", "fp8_share", "int8_share",
                from: "unverified: FP8 and INT8 1,670.5, twice BF16's as on H100 NVL"),
            Origin("flops16_share", from: "BF16 835.5 dense, half the sparse 1,671: \(nvl)"),
            .none(["fp4_share"], "Hopper has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "assumed: H200's 139.80 GiB of 141 GB, the same stacks"),
            Origin("dram_bw", from: "4.8 TB/s: \(nvl)"),
            Origin(
                "intra_bw", "group",
                from: """
                    NVLink bridge over 2 or 4 cards, 900 GB/s both directions: \(nvl); without one set intra_bw=63GB/s
                    """),
            Origin("inter_bw", from: "400 Gb/s of NIC a card: MLPerf Inference v5.1, Cisco C845A, \(mlperf)"),
            Origin("tdp", from: "600 W: \(Cite.bekman)"),
            .tileQueue("132 SM as H200; doubtful", in: nvl),
        ])

    /// H100 NVL, a card with 94 GB; a bridge joins two.
    static let h100NVL = chip(
        "h100-nvl", "NVIDIA H100 NVL 94GB", .hopperCard,
        Datasheet(
            bf16: 835.5e12, fp8: 1670.5e12, int8: 1670.5e12, dram: 93.6.gib, dramBandwidth: 3.9e12, group: 2,
            intra: 300e9, inter: 50e9, tdp: 400),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: "FP8 and INT8 1,670.5, BF16 835.5 dense, half the sparse 3,341 and 1,671: \(nvl)"),
            .none(["fp4_share"], "Hopper has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "unverified: 93.6 GiB of 94, as H100's 80 report 79.6"),
            Origin("dram_bw", from: "3.9 TB/s: \(Cite.bekman)"),
            Origin("intra_bw", "group", from: "unverified: a bridge over 2 cards, 600 GB/s both directions"),
            hostNIC, Origin("tdp", from: "400 W: \(Cite.bekman); 350 to 400 adjustable"),
            .tileQueue("132 SM; doubtful", in: Cite.bekman),
        ], price: .runPod(3.19, in: ListPrice.Copy.receipts, on: "2026-11-09"))

    /// H100 PCIe, a card with 80 GB and fewer processors; a bridge joins two.
    static let h100PCIe = chip(
        "h100-pcie", "NVIDIA H100 PCIe 80GB", .hopperCard,
        Datasheet(
            bf16: 756.5e12, fp8: 1513e12, int8: 1513e12, dram: 79.18.gib, dramBandwidth: 2e12, group: 2, intra: 300e9,
            inter: 50e9, tdp: 350),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share", "dram_bw", "tdp",
                from: "FP8 and INT8 1,513, BF16 756.5 dense, 2 TB/s, 350 W: \(Cite.bekman)"),
            .none(["fp4_share"], "Hopper has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "assumed: H100's 79.18 GiB of 80"),
            Origin("intra_bw", "group", from: "unverified: a bridge over 2 cards, 600 GB/s both directions"),
            hostNIC, .tileQueue("114 SM", in: Cite.bekman),
        ], price: .runPod(2.89, in: ListPrice.Copy.receipts, on: "2026-11-09"))

    /// H20 with the memory of an H200.
    static let h20Large = chip(
        "h20-3e", "NVIDIA H20-3e SXM 141GB", .hopperCut,
        Datasheet(
            bf16: 148e12, fp8: 296e12, int8: 296e12, dram: 139.80.gib, dramBandwidth: 4.8e12, group: 8, intra: 450e9,
            inter: 50e9, tdp: 400),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "fp8_share",
                from: "as H20: INT8 296, BF16 148 dense: \(Cite.quickReference)"),
            .none(["fp4_share"], "Hopper has no FP4 unit (\(Cite.bekman))"),
            Origin(
                "dram", "dram_bw",
                from: "unverified: H200's 139.80 GiB and 4.8 TB/s; no datasheet of this card was found"),
            Origin("tdp", from: "400 W as H20: \(Cite.quickReference); doubtful: 500 and 550 are printed too"),
            Origin("intra_bw", "group", from: "NVLink 900 GB/s both directions, 8 GPUs: \(Cite.quickReference)"),
            Origin("inter_bw", from: "assumed: a 400 Gb/s NIC a GPU, as on the same HGX board with H100"),
            .tileQueue("78 SM as H20; doubtful", in: "https://zangshuxian.com/new/674733024499207168"),
        ], aliases: ["h20-141gb"])

    private static var hostNIC: Origin {
        Origin("inter_bw", from: "assumed: 400 Gb/s of NIC a card, over PCIe 5.0 x16")
    }

    private static var nvl: String { "Bekman, ML Engineering, and NVIDIA's NVL pages as quoted there, \(Cite.bekman)" }
    private static var mlperf: String { "https://github.com/mlcommons/inference_results_v5.1" }
}
