import CostModel

extension CalibrationRecord {
    /// The rows that Hopper's efficiencies were fitted to, and the errors on those held out.
    ///
    /// What `calibrate` says of the 914 rows that README names, with `a2a_start` at 50 us.
    static let hopper = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "h200", rows: 239), ChipRows(chip: "h100", rows: 157)],
        parameters: [
            fitted("dram_util", 0.824...0.92),
            fitted("matrix_eff", 0.621...0.77),
            fitted("attn_eff", 0.211...0.715),
            fitted("launch", 3.83e-6...5.22e-6),
            fitted("latency", 3e-7...1.54e-5),
            fitted("elementwise", 0...2.33),
            fitted("host_time", 0...0.000741),
            fitted("request_time", 0.0113...0.0373),
            fitted("prefill_launch", 2.52e-6...2.5e-5),
            fitted("sequence_time", 0...2.3e-5),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 24, mean: 0.107, median: 0.059, most: 0.159),
            errors(.tpot, .agg, .dense, count: 34, mean: 0.068, median: 0.044, most: 0.083),
            errors(.tpot, .agg, .moe, count: 61, mean: 0.185, median: 0.081, most: 0.142),
            errors(.ttft, .disagg, .moe, count: 24, mean: 0.689, median: 0.797, most: 0.904),
            errors(.ttft, .agg, .dense, count: 34, mean: 0.405, median: 0.431, most: 0.552),
            errors(.ttft, .agg, .moe, count: 61, mean: 0.297, median: 0.248, most: 0.376),
        ])

    /// The rows that Blackwell's efficiencies were fitted to, and the errors on those held out.
    static let blackwell = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "b200", rows: 511)],
        parameters: [
            fitted("dram_util", nil),
            fitted("matrix_eff", 0.388...0.698),
            fitted("attn_eff", 0.23...0.431),
            fitted("launch", 3e-6...3.76e-6),
            fitted("latency", 5.21e-7...1.01e-5),
            fitted("elementwise", 1.41...3.26),
            fitted("host_time", 0...0.000475),
            fitted("request_time", nil),
            fitted("prefill_launch", 2.03e-5...3.34e-5),
            fitted("a2a_start", 3.9e-5...8.54e-5),
            fitted("sequence_time", nil),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 37, mean: 0.134, median: 0.134, most: 0.175),
            errors(.tpot, .agg, .moe, count: 116, mean: 0.105, median: 0.073, most: 0.099),
            errors(.ttft, .disagg, .moe, count: 37, mean: 0.370, median: 0.308, most: 0.473),
            errors(.ttft, .agg, .moe, count: 116, mean: 0.294, median: 0.242, most: 0.392),
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
