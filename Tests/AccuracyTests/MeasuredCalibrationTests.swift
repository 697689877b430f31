import Catalog
import CostModel
import Measurements
import Testing

/// The catalogue's efficiencies are near what a calibration finds, from where it left off.
@Suite struct MeasuredCalibrationTests {
    private static let shared = [
        "dram_util", "matrix_eff", "attn_eff", "launch", "latency", "elementwise", "host_time", "request_time",
        "prefill_launch", "sequence_time",
    ]

    @Test(arguments: [("h200", ["h100", "h200"], ["widen_eff", "a2a_start"]), ("b200", ["b200"], ["a2a_start"])])
    func fittingAgainFindsLittleMore(_ name: String, _ chips: [String], _ further: [String]) throws {
        let entry = try #require(Catalog.chip(named: name))
        let parameters = try (Self.shared + further).map { try #require(Parameter.named($0)) }
        let rows = try MeasuredData.silicon().measurements.filter { chips.contains($0.chip) }
        var calibration = Calibration(rows, parameters: parameters)
        // Once is enough to see the folds at work.
        calibration.leavesModelsOut = name == "b200"
        let fit = try calibration.fit(from: entry.value)
        let tpot = try #require(fit.errors.first { $0.metric == .tpot })
        // The catalogue was fitted to more rows than these; on these alone a fit gains a fifth at most.
        #expect(tpot.heldOut.mape / tpot.heldOutBefore.mape >= 0.8)
        #expect(tpot.heldOut.mape <= tpot.heldOutBefore.mape * 1.1)
        // The record says what these rows had.
        #expect(entry.calibration?.covered == fit.covered, "\(fit.covered)")
        // Its errors are of set-ups, each once, of these and of further rows.
        let recorded = try #require(entry.calibration?.error(of: .tpot))
        #expect(recorded.count >= 200)
        #expect((tpot.heldOutBefore.mape / recorded.mean - 1).magnitude <= 0.4)
        withKnownIssue("the records come from a joint fit to more rows, which a fit to these alone does not find again")
        {
            #expect((tpot.heldOut.mape / tpot.heldOutBefore.mape - 1).magnitude <= 0.05)
            #expect(recorded.count == tpot.heldOut.count)
            #expect((tpot.heldOut.mape / recorded.mean - 1).magnitude <= 0.05)
            for value in fit.parameters where value.verdict == .determined {
                #expect(value.interval?.contains(value.start) == true, "\(value.parameter.name)")
            }
        }
    }
}
