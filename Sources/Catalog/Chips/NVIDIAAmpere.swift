import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// A100 SXM with 80 GB.
    static let a100 = chip(
        "a100", "NVIDIA A100 SXM 80GB", .ampere,
        Datasheet(
            bf16: 312e12, int8: 624e12, dram: 79.25.gib, dramBandwidth: 2.039e12, group: 8, intra: 300e9, inter: 25e9,
            tdp: 400),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "INT8 624, BF16 312 dense: \(Cite.lockwoodA100)"),
            .none(["fp8_share", "fp4_share"], "Ampere has no FP8 or FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "79.25 GiB: \(Cite.cudaTotal)"),
            Origin("tdp", from: "400 W: \(Cite.lockwoodA100)"),
            Origin(
                "dram_bw",
                from: "2,039 GB/s: Thunder Compute, https://www.thundercompute.com/blog/nvidia-a100-specs-full-guide"),
            Origin(
                "intra_bw", "group",
                from: "NVLink 3, 600 GB/s both directions, 8 GPUs on NVSwitch: \(Cite.bekmanNetwork)"),
            Origin("inter_bw", from: "assumed: one HDR InfiniBand NIC of 200 Gb/s a GPU, as in DGX A100"),
            .tileQueue("108 SM", in: Cite.lockwoodA100),
        ], price: .runPod(1.79, in: ListPrice.Copy.receipts, on: "2026-11-09"))

    /// A10, a card on PCIe.
    static let a10 = chip(
        "a10", "NVIDIA A10", .cardOnHost,
        Datasheet(
            bf16: 125e12, int8: 250e12, dram: 22.06.gib, dramBandwidth: 600e9, group: 8, intra: 32e9, inter: 12.5e9,
            tdp: 150),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "INT8 250, BF16 125 dense: \(Cite.quickReference)"),
            .none(["fp8_share", "fp4_share"], "Ampere has no FP8 or FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "22.06 GiB of 24, ECC on: \(Cite.cudaTotal)"),
            Origin("dram_bw", "tdp", from: "600 GB/s, 150 W: \(Cite.quickReference)"),
            Origin("intra_bw", from: "PCIe 4.0 x16, 64 GB/s both directions: \(Cite.quickReference)"),
            Origin("group", "inter_bw", from: "assumed: 8 cards a server, 100 Gb/s of NIC a card"),
            .tileQueue("72 SM", in: "9,216 CUDA cores / 128; doubtful: no document was found"),
        ])
}
