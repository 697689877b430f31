import Testing

@testable import CostModel
@testable import Units

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
    @Test(arguments: [(Runtime.custom, 0.0), (.trtllm, 9), (.sglang, 11), (.vllm, 3), (.mindie, 3)])
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

    /// A tenth of the 1 MB of a chip is its own reserve; a runtime has its own share instead.
    ///
    /// 140 kB lie in the layer, 20 kB each in the table and the head: TensorRT-LLM keeps a tenth of the 820 kB left, vLLM 0.08 of
    /// 1 MB, or 0.1 before 0.22, MindIE 0.2; SGLang wants some GiB, of which a third of what is left stays, with what activations
    /// take.
    @Test func aRuntimesShareTakesThePlaceOfTheChips() {
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
        #expect(isClose(reserve(.trtllm).reserve, 82_000))
        #expect(isClose(reserve(.vllm).reserve, 80_000))
        #expect(isClose(reserve(.vllm) { $0.workload.runtimeVersion = ReleaseNumber.of(0, 18) }.reserve, 100_000))
        #expect(isClose(reserve(.mindie).reserve, 200_000))
        let sglang = reserve(.sglang)
        #expect(isClose(sglang.reserve + sglang.activations + sglang.buffers, 820_000 / 3))
        for runtime in [Runtime.trtllm, .sglang, .vllm, .mindie] {
            // Never both, and where weights leave nothing, nothing is kept.
            #expect(reserve(runtime) { $0.chip.dramReserve = 5000 }.reserve == reserve(runtime).reserve)
            #expect(reserve(runtime) { $0.chip.dramBytes = 100_000 }.reserve == 0)
        }
        // A share that is set holds, of what the runtime counts: 0.7 of all, or of what is left.
        for runtime in [Runtime.custom, .vllm, .mindie] {
            #expect(isClose(reserve(runtime) { $0.deployment.memoryFraction = 0.7 }.reserve, 300_000))
        }
        #expect(isClose(reserve(.trtllm) { $0.deployment.memoryFraction = 0.7 }.reserve, 246_000))
    }

    /// Each by DRAM of a chip, GiB: the chunk of one replica and of two, and how many sequences it runs.
    @Test(arguments: [
        (Runtime.vllm, 40.0, 2048.0, 2048.0, 256.0), (.vllm, 80, 8192, 8192, 1024), (.vllm, 178, 16384, 16384, 1024),
        (.sglang, 16, 2048, 1024, 2048), (.sglang, 24, 4096, 2048, 2048), (.sglang, 80, 8192, 4096, 2048),
        (.sglang, 178, 16384, 8192, 2048), (.trtllm, 80, 0, 0, 2048), (.mindie, 64, 0, 0, 200), (.custom, 80, 0, 0, 0),
    ])
    func itHasDefaults(_ runtime: Runtime, _ dram: Double, _ chunk: Double, _ shared: Double, _ running: Double) {
        var scenario = TinyServing.scenario(.agg, requests: 4)
        (scenario.workload.runtime, scenario.chip.dramBytes) = (runtime, dram * 0x1p30)
        #expect(scenario.inputs.promptChunk == chunk)
        #expect(scenario.inputs.runningLimit ?? 0 == running)
        scenario.deployment.chips = 2
        #expect(scenario.inputs.promptChunk == shared)
        // What is set holds.
        (scenario.deployment.chunk, scenario.deployment.maxRunning) = (512, 7)
        #expect(scenario.inputs.promptChunk == 512 && scenario.inputs.runningLimit == 7)
    }

    /// Releases differ where one was read that does: chunks of vLLM on 178 GiB before 0.29, of SGLang on 24 GiB before 0.5.23.
    @Test func releasesHaveTheirOwnDefaults() {
        var scenario = TinyServing.scenario(.agg, requests: 4)
        func chunk(_ runtime: Runtime, _ dram: Double, _ release: Double) -> Double {
            (scenario.workload.runtime, scenario.chip.dramBytes) = (runtime, dram * 0x1p30)
            scenario.workload.runtimeVersion = release
            return scenario.inputs.promptChunk
        }
        #expect(
            chunk(.vllm, 178, ReleaseNumber.of(0, 25)) == 8192 && chunk(.vllm, 178, ReleaseNumber.of(0, 29)) == 16384)
        #expect(chunk(.sglang, 24, ReleaseNumber.of(0, 5, 16)) == 2048)
        #expect(chunk(.sglang, 24, ReleaseNumber.of(0, 5, 23)) == 4096 && chunk(.sglang, 24, 0) == 4096)
    }

    /// H200, eight chips: 512 + 1.5 x 8,192 + 8 x 128 + 2 x 512 MiB; with attention replicas 4.5 x 512 x 8 more.
    @Test func sglangKeepsWhatItComputes() {
        var scenario = TinyServing.scenario(.static, requests: 0)
        (scenario.workload.runtime, scenario.chip.dramBytes) = (.sglang, 139.8 * 0x1p30)
        (scenario.deployment.chips, scenario.deployment.tp) = (8, 8)
        #expect(isClose(scenario.runtimeReserve.bytes, (512 + 12288 + 1024 + 1024) * 0x1p20))
        scenario.deployment.tp = 1
        #expect(isClose(scenario.runtimeReserve.bytes, (512 + 12288 + 1024 + 1024 + 18432) * 0x1p20))
    }

    /// What the chip is usually served by stands for auto, in every figure.
    @Test func autoIsThatOfTheChip() {
        func totals(_ runtime: Runtime, usual: Runtime) -> StepTotals {
            StepTotals.of(
                TinyServing.scenario(.agg, requests: 4) {
                    ($0.workload.runtime, $0.chip.usualRuntime) = (runtime, usual)
                })
        }
        for usual in [Runtime.custom, .vllm, .sglang, .trtllm, .mindie] {
            let (own, auto) = (totals(usual, usual: .custom), totals(.auto, usual: usual))
            #expect(
                own.seconds == auto.seconds && own.firstToken == auto.firstToken
                    && own.memory.total == auto.memory.total)
        }
    }

    /// MindIE puts 50 prompts into a batch at most: of 100 tokens 81 would fit into 8,192.
    @Test func batchesOfPromptsHaveTheirLimit() {
        func most(_ runtime: Runtime) -> Double {
            ServedPhases(
                TinyServing.scenario(.agg, requests: 200) {
                    ($0.workload.runtime, $0.workload.input, $0.chip.dramBytes) = (runtime, 100, 1e12)
                }
            ).mostPrompts
        }
        #expect(most(.mindie) == 50 && most(.custom) == 81)
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
        #expect(
            parameter.scope == .workload
                && parameter.choices == ["custom", "trtllm", "sglang", "vllm", "mindie", "auto"])
        #expect(Workload(input: 1).runtime == .custom)
    }
}
