import Testing

@testable import CostModel

/// What kernels and the host add beside the large operators, on the machine of `TinyServing`: a nanosecond a byte.
@Suite struct KernelTests {
    private func step(_ batch: Double, phase: Workload.Phase = .decode, _ change: (inout Scenario) -> Void) -> Breakdown
    {
        Breakdown(scenario(batch, phase: phase, change))
    }

    private func scenario(_ batch: Double, phase: Workload.Phase, _ change: (inout Scenario) -> Void) -> Scenario {
        TinyServing.scenario(.static, requests: 0) {
            ($0.deployment.batch, $0.workload.staticPhase) = (batch, phase)
            change(&$0)
        }
    }

    private func seconds(_ batch: Double, phase: Workload.Phase = .decode, _ change: (inout Scenario) -> Void) -> Double
    {
        StepTotals.of(scenario(batch, phase: phase, change)).seconds
    }

    /// A kernel reads and writes 100 elements of 2 bytes a row: 400 bytes, of which 3/4 go through DRAM.
    ///
    /// One in front of the projections, two in the feed-forward block, three around the head.
    @Test func smallKernelsMoveTheRowsOfTheResidualStream() {
        let plain = step(8) { _ in }
        let kernels = step(8) { $0.chip.elementwise = 0.75 }
        // 6 kernels x 8 rows x 300 bytes = 14,400.
        #expect(isClose(kernels.seconds - plain.seconds, 14.4e-6))
        for (block, count) in [(BlockKind.mmQKV, 1.0), (.denseMLP, 2), (.lmHead, 3)] {
            let cost = kernels[block]?.operators.first { $0.name == .smallKernels }?.cost
            #expect(isClose(cost?.exposed ?? -1, count * 8 * 300e-9), "\(block)")
            #expect(cost?.flops == 0, "\(block)")
        }
        #expect(kernels[.attentionFC]?.operators.contains { $0.name == .smallKernels } == false)
    }

    /// Operands of 8 bits are made of 16 bits by one kernel a product: query and key together, output, gate and down.
    @Test func narrowOperandsTakeAKernelEach() {
        let kernels = step(8) {
            $0.model.precision = Precision(.fp8)
            $0.chip.launch = 1e-6
        }
        for (block, count) in [(BlockKind.mmQKV, 2.0), (.attentionFC, 1), (.denseMLP, 4), (.lmHead, 3)] {
            let cost = kernels[block]?.operators.first { $0.name == .smallKernels }?.cost
            #expect(isClose(cost?.exposed ?? -1, count * 1e-6), "\(block)")
        }
    }

    /// Six kernels of a mixture of experts, one more for the shared expert and one for 8-bit operands; rows are spread to
    /// experts and back, half again each way: 1.5 x 8 of 64 experts on 4 ranks are 3 times the rows of the stream.
    @Test func expertsSpreadTheirRows() {
        var model = Samples.lite
        (model.expertsPerToken, model.precision) = (8, Precision(.fp8))
        let scenario = Samples.decode(model, chips: 4, tp: 1, batch: 10) {
            ($0.chip.launch, $0.chip.elementwise) = (1e-6, 1)
        }
        let cost = Breakdown(scenario)[.moe]?.operators.first { $0.name == .smallKernels }?.cost
        // 8 launches, and (8 + 3) x 10 rows x 2048 x 2 x 2 bytes = 901,120 at 1 TB/s.
        #expect(isClose((cost?.exposed ?? 0) * 1e6, 8 + 0.90112))
    }

    /// Eight operators and six small kernels, each with a launch; a prefill counts the larger of both launches.
    @Test func prefillsHaveALaunchOfTheirOwn() {
        func added(_ phase: Workload.Phase, launch: Double, prefill: Double) -> Double {
            let plain = seconds(8, phase: phase) { _ in }
            return seconds(8, phase: phase) { ($0.chip.launch, $0.chip.prefillLaunch) = (launch, prefill) } - plain
        }
        #expect(isClose(added(.decode, launch: 1e-6, prefill: 5e-6), 14e-6))
        #expect(isClose(added(.prefill, launch: 1e-6, prefill: 5e-6), 70e-6))
        #expect(isClose(added(.prefill, launch: 7e-6, prefill: 5e-6), 98e-6))
        // Two chunks launch all but the table's rows, the head and its three kernels twice.
        let chunked =
            seconds(8, phase: .prefill) { ($0.deployment.chunk, $0.chip.prefillLaunch) = (450, 5e-6) }
            - seconds(8, phase: .prefill) { $0.deployment.chunk = 450 }
        #expect(isClose(chunked, (2 * 10 + 4) * 5e-6))
    }

    @Test func theHostSpendsTimeOnEverySequence() {
        let change: (inout Scenario) -> Void = { ($0.chip.hostTime, $0.chip.sequenceTime) = (1e-3, 10e-6) }
        // One process for the 8 sequences of each of 4 replicas.
        let decode = step(8) {
            $0.deployment.chips = 4
            change(&$0)
        }
        #expect(decode.adjustments.map(\.kind) == [.host])
        #expect(isClose(decode.adjustments.first?.seconds ?? 0, 1080e-6))
        // A group of 2 chips decodes 16 sequences; each of 4 replicas prefills 2 of 8 prompts.
        let group = step(8) {
            ($0.model.heads, $0.deployment.chips, $0.deployment.tp) = (2, 4, 2)
            change(&$0)
        }
        #expect(isClose(group.adjustments.first?.seconds ?? 0, 1160e-6))
        let prefill = step(8, phase: .prefill) {
            $0.deployment.chips = 4
            change(&$0)
        }
        #expect(isClose(prefill.adjustments.first?.seconds ?? 0, 1020e-6))
    }

    /// 16 heads a chip on 64 rows of the matrix unit take 4 times as long as their FLOP; two queries a sequence twice.
    @Test(arguments: [(1.0, 0.0, 4.0), (1, 1, 2), (1, 3, 1), (2, 0, 8), (4, 0, 16)])
    func fewHeadsLeaveRowsEmpty(_ tp: Double, _ draft: Double, _ factor: Double) {
        func cost(rows: Double, phase: Workload.Phase = .decode) -> OperatorCost? {
            let scenario = Samples.decode(Samples.lite, chips: 4, tp: tp, batch: 4) {
                ($0.chip.attentionRows, $0.workload.draft, $0.workload.staticPhase) = (rows, draft, phase)
            }
            return Breakdown(scenario)[.mla]?.operators.first { $0.name == .latentAttention }?.cost
        }
        #expect(isClose(cost(rows: 64)?.compute ?? 0, factor * (cost(rows: 1)?.compute ?? 1)))
        #expect(cost(rows: 64)?.flops == cost(rows: 1)?.flops)
        #expect(cost(rows: 64)?.dramBytes == cost(rows: 1)?.dramBytes)
        // A prompt has rows enough.
        #expect(cost(rows: 64, phase: .prefill) == cost(rows: 1, phase: .prefill))
    }

    /// Weights of 4 bits that are widened to 16 run at a quarter of the peak where half of the rate is left.
    @Test func wideningTakesMatrixTimeOnly() {
        func cost(_ format: PrecisionFormat, left: Double) -> OperatorCost? {
            let scenario = Samples.decode(Samples.dense, chips: 1, tp: 1, batch: 16) {
                $0.chip.wideningEfficiency = left
                $0.model.precision = Precision(format)
            }
            return Breakdown(scenario)[.denseMLP]?.operators.first { $0.name == .denseDown }?.cost
        }
        // 2 x 16 x 28,672 x 8,192 FLOP at 100 and at 50 TFLOP/s.
        #expect(isClose((cost(.w4a16, left: 1)?.compute ?? 0) * 1e6, 75.16192768))
        #expect(isClose((cost(.w4a16, left: 0.5)?.compute ?? 0) * 1e6, 150.32385536))
        #expect(cost(.w4a16, left: 0.5)?.memory == cost(.w4a16, left: 1)?.memory)
        #expect(cost(.bf16, left: 0.5) == cost(.bf16, left: 1))
    }

    /// Of the shorter of computation and communication 0.8 hides.
    @Test func twoHalvesHideAShareOfTheShorter() {
        let scenario = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 16) {
            ($0.chip.batchOverlap, $0.chip.hostTime) = (0.8, 1e-3)
        }
        let half = StepTotals.of(scenario.with { $0.deployment.batch = 8 })
        let work = half.seconds - half.communication - 1e-3
        let split = StepTotals.of(scenario.with { $0.deployment.tbo = .on })
        let hidden = 0.8 * 2 * min(work, half.communication)
        #expect(isClose(split.seconds, 2 * (work + half.communication) - hidden + 1e-3))
        #expect(isClose(split.communication, 2 * half.communication - hidden))
    }
}
