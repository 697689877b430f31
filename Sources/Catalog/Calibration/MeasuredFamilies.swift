import CostModel

extension CalibrationRecord {
    /// The rows that Hopper's efficiencies were fitted to, and the errors on those held out.
    ///
    /// The result of `calibrate` on the 914 measured rows of the documentation (Accuracy), with `a2a_start` at 50 us.
    static let hopper = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "h200", rows: 239), ChipRows(chip: "h100", rows: 157)],
        parameters: [
            fitted("dram_util", 0.821...0.92),
            fitted("matrix_eff", 0.623...0.759),
            fitted("attn_eff", 0.235...0.746),
            fitted("launch", 3.79e-6...5.07e-6),
            fitted("latency", 5.87e-7...1.55e-5),
            fitted("elementwise", 1.93...2.25),
            fitted("host_time", 0...0.000731),
            fitted("request_time", 0.0119...0.0365),
            fitted("prefill_launch", 2.05e-6...1.7e-5),
            fitted("sequence_time", 0...2e-5),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 24, mean: 0.104, median: 0.056, most: 0.152),
            errors(.tpot, .agg, .dense, count: 34, mean: 0.066, median: 0.047, most: 0.082),
            errors(.tpot, .agg, .moe, count: 61, mean: 0.180, median: 0.105, most: 0.142),
            errors(.ttft, .disagg, .moe, count: 24, mean: 0.678, median: 0.794, most: 0.903),
            errors(.ttft, .agg, .dense, count: 34, mean: 0.399, median: 0.425, most: 0.555),
            errors(.ttft, .agg, .moe, count: 61, mean: 0.289, median: 0.228, most: 0.343),
        ], covered: hopperRows)

    /// The rows that Blackwell's efficiencies were fitted to, and the errors on those held out.
    static let blackwell = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "b200", rows: 511)],
        parameters: [
            fitted("dram_util", nil),
            fitted("matrix_eff", 0.384...0.69),
            fitted("attn_eff", 0.23...0.433),
            fitted("launch", 2.98e-6...3.78e-6),
            fitted("latency", 5.92e-7...1.03e-5),
            fitted("elementwise", 1.36...3.17),
            fitted("host_time", 0...0.000499),
            fitted("request_time", nil),
            fitted("prefill_launch", 1.94e-5...3.37e-5),
            fitted("a2a_start", 3.86e-5...8.58e-5),
            fitted("sequence_time", 0...4.21e-6),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 37, mean: 0.133, median: 0.133, most: 0.175),
            errors(.tpot, .agg, .moe, count: 116, mean: 0.105, median: 0.073, most: 0.103),
            errors(.ttft, .disagg, .moe, count: 37, mean: 0.370, median: 0.309, most: 0.474),
            errors(.ttft, .agg, .moe, count: 116, mean: 0.293, median: 0.245, most: 0.392),
        ], covered: blackwellRows)

    /// What the rows of H100 and H200 had.
    private static let hopperRows = covered(
        .dense, .moe, mixers: [.full, .window, .mla], weights: [.bf16, .fp8], experts: [.fp8, .mxfp4], batch: 352)

    /// What the rows of B200 had.
    private static let blackwellRows = covered(
        .moe, mixers: [.full, .window, .mla], weights: [.bf16, .fp8, .nvfp4], experts: [.fp8, .nvfp4, .mxfp4],
        batch: 543)

    private static func covered(
        _ models: ServedKind.Model..., mixers: Set<Coverage.Mixer>, weights: Set<PrecisionFormat>,
        experts: Set<PrecisionFormat>, batch: Double
    ) -> Coverage {
        var covered = Coverage()
        covered.serving = [.agg, .disagg]
        covered.models = Set(models)
        covered.mixers = mixers
        covered.weights = weights
        covered.experts = experts
        covered.batch = batch
        return covered
    }

    private static let file = "Tests/AccuracyTests/Measured/silicon.csv"

    private static func fitted(_ name: String, _ interval: ClosedRange<Double>?) -> Fitted? {
        Parameter.named(name).map { Fitted(parameter: $0, source: file, interval: interval) }
    }

    private static func errors(
        _ metric: Metric, _ serving: Workload.Serving, _ model: ServedKind.Model, count: Int, mean: Double,
        median: Double, most: Double
    ) -> HeldOutErrors {
        HeldOutErrors(
            metric: metric, kind: ServedKind(serving: serving, model: model), count: count, mean: mean,
            median: median, most: most)
    }
}
