import CostModel
import Units

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
            Origin("flops", "int8_share", from: ofCase("128 TFLOP/s (INT8)", "2")),
            Origin(
                "flops16_share",
                from: say(
                    en: "assumed: half the 8-bit rate, which W8A16 runs at; not in the case study",
                    zh: "假设：8 bit 算力的一半，W8A16 按此执行；案例未给出")),
            .none(["fp8_share", "fp4_share"], say(en: "no such unit is stated in the case study", zh: "案例未提及此类计算单元")),
            Origin("dram", from: ofCase("64 GB", "1")),
            Origin("dram_bw", from: ofCase("273 GB/s", "1", "2")),
            Origin("intra_bw", "inter_bw", from: ofCase(say(en: "64 and 16 GB/s", zh: "64 和 16 GB/s"), "2")),
            Origin(
                "group",
                from: say(
                    en:
                        "assumed: direct links join the TP group, which is 4 in the plan that \(Cite.caseStudy) chooses",
                    zh: "假设：TP Group 内直连；\(Cite.caseStudy)所选方案的 TP 为 4")),
            Origin("topology", from: ofCase(say(en: "two switch tiers", zh: "两层 Switch"), "1")),
            Origin(
                "inter_size", "rack_size", "rack_bw", "rack_util", "rack_latency", "spine_size", "spine_bw",
                "spine_util", "spine_latency",
                from: say(
                    en: "the second tier reaches every chip; the case study has no further one", zh: "第二层连接全部芯片；案例没有更高层"
                )),
            Origin(
                "a2a_relay",
                from: say(
                    en: "assumed: prefill, as DeepEP's kernels; those for decode send directly",
                    zh: "假设：prefill，同 DeepEP 的内核；Decode 内核直接发送")),
            .none(["tdp"], say(en: "not published", zh: "未公布")),
        ])

    /// What the sections of the case study state.
    private static func ofCase(_ figure: String, _ sections: String...) -> String {
        let places = sections.joined(separator: say(en: " and ", zh: "、"))
        return sections.count > 1
            ? say(
                en: "\(figure): \(Cite.caseStudy), sections \(places)",
                zh: "\(figure)：\(Cite.caseStudy)第 \(places) 节")
            : say(
                en: "\(figure): \(Cite.caseStudy), section \(places)",
                zh: "\(figure)：\(Cite.caseStudy)第 \(places) 节")
    }
}

extension Efficiencies {
    /// The matrix unit and the links of SG2260E, on which operators are compiled into one program.
    static let sg2260e = Efficiencies(
        reserve: .published(
            0,
            say(
                en: "the case study filters by 60 of 64 GB and advises 30-50 % of headroom instead "
                    + "(\(Cite.caseStudy), step 4)",
                zh: "案例改为按 64 GB 中的 60 GB 过滤，并建议预留 30–50 %（\(Cite.caseStudy)步骤 4）")),
        dram: .published(
            0.893,
            say(
                en: "0.893 of 273 GB/s: \(Cite.caseStudy), section 2", zh: "273 GB/s 的 0.893：\(Cite.caseStudy)第 2 节")),
        matrix: .assumed(1, padded),
        attention: .assumed(1, padded),
        intra: .assumed(
            0.90,
            say(
                en: "published are 0.82 (NCCL protocol overhead on NVLink) to 0.95 (DeepEP on NVLink)",
                zh: "公开值为 0.82（NVLink 上的 NCCL 协议开销）至 0.95（NVLink 上的 DeepEP）")),
        inter: .fitted(
            0.82,
            say(
                en: "\(caseFit) within PCIe goodput, 0.77-0.88: 0.919 link layer (Neugebauer et al., SIGCOMM 2018) x "
                    + "0.84-0.96 TLP payload",
                zh: "\(caseFit)，范围为 PCIe 有效带宽 0.77–0.88：链路层 0.919（Neugebauer et al., SIGCOMM 2018）x "
                    + "TLP 载荷 0.84–0.96")),
        latency: .assumed(0.59e-6, transfer), interLatency: .assumed(0.59e-6, transfer),
        launch: .assumed(0, compiled),
        cores: .published(8, say(en: "8 cores: \(Cite.caseStudy), section 2", zh: "8 核：\(Cite.caseStudy)第 2 节")),
        tile: Tile(
            16, 32, 8, .assumed,
            from: say(
                en: "matrix unit of one core, 16 x 32 x 8; no document was found", zh: "单核矩阵单元 16 x 32 x 8；未找到文档")),
        software: Software(
            overlap: .fitted(0.45, say(en: "\(caseFit) within 0.3-0.6", zh: "\(caseFit)，范围 0.3–0.6")),
            elementwise: .assumed(
                0,
                say(
                    en: "element-wise operators are fused into the products; \(notStated)",
                    zh: "逐元素算子融合在矩阵乘中；\(notStated)")),
            attentionRows: .assumed(1, unpadded),
            expertRows: .assumed(1, unpadded),
            widening: .assumed(
                1,
                say(
                    en: "weights are widened on their way into the matrix unit; \(notStated)",
                    zh: "权重在送入矩阵单元途中扩展位宽；\(notStated)")),
            allToAll: .assumed(
                0, say(en: "one program issues all transfers; \(notStated)", zh: "由一个程序发起全部传输；\(notStated)")),
            messageGap: .assumed(0, say(en: "one descriptor list starts all transfers", zh: "一个描述符表启动全部传输")),
            batchOverlap: .assumed(
                1, say(en: "an ideal machine: the case study does not use TBO", zh: "理想机器：案例不使用 TBO")),
            prefillLaunch: .assumed(0, compiled),
            layer: .assumed(0, inHostTime),
            vllmLayer: .assumed(0, inHostTime),
            host: .fitted(3.25e-3, say(en: "\(caseFit) within 0-5 ms", zh: "\(caseFit)，范围 0–5 ms")),
            sequence: .assumed(0, say(en: "part of host_time; \(notStated)", zh: "已计入 host_time；\(notStated)")),
            request: .assumed(
                0,
                say(
                    en: "the case study evaluates each phase alone and has no requests", zh: "案例分别评估两个阶段，没有请求")),
            congestion: .published(
                2.6,
                say(
                    en: "expected maximum of 128 normal variables: 2.6 deviations (Tippett, Biometrika 17, 1925)",
                    zh: "128 个正态变量最大值的期望：2.6 个标准差（Tippett, Biometrika 17, 1925）")),
            kernels: .alike(say(en: "one compiled program; \(notStated)", zh: "编译为一个程序；\(notStated)"))),
        usual: .assumed(
            Runtime.custom.code,
            say(en: "the maker's own, whose defaults are not published", zh: "厂商自有框架，默认值未公布")))

    private static var caseFit: String {
        say(
            en: "fitted to the case study together with the other two of overlap, inter_util and host_time,",
            zh: "按案例拟合，与 overlap、inter_util、host_time 中另外两项一起")
    }
    private static var notStated: String { say(en: "not in the case study", zh: "案例未给出") }
    private static var padded: String {
        say(en: "the padded products already say what the matrix unit loses", zh: "补齐后的矩阵乘已反映矩阵单元的损失")
    }
    private static var unpadded: String {
        say(en: "no padding beyond the matrix unit's own; \(notStated)", zh: "除矩阵单元外不再补齐；\(notStated)")
    }
    private static var compiled: String {
        say(en: "operators are compiled into one program: no launch of their own", zh: "算子编译为一个程序，没有单独的下发开销")
    }
    private static var inHostTime: String {
        say(
            en: "part of host_time, which was fitted to whole steps; \(notStated)",
            zh: "已计入按整步拟合的 host_time；\(notStated)")
    }
    private static var transfer: String {
        say(
            en: "2 x 0.15 chip to chip + 0.15 DRAM read + 0.01 DRAM write + 0.05 NoC + 2 x 0.04 die to die, us; "
                + notStated,
            zh: "2 x 0.15 芯片间 + 0.15 DRAM 读 + 0.01 DRAM 写 + 0.05 NoC + 2 x 0.04 die 间，us；" + notStated)
    }
}
