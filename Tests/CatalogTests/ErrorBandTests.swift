import CostModel
import Testing

@testable import Catalog

/// Which held-out rows a plan is compared with.
@Suite struct ErrorBandTests {
    private func band(_ metric: String, _ serving: Workload.Serving, _ model: String) throws -> ErrorBand? {
        try CalibrationSamples.record().band(of: try #require(Metric.named(metric)), for: scenario(serving, model))
    }

    private func scenario(_ serving: Workload.Serving, _ model: String) throws -> Scenario {
        var workload = Workload(input: 1024, output: 1024)
        workload.serving = serving
        return Scenario(
            chip: CatalogEntry<Chip>.h200.value,
            model: try #require(Catalog.model(named: model)).value, workload: workload,
            deployment: Deployment(chips: 8, tp: 8, batch: 8, moeTP: 8))
    }

    @Test func rowsServedAlikeWithAModelOfTheKindCompare() throws {
        let moe = try #require(try band("tpot_ms", .agg, "deepseek-v3"))
        #expect(moe.half == 0.1)
        #expect(moe.count == 30)
        let dense = try #require(try band("tpot_ms", .agg, "llama-3.1-70b"))
        #expect(dense.half == 0.06)
        #expect(dense.count == 10)
    }

    @Test func whereTheseAreTooFewAllOfTheMetricDo() throws {
        // 4 rows of disaggregated serving are fewer than 8, so all 44: (30 * 0.1 + 10 * 0.06 + 4 * 0.2) / 44 = 0.1.
        let moe = try #require(try band("tpot_ms", .disagg, "deepseek-v3"))
        #expect((moe.half - 0.1).magnitude < 1e-12)
        #expect(moe.count == 44)
    }

    @Test func whereTheKindIsTooFewThoseServedAlikeDo() throws {
        let errors = [
            try CalibrationSamples.errors("tpot_ms", .agg, .moe, count: 6, mean: 0.1),
            try CalibrationSamples.errors("tpot_ms", .agg, .dense, count: 2, mean: 0.3),
            try CalibrationSamples.errors("tpot_ms", .disagg, .moe, count: 100, mean: 0.9),
        ]
        let record = CalibrationRecord(source: "a.csv", chips: [], parameters: [], heldOut: errors, covered: Coverage())
        let metric = try #require(Metric.named("tpot_ms"))
        // (6 * 0.1 + 2 * 0.3) / 8 = 0.15.
        let found = try #require(record.band(of: metric, for: try scenario(.agg, "deepseek-v3")))
        #expect((found.half - 0.15).magnitude < 1e-12)
        #expect(found.count == 8)
    }

    @Test func sevenRowsSayNothing() throws {
        #expect(try band("ttft_ms", .agg, "deepseek-v3") == nil)
        let mean = try CalibrationSamples.record().mean(of: try #require(Metric.named("ttft_ms")))
        #expect(mean?.count == 7)
    }

    @Test(arguments: ["tps_chip", "total_tps", "tps_batch"])
    func aRateIsAsFarOffAsTheTimeItFollowsFrom(_ metric: String) throws {
        let band = try #require(try band(metric, .agg, "deepseek-v3"))
        #expect(band.metric.name == "tpot_ms")
        #expect(band.half == 0.1)
    }

    @Test func aMeasuredRateGoesFirst() throws {
        let errors = [
            try CalibrationSamples.errors("tpot_ms", .agg, .moe, count: 60, mean: 0.1),
            try CalibrationSamples.errors("tps_chip", .agg, .moe, count: 8, mean: 0.2),
        ]
        let record = CalibrationRecord(source: "a.csv", chips: [], parameters: [], heldOut: errors, covered: Coverage())
        let scenario = try scenario(.agg, "deepseek-v3")
        #expect(record.band(of: .tpsChip, for: scenario)?.half == 0.2)
        #expect(record.band(of: try #require(Metric.named("tps_batch")), for: scenario)?.half == 0.1)
    }

    @Test func otherMetricsHaveNone() throws {
        #expect(try band("dram", .agg, "deepseek-v3") == nil)
        #expect(try band("mfu", .agg, "deepseek-v3") == nil)
    }
}
