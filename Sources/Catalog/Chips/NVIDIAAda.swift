import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// L40S, a card on PCIe.
    static let l40s = chip(
        "l40s", "NVIDIA L40S", .cardOnHost,
        Datasheet(
            bf16: 362.05e12, fp8: 733e12, int8: 733e12, dram: 44.40.gib, dramBandwidth: 864e9, group: 8, intra: 32e9,
            inter: 25e9, tdp: 350),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: "FP8 733, BF16 362.05 dense: \(specification); INT8 733: \(Cite.bekman)"),
            .none(["fp4_share"], "Ada has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "44.40 GiB of 48, ECC on: \(Cite.cudaTotal)"),
            Origin("dram_bw", "tdp", from: "864 GB/s, 350 W: \(specification)"),
            Origin("intra_bw", from: "PCIe 4.0 x16, 64 GB/s both directions: \(specification)"),
            Origin("group", "inter_bw", from: "assumed: 8 cards a server, 200 Gb/s of NIC a card"),
            .tileQueue("142 SM", in: specification),
        ])

    /// L4, a card on PCIe.
    static let l4 = chip(
        "l4", "NVIDIA L4", .cardOnHost,
        Datasheet(
            bf16: 121e12, fp8: 242.5e12, int8: 242.5e12, dram: 22.03.gib, dramBandwidth: 300e9, group: 8, intra: 32e9,
            inter: 12.5e9, tdp: 72),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: "half the sparse figures: 485 at 8 bits, 242 BF16: \(Cite.quickReference)"),
            .none(["fp4_share"], "Ada has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "22.03 GiB of 24, ECC on: \(Cite.cudaTotal)"),
            Origin("dram_bw", "tdp", from: "300 GB/s, 72 W: \(Cite.quickReference)"),
            Origin("intra_bw", from: "PCIe 4.0 x16, 64 GB/s both directions: \(Cite.quickReference)"),
            Origin("group", "inter_bw", from: "assumed: 8 cards a server, 100 Gb/s of NIC a card"),
            .tileQueue("58 SM", in: "7,424 CUDA cores / 128; doubtful: no document was found"),
        ])

    /// GeForce RTX 4090, a card on PCIe whose peers meet in host memory.
    static let rtx4090 = chip(
        "rtx-4090", "NVIDIA GeForce RTX 4090",
        .cardThroughHost,
        Datasheet(
            bf16: 165.15e12, fp8: 330.3e12, int8: 660.6e12, dram: 23.64.gib, dramBandwidth: 1.008e12, group: 8,
            intra: 32e9,
            inter: 12.5e9, tdp: 450),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: "INT8 660.6, FP8 330.3 and BF16 165.15 dense with FP32 accumulation: \(wareDB)"),
            .none(["fp4_share"], "Ada has no FP4 unit (\(Cite.bekman))"),
            Origin("dram", from: "23.64 GiB: \(Cite.cudaTotal)"),
            Origin("dram_bw", from: "1,008 GB/s: \(wareDB)"),
            Origin("intra_bw", from: "PCIe 4.0 x16, 32 GB/s one way: \(wareDB)"),
            Origin("group", "inter_bw", from: "assumed: 8 cards a server, 100 Gb/s of NIC a card"),
            Origin("tdp", from: "450 W: NVIDIA, GeForce RTX 4090 specifications; doubtful: not re-read"),
            .tileQueue("128 SM", in: wareDB),
        ])

    private static var specification: String {
        "seller's copy of NVIDIA's L40S datasheet, https://www.mullet.se/product.html?product_id=355414"
    }
    private static var wareDB: String { "WareDB, https://waredb.com/processor/nvidia-geforce-rtx-4090" }
}
