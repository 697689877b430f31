@testable import CostModel
import Testing

/// The step's FLOP against a count of parameters and of pairs of tokens, made here from the configuration alone.
@Suite struct FlopTests {
    /// Tokens that a query at each position sees, summed over the positions from `first` to before `last`.
    private func pairs(from first: Double, to last: Double, limit: Double) -> Double {
        let capped = max(first, min(last, limit))
        return (capped - first) * (first + capped) / 2 + (last > capped ? (last - capped) * limit : 0)
    }

    /// FLOP of scores and weighted sums in all layers for one sequence, over `pairs(limit)` pairs.
    private func attention(_ m: Model, latentWidth: Double, _ pairs: (Double) -> Double) -> Double {
        let limit = m.indexTopK > 0 ? m.indexTopK : .infinity
        let grouped = 4 * m.heads * m.headDim * (m.fullLayers * pairs(.infinity) + m.windowLayers * pairs(m.window))
        let latent = m.mlaLayers * 2 * m.heads * latentWidth * pairs(limit)
        let index = m.indexTopK > 0 ? m.mlaLayers * 2 * m.indexHeads * m.indexDim * pairs(.infinity) : 0
        return grouped + latent + index
    }

    /// FLOP of the recurrent state's update for one token: six on each element.
    private func state(_ m: Model) -> Double {
        6
            * (m.linearLayers * m.linearValueHeads * m.linearKeyDim * m.linearValueDim
                + m.ssmLayers * m.ssmHeads * m.ssmHeadDim * m.ssmState)
    }

    private func absorbed(_ m: Model) -> Double { 2 * m.keyValueLoRA + m.headRope }
    private func expanded(_ m: Model) -> Double { m.headNope + m.headRope + m.headValue }

    @Test func decodeIsTwiceTheActiveParametersAndAttention() {
        for model in Samples.Pool.recorded.models {
            for chips in [1.0, 8] {
                for context in [2000.0, 32_768] {
                    var workload = Workload(input: 1)
                    workload.contextOverride = context
                    let scenario = Scenario(
                        chip: Samples.roundChip, model: model, workload: workload,
                        deployment: Deployment(chips: chips, tp: 1, batch: 16))
                    let own = 2 * model.activeParameters + state(model)
                    let token = own + attention(model, latentWidth: absorbed(model)) { min(context, $0) }
                    let flops = StepTotals.of(scenario).flops
                    #expect(isClose(flops, 16 * token, within: 0.02), "\(scenario.summary): \(flops / 16 / token)")
                }
            }
        }
    }

    @Test func prefillIsTwiceTheActiveParametersAndHalfTheSquare() {
        for model in Samples.Pool.recorded.models {
            for input in [1024.0, 8192] {
                var workload = Workload(input: input)
                workload.staticPhase = .prefill
                let scenario = Scenario(
                    chip: Samples.roundChip, model: model, workload: workload,
                    deployment: Deployment(chips: 1, tp: 1, batch: 3))
                // The head turns one token of each prompt into logits.
                let head = model.vocabulary * model.hidden
                let own = input * (2 * (model.activeParameters - head) + state(model)) + 2 * head
                let sequence =
                    own + attention(model, latentWidth: expanded(model)) { pairs(from: 0, to: input, limit: $0) }
                let flops = StepTotals.of(scenario).flops
                #expect(isClose(flops, 3 * sequence, within: 0.02), "\(scenario.summary): \(flops / 3 / sequence)")
            }
        }
    }

    /// Chunks compute the same tokens against the same keys.
    @Test func chunksChangeNoFLOP() {
        for model in Samples.Pool.recorded.models where model.mlaLayers == 0 {
            for (prefix, chunk) in [(0.0, 512.0), (1024, 512), (0, 3000)] {
                var workload = Workload(input: prefix + 6144)
                workload.staticPhase = .prefill
                workload.prefix = prefix
                var scenario = Scenario(
                    chip: Samples.roundChip, model: model, workload: workload,
                    deployment: Deployment(chips: 1, tp: 1, batch: 2))
                let whole = StepTotals.of(scenario).flops
                scenario.deployment.chunk = chunk
                let chunked = StepTotals.of(scenario).flops
                if model.windowLayers > 0 {
                    #expect(isClose(chunked, whole, within: 1e-9), "chunk \(chunk): \(chunked / whole)")
                } else {
                    #expect(isClose(chunked, whole, within: 1e-9), "chunk \(chunk): \(chunked / whole)")
                }
            }
        }
    }

    /// What all chips of a group compute beyond the model is what each of them repeats.
    @Test(arguments: [2.0, 4, 8]) func tensorParallelismRepeatsOnlyWhatIsReplicated(tp: Double) {
        // Key heads that neither divide the chips nor are divided by them are another matter (`MemoryTests`).
        for model in Samples.Pool.recorded.models
        where (model.kvHeads / tp).rounded() == model.kvHeads / tp
            || (tp / model.kvHeads).rounded() == tp / model.kvHeads
        {
            func plan(_ tp: Double) -> Scenario {
                Scenario(
                    chip: Samples.roundChip, model: model, workload: Workload(input: 4000),
                    deployment: Deployment(chips: 8, tp: tp, batch: 16))
            }
            func flops(_ tp: Double) -> Double { StepTotals.of(plan(tp)).flops }
            // One group of tp chips decodes 16 tp tokens; alone, tp chips decode as many.
            let rows = 16 * tp
            let copies = max(model.kvHeads, tp) - model.kvHeads
            let grouped = (model.fullLayers + model.windowLayers) * model.hidden * 2 * copies * model.headDim
            let repeated = tp - 1
            // What the index multiplies a token with (`BlockTests` has it by hand): 16 rows at tp 1.
            let index =
                Breakdown(plan(1)).rows.flatMap(\.operators).filter {
                    [OperatorName.indexProjections, .indexKey].contains($0.name)
                }
                .reduce(0) { $0 + $1.cost.flops } / 32
            let down = model.hidden * (model.queryLoRA + model.keyValueLoRA + model.headRope)
            let latent = model.mlaLayers * (down + index)
            let router = model.moeLayers * model.hidden * model.experts
            // The index scores all 4000 keys with all its heads on every chip.
            let scores = model.indexTopK > 0 ? model.mlaLayers * model.indexHeads * model.indexDim * 4000 : 0
            let excess = 2 * rows * (grouped + repeated * (latent + router + scores))
            #expect(isClose(tp * flops(tp), tp * flops(1) + excess), "hidden \(model.hidden), tp \(tp)")
        }
    }
}
