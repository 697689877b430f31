import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// TPU v5e; the inner bandwidth is the sum over the 4 links of its torus.
    static let tpuV5e = chip(
        "tpu-v5e", "Google TPU v5e", .tpu,
        Datasheet(
            bf16: 197e12, int8: 393e12, dram: 15.75.gib, dramBandwidth: 819e9, group: 256, intra: 200e9, inter: 3.125e9),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "dram_bw", "core",
                from: "INT8 393, BF16 197, 819 GB/s, 1 TensorCore: \(cloud("v5e"))"),
            Origin("dram", from: "15.75 GiB of 16: \(hbm)"),
            .none(["fp8_share", "fp4_share"], "not listed (\(cloud("v5e"))): FP8 runs at the BF16 rate"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: "400 GB/s both directions, pod of 256, 6.4 Tb/s of data-centre network a pod: \(cloud("v5e"))"),
            .none(["tdp"], "not published"),
        ])

    /// TPU v5p; the inner bandwidth is the sum over the 6 links of its torus.
    static let tpuV5p = chip(
        "tpu-v5p", "Google TPU v5p", twoCores(.tpu, "v5p"),
        Datasheet(
            bf16: 459e12, int8: 918e12, dram: 95.74.gib, dramBandwidth: 2.765e12, group: 8960, intra: 600e9,
            inter: 6.25e9),
        origins: [
            Origin("flops16_share", "dram_bw", from: "BF16 459, 2,765 GB/s: \(cloud("v5p"))"),
            Origin("dram", from: "95.74 GiB, printed as 95: \(hbm)"),
            Origin("flops", "int8_share", from: "INT8 918: \(Cite.bekman)"),
            .none(["fp8_share", "fp4_share"], "no unit; FP8 runs at the BF16 rate (\(cloud("v5p")))"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: """
                    1,200 GB/s both directions, pod of 8,960 (largest slice 6,144), 50 Gb/s of data-centre network: \
                    \(cloud("v5p"))
                    """),
            .none(["tdp"], "not published"),
        ])

    /// TPU v6e; the inner bandwidth is the sum over the 4 links of its torus.
    static let tpuV6e = chip(
        "tpu-v6e", "Google TPU v6e (Trillium)", .tpuWide,
        Datasheet(
            bf16: 918e12, int8: 1836e12, dram: 31.25.gib, dramBandwidth: 1.64e12, group: 256, intra: 400e9,
            inter: 12.5e9),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share", "core",
                from: "INT8 1,836, BF16 918, 1 TensorCore: \(cloud("v6e"))"),
            Origin("dram", from: "31.25 GiB of 32 (vLLM, https://github.com/vllm-project/vllm/pull/16211)"),
            .none(["fp8_share", "fp4_share"], "no unit; FP8 runs at the BF16 rate (\(cloud("tpu7x")))"),
            Origin("dram_bw", from: "1,640 GB/s: \(cloud("v6e")); doubtful: a newer version prints 1,600"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: """
                    800 GB/s both directions, pod of 256, 25.6 Tb/s of data-centre network a pod: \(cloud("v6e")); \
                    doubtful: an older version prints 3,584 Gb/s, which is 448 GB/s one way
                    """),
            .none(["tdp"], "not published"),
        ])

    /// TPU7x; the inner bandwidth is the sum over the 6 links of its torus.
    static let tpuV7x = chip(
        "tpu-v7x", "Google TPU7x (Ironwood)", twoCores(.tpuWide, "tpu7x"),
        Datasheet(
            bf16: 2307e12, fp8: 4614e12, dram: 2 * 94.75.gib, dramBandwidth: 7.38e12, group: 9216, intra: 600e9,
            inter: 12.5e9),
        origins: [
            Origin(
                "flops", "flops16_share", "fp8_share", "group",
                from: "FP8 4,614, BF16 2,307, pod of 9,216: \(cloud("tpu7x"))"),
            Origin("dram", from: "94.75 GiB of 96 a die, which software counts as a device: \(hbm)"),
            .none(["int8_share", "fp4_share"], "not published (\(cloud("tpu7x")))"),
            Origin(
                "dram_bw", "intra_bw", "inter_bw",
                from: "7,380 GB/s, 1,200 GB/s both directions, 100 Gb/s: \(cloud("tpu7x")); doubtful: not re-read"),
            .none(["tdp"], "not published"),
        ])

    /// What XLA lets a program have, as it prints it where one needs more ("of 15.75G hbm").
    private static var hbm: String { "limit of XLA's compiler, https://github.com/openxla/xla" }

    /// The family with the two TensorCores of a chip, which split a product.
    private static func twoCores(_ family: Efficiencies, _ page: String) -> Efficiencies {
        family.with { $0.cores = .published(2, "2 TensorCores: \(cloud(page))") }
    }

    private static func cloud(_ page: String) -> String {
        "Google Cloud TPU documentation, \(page), https://docs.cloud.google.com/tpu/docs/\(page)"
    }
}
