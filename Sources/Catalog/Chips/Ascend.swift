import CostModel
import Units

extension CatalogEntry where Value == Chip {
    /// Ascend 910B as its 910B2; its mesh gives any one peer 28 GB/s, a seventh of `intra_bw`.
    static let ascend910B = chip(
        "ascend-910b", "Huawei Ascend 910B (910B2)", .ascend,
        Datasheet(
            bf16: 353.9e12, int8: 707.8e12, dram: 60.97.gib, dramBandwidth: 1.6e12, group: 8, intra: 196e9, inter: 25e9,
            tdp: 400),
        origins: [
            Origin(
                "flops", "flops16_share", "int8_share",
                from: """
                    24 cores x 1.8 GHz x 16 x 16 x 16 x 2 = 353.9 BF16, twice that at INT8: \(cann); doubtful: other \
                    parts of the family have 280 (910B4) to 320
                    """),
            .none(["fp8_share", "fp4_share"], "no FP8 or FP4 unit before Ascend 950 (\(ascendRoadmap))"),
            Origin(
                "dram",
                from: """
                    60.97 GiB of 64: total capacity that torch_npu reports \
                    (https://github.com/zai-org/CogVideo/issues/63, https://github.com/vllm-project/vllm-ascend/issues/1987)
                    """),
            Origin("tdp", from: "400 W: \(Cite.quickReference)"),
            Origin("dram_bw", from: "1.6 TB/s; doubtful: no document of Huawei was found, others print 0.4 to 1.2"),
            Origin(
                "intra_bw", "group",
                from: "7 HCCS links of 56 GB/s both directions, 8 chips: \(Cite.quickReference); directions assumed"),
            Origin("inter_bw", from: "assumed: 200 Gb/s RoCE a chip, as in Atlas 800T A2"),
            .tileQueue("24 cube cores", in: cann),
        ], aliases: ["ascend-910b2", "910b2", "atlas-800t-a2"])

    /// Ascend 910C as one chip of two dies, in a CloudMatrix384; software sees two devices of half its figures.
    static let ascend910C = chip(
        "ascend-910c", "Huawei Ascend 910C (CloudMatrix384, two dies)", .ascendTwoDies,
        Datasheet(
            bf16: 752e12, int8: 1504e12, dram: 2 * 61.28.gib, dramBandwidth: 3.2e12, group: 384, intra: 392e9,
            inter: 50e9),
        origins: [
            Origin(
                "dram",
                from: """
                    61.28 GiB of 64 a die: total capacity that torch_npu reports \
                    (https://github.com/sgl-project/sglang/issues/29838)
                    """),
            Origin(
                "flops", "flops16_share", "int8_share", "dram_bw",
                from: """
                    BF16 752, INT8 752 a die, 3.2 TB/s: \(cloudMatrix); doubtful: press prints 780 and 800, \
                    one page 1.8 TB/s
                    """),
            .none(["fp8_share", "fp4_share"], "no FP8 or FP4 unit before Ascend 950 (\(ascendRoadmap))"),
            Origin(
                "intra_bw", "group", "inter_bw",
                from: """
                    392 GB/s one way on the unified bus, 384 chips, 400 Gb/s RDMA: Inside Huawei's CloudMatrix384, \
                    https://www.besthub.dev/articles/inside-huawei-s-cloudmatrix384-how-a-384-npu-ai-supernode-\
                    achieves-sub-microsecond-latency-2e19b4f44110
                    """),
            .none(["tdp"], "not published"),
            .tileQueue("48 cube cores; doubtful", in: "24 a die as in 910B2, \(cann)"),
        ])

    private static var cann: String {
        "CANN platform configuration Ascend910B2C.ini, https://gitcode.com/W4termy/runtime"
    }

    static var ascendRoadmap: String {
        """
        Ascend roadmap 2025-2028, https://www.besthub.dev/articles/\
        huawei-ascend-ai-chip-detailed-specs-comparison-2025-2028-roadmap-a247a4760c30
        """
    }

    private static var cloudMatrix: String {
        """
        Zuo et al., https://arxiv.org/abs/2506.12708, as quoted at \
        https://www.emergentmind.com/topics/cloudmatrix-datacenter-architecture
        """
    }
}
