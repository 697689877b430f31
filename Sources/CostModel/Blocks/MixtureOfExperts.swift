/// A mixture-of-experts block: router, dispatch, the chip's routed experts, combine, and the shared expert.
///
/// The shared expert depends on nothing that travels, so it runs beside the combine and only its excess shows
/// (vLLM and SGLang overlap it with the all-to-all in the same way).
enum MixtureOfExperts: Block {
    static var kind: BlockKind { .moe }

    @inline(__always) static func calls(_ model: Model) -> Double { model.moeLayers }

    @inline(__always) static func weightBytes(_ s: Scenario, _ shape: StepShape) -> Double {
        let m = s.model
        let routed = shape.localExperts * m.expertParameters / s.deployment.moeTP
        let shared = m.sharedExperts * m.expertParameters / s.deployment.tp
        return m.moeLayers * (routed + shared + m.hidden * m.experts) * shape.weightBytes
    }

    @inline(__always) static func record<Recorder: StepRecorder>(
        _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
    ) {
        let m = s.model
        let d = s.deployment
        recorder.record(.router, Roofline.matmul(m: shape.rows, k: m.hidden, n: m.experts, s, shape))

        let vectors = d.batch * m.expertsPerToken
        let dispatchBytes = m.hidden * m.precision.dispatch
        let combineBytes = m.hidden * m.precision.combine
        recorder.record(
            .dispatch,
            Collective.allToAll(vectors: vectors, vectorBytes: dispatchBytes, ranks: d.ep, chips: d.chips, s.chip))
        recorder.record(
            .dispatchGather, Collective.allGather(bytes: vectors * dispatchBytes, ranks: d.moeTP, s.chip))

        // Only experts that at least one token visits read their weights; expected: g (1 - (1 - k/E)^tokens).
        let share = visitedShare(tokens: d.totalBatch, chance: m.expertsPerToken / m.experts)
        let hit = shape.localExperts * share
        let rows = shape.rowsPerExpert / share
        let width = m.expertIntermediate / d.moeTP
        recorder.record(.expertGateUp, Roofline.matmul(count: 2 * hit, m: rows, k: m.hidden, n: width, s, shape))
        recorder.record(.expertDown, Roofline.matmul(count: hit, m: rows, k: width, n: m.hidden, s, shape))

        let combine = Collective.allToAll(
            vectors: vectors, vectorBytes: combineBytes, ranks: d.ep, chips: d.chips, s.chip)
        recorder.record(.combine, combine)
        recorder.record(
            .combineGather, Collective.allGather(bytes: vectors * combineBytes, ranks: d.moeTP, s.chip))

        let sharedWidth = m.sharedExperts * m.expertIntermediate / d.tp
        let gateUp = Roofline.matmul(count: 2, m: shape.rows, k: m.hidden, n: sharedWidth, s, shape)
        let down = Roofline.matmul(m: shape.rows, k: sharedWidth, n: m.hidden, s, shape)
        recorder.record(.sharedGateUp, gateUp.hiding(combine.exposed))
        recorder.record(.sharedDown, down.hiding(greater(0, combine.exposed - gateUp.exposed)))
    }

    /// The probability that an expert is visited by at least one of `tokens`, each with the given chance.
    ///
    /// Above 20 expected visits the rest is below 3e-9 and is left out, which spares the power in large batches.
    @inline(__always) private static func visitedShare(tokens: Double, chance: Double) -> Double {
        tokens * chance > 20 ? 1 : 1 - wholePower(1 - chance, ceiling(tokens))
    }
}
