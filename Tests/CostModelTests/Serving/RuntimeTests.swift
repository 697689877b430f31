import Testing

@testable import CostModel

/// What a runtime does where no parameter says it.
@Suite struct RuntimeTests {
    private func firstToken(
        _ runtime: Runtime, _ change: (inout Scenario) -> Void = { _ in }
    ) -> (ttft: Double, step: Double) {
        let scenario = TinyServing.scenario(.agg, requests: 1) {
            $0.workload.runtime = runtime
            $0.deployment.schedule = .mixed
            change(&$0)
        }
        let totals = StepTotals.of(scenario)
        return (totals.firstToken, totals.seconds)
    }

    /// One request alone has no prefills of others in its steps, so that each step it waits for takes as long as its own.
    @Test(arguments: [(Runtime.custom, 0.0), (.trtllm, 9), (.sglang, 11), (.vllm, 3)])
    func aRequestWaitsForSteps(_ runtime: Runtime, _ steps: Double) {
        let (alone, own) = (firstToken(.custom), firstToken(runtime))
        #expect(isClose(own.step, alone.step))
        #expect(isClose(own.ttft - alone.ttft, steps * alone.step))
        // What is stated comes on top.
        let stated = firstToken(runtime) { $0.deployment.waitSteps = 20 }
        #expect(isClose(stated.ttft - alone.ttft, (steps + 20) * alone.step))
    }

    /// Two attention replicas: 49 steps.
    @Test func replicasOfTensorRTLLMWaitForOneAnother() {
        func ttft(_ runtime: Runtime) -> (Double, Double) {
            let scenario = TinyServing.scenario(.agg, requests: 2) {
                $0.workload.runtime = runtime
                $0.deployment.chips = 2
            }
            let totals = StepTotals.of(scenario)
            return (totals.firstToken, totals.seconds)
        }
        let (alone, own) = (ttft(.custom), ttft(.trtllm))
        #expect(isClose(own.1, alone.1))
        // Each step waited for is a decode step, at most as long as the mean of those with prefills.
        let waited = (own.0 - alone.0) / 49
        #expect(waited > 0.5 * alone.1 && waited <= alone.1 * (1 + 1e-12))
    }

    /// 140 kB in the layer, 20 kB each in the table and the head, on a chip of 1 MB: a tenth of 1 MB, or of the 820 kB left.
    @Test func aShareOfDRAMIsOneOfWhatWeightsLeave() {
        func reserve(_ runtime: Runtime, _ change: (inout Scenario) -> Void = { _ in }) -> MemoryUse {
            var scenario = TinyServing.scenario(.static, requests: 0)
            (scenario.workload.staticPhase, scenario.workload.runtime) = (.decode, runtime)
            (scenario.chip.dramBytes, scenario.chip.dramReserve) = (1e6, 0.1)
            change(&scenario)
            return StepTotals.of(scenario).memory
        }
        let weights = reserve(.custom).weights
        #expect(weights == 180_000)
        #expect(isClose(reserve(.custom).reserve, 100_000))
        for runtime in [Runtime.trtllm, .sglang, .vllm] {
            #expect(isClose(reserve(runtime).reserve, 82_000))
            // Bytes are bytes, and where weights leave nothing, nothing is kept.
            #expect(reserve(runtime) { $0.chip.dramReserve = 5000 }.reserve == 5000)
            #expect(reserve(runtime) { $0.chip.dramBytes = 100_000 }.reserve == 0)
        }
    }

    /// One layer in one pass: 30 us, and 50 us more under vLLM alone.
    @Test(arguments: [(Runtime.custom, 30e-6), (.trtllm, 30e-6), (.sglang, 30e-6), (.vllm, 80e-6)])
    func layersTakeLongerUnderVLLM(_ runtime: Runtime, _ time: Double) {
        func seconds(_ layer: Double, _ vllm: Double) -> Double {
            var scenario = TinyServing.scenario(.static, requests: 0)
            scenario.workload.runtime = runtime
            (scenario.chip.layerTime, scenario.chip.vllmLayerTime) = (layer, vllm)
            return StepTotals.of(scenario).seconds
        }
        #expect(isClose(seconds(30e-6, 50e-6) - seconds(0, 0), time))
    }

    @Test func itIsAChoiceOfTheWorkload() throws {
        let parameter = try #require(Parameter.named("runtime"))
        #expect(parameter.scope == .workload && parameter.choices == ["custom", "trtllm", "sglang", "vllm"])
        #expect(Workload(input: 1).runtime == .custom)
    }
}
