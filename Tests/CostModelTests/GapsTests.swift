import Testing

@testable import CostModel

/// Small parts of the engine, each by hand.
@Suite struct GapsTests {
    private func formula(_ name: String, _ serving: Workload.Serving) throws -> String {
        let metric = try #require(Metric.named(name))
        return metric.formula(
            in: Samples.decode(Samples.sparse, chips: 8, tp: 1, batch: 1) { $0.workload.serving = serving })
    }

    @Test func formulasFollowTheWayOfServing() throws {
        #expect(try formula("all_chips", .static) == "chips * replicas")
        #expect(try formula("all_chips", .agg) == "chips * replicas")
        #expect(
            try formula("all_chips", .disagg) == "(chips * workers + prefiller_chips * prefillers) * replicas")
        #expect(try formula("total_tps", .agg) == "request_rate * output")
        #expect(try formula("ttft_ms", .static) == "step_ms")
        #expect(try formula("ttft_ms", .disagg) == "request_ms + wait_ms + prefill_ms + kv_ms + queue_ms")
    }

    /// Each word of a choice is a value, from 0 on.
    @Test func aChoiceHasAsManyValuesAsWords() {
        let choices = Parameter.all.filter { !$0.choices.isEmpty }
        #expect(choices.count > 10)
        for parameter in choices {
            #expect(parameter.range == 0...Double(parameter.choices.count - 1), "\(parameter.name)")
            #expect(parameter.isWhole)
        }
    }

    /// 512 px are 1024 patches of 256 elements; a pair of them is 4 FLOP an element.
    ///
    /// Of four layers one sees all 1024 where it is told so, the others 8 x 8, or one, or all: 1024 + 3 x 64 is 1216.
    @Test(arguments: [(0, 0, 4096), (8, 0, 256), (8, 1, 1216), (1, 0, 4), (64, 1, 4096)] as [(Double, Double, Double)])
    func imagesInWindows(_ window: Double, _ full: Double, _ pairs: Double) {
        let encoder = Engine<Double>.VisionEncoder(
            parameters: 1, projector: 1, layers: 4, width: 256, patch: 16, merge: 2
        ) { ($0.window, $0.fullLayers) = (window, full) }
        #expect(encoder.attention(side: 512) == 4 * 256 * 1024 * pairs)
        let plain = Engine<Double>.VisionEncoder(
            parameters: 1, projector: 1, layers: 4, width: 256, patch: 16, merge: 2)
        #expect(plain.fullLayers == 0)
        #expect(plain.window == 0)
    }

    /// What a queue alone decides is read without the step.
    @Test func aFigureOfTheQueueTakesNoStep() throws {
        var s = Samples.decode(Samples.dense, chips: 8, tp: 8, batch: 1) { $0.workload.serving = .agg }
        (s.workload.output, s.workload.rate) = (500, 0.1)
        let (queue, step) = (try #require(Metric.named("ttft_p95_ms")), Metric.tpot)
        #expect(queue.plan(s).totals.seconds.isNaN && queue.read(queue.plan(s)) == queue.read(PlanResult(s)))
        #expect(step.plan(s) == PlanResult(s))
        s.workload.rate = 0
        s.deployment.concurrency = 4
        #expect(queue.plan(s) == PlanResult(s))
    }

    /// Scenarios that differ in one thing alone are two.
    @Test func nothingIsLeftOutOfTheComparison() {
        let one = Samples.decode(Samples.sparse, chips: 8, tp: 1, batch: 1) { $0.workload.serving = .disagg }
        var other = one
        #expect(other == one)
        other.deployment.batch = 2
        #expect(other != one)
        other.deployment.batch = 1
        #expect(other == one)
        other.prefillChip = Samples.chips[1]
        #expect(other != one)
        other.prefillChip = nil
        #expect(other == one)
        other.model = Samples.lite
        #expect(other != one)
    }
}
