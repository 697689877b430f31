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

    /// Ratios go evenly from 1 - m to 1 + 2 m: 80 % lie between 1 - m + 0.1 * 3 m and 1 - m + 0.9 * 3 m.
    private func isEven(_ band: ErrorBand, mean: Double) -> Bool {
        (band.low - (1 - 0.7 * mean)).magnitude < 1e-12 && (band.high - (1 + 1.7 * mean)).magnitude < 1e-12
    }

    @Test func rowsServedAlikeWithAModelOfTheKindCompare() throws {
        let moe = try #require(try band("tpot_ms", .agg, "deepseek-v3"))
        #expect(isEven(moe, mean: 0.1) && moe.count == 30 && !moe.isUnseen)
        let dense = try #require(try band("tpot_ms", .agg, "llama-3.1-70b"))
        #expect(isEven(dense, mean: 0.06) && dense.count == 10)
    }

    @Test func theBandIsTheIntervalOfAFigure() throws {
        let band = try #require(try band("tpot_ms", .agg, "deepseek-v3"))
        // 0.93 * 20 and 1.17 * 20.
        let interval = band.interval(of: 20)
        #expect((interval.lowerBound - 18.6).magnitude < 1e-9 && (interval.upperBound - 23.4).magnitude < 1e-9)
        #expect(band.contains(18.7, predicted: 20) && !band.contains(18.5, predicted: 20))
        #expect(band.contains(23.3, predicted: 20) && !band.contains(23.5, predicted: 20))
    }

    @Test func whereTheseAreTooFewAllOfTheMetricDo() throws {
        // 4 rows of disaggregated serving are fewer than 8, so all 44. Below 0.93: of 30 rows 10 %; of 10 that begin at 0.94 none;
        // of 4 from 0.8 to 1.4 (0.13 / 0.6) = 21.7 %: 3.867 of 44. Rows of 44 below 0.94: 30 * 0.1333 + 4 * 0.2333 = 4.933, so
        // that 4.4 lie below 0.93 + 0.01 * (4.4 - 3.867) / (4.933 - 3.867) = 0.935.
        let moe = try #require(try band("tpot_ms", .disagg, "deepseek-v3"))
        #expect((moe.low - 0.935).magnitude < 1e-12, "\(moe.low)")
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
        // Of 6 rows from 0.9 to 1.2 and 2 from 0.7 to 1.6 lie 0.8 below 0.93: 6 * 0.1 + 2 * 0.2556 = 1.111; below 0.9: 2 * 0.2222 =
        // 0.444; so 0.8 below 0.9 + 0.03 * (0.8 - 0.444) / (1.111 - 0.444) = 0.916.
        let found = try #require(record.band(of: metric, for: try scenario(.agg, "deepseek-v3")))
        #expect((found.low - 0.916).magnitude < 1e-12, "\(found.low)")
        #expect(found.count == 8)
    }

    @Test func aModelOfWhichNoRowWasFittedComparesWithModelsThatWereLeftOut() throws {
        let unseen = try #require(try band("tpot_ms", .agg, "qwen3-235b-a22b"))
        #expect(isEven(unseen, mean: 0.2) && unseen.count == 20 && unseen.isUnseen)
        // No dense model was left out: those served alike.
        #expect(try band("tpot_ms", .agg, "llama-3.1-8b")?.count == 20)
        #expect(try band("ttft_ms", .agg, "qwen3-235b-a22b") == nil)
    }

    @Test func sevenRowsSayNothing() throws {
        #expect(try band("ttft_ms", .agg, "deepseek-v3") == nil)
        let error = try CalibrationSamples.record().error(of: try #require(Metric.named("ttft_ms")))
        #expect(error?.count == 7 && error?.mean == 0.3)
    }

    @Test(arguments: ["tps_chip", "total_tps", "tps_batch"])
    func aRateIsHighWhereTheTimeItFollowsFromIsLow(_ metric: String) throws {
        let band = try #require(try band(metric, .agg, "deepseek-v3"))
        #expect(band.metric.name == "tpot_ms")
        // 1 / 1.17 and 1 / 0.93.
        #expect((band.low - 1 / 1.17).magnitude < 1e-12 && (band.high - 1 / 0.93).magnitude < 1e-12)
    }

    @Test func aMeasuredRateGoesFirst() throws {
        let errors = [
            try CalibrationSamples.errors("tpot_ms", .agg, .moe, count: 60, mean: 0.1),
            try CalibrationSamples.errors("tps_chip", .agg, .moe, count: 8, mean: 0.2),
        ]
        let record = CalibrationRecord(source: "a.csv", chips: [], parameters: [], heldOut: errors, covered: Coverage())
        let scenario = try scenario(.agg, "deepseek-v3")
        let measured = try #require(record.band(of: .tpsChip, for: scenario))
        #expect(isEven(measured, mean: 0.2) && measured.metric.name == "tps_chip")
        #expect(record.band(of: try #require(Metric.named("tps_batch")), for: scenario)?.metric.name == "tpot_ms")
    }

    @Test func oldFilesKeepTheWidthOfTheirErrors() {
        let spread = HeldOutErrors.spread(most: 0.09945)
        // 68 % within 0.9945 deviations: one is 0.1, and 80 % lie within 1.2816 of them.
        #expect(spread.count == 21 && (spread[2] - 0.87184).magnitude < 1e-9 && (spread[18] - 1.12816).magnitude < 1e-9)
        #expect(spread[10] == 1 && zip(spread, spread.dropFirst()).allSatisfy(<))
        #expect(HeldOutErrors.spread(most: 3).allSatisfy { $0 > 0 })
    }

    @Test func otherMetricsHaveNone() throws {
        #expect(try band("dram", .agg, "deepseek-v3") == nil)
        #expect(try band("mfu", .agg, "deepseek-v3") == nil)
    }
}
