import Lanes
import Testing

@testable import CostModel

/// How a loop at rest moves with what goes into it, by hand.
@Suite struct LoopSlopeTests {
    /// The derivatives of the totals by a parameter.
    private func slopes(_ scenario: Scenario, _ name: String) throws -> Engine<Dual>.StepTotals {
        let parameter = try #require(Parameter.named(name))
        return PlanSlopes(scenario).by(try #require(parameter.places(in: scenario))).totals
    }

    /// Five requests of which B decode, at T = a + b B with a = 160 us and b = 403.4 us; a request waits A in front of that.
    ///
    /// B = 5 - X A with X = B / 200 T, so that dB/dA (1 + X A / B - X A b / T) = -X.
    @Test func aLoopMovesWithTheTimeInFrontOfDecode() throws {
        let scenario = TinyServing.scenario(.disagg, requests: 5) {
            ($0.deployment.prefillWorkers, $0.deployment.prefillBatch) = (1, 1)
            $0.chip.requestTime = 100e-3
        }
        let totals = StepTotals.of(scenario)
        let (a, b) = (160e-6, 403.4e-6)
        // 100 ms of the host, one and a half passes of one prompt, and the cache of 360,000 bytes on its way.
        let ahead = 100e-3 + 1.5 * 3220.4e-6 + 361e-6
        #expect(isClose(totals.firstToken, ahead))
        let batch = (totals.seconds - a) / b
        let rate = batch / (200 * totals.seconds)
        #expect(isClose(batch + rate * ahead, 5) && isClose(totals.requestRate, rate))
        let move = -rate / (1 + rate * ahead / batch - rate * ahead * b / totals.seconds)
        let slopes = try slopes(scenario, "request_time")
        #expect(slopes.isSettled)
        #expect(slopes.firstToken.value == totals.firstToken && slopes.seconds.value == totals.seconds)
        #expect(isClose(slopes.firstToken.derivative, 1))
        #expect(isClose(slopes.seconds.derivative, b * move))
        // d (B / 200 T) = dB a / 200 T^2.
        #expect(isClose(slopes.requestRate.derivative, move * a / (200 * totals.seconds * totals.seconds)))
    }

    /// The DRAM has room for three of 20 requests: 180,000 bytes of weights and 400,000 + 1200 for each.
    @Test func aLoadAtItsLimitMovesWithIt() throws {
        let scenario = TinyServing.scenario(.disagg, requests: 20) {
            ($0.deployment.prefillWorkers, $0.deployment.prefillBatch) = (1000, 1)
            $0.chip.dramBytes = 180_000 + 3.5 * 401_200
        }
        let totals = StepTotals.of(scenario)
        #expect(isClose(totals.seconds, 160e-6 + 3.5 * 403.4e-6, within: 1e-6))
        let slopes = try slopes(scenario, "dram")
        #expect(isClose(slopes.seconds.derivative, 403.4e-6 / 401_200, within: 1e-6))
    }

    /// Of a plan that serves on the same chips the derivatives are those of differences.
    @Test(arguments: ["request_time", "dram_bw", "host_time"])
    func anAggregatedLoopMovesAsDifferencesDo(_ name: String) throws {
        let scenario = TinyServing.scenario(.agg, requests: 3) {
            ($0.chip.requestTime, $0.chip.hostTime) = (50e-3, 1e-3)
        }
        let parameter = try #require(Parameter.named(name))
        func moved(_ share: Double) -> StepTotals {
            StepTotals.of(scenario.with { parameter.set(&$0, parameter.get(scenario) * (1 + share)) })
        }
        let (above, below, slopes) = (moved(1e-4), moved(-1e-4), try slopes(scenario, name))
        let step = 2e-4 * parameter.get(scenario)
        for (figure, slope) in [
            (\StepTotals.seconds, slopes.seconds), (\.firstToken, slopes.firstToken),
            (\.requestRate, slopes.requestRate),
        ] {
            let expected = (above[keyPath: figure] - below[keyPath: figure]) / step
            #expect(isClose(slope.derivative, expected, within: 1e-4), "\(slope.derivative) \(expected)")
        }
    }
}
