import CostModel

extension CalibrationRecord {
    /// The rows that Hopper's efficiencies were fitted to, and the errors on those held out.
    ///
    /// What `calibrate` says of the 914 rows that README names, with `a2a_start` at 50 us.
    static let hopper = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "h200", rows: 239), ChipRows(chip: "h100", rows: 157)],
        parameters: [
            fitted("dram_util", 0.825...0.92),
            fitted("matrix_eff", 0.626...0.763),
            fitted("attn_eff", 0.229...0.913),
            fitted("launch", 3.84e-6...5.1e-6),
            fitted("latency", 3e-7...1.49e-5),
            fitted("elementwise", 1.62...2.64),
            fitted("host_time", 0...0.000761),
            fitted("request_time", 0.0121...0.0371),
            fitted("prefill_launch", 2.89e-7...1.73e-5),
            fitted("sequence_time", 0...2.03e-5),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 24, mean: 0.101, median: 0.056, most: 0.148),
            errors(.tpot, .agg, .dense, count: 34, mean: 0.064, median: 0.041, most: 0.080),
            errors(.tpot, .agg, .moe, count: 61, mean: 0.182, median: 0.106, most: 0.130),
            errors(.ttft, .disagg, .moe, count: 24, mean: 0.680, median: 0.795, most: 0.903),
            errors(.ttft, .agg, .dense, count: 34, mean: 0.399, median: 0.427, most: 0.554),
            errors(.ttft, .agg, .moe, count: 61, mean: 0.290, median: 0.228, most: 0.344),
        ])

    /// The rows that Blackwell's efficiencies were fitted to, and the errors on those held out.
    static let blackwell = CalibrationRecord(
        source: file, chips: [ChipRows(chip: "b200", rows: 511)],
        parameters: [
            fitted("dram_util", nil),
            fitted("matrix_eff", 0.384...0.689),
            fitted("attn_eff", 0.23...0.432),
            fitted("launch", 3e-6...3.77e-6),
            fitted("latency", 6.14e-7...1.02e-5),
            fitted("elementwise", 1.36...3.17),
            fitted("host_time", 0...0.000473),
            fitted("request_time", nil),
            fitted("prefill_launch", 1.99e-5...3.32e-5),
            fitted("a2a_start", 3.87e-5...8.57e-5),
            fitted("sequence_time", nil),
        ].compactMap { $0 },
        heldOut: [
            errors(.tpot, .disagg, .moe, count: 37, mean: 0.134, median: 0.133, most: 0.175),
            errors(.tpot, .agg, .moe, count: 116, mean: 0.105, median: 0.074, most: 0.103),
            errors(.ttft, .disagg, .moe, count: 37, mean: 0.370, median: 0.308, most: 0.474),
            errors(.ttft, .agg, .moe, count: 116, mean: 0.293, median: 0.245, most: 0.392),
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
