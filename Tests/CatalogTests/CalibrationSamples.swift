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
                try errors("tpot_ms", .agg, .moe, isUnseen: true, count: 20, mean: 0.2),
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
        covered.shapes = Set(
            Catalog.models.filter { ["deepseek-v3", "llama-3.1-70b"].contains($0.name) }
                .map { Coverage.shape(of: $0.value) })
        return covered
    }

    /// What was measured over what was predicted goes evenly from 1 - `mean` to 1 + 2 `mean`.
    static func errors(
        _ metric: String, _ serving: Workload.Serving, _ model: ServedKind.Model, isUnseen: Bool = false, count: Int,
        mean: Double
    ) throws -> HeldOutErrors {
        HeldOutErrors(
            metric: try #require(Metric.named(metric)), kind: ServedKind(serving: serving, model: model),
            isUnseen: isUnseen, count: count, mean: mean, median: mean / 2,
            spread: (0...20).map { 1 - mean + 3 * mean * Double($0) / 20 })
    }

    static func parameter(_ name: String) throws -> Parameter { try #require(Parameter.named(name)) }

    /// A chip with that record.
    static func described() throws -> DescribedChip {
        DescribedChip(name: "h200", title: "H200", chip: CatalogEntry<Chip>.h200.value, calibration: try record())
    }
}
