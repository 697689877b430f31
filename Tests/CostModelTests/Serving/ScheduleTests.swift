import Catalog
import Testing

@testable import CostModel

/// What a step does with prompts that wait, and how many sequences run at once.
@Suite struct ScheduleTests {
    private func totals(_ requests: Double, _ change: (inout Scenario) -> Void = { _ in }) -> StepTotals {
        StepTotals.of(TinyServing.scenario(.agg, requests: requests, change))
    }

    /// The equations of prompts first, solved by substitution until nothing moves.
    ///
    /// 10 requests: 9.9627 decode, T = 160 + 403.4 x 9.9627 = 4,179.0 us. A pass of one prompt alone takes 160 + 3.4 x 900 +
    /// 0.4 = 3,220.4 us, which is the time to the first token. In the time of a token 0.050064 requests start: 0.050064 x
    /// (1 - 1 / 10) x 3,220.4 = 145.1 us more, 4,324.1 in all. X = 10 / (3.2204 + 199 x 4.32406 ms) = 11.578 /s.
    @Test(arguments: [(2.0, 969.4708, 10.196534), (10, 4324.0621, 11.577977), (27, 11_456.599, 11.826111)])
    func passesOfPromptsStandBesideSteps(_ requests: Double, _ step: Double, _ rate: Double) {
        let first = totals(requests) { $0.deployment.schedule = .prefillFirst }
        #expect(isClose(first.seconds, step * 1e-6, within: 1e-6))
        #expect(isClose(first.firstToken, 3220.4e-6))
        #expect(isClose(first.requestRate, rate, within: 1e-6))
        // What mixes both answers sooner and serves more, and the first token waits for what decodes beside it.
        let mixed = totals(requests) { $0.deployment.schedule = .mixed }
        #expect(mixed.seconds < first.seconds && mixed.requestRate > first.requestRate)
        #expect(mixed.firstToken > first.firstToken)
    }

    /// 0.050064 x (1 - 1 / 10) passes of one prompt beside each step, with all their FLOP.
    @Test func passesOfPromptsCountTheirWork() {
        let served = ServedStep(TinyServing.scenario(.agg, requests: 10) { $0.deployment.schedule = .prefillFirst })
        let pass = StepTotals.of(TinyServing.scenario(.static, requests: 0) { $0.workload.staticPhase = .prefill })
        #expect(isClose(served.prefillFlops, 0.0450575 * pass.flops, within: 1e-5))
        #expect(isClose(served.interference, 0.0450575 * 3220.4e-6, within: 1e-5))
    }

    @Test(arguments: [
        (Runtime.custom, PromptSchedule.mixed), (.vllm, .mixed), (.trtllm, .inflight), (.sglang, .prefillFirst),
    ])
    func aRuntimeHasAScheduleOfItsOwn(_ runtime: Runtime, _ schedule: PromptSchedule) {
        let auto = totals(10) { $0.workload.runtime = runtime }
        let stated = totals(10) {
            $0.workload.runtime = runtime
            $0.deployment.schedule = schedule
        }
        #expect(auto == stated)
    }

    /// A simulation request by request with the same step times found that mixed steps promise this much more throughput than
    /// prompts first reach (4,096 tokens of prompt, 512 of answer, chunks of 2,048).
    @Test(arguments: [
        ("h200", "deepseek-r1", 8.0, 16.0, 1.06), ("h200", "deepseek-r1", 8, 64, 1.17),
        ("h200", "deepseek-r1", 8, 128, 1.23), ("h100", "llama-3.1-70b", 4, 16, 1.05),
        ("h100", "llama-3.1-70b", 4, 64, 1.08), ("h100", "llama-3.1-70b", 4, 128, 1.08),
    ])
    func promptsFirstServeLessAsASimulationFound(
        _ chip: String, _ model: String, _ chips: Double, _ requests: Double, _ ratio: Double
    ) throws {
        // The simulation ran with the steps of kernels that are all alike.
        var chip = try #require(Catalog.chip(named: chip)).value
        chip.kernels = Engine<Double>.Kernels()
        var model = try #require(Catalog.model(named: model)).value
        model.precision = Precision(.fp8)
        var scenario = Scenario(
            chip: chip, model: model, workload: Workload(input: 4096),
            deployment: Deployment(chips: chips, tp: chips, batch: 1))
        scenario.workload.serving = Workload.Serving.agg
        (scenario.workload.output, scenario.deployment.chunk) = (512, 2048)
        scenario.deployment.concurrency = requests
        func rate(_ schedule: PromptSchedule) -> Double {
            scenario.deployment.schedule = schedule
            return StepTotals.of(scenario).requestRate
        }
        #expect(isClose(rate(.mixed) / rate(.prefillFirst), ratio, within: 0.05))
    }

    /// 10 requests of which 4 run: those that run are served as 4 are, and Little's law gives the others' wait.
    @Test func fewerRunThanAreInFlight() {
        let four = totals(4)
        let limited = totals(10) { $0.deployment.maxRunning = 4 }
        #expect(isClose(limited.requestRate, four.requestRate) && isClose(limited.seconds, four.seconds))
        #expect(isClose(limited.firstToken, 10 / four.requestRate - 199 * four.seconds))
        // Each of two replicas runs as many.
        let replicas = totals(10) {
            $0.deployment.maxRunning = 2
            $0.deployment.chips = 2
        }
        let both = totals(4) { $0.deployment.chips = 2 }
        #expect(isClose(replicas.requestRate, both.requestRate))
        // A limit that none meets changes nothing.
        #expect(totals(10) { $0.deployment.maxRunning = 10 } == totals(10))
    }

    @Test func disaggregatedWorkersRunNoMoreEither() {
        func totals(_ requests: Double, _ most: Double) -> StepTotals {
            StepTotals.of(TinyServing.scenario(.disagg, requests: requests) { $0.deployment.maxRunning = most })
        }
        let limited = totals(64, 4)
        // T(4) = 160 + 4 x 403.4 us; 200 tokens of 4 sequences.
        #expect(limited.seconds <= TinyServing.decode(4) * (1 + 1e-9))
        #expect(limited.requestRate < totals(64, 0).requestRate)
    }

    /// The limits of runtimes: 256 sequences below 70 GiB of DRAM and 1,024 from there on for vLLM, 2,048 for the others.
    @Test(arguments: [
        (Runtime.vllm, 69.0, 256.0), (.vllm, 70, 1024), (.trtllm, 69, 2048), (.sglang, 80, 2048),
    ])
    func aRuntimeRunsSoManySequences(_ runtime: Runtime, _ gib: Double, _ most: Double) {
        func totals(_ limit: Double) -> StepTotals {
            StepTotals.of(
                TinyServing.scenario(.agg, requests: 4096) {
                    ($0.workload.runtime, $0.chip.dramBytes) = (runtime, gib * 0x1p30)
                    $0.deployment.maxRunning = limit
                })
        }
        #expect(totals(0) == totals(most) && totals(0) != totals(most + 1))
    }
}
