import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// RTX PRO 6000 Blackwell for servers.
    static let rtxPro6000 = chip(
        "rtx-pro-6000", "NVIDIA RTX PRO 6000 Server", .card,
        Datasheet(
            bf16: 467.8e12, fp8: 935.6e12, int8: 935.6e12, fp4: 1871.2e12, dram: 95.6.gib, dramBandwidth: 1.792e12,
            group: 8, intra: 63e9, inter: 50e9, tdp: 600),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share", "fp4_share",
                from: """
                    FP4 1,871, FP8 and INT8 935.6, BF16 467.8 dense at 2,430 MHz: \(server); the printed 4,000 is sparse FP4
                    """),
            Origin("dram", from: "95.6 GiB (97,887 MiB, nvidia-smi): \(Cite.bekman)"),
            Origin("dram_bw", from: "1,792 GB/s: \(server); doubtful: 1,597 is said of the server's card too"),
            Origin("intra_bw", "group", from: "PCIe 5.0 x16 on a switch, 63 GB/s one way, 8 cards: \(server)"),
            Origin("inter_bw", from: "400 Gb/s of NIC a card: \(server)"),
            Origin("tdp", from: "600 W, adjustable: \(Cite.bekman)"),
            .tileQueue("188 SM", in: workstationPage),
        ], aliases: ["rtx-pro-6000-server", "rtx-6000-pro"])

    /// RTX PRO 6000 Blackwell for workstations, with a higher clock.
    static let rtxPro6000Workstation = chip(
        "rtx-pro-6000-ws", "NVIDIA RTX PRO 6000 Workstation", .card,
        Datasheet(
            bf16: 503.8e12, fp8: 1007.6e12, int8: 1007.6e12, fp4: 2015e12, dram: 95.6.gib, dramBandwidth: 1.792e12,
            group: 4, intra: 63e9, inter: 12.5e9, tdp: 600),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share", "fp4_share", "dram_bw", "tdp",
                from: """
                    FP4 2,015, FP8 and INT8 1,007.6, BF16 503.8 dense, 1,792 GB/s, 600 W: \(workstationPage); the printed \
                    4,000 is sparse FP4
                    """),
            Origin("dram", from: "95.6 GiB (97,887 MiB, nvidia-smi): \(Cite.bekman)"),
            Origin("intra_bw", from: "PCIe 5.0 x16, 63 GB/s one way: \(workstationPage)"),
            Origin("group", "inter_bw", from: "assumed: 4 cards a workstation, 100 Gb/s of NIC a card"),
            .tileQueue("188 SM", in: workstationPage),
        ], aliases: ["rtx-pro-6000-workstation"])

    /// GeForce RTX 5090, a card on PCIe whose peers meet in host memory.
    static let rtx5090 = chip(
        "rtx-5090", "NVIDIA GeForce RTX 5090", .cardThroughHost,
        Datasheet(
            bf16: 209.5e12, fp8: 419e12, int8: 838e12, fp4: 1676e12, dram: 31.84.gib, dramBandwidth: 1.792e12,
            group: 8, intra: 63e9, inter: 12.5e9, tdp: 575),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "fp4_share",
                from: """
                    FP4 1,676, INT8 838, BF16 209.5 dense: \(geForce); printed are 3,352 and 419, which are sparse
                    """),
            Origin(
                "fp8_share",
                from: """
                    FP8 419 with FP32 accumulation, half of the 838 with FP16's: GeForce halves it as BF16's 209.5 (\(geForce))
                    """),
            Origin(
                "dram", from: "31.84 GiB (32,607 MiB, nvidia-smi: https://github.com/noonghunna/club-3090, issue 769)"),
            Origin("dram_bw", "tdp", from: "1,792 GB/s, 575 W: \(geForce)"),
            Origin("intra_bw", from: "PCIe 5.0 x16, 63 GB/s one way: \(geForce)"),
            Origin("group", "inter_bw", from: "assumed: 8 cards a server, 100 Gb/s of NIC a card"),
            .tileQueue("170 SM", in: geForce),
        ])

    /// GB10 of the DGX Spark, whose CPU shares the memory; its domain is two boxes with a cable.
    static let gb10 = chip(
        "gb10", "NVIDIA GB10 (DGX Spark)", .unified,
        Datasheet(
            bf16: 62e12, fp8: 125e12, int8: 250e12, fp4: 500e12, dram: 119.gib, dramBandwidth: 273e9, group: 2,
            intra: 25e9, inter: 25e9, tdp: 140),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share",
                from: """
                    unverified: INT8 250 as half of FP4's 500, FP8 125 and BF16 62 as halved for FP32 accumulation on \
                    GeForce; without that they are 250 and 125
                    """),
            Origin("fp4_share", from: "500 dense, half of the printed sparse 1,000: \(spark)"),
            Origin("dram", from: "unverified: about 119 GiB of 128 that the system sees; nvidia-smi names none"),
            Origin("dram_bw", from: "273 GB/s: \(spark); doubtful: 301 at Hot Chips"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: "ConnectX-7 of 200 Gb/s between 2 boxes, or 4 over a switch: \(spark)"),
            Origin("tdp", from: "140 W: \(spark)"),
            .tileQueue("its SM; doubtful: their number was not found", in: spark),
        ], aliases: ["dgx-spark", "spark"])

    /// L20, an L40 for China.
    static let l20 = chip(
        "l20", "NVIDIA L20", .cardOnHost,
        Datasheet(
            bf16: 119.5e12, fp8: 239e12, int8: 239e12, dram: 44.40.gib, dramBandwidth: 864e9, group: 8, intra: 32e9,
            inter: 25e9, tdp: 275),
        origins: [
            Origin("flops", "flops16_share", "int8_share", from: "INT8 239, BF16 119.5 dense: \(Cite.quickReference)"),
            Origin("fp8_share", from: "unverified: FP8 as INT8, which Ada's other cards have alike"),
            .none(["fp4_share"], "Ada has no FP4 unit (\(Cite.bekman))"),
            adaMemory,
            Origin("dram_bw", from: "864 GB/s: \(Cite.quickReference)"),
            Origin("tdp", from: "275 W: \(Cite.quickReference); doubtful: its dcgm output prints a limit of 350"),
            Origin("intra_bw", from: "PCIe 4.0 x16, 64 GB/s both directions: \(Cite.quickReference)"),
            serverOf8,
            .tileQueue("92 SM", in: Cite.quickReference),
        ])

    /// L40, a card on PCIe.
    static let l40 = chip(
        "l40", "NVIDIA L40", .cardOnHost,
        Datasheet(
            bf16: 181.05e12, fp8: 362e12, int8: 362e12, dram: 44.40.gib, dramBandwidth: 864e9, group: 8, intra: 32e9,
            inter: 25e9, tdp: 300),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "int8_share", "dram_bw",
                from:
                    "FP8 and INT8 362, BF16 181.05 dense, 864 GB/s: \(l40Datasheet); lists print twice as much, sparse"),
            .none(["fp4_share"], "Ada has no FP4 unit (\(Cite.bekman))"),
            adaMemory,
            Origin("tdp", from: "300 W: \(l40Datasheet)"),
            Origin("intra_bw", from: "PCIe 4.0 x16, 64 GB/s both directions: \(l40Datasheet)"),
            serverOf8,
            .tileQueue("142 SM as L40S; doubtful", in: l40Datasheet),
        ])

    /// A40, a card on PCIe; a bridge joins two at 56 GB/s one way, which is not modelled.
    static let a40 = chip(
        "a40", "NVIDIA A40", .cardOnHost,
        Datasheet(
            bf16: 149.7e12, int8: 299.3e12, dram: 44.40.gib, dramBandwidth: 695.8e9, group: 8, intra: 32e9, inter: 25e9,
            tdp: 300),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "dram_bw", "tdp",
                from: "INT8 299.3, BF16 149.7 dense, half the printed sparse rates, 695.8 GB/s, 300 W: \(topCPU)"),
            .none(["fp8_share", "fp4_share"], "Ampere has no FP8 or FP4 unit (\(Cite.bekman))"),
            adaMemory,
            Origin("intra_bw", from: "PCIe 4.0 x16, 64 GB/s both directions: \(topCPU)"),
            serverOf8,
            .tileQueue("84 SM", in: topCPU),
        ], price: .runPod(0.44, in: ListPrice.Copy.history, on: "2026-08-19"))

    private static var adaMemory: Origin {
        Origin("dram", from: "assumed: L40S's 44.40 GiB of 48 with ECC; none of this card was found")
    }

    private static var serverOf8: Origin {
        Origin("group", "inter_bw", from: "assumed: 8 cards a server, 200 Gb/s of NIC a card")
    }

    private static var server: String { Cite.aiconfigurator("rtx_pro_6000_server") }
    private static var workstationPage: String { "hmc-tech, RTX PRO 6000 Blackwell, https://www.hmc-tech.com" }
    private static var geForce: String { "hmc-tech, GeForce RTX 5090, https://www.hmc-tech.com" }
    private static var spark: String { "NVIDIA DGX Spark playbooks, https://github.com/NVIDIA/dgx-spark-playbooks" }
    private static var l40Datasheet: String {
        "seller's copy of NVIDIA's L40 datasheet, https://www.mullet.se/product.html?product_id=355414"
    }
    private static var topCPU: String { "TopCPU, NVIDIA A40, https://www.topcpu.net" }
}
