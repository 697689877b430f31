import Catalog
import CostModel
import Testing

@testable import Measurements

/// Calibrations against measurements whose parameters are known.
@Suite struct CalibrationTests {
    private let truth = SyntheticMeasurements.truth

    @Test func recoversParametersFromExactMeasurements() throws {
        let rows = try SyntheticMeasurements.rows(noise: 0)
        let fit = try Calibration(rows, parameters: SyntheticMeasurements.parameters).fit(
            from: SyntheticMeasurements.h200)
        for (value, (name, real)) in zip(fit.parameters, truth) {
            #expect((value.value / real - 1).magnitude < 1e-6, "\(name)")
            #expect(value.verdict == .determined)
        }
        // 5 layouts x 3 lengths x 5 loads; of each kind 30 % by whole rows: 18 of 60 dense and 5 of 15 rows, as 4.5 is
        // as near to 5 as to 4.
        #expect(fit.fittedRows == 52)
        #expect(fit.heldOutRows == 23)
        #expect(fit.leftOut == 0)
        #expect(fit.errors.map(\.metric) == [.tpot, .ttft, .tpsChip])
        for errors in fit.errors {
            #expect(errors.fitted.count == 52)
            #expect(errors.heldOut.mape < 1e-6)
            #expect(errors.heldOutBefore.mape > 0.1)
        }
        // Of models that were fitted too, then of each model left out of a fit: with two, of both.
        #expect(
            fit.heldOut.map(\.kind.model) == [.dense, .moe, .dense, .moe, .dense, .moe] + [
                .dense, .moe, .dense, .moe, .dense, .moe,
            ])
        #expect(fit.heldOut.map(\.isUnseen) == Array(repeating: false, count: 6) + Array(repeating: true, count: 6))
        for errors in fit.heldOut {
            #expect(errors.spread.count == 21 && errors.spread.allSatisfy { ($0 - 1).magnitude < 1e-5 }, "\(errors)")
        }
    }

    @Test func intervalsHoldTheTruthAboutAsOftenAsTheySay() throws {
        var held = 0
        for seed in 0..<30 {
            let rows = try SyntheticMeasurements.rows(noise: 0.08, seed: UInt64(seed))
            var calibration = try Calibration(rows, parameters: SyntheticMeasurements.parameters)
            calibration.leavesModelsOut = false
            let fit = try calibration.fit(from: SyntheticMeasurements.h200)
            for (value, (_, real)) in zip(fit.parameters, truth) where value.interval?.contains(real) == true {
                held += 1
            }
            for errors in fit.errors where errors.metric == .tpot {
                // The mean magnitude of a normal error of 8 % is 0.08 sqrt(2 / pi) = 6.4 %.
                #expect((0.035...0.1).contains(errors.heldOut.mape))
            }
        }
        // 142 of 150 expected; latencies act through maxima, where a slope says too little.
        #expect((130...150).contains(held), "\(held)")
    }

    @Test func saysWhatRowsOfOneDomainCannotTell() throws {
        let rows = try SyntheticMeasurements.rows(noise: 0.02)
        let names = ["dram_util", "inter_util"]
        let parameters = try names.map { try #require(Parameter.named($0)) }
        let fit = try Calibration(rows, parameters: parameters).fit(from: SyntheticMeasurements.h200)
        #expect(fit.parameters[0].verdict == .determined)
        // All of it runs inside one domain, so that links between domains carry nothing.
        #expect(fit.parameters[1].verdict == .undetermined)
        #expect(fit.parameters[1].interval == nil)
        #expect((fit.parameters[1].value / fit.parameters[1].start - 1).magnitude < 1e-12)
    }

    @Test func namesParametersThatOnlyActTogether() throws {
        // Decode steps of one model on one chip have the same number of operators, so that a start-up of each and the
        // host's time of the step are one sum.
        let rows = try SyntheticMeasurements.rows(noise: 0.02).filter { $0.scenario.deployment.chips == 1 }.map { row in
            var scenario = row.scenario
            scenario.workload.serving = Workload.Serving.static
            return Measurement(
                line: row.line, chip: row.chip, scenario: scenario,
                figures: [MeasuredFigure(.tpot, 1.1 * MeasuredMetric.tpot.predicted(PlanResult(scenario)))])
        }
        let parameters = try ["launch", "host_time"].map { try #require(Parameter.named($0)) }
        let fit = try Calibration(rows, parameters: parameters).fit(from: SyntheticMeasurements.h200)
        #expect(fit.together == [parameters])
        #expect(fit.parameters.allSatisfy { $0.verdict != .determined })
    }

    @Test func leavesOutWhatTheEngineHasNoNumberFor() throws {
        let rows = try SyntheticMeasurements.rows(noise: 0).map { row in
            var row = row
            // A decode step alone has no first token.
            if row.scenario.deployment.chips == 8 { row.scenario.workload.serving = .static }
            return row
        }
        let parameters = try [#require(Parameter.named("dram_util"))]
        let fit = try Calibration(rows, parameters: parameters).fit(from: SyntheticMeasurements.h200)
        // Two layouts of eight chips, 15 rows each.
        #expect(fit.leftOut == 30)
    }

    @Test func refusesWhatCannotBeFitted() throws {
        let rows = try SyntheticMeasurements.rows(noise: 0)
        let chip = try SyntheticMeasurements.h200
        let bandwidth = try #require(Parameter.named("dram_bw"))
        #expect(throws: CalibrationFault.notFitted(bandwidth)) {
            try Calibration(rows, parameters: [bandwidth]).fit(from: chip)
        }
        let parameters = try SyntheticMeasurements.parameters
        #expect(throws: CalibrationFault.noRows) { try Calibration([], parameters: parameters).fit(from: chip) }
        #expect(throws: CalibrationFault.tooFew(figures: 3, parameters: 5)) {
            try Calibration([rows[0]], parameters: parameters).fit(from: chip)
        }
        var cancelled = Calibration(rows, parameters: parameters)
        cancelled.isCancelled = { true }
        #expect(throws: CalibrationFault.cancelled) { try cancelled.fit(from: chip) }
    }

    @Test func workersDoNotChangeTheResult() throws {
        let rows = try SyntheticMeasurements.rows(noise: 0.05)
        var calibration = Calibration(rows, parameters: try SyntheticMeasurements.parameters)
        let alone = try calibration.fit(from: SyntheticMeasurements.h200).parameters.map(\.value)
        calibration.workers = 2
        #expect(try calibration.fit(from: SyntheticMeasurements.h200).parameters.map(\.value) == alone)
    }
}
