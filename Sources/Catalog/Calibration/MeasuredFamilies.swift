import CostModel

extension CalibrationRecord {
    /// The rows that Hopper's efficiencies were fitted to, and the errors on those held out.
    ///
    /// What `calibrate` says of the 914 rows that README names, with `a2a_start` at 50 us.
    static let hopper = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "h200", rows: 239), ChipRows(chip: "h100", rows: 157)],
        parameters: [
            fitted("dram_util", nil), fitted("matrix_eff", 0.503...0.788), fitted("attn_eff", 0.298...0.747),
            fitted("launch", 4.12e-6...5.34e-6), fitted("latency", 0.3e-6...14.3e-6),
            fitted("elementwise", 0.13...1.34), fitted("host_time", 0...0.81e-3),
            fitted("request_time", 8.4e-3...33.2e-3), fitted("prefill_launch", 0...26.2e-6),
            fitted("sequence_time", 1.2e-6...22.6e-6), fitted("widen_eff", 0.266...0.411),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 24, mean: 0.111, median: 0.071, most: 0.185),
            errors(.tpot, .agg, .dense, count: 34, mean: 0.075, median: 0.050, most: 0.093),
            errors(.tpot, .agg, .moe, count: 61, mean: 0.166, median: 0.083, most: 0.110),
            errors(.ttft, .disagg, .moe, count: 24, mean: 0.701, median: 0.799, most: 0.907),
            errors(.ttft, .agg, .dense, count: 34, mean: 0.414, median: 0.442, most: 0.563),
            errors(.ttft, .agg, .moe, count: 61, mean: 0.254, median: 0.223, most: 0.309),
        ])

    /// The rows that Blackwell's efficiencies were fitted to, and the errors on those held out.
    static let blackwell = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "b200", rows: 511)],
        parameters: [
            fitted("dram_util", nil), fitted("matrix_eff", 0.352...0.582), fitted("attn_eff", 0.236...0.419),
            fitted("launch", 3.09e-6...3.61e-6), fitted("latency", 3.85e-6...9.93e-6),
            fitted("elementwise", 0.906...2.66), fitted("host_time", nil), fitted("request_time", nil),
            fitted("prefill_launch", 21.1e-6...34.4e-6), fitted("a2a_start", 38e-6...85.1e-6),
            fitted("sequence_time", 0...4.35e-6),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 37, mean: 0.132, median: 0.131, most: 0.171),
            errors(.tpot, .agg, .moe, count: 116, mean: 0.103, median: 0.071, most: 0.100),
            errors(.ttft, .disagg, .moe, count: 37, mean: 0.367, median: 0.297, most: 0.468),
            errors(.ttft, .agg, .moe, count: 116, mean: 0.292, median: 0.225, most: 0.381),
        ])

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
