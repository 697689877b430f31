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
            cores: 8, peakFLOPS: 128e12, peak16Share: 0.5, dramBytes: 64e9, dramBandwidth: 273e9,
            dramUtilisation: 0.893, intraBandwidth: 64e9, interBandwidth: 16e9, group: 4, intraUtilisation: 0.90,
            interUtilisation: 0.82, latency: 0.59e-6, congestion: 2.6, overlap: 0.45, launch: 0, hostTime: 3e-3,
            cubeM: 16, cubeK: 32, cubeN: 8),
        origins: [
            Origin(from: "case study: 128 chips decoding DeepSeek-V3, section 2 (chip definition)"),
            Origin(
                "flops16_share", from: "half the 8-bit rate: 64 TFLOP/s with 16-bit operands, as W8A16 uses"),
            Origin("group", from: "case study: direct links inside a TP group of 4"),
            Origin(
                "intra_util",
                from: "assumed 0.9; published: 0.82 (NCCL protocol overhead on NVLink) to 0.95 (DeepEP NVLink)"),
            Origin(
                "inter_util",
                from:
                    "PCIe goodput 0.77-0.88: 0.919 link layer (Neugebauer et al., SIGCOMM 2018) x 0.84-0.96 TLP payload"
            ),
            Origin(
                "latency",
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
