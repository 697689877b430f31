import CostModel
import Testing

@testable import Catalog

/// Records for the tests of files and bands.
enum CalibrationSamples {
    /// A record with a figure of every kind.
    static func record() throws -> CalibrationRecord {
        CalibrationRecord(
            source: "runs/\"h200\".csv", part: "system=h200_sxm",
            chips: [
                CalibrationRecord.ChipRows(chip: "h100", rows: 40), CalibrationRecord.ChipRows(chip: "h200", rows: 80),
            ],
            parameters: [
                CalibrationRecord.Fitted(
                    parameter: try parameter("dram_util"), source: "runs/h200.csv", interval: 0.71...0.83),
                CalibrationRecord.Fitted(
                    parameter: try parameter("launch"), source: "older.csv", interval: 0...4.5e-6),
                CalibrationRecord.Fitted(
                    parameter: try parameter("host_time"), source: "runs/h200.csv", interval: nil),
            ],
            heldOut: [
                try errors("tpot_ms", .agg, .moe, count: 30, mean: 0.10),
                try errors("tpot_ms", .agg, .dense, count: 10, mean: 0.06),
                try errors("tpot_ms", .disagg, .moe, count: 4, mean: 0.2),
                try errors("ttft_ms", .agg, .moe, count: 7, mean: 0.3),
            ], covered: covered,
            changed: [CalibrationRecord.Changed(parameter: try parameter("launch"), fitted: 4e-6)])
    }

    /// Rows of every kind of serving but static, of models with grouped-query or latent attention.
    static var covered: Coverage {
        var covered = Coverage()
        covered.serving = [.agg, .disagg]
        covered.models = [.dense, .moe]
        covered.mixers = [.full, .mla]
        covered.weights = [.bf16, .fp8, .w8a16]
        covered.experts = [.fp8, .w8a16]
        covered.batch = 64
        return covered
    }

    static func errors(
        _ metric: String, _ serving: Workload.Serving, _ model: ServedKind.Model, count: Int, mean: Double
    ) throws -> HeldOutErrors {
        HeldOutErrors(
            metric: try #require(Metric.named(metric)), kind: ServedKind(serving: serving, model: model), count: count,
            mean: mean, median: mean / 2, most: 2 * mean)
    }

    static func parameter(_ name: String) throws -> Parameter { try #require(Parameter.named(name)) }

    /// A chip with that record.
    static func described() throws -> DescribedChip {
        DescribedChip(name: "h200", title: "H200", chip: CatalogEntry<Chip>.h200.value, calibration: try record())
    }
}
