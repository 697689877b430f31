import Catalog
@testable import CostModel
import Testing

/// What changes a step as a whole: drafts, redundant experts, two-batch overlap, pipelines.
@Suite struct StepTests {
    @Test func draftsYieldTokens() {
        var workload = Workload(input: 1000)
        #expect(workload.tokensPerStep == 1)
        workload.draft = 2
        workload.acceptance = 0.85
        // 1 + 0.85 + 0.7225.
        #expect(isClose(workload.tokensPerStep, 2.5725, within: 1e-12))
        workload.acceptance = 1
        #expect(workload.tokensPerStep == 3)
        workload.acceptance = 0
        #expect(workload.tokensPerStep == 1)
        workload.staticPhase = .prefill
        #expect(workload.tokensPerStep == 1)
    }

    @Test func draftsRunALayerOfTheLastKind() {
        let step = Breakdown(Samples.decode(Samples.sparse, chips: 32, tp: 1, batch: 4) { $0.workload.draft = 2 })
        #expect(step[.mla]?.calls == 63)
        #expect(step[.moe]?.calls == 60)
        #expect(step[.denseMLP]?.calls == 3)
        #expect(step[.lmHead]?.calls == 3)
        // A step checks 3 tokens of each of 4 sequences.
        #expect(step[.lmHead]?.flops == 2.0 * 12 * 7168 * 129_280)
    }

    /// The first draft layer reads all tokens that were checked, each further one its own; a head reads one a draft.
    @Test func draftsComputeTheirTokensOnly() {
        func flops(_ draft: Double) -> Double {
            StepTotals.of(Samples.decode(Samples.dense, chips: 1, tp: 1, batch: 4) { $0.workload.draft = draft }).flops
        }
        // Checking: three times the tokens. Drafting, for each of 4 sequences: 3 + 1 tokens in layers, 2 in heads.
        let parameters: Double = 8192 * 128 * (128 + 16) + 3 * 8192 * 28672
        let attention: Double = 4 * 4096 * 64 * 128
        let head: Double = 2 * 8192 * 128_256
        let drafts = 4 * (4 * (2 * parameters + attention) + 2 * head)
        // The engine takes all checked rows for each draft layer and head: the same for one draft, more for two.
        let exact = 3 * flops(0) + drafts
        #expect(flops(2) >= exact && flops(2) <= 1.1 * exact)
    }

    @Test func redundantExpertsShareTheLoad() {
        func cost(hottest: Double, redundant: Double) -> OperatorCost? {
            let scenario = Samples.decode(Samples.sparse, chips: 128, tp: 4, batch: 10) {
                $0.workload.hottest = hottest
                $0.deployment.redundantExperts = redundant
            }
            return Breakdown(scenario)[.moe]?.operators.first { $0.name == .expertDown }?.cost
        }
        func flops(_ rows: Double) -> Double { 2 * rows * 2048 * 7168 }
        // 1280 * 8 / 256 = 40 rows for each of 2; with 128 copies, 3 local experts of 1280 * 8 / 384 = 26.67.
        #expect(isClose(cost(hottest: 1, redundant: 0)?.flops ?? 0, flops(80)))
        #expect(isClose(cost(hottest: 1, redundant: 128)?.flops ?? 0, flops(80)))
        // The busiest has 4 times the mean, the other the mean: 40 (4 + 1) = 200 rows.
        #expect(isClose(cost(hottest: 4, redundant: 0)?.flops ?? 0, flops(200)))
        // With 128 copies: max(4 / 2, 4 - 2 * 3 * 128 / 256) = 2: 26.67 (2 + 1 + 1) = 106.67 rows.
        #expect(isClose(cost(hottest: 4, redundant: 128)?.flops ?? 0, flops(320.0 / 3)))
        // 32 copies beside 256 experts leave 4 - 2 * 3 * 32 / 256 = 3.25 times the mean on one of 18 that 16 chips hold
        // each: 160 * 8 / 288 = 4.44 rows for each, 4.44 (3.25 + 17) = 90 rows.
        let few = Samples.decode(Samples.sparse, chips: 16, tp: 4, batch: 10) {
            ($0.workload.hottest, $0.deployment.redundantExperts) = (4, 32)
        }
        let down = Breakdown(few)[.moe]?.operators.first { $0.name == .expertDown }?.cost
        #expect(isClose(down?.flops ?? 0, flops(90)))
        // A chip holds 3 experts for 2.
        let weights = [0.0, 128].map { redundant in
            Breakdown(
                Samples.decode(Samples.sparse, chips: 128, tp: 4, batch: 10) {
                    $0.deployment.redundantExperts = redundant
                })[
                    .moe]?.weightBytes ?? 0
        }
        #expect(isClose(weights[1] - weights[0], 58 * 3 * 7168 * 2048 * 1.000244140625))
    }

    @Test func twoHalvesHideTheShorterOfWorkAndWire() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 16) { $0.chip.hostTime = 1e-3 }
        let half = StepTotals.of(scenario.with { $0.deployment.batch = 8 })
        let work = half.seconds - half.communication - 1e-3
        let split = StepTotals.of(scenario.with { $0.deployment.tbo = .on })
        #expect(split.splits)
        #expect(isClose(split.seconds, 2 * max(work, half.communication) + 1e-3))
        // What hides is not exposed.
        #expect(isClose(split.communication, 2 * max(0, half.communication - work)))
        let adjustments = Breakdown(scenario.with { $0.deployment.tbo = .on }).adjustments
        #expect(adjustments.map(\.kind) == [.twoBatchOverlap, .host])
        #expect(isClose(adjustments.first?.seconds ?? 0, -2 * min(work, half.communication)))
    }

    /// Three prompts in two halves are still three prompts.
    @Test func halvesComputeNoMoreThanTheWhole() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 3) { $0.workload.staticPhase = .prefill }
        let split = StepTotals.of(scenario.with { $0.deployment.tbo = .on })
        #expect(isClose(split.flops, StepTotals.of(scenario).flops, within: 1e-6))
    }

    /// Stages of 4 chips in domains of 8: every other border lies between domains.
    @Test func bordersBetweenDomainsAreSlow() {
        let step = Breakdown(Samples.decode(Samples.dense, chips: 16, tp: 4, batch: 8) { $0.deployment.pp = 4 })
        // 32 rows * 8192 * 2 bytes / 4 chips: 131,072; two borders at 100 GB/s + 1 us, one at 10 GB/s + 5 us.
        let row = step[.pipeline]
        #expect(isClose((row?.seconds ?? 0) * 1e6, 2 * (1.31072 + 1) + 13.1072 + 5))
    }

    @Test func pipelinesWaitToFill() {
        let scenario = Samples.decode(Samples.dense, chips: 2, tp: 1, batch: 3) {
            $0.workload.staticPhase = .prefill
            $0.deployment.pp = 2
        }
        let step = Breakdown(scenario)
        // 3 passes through 40 layers; the last stage starts one pass later: a third more.
        #expect(step[.denseMLP]?.calls == 120)
        #expect(step[.pipeline]?.calls == 3)
        let busy = step.rows.reduce(0) { $0 + $1.seconds }
        #expect(isClose(step.adjustments.first { $0.kind == .pipelineBubble }?.seconds ?? 0, busy / 3))
        // 4096 * 8192 * 2 bytes at 100 GB/s and 1 us: the next stage is the neighbour.
        let send = step[.pipeline]?.oneCall ?? 0
        #expect(isClose(send, 67_108_864 / 100e9 + 1e-6))
    }

    @Test func unevenStagesHoldUpTheOthers() {
        // 61 layers in 4 stages: 16 against 15.25.
        let step = Breakdown(Samples.decode(Samples.sparse, chips: 32, tp: 1, batch: 8) { $0.deployment.pp = 4 })
        let busy = step.rows.reduce(0) { $0 + $1.seconds }
        #expect(isClose(step.adjustments.first?.seconds ?? 0, busy * (16 / 15.25 - 1)))
        #expect(step[.mla]?.calls == 61)
        // A token passes 3 borders between stages of 8 chips, over the outer tier: 8 * 7168 elements of 16 bits.
        #expect(step[.pipeline]?.calls == 3)
        #expect(isClose(step[.pipeline]?.oneCall ?? 0, 2 * 8 * 7168 / 10e9 + 5e-6))
    }

    @Test func sequenceParallelismGathersKeys() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 4, batch: 1) {
            $0.workload.staticPhase = .prefill
            $0.deployment.sp = 2
        }
        let step = Breakdown(scenario)
        // 4096 / 2 rows; each chip hands over 2048 * 512 elements of 2 bytes within the domain: 1 + 20.97152 us.
        expect(.keyValueGather, in: step[.mmQKV], flops: 0, bytes: 0, microseconds: 21.97152)
        // Pairs: 2048 queries at 2048 keys on average, 16 heads; all 4096 keys are read.
        expect(
            .attention, in: step[.attention], flops: 4 * 2048 * 2048 * 16 * 128, bytes: 2 * 4096 * 2 * 128 * 2)
    }
}
