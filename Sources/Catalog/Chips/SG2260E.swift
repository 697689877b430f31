import CostModel

extension CatalogEntry where Value == Chip {
    /// The chip of the 128-chip case study.
    ///
    /// Figures of the case stand as they are. `overlap`, `inter_util` and `host_time` have no published figure and are
    /// fitted together, inside the ranges given below, to the consistent rows of the case (`CaseFit`, re-run by the
    /// accuracy tests).
    static let sg2260e = chip(
        "sg2260e", "Sophgo SG2260E", .sg2260e,
        Datasheet(
            bf16: 64e12, int8: 128e12, dram: 64e9, dramBandwidth: 273e9, group: 4, intra: 64e9, inter: 16e9),
        origins: [
            Origin("flops", "int8_share", from: "128 TFLOPS (Int8): \(Cite.caseStudy), section 2"),
            Origin("flops16_share", from: "assumed: half the 8-bit rate, which W8A16 runs at; not in the case study"),
            .none(["fp8_share", "fp4_share"], "no such unit is stated in the case study"),
            Origin("dram", from: "64 GB: \(Cite.caseStudy), section 1"),
            Origin("dram_bw", from: "273 GB/s: \(Cite.caseStudy), sections 1 and 2"),
            Origin("intra_bw", "inter_bw", from: "64 and 16 GB/s: \(Cite.caseStudy), section 2"),
            Origin(
                "group",
                from: "assumed: direct links join the TP group, which is 4 in the plan that \(Cite.caseStudy) chooses"),
            Origin("topology", from: "two switch tiers: \(Cite.caseStudy), section 1"),
            Origin(
                "inter_size", "rack_size", "rack_bw", "rack_util", "rack_latency", "spine_size", "spine_bw",
                "spine_util", "spine_latency",
                from: "the second tier reaches every chip; the case study has no further one"),
            Origin("a2a_relay", from: "assumed: prefill, as DeepEP's kernels; those for decode send directly"),
            .none(["tdp"], "not published"),
        ])
}

extension Efficiencies {
    /// The matrix unit and the links of SG2260E, on which operators are compiled into one program.
    static let sg2260e = Efficiencies(
        reserve: .published(
            0,
            "the case study filters by 60 of 64 GB and advises 30-50 % of headroom instead (\(Cite.caseStudy), step 4)"),
        dram: .published(0.893, "0.893 of 273 GB/s: \(Cite.caseStudy), section 2"),
        matrix: .assumed(1, "the padded products already say what the matrix unit loses"),
        attention: .assumed(1, "the padded products already say what the matrix unit loses"),
        intra: .assumed(0.90, "published are 0.82 (NCCL protocol overhead on NVLink) to 0.95 (DeepEP on NVLink)"),
        inter: .fitted(
            0.82,
            """
            \(caseFit) within PCIe goodput, 0.77-0.88: 0.919 link layer (Neugebauer et al., SIGCOMM 2018) x 0.84-0.96 \
            TLP payload
            """),
        latency: .assumed(0.59e-6, transfer), interLatency: .assumed(0.59e-6, transfer),
        launch: .assumed(0, "operators are compiled into one program: no launch of their own"),
        cores: .published(8, "8 cores: \(Cite.caseStudy), section 2"),
        tile: Tile(16, 32, 8, .assumed, from: "matrix unit of one core, 16 x 32 x 8; no document was found"),
        software: Software(
            overlap: .fitted(0.45, "\(caseFit) within 0.3-0.6"),
            elementwise: .assumed(0, "element-wise operators are fused into the products; \(notStated)"),
            attentionRows: .assumed(1, "no padding beyond the matrix unit's own; \(notStated)"),
            expertRows: .assumed(1, "no padding beyond the matrix unit's own; \(notStated)"),
            widening: .assumed(1, "weights are widened on their way into the matrix unit; \(notStated)"),
            allToAll: .assumed(0, "one program issues all transfers; \(notStated)"),
            messageGap: .assumed(0, "one descriptor list starts all transfers"),
            batchOverlap: .assumed(1, "an ideal machine: the case study does not use TBO"),
            prefillLaunch: .assumed(0, "operators are compiled into one program: no launch of their own"),
            layer: .assumed(0, "part of host_time, which was fitted to whole steps; \(notStated)"),
            vllmLayer: .assumed(0, "part of host_time, which was fitted to whole steps; \(notStated)"),
            host: .fitted(3.25e-3, "\(caseFit) within 0-5 ms"),
            sequence: .assumed(0, "part of host_time; \(notStated)"),
            request: .assumed(0, "the case study evaluates each phase alone and has no requests"),
            congestion: .published(
                2.6, "expected maximum of 128 normal variables: 2.6 deviations (Tippett, Biometrika 17, 1925)"),
            kernels: .alike("one compiled program; \(notStated)")))

    private static let caseFit =
        "fitted to the case study together with the other two of overlap, inter_util and host_time,"
    private static let notStated = "not in the case study"
    private static let transfer =
        "2 x 0.15 chip to chip + 0.15 DRAM read + 0.01 DRAM write + 0.05 NoC + 2 x 0.04 die to die, us; \(notStated)"
}
