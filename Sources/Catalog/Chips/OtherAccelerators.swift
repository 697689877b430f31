import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// Trainium2; the inner bandwidth is the sum over the 4 links of its torus.
    static let trainium2 = chip(
        "trainium2", "AWS Trainium2", .trainium,
        Datasheet(
            bf16: 667e12, fp8: 1299e12, dram: 96.gib, dramBandwidth: 2.9e12, group: 16, intra: 640e9,
            inter: 25e9, tdp: 500),
        origins: [
            Origin("flops", "flops16_share", "fp8_share", from: "FP8 1,299, BF16 667 dense: \(neuron)"),
            .none(["int8_share", "fp4_share"], "no unit (\(Cite.bekman))"),
            Origin(
                "dram", "dram_bw",
                from: """
                    nominal: 96 GiB; 2.9 TB/s: AWS Neuron documentation, Trainium2 for NKI, \
                    https://awsdocs-neuron.readthedocs-hosted.com/en/latest/nki/arch/trainium2_arch.html
                    """),
            Origin(
                "intra_bw", "group",
                from: "1.28 TB/s a chip, torus of 4 x 4: \(neuron); doubtful: taken as both directions and halved"),
            Origin("inter_bw", from: "assumed: 3.2 Tb/s of EFA over 16 chips, as in trn2.48xlarge"),
            Origin("tdp", from: "500 W: \(Cite.bekman); doubtful: not a figure of AWS"),
        ])

    /// MLU370-X8, a card of two chips.
    static let mlu370x8 = chip(
        "mlu370-x8", "Cambricon MLU370-X8", .mlu,
        Datasheet(
            bf16: 96e12, int8: 256e12, dram: 48.gib, dramBandwidth: 614.4e9, group: 4, intra: 100e9, inter: 32e9,
            tdp: 250),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "dram_bw", "tdp",
                from: "INT8 256, BF16 96, 614.4 GB/s, 250 W: \(seller)"),
            Origin("dram", from: "nominal: 48 GiB, printed as 48 GB: \(seller)"),
            .none(["fp8_share", "fp4_share"], "no unit (\(seller))"),
            Origin(
                "intra_bw", "group",
                from: "200 GB/s a card, 4 cards a bridge: \(seller); doubtful: taken as both directions and halved"),
            Origin("inter_bw", from: "assumed: the PCIe 4.0 x16 link to the host; no network figure was found"),
        ])

    private static var neuron: String {
        "AWS Neuron documentation, Trainium2 architecture, https://awsdocs-neuron.readthedocs-hosted.com"
    }

    private static var seller: String {
        "seller's copy of Cambricon's MLU370-X8 datasheet, http://guangxilong.com/c/032129635H022.html"
    }
}
