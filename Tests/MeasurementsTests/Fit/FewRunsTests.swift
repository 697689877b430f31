import Catalog
import CostModel
import Testing

@testable import Measurements

/// Factors from a handful of runs whose truth is known.
@Suite struct FewRunsTests {
    private static let truth = ChipFactors(overhead: 1.4, work: 1.2)

    /// Runs of one set-up at some loads, as the engine has them on a chip with other factors, each off by a ratio.
    static func runs(
        _ loads: [Double], truth: ChipFactors = truth, off: [Double] = [], tp: Double = 4
    ) throws -> [Measurements.Measurement] {
        var chip = try #require(Catalog.chip(named: "h200")).value
        // Overheads that no fit of the catalogue moves: how far runs tell factors apart hangs on them.
        (chip.launch, chip.network.intra.latency, chip.hostTime) = (4.44e-6, 8.17e-6, 0.22e-3)
        let model = try #require(Catalog.model(named: "llama-3.1-70b")).value
        return loads.enumerated().map { index, load in
            var workload = Workload(input: 1024, output: 1024)
            workload.serving = .agg
            workload.runtime = .vllm
            var deployment = Deployment(chips: tp, tp: tp, batch: 1)
            deployment.concurrency = load
            var scenario = Scenario(
                chip: truth.applied(to: chip), model: model, workload: workload, deployment: deployment)
            let plan = PlanResult(scenario)
            scenario.chip = chip
            let ratio = off.indices.contains(index) ? off[index] : 1
            return Measurements.Measurement(
                line: index + 2, chip: "h200", scenario: scenario,
                figures: [
                    MeasuredFigure(.tpot, plan.totals.seconds * ratio),
                    MeasuredFigure(.ttft, plan.totals.firstToken * ratio),
                ])
        }
    }

    @Test func fiveExactRunsRecoverBothFactors() throws {
        let fit = try FewRunsCalibration(try Self.runs([1, 8, 32, 64, 128]), prior: .measured).fit()
        for (estimate, real) in zip(fit.estimates, [Self.truth.overhead, Self.truth.work]) {
            #expect(estimate.interval.contains(real), "\(estimate)")
            // The prior draws a factor towards 1, by what five runs of 6 % scatter leave to it.
            #expect((estimate.value / real - 1).magnitude < 0.12, "\(estimate)")
        }
        let tpot = try #require(fit.errors.first)
        #expect(tpot.metric == .tpot && tpot.before.count == 5 && tpot.leftOut.count == 5)
        #expect(tpot.before.mape > 0.15 && tpot.fitted.mape < 0.02 && tpot.leftOut.mape < 0.03)
        #expect(fit.isOneSetUp && fit.setUp.contains { $0.parameter.name == "tp" && $0.value == 4 })
    }

    @Test func oneRunMovesFactorsAsFarAsThePriorLets() throws {
        // One run is 20 % slower than the engine says: with variances of 0.06 and, of what the factors do together, about 0.18,
        // squared, 0.0036 and 0.0324, nine tenths of it are believed, and each factor takes its part.
        let fit = try FewRunsCalibration(
            try Self.runs([32], truth: ChipFactors(), off: [1.2]), prior: .measured
        ).fit()
        let tpot = try #require(fit.errors.first)
        #expect((0.005...0.06).contains(tpot.fitted.mape), "\(tpot.fitted)")
        #expect(tpot.leftOut.count == 0)
        for estimate in fit.estimates {
            #expect(estimate.value > 1 && estimate.value < 1.2, "\(estimate)")
            #expect(estimate.left > 0.3, "\(estimate)")
        }
        // What both do together is known, not what each does.
        #expect(fit.correlation < -0.5)
    }

    @Test func withoutEvidenceThePriorHolds() throws {
        let fit = try FewRunsCalibration(try Self.runs([1, 16, 64], truth: ChipFactors()), prior: .measured).fit()
        for estimate in fit.estimates { #expect((estimate.value - 1).magnitude < 1e-3, "\(estimate)") }
        // 1.96 x 0.24 = 0.4704 and exp(0.4704) = 1.6006; 1 / 1.6006 = 0.6248.
        #expect(fit.estimates[0].prior == 0.62475...1.6006)
    }

    @Test func oneRunThatWaitedCountsLess() throws {
        let exact = try FewRunsCalibration(try Self.runs([1, 8, 32, 64, 128]), prior: .measured).fit()
        let off = try FewRunsCalibration(
            try Self.runs([1, 8, 32, 64, 128], off: [1, 1, 2, 1, 1]), prior: .measured
        ).fit()
        for (one, other) in zip(exact.estimates, off.estimates) {
            #expect((one.value / other.value - 1).magnitude < 0.1, "\(one) \(other)")
        }
    }

    @Test func moreRunsNarrowTheBand() throws {
        func reach(_ loads: [Double]) throws -> Double {
            let fit = try FewRunsCalibration(try Self.runs(loads), prior: .measured).fit()
            return try #require(fit.bands.first { $0.metric == "tpot_ms" }).alike.upperBound
        }
        let (one, five) = (try reach([32]), try reach([1, 8, 32, 64, 128]))
        // exp(1.5332 x 0.06) = 1.0963 is what scatter alone leaves.
        #expect(five < one && five > 1.0963)
        #expect(RunScatter.alike.band(of: "tpot_ms", variance: 0) == 0.9121...1.096)
        // Two runs that are 20 % off: s = 0.08364 solves s^2 = (8 x 0.0036 + 2 x 5 x 0.04 / (4 + 0.04 / s^2)) / 10, and
        // exp(1.5332 s) = 1.1368.
        let wide = RunScatter.alike.band(of: "tpot_ms", variance: 0, residuals: [0.2, -0.2])
        #expect((wide.upperBound - 1.1368).magnitude < 1e-3 && (wide.lowerBound * wide.upperBound - 1).magnitude < 1e-3)
        #expect(RunScatter.alike.scale(of: "tpot_ms", residuals: [0.01, 0]) == 0.06)
    }

    @Test func severalSetUpsHaveNoneInCommon() throws {
        let runs = try Self.runs([8, 64]) + Self.runs([8, 64], tp: 8)
        let fit = try FewRunsCalibration(runs, prior: .measured).fit()
        #expect(!fit.isOneSetUp)
        #expect(fit.setUp.map(\.parameter.name) == ["sp", "pp", "moe_tp"])
        let tpot = try #require(fit.bands.first { $0.metric == "tpot_ms" })
        #expect(tpot.alike == tpot.elsewhere)
    }

    @Test func nothingToFitIsSaid() throws {
        let none = #expect(throws: CalibrationFault.self) { try FewRunsCalibration([], prior: .measured).fit() }
        #expect(none == .noRows)
        let runs = try Self.runs([8])
        let bare = Measurements.Measurement(line: 2, chip: "h200", scenario: runs[0].scenario, figures: [])
        let empty = #expect(throws: CalibrationFault.self) { try FewRunsCalibration([bare], prior: .measured).fit() }
        #expect(empty == .noValues)
        var stopped = FewRunsCalibration(runs, prior: .measured)
        stopped.isCancelled = { true }
        let fault = #expect(throws: CalibrationFault.self) { try stopped.fit() }
        #expect(fault == .cancelled)
    }
}
