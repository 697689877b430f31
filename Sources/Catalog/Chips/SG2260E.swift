import CostModel

extension CatalogEntry where Value == Chip {
    /// The chip of the 128-chip case study.
    ///
    /// Figures of the case stand as they are. `inter_util` is PCIe goodput, `congestion` a statistic, both from
    /// published sources; `overlap` and `host_time` have no published figure and are fitted, inside the ranges given
    /// below, to the consistent rows of the case (`CaseFit`, re-run by the accuracy tests).
    static let sg2260e = CatalogEntry(
        name: "sg2260e", title: "Sophgo SG2260E",
        value: Chip(
            peakFLOPS: 128e12, dramBytes: 64e9, dramBandwidth: 273e9,
            network: Network(
                intra: Tier(size: 4, bandwidth: 64e9, utilisation: 0.90, latency: 0.59e-6),
                inter: Tier(size: 1_000_000, bandwidth: 16e9, utilisation: 0.82, latency: 0.59e-6))
        ).with {
            $0.cores = 8
            $0.fp8Share = 0
            $0.dramUtilisation = 0.893
            $0.congestion = 2.6
            $0.overlap = 0.45
            $0.hostTime = 3.25e-3
            ($0.cubeM, $0.cubeK, $0.cubeN) = (16, 32, 8)
        },
        origins: [
            Origin(from: "case study: 128 chips decoding DeepSeek-V3, section 2 (chip definition)"),
            Origin(
                "flops16_share", from: "half the 8-bit rate: 64 TFLOP/s with 16-bit operands, as W8A16 uses"),
            Origin("fp8_share", "fp4_share", from: "no such unit is stated"),
            Origin("matrix_eff", "attn_eff", from: "the padded products already say what the matrix unit loses"),
            Origin("message_gap", from: "0: one descriptor list starts all transfers"),
            Origin("a2a_relay", from: "prefill: as DeepEP's kernels; those for decode send directly"),
            Origin("dram_reserve", from: "none: the case study keeps 30-50 % of DRAM free by its filter instead"),
            Origin("inter_size", from: "the outermost tier reaches every chip"),
            Origin(
                "rack_size", "rack_bw", "rack_util", "rack_latency", "spine_size", "spine_bw", "spine_util",
                "spine_latency", from: "no such tier in the case study"),
            Origin("tdp", from: "not published"),
            Origin("topology", "group", from: "case study: direct links inside a TP group of 4"),
            Origin(
                "intra_util",
                from: "assumed 0.9; published: 0.82 (NCCL protocol overhead on NVLink) to 0.95 (DeepEP NVLink)"),
            Origin(
                "inter_util",
                from:
                    "PCIe goodput 0.77-0.88: 0.919 link layer (Neugebauer et al., SIGCOMM 2018) x 0.84-0.96 TLP payload"
            ),
            Origin(
                "latency", "inter_latency",
                from: "2 x 0.15 chip to chip + 0.15 DRAM read + 0.01 DRAM write + 0.05 NoC + 2 x 0.04 die to die, us"),
            Origin(
                "congestion",
                from: "expected maximum of 128 normal variables (Tippett, Biometrika 17, 1925): 2.6 deviations"),
            Origin("overlap", from: "fitted to the case study within 0.3-0.8; no published figure"),
            Origin("host_time", from: "fitted to the case study within 0-5 ms; no published figure"),
            Origin("launch", from: "operators are compiled into one program: no launch of their own"),
            Origin("cube_m", "cube_k", "cube_n", from: "matrix unit of one core: 16 x 32 x 8"),
        ])
}
