import Catalog
import CostModel
import Testing

/// Plans on real chips whose figures were once wrong.
@Suite struct ServingCaseTests {
    private func scenario(
        _ chip: String, _ model: String, _ serving: Workload.Serving, _ deployment: Deployment,
        _ change: (inout Scenario) -> Void
    ) throws -> Scenario {
        var scenario = Scenario(
            chip: try #require(Catalog.chip(named: chip)).value,
            model: try #require(Catalog.model(named: model)).value,
            workload: Workload(input: 4096), deployment: deployment)
        scenario.workload.serving = serving
        change(&scenario)
        return scenario
    }

    private func plan(_ scenario: Scenario, _ change: (inout Scenario) -> Void) -> PlanResult {
        PlanResult(scenario.with(change))
    }

    /// A pipeline of small chunks: TPOT once fell from 84 to 22 ms between 172 and 176 requests.
    @Test func aPipelineOfSmallChunksIsNotFasterWithMoreRequests() throws {
        let h200 = try scenario("h200", "qwen3-235b-a22b", .agg, Deployment(chips: 16, tp: 4, batch: 1)) {
            ($0.deployment.pp, $0.deployment.chunk, $0.workload.input, $0.workload.output) = (4, 512, 20_000, 200)
        }
        let sg2260e = try scenario("sg2260e", "deepseek-v2", .agg, Deployment(chips: 64, tp: 16, batch: 2)) {
            ($0.deployment.pp, $0.deployment.chunk, $0.workload.input, $0.workload.output) = (4, 512, 20_000, 100)
            $0.deployment.waitSteps = 30
        }
        for (base, requests) in [
            (h200, Array(stride(from: 4.0, through: 256, by: 4))), (sg2260e, [32, 64, 96, 128]),
        ] {
            var last = 0.0
            for count in requests {
                let totals = plan(base) { $0.deployment.concurrency = count }.totals
                #expect(totals.isSettled && totals.seconds >= last * (1 - 1e-6), "\(count): \(last) \(totals.seconds)")
                last = totals.seconds
            }
        }
    }

    /// TPOT by requests in flight, over chips, models, lengths and layouts.
    @Test func tpotDoesNotFallWithLoad() throws {
        var drops: [String] = []
        for chip in ["h100", "h200", "b200", "ascend-910c", "sg2260e"] {
            for model in ["qwen3-235b-a22b", "deepseek-v2", "llama-3.1-70b", "gpt-oss-120b"] {
                for (input, output) in [(512.0, 512.0), (20_000, 200)] {
                    for (tp, pp, chunk) in [(4.0, 1.0, 0.0), (4, 2, 512), (4, 4, 512)] {
                        let base = try scenario(chip, model, .agg, Deployment(chips: 16, tp: tp, batch: 1)) {
                            ($0.deployment.pp, $0.deployment.chunk) = (pp, chunk)
                            ($0.workload.input, $0.workload.output) = (input, output)
                        }
                        guard base.brokenRule == nil else { continue }
                        var last = 0.0
                        for count in stride(from: 4.0, through: 256, by: 12) {
                            let seconds = plan(base) { $0.deployment.concurrency = count }.totals.seconds
                            if seconds < 0.97 * last { drops.append("\(chip) \(model) \(input) pp \(pp): \(count)") }
                            last = seconds
                        }
                    }
                }
            }
        }
        #expect(drops.isEmpty, "\(drops.count): \(drops.first ?? "")")
    }

    /// More bandwidth once served fewer tokens: 700.9, 698.9, 696.6, 695.8 from 0.5 to 1.
    @Test func moreBandwidthServesNoFewerTokens() throws {
        let base = try scenario("tpu-v5p", "gpt-oss-120b", .agg, Deployment(chips: 8, tp: 8, batch: 1, moeTP: 2)) {
            ($0.workload.output, $0.deployment.concurrency) = (128, 1024)
        }
        let rates = [0.3, 0.5, 0.7, 0.9, 1].map { share in
            plan(base) { $0.chip.dramUtilisation = share }.totals.requestRate
        }
        #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 <= $1 }, "\(rates)")
    }

    /// Tokens/s and chip once fell from 26.9 to 17.3 where faster products took the loop to batches that are split in two.
    @Test func fasterProductsServeNoFewerTokensThroughASplit() throws {
        let base = try scenario("mi325x", "llama-3.1-70b", .disagg, Deployment(chips: 48, tp: 4, batch: 1, moeTP: 4)) {
            ($0.workload.output, $0.workload.rounds) = (500, 1)
            ($0.deployment.concurrency, $0.deployment.decodeWorkers, $0.deployment.prefillWorkers) = (64, 2, 1)
            ($0.deployment.prefillTP, $0.deployment.prefillPP, $0.deployment.waitSteps) = (4, 2, 0)
            $0.deployment.tbo = Deployment.Overlap.on
        }
        let rates = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6].map { share in
            plan(base) { $0.chip.matrixEfficiency = share }.totals.requestRate
        }
        #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 <= $1 }, "\(rates)")
    }

    /// Tokens/s once fell from 143 to 115 with more bandwidth: short answers, and passes that are split from two prompts on.
    @Test func moreBandwidthServesNoFewerShortAnswers() throws {
        let base = try scenario("tpu-v5e", "gpt-oss-120b", .agg, Deployment(chips: 32, tp: 8, batch: 1)) {
            ($0.workload.output, $0.workload.draft, $0.workload.hottest) = (2, 1, 4)
            ($0.deployment.concurrency, $0.deployment.waitSteps) = (100, 30)
            $0.deployment.tbo = Deployment.Overlap.auto
            $0.chip.hostTime = 1e-3
        }
        let rates = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map { share in
            plan(base) { $0.chip.dramUtilisation = share }.totals.requestRate
        }
        #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 <= $1 }, "\(rates)")
    }

    /// Of requests of 16 + 5 tokens more in flight serve fewer: 329 a second with 1024, 271 with 8192.
    ///
    /// With all passes full, a larger part of a step counts as that of others' prompts (1 - n / R).
    @Test func moreRequestsBesidePromptsServeNoFewer() throws {
        let base = try scenario("h200", "qwen3-235b-a22b", .agg, Deployment(chips: 8, tp: 4, batch: 1)) {
            ($0.workload.input, $0.workload.output, $0.workload.draft, $0.workload.hottest) = (16, 5, 3, 4)
            ($0.deployment.chunk, $0.deployment.waitSteps) = (3000, 1)
        }
        let rates = [1024.0, 2048, 4096, 8192].map { count in
            plan(base) { $0.deployment.concurrency = count }.totals.requestRate
        }
        withKnownIssue("a loop whose passes are full") {
            #expect(zip(rates, rates.dropFirst()).allSatisfy { $0 <= $1 }, "\(rates)")
        }
    }

    /// A faster chip once was worse in every figure, with one prefill worker fewer.
    @Test func aFasterChipIsNoWorseWithItsOwnNumberOfWorkers() throws {
        let base = try scenario("h20", "qwen2.5-72b", .disagg, Deployment(chips: 128, tp: 2, batch: 1, moeTP: 4)) {
            $0.model.precision = Precision(.fp8)
            ($0.workload.input, $0.workload.output, $0.deployment.concurrency) = (512, 128, 64)
            ($0.deployment.prefillChips, $0.deployment.prefillTP) = (4, 2)
            $0.deployment.tbo = Deployment.Overlap.auto
        }
        func rate(_ efficiency: Double, _ workers: Double) -> Double {
            let plan = plan(base) {
                ($0.chip.matrixEfficiency, $0.deployment.prefillWorkers) = (efficiency, workers)
            }
            return plan.tokensPerSecond / plan.chips
        }
        for efficiency in [0.8, 1] {
            let automatic = rate(efficiency, 0)
            for workers in 1...6 { #expect(automatic >= rate(efficiency, Double(workers)) * (1 - 1e-5)) }
        }
        #expect(rate(1, 0) >= rate(0.8, 0))
    }

    /// Seventeen sequences on 16 replicas once took twice as long as 32.
    @Test(arguments: [
        ("tpu-v7x", "kimi-k2", 2.0, 8192.0, [16.0, 17, 24, 31, 32]), ("h800", "deepseek-v3", 1, 4096, [63, 64]),
    ])
    func oneMoreSequenceHalvesNothing(
        _ chip: String, _ model: String, _ tp: Double, _ input: Double, _ batches: [Double]
    ) throws {
        let base = try scenario(chip, model, .static, Deployment(chips: 32, tp: tp, batch: 1)) {
            ($0.workload.staticPhase, $0.workload.input) = (.prefill, input)
            $0.deployment.tbo = Deployment.Overlap.on
        }
        let times = batches.map { batch in plan(base) { $0.deployment.batch = batch }.totals.seconds }
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "\(times)")
    }
}
