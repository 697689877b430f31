import Testing

@testable import CostModel

@Suite struct StepShapeTests {
    private func shape(
        _ model: Model = Samples.dense, chips: Double = 16, tp: Double = 4, batch: Double, decode: Bool = false,
        _ change: (inout Scenario) -> Void = { _ in }
    ) -> StepShape {
        StepShape(scenario(model, chips: chips, tp: tp, batch: batch, decode: decode, change).inputs)
    }

    private func absorbs(
        batch: Double, decode: Bool = false, _ change: (inout Scenario) -> Void = { _ in }
    ) throws -> Bool {
        let scenario = scenario(Samples.lite, chips: 16, tp: 4, batch: batch, decode: decode, change)
        let latent = try #require(scenario.model.first(Engine.Latent.of))
        let form = latent.absorbed(scenario.inputs, StepShape(scenario.inputs))
        return form.absorbed <= form.expanded
    }

    private func scenario(
        _ model: Model, chips: Double, tp: Double, batch: Double, decode: Bool, _ change: (inout Scenario) -> Void
    ) -> Scenario {
        var scenario = Scenario(
            chip: Samples.roundChip, model: model, workload: Workload(input: 1000, output: 100),
            deployment: Deployment(chips: chips, tp: tp, batch: batch))
        scenario.workload.staticPhase = decode ? .decode : .prefill
        change(&scenario)
        return scenario
    }

    /// 8 prompts on 4 replicas, two of 1000 tokens each, beside 6 tokens that decode: in two halves one prompt and three.
    @Test func halvesShareTheTokensThatDecode() {
        let scenario = scenario(Samples.dense, chips: 16, tp: 4, batch: 8, decode: false) { $0.workload.guests = 6 }
        let (whole, half) = (StepShape(scenario.inputs), StepShape(scenario.inputs, parts: 2))
        #expect(whole.rows == 2006 && whole.headRows == 8)
        #expect(half.rows == 1003 && half.headRows == 4)
    }

    @Test func decodeByHand() {
        let shape = shape(batch: 5, decode: true) { $0.workload.draft = 2 }
        // A group of 4 chips decodes 5 * 4 sequences, 2 drafts and one more token each, at 1000 + 100 / 2 tokens.
        #expect(shape.sequences == 20)
        #expect(shape.rows == 60)
        #expect(shape.added == 3)
        #expect(shape.cachedBefore == 1050)
        #expect(shape.passes == 1)
        #expect(shape.meanContext(limit: .infinity) == 1050)
        #expect(shape.meanContext(limit: 512) == 512)
        #expect(shape.readContext(limit: .infinity) == 1050)
        #expect(shape.readContext(limit: 512) == 512)
    }

    @Test func decodeWithExpertsByHand() throws {
        // 512 + 32 experts on 16 / 2 ranks: 68 each; 20 rows on 4 chips, 10 experts a token: 50 vectors a chip.
        let scenario = scenario(Samples.linear, chips: 16, tp: 4, batch: 5, decode: true) {
            $0.deployment.redundantExperts = 32
            $0.deployment.moeTP = 2
        }
        let shape = StepShape(scenario.inputs)
        let mixture = try #require(scenario.model.mixture)
        #expect(mixture.localExperts(scenario.inputs) == 68)
        #expect(mixture.vectors(scenario.inputs, shape) == 50)
        // 16 chips * 5 sequences.
        #expect(shape.stageTokens == 80)
    }

    @Test func prefillByHand() {
        // 16 / (4 * 2) = 2 replicas share 5 prompts: 3 each. 1000 - 200 tokens in chunks of at most 300: 3 of 266.67.
        let shape = shape(batch: 5) {
            $0.workload.prefix = 200
            $0.deployment.sp = 2
            $0.deployment.chunk = 300
        }
        #expect(shape.passes == 3)
        #expect(shape.sequences == 3)
        #expect(isClose(shape.added, 800 / 3))
        // 3 * 266.67 / 2 tokens a group; all 3 prompts end in one token of logits.
        #expect(shape.rows == 400)
        #expect(shape.headRows == 3)
        // The middle chunk starts at 200 + 266.67 and sees on average (200 + 1000) / 2 keys.
        #expect(isClose(shape.cachedBefore, 200 + 800.0 / 3))
        #expect(isClose(shape.meanContext(limit: .infinity), 600))
        #expect(isClose(shape.readContext(limit: .infinity), 200 + 1600.0 / 3))
        #expect(shape.layerShare == 1)
    }

    @Test func pipelinedPrefillByHand() {
        // 16 / (4 * 2) = 2 replicas: 3 prompts each, one at a time: 3 passes of 1000 rows through half the layers.
        let shape = shape(batch: 5) { $0.deployment.pp = 2 }
        #expect(shape.passes == 3)
        #expect(shape.sequences == 1)
        #expect(shape.rows == 1000)
        #expect(shape.layerShare == 0.5)
        #expect(shape.headRows == 3)
    }

    @Test(arguments: [(0.0, 1000.0, 256.0), (100, 1000, 256), (600, 1000, 256), (0, 100, 256), (0, 512, 512)])
    func windowsByCounting(prefix: Double, input: Double, window: Double) {
        let shape = shape(batch: 1) {
            $0.workload.input = input
            $0.workload.prefix = prefix
        }
        // A query between positions p and p + 1 sees p + 1/2 keys on average, at most the window.
        let positions = stride(from: prefix, to: input, by: 1).map { $0 + 0.5 }
        let mean = positions.reduce(0) { $0 + min($1, window) } / (input - prefix)
        #expect(isClose(shape.meanContext(limit: window), mean))
        // Read are the window behind the first token and the tokens themselves.
        #expect(shape.readContext(limit: window) == min(prefix, window) + input - prefix)
    }

    @Test func chunkedWindowsByCounting() {
        let shape = shape(batch: 1) {
            $0.workload.input = 2048
            $0.deployment.chunk = 1024
        }
        // 512 * 256 keys up to the window of 512, then 1536 * 512: 448 on average.
        #expect(isClose(shape.meanContext(limit: 512), 448))
    }

    /// Rows are whole numbers that rounding errors must not lift: 963 tokens in 7 chunks, 7 prompts.
    @Test func chunksOfUnevenLengthAddUp() {
        let shape = shape(tp: 16, batch: 7) {
            $0.workload.input = 963
            $0.deployment.chunk = 138
        }
        #expect(shape.passes == 7)
        #expect(shape.rows == 963)
    }

    @Test func latentAttentionTakesTheCheaperForm() throws {
        // One query on 1050 keys: absorbed; 1000 prompt tokens: expanded; 8 tokens behind 4096: absorbed again.
        #expect(try absorbs(batch: 1, decode: true))
        #expect(try absorbs(batch: 1) == false)
        #expect(try absorbs(batch: 1) { ($0.workload.input, $0.workload.prefix) = (4104, 4096) })
    }
}
