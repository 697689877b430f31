import CReference
import CostModel
import Planning

/// The same equations in plain C.
public enum Reference {
    /// Evaluates one scenario.
    public static func totals(_ scenario: Scenario) -> StepTotals {
        var (chip, model, plan) = (
            reference_chip(scenario.chip), reference_model(scenario.model), reference_plan(scenario)
        )
        let totals = reference_step(&chip, &model, &plan)
        return StepTotals(
            seconds: totals.seconds, communication: totals.communication, flops: totals.flops,
            memory: MemoryUse(
                weights: totals.weights, kvCache: totals.kv_cache, activations: totals.activations,
                buffers: totals.buffers))
    }

    /// Evaluates a space of the axes chips, tp, moe_tp, inter_bw and batch, in this order, on one core; returns rows.
    ///
    /// Between two parts, of one value of the first three axes each, it asks whether to stop.
    static func sweep(_ space: SearchSpace, into columns: ReferenceColumns, isCancelled: () -> Bool) -> Int {
        let chip = reference_chip(space.base.chip)
        var model = reference_model(space.base.model)
        let plan = reference_plan(space.base)
        let axes = space.axes.map(\.values)
        let part = axes[3].count * axes[4].count
        var (rows, first) = (0, 0)
        for chips in axes[0] {
            for tp in axes[1] {
                for moeTP in axes[2] {
                    guard !isCancelled() else { return rows }
                    func column(_ number: Int) -> UnsafeMutablePointer<Double> {
                        columns.values + number * columns.capacity + rows
                    }
                    var targets = reference_columns(
                        point: columns.point + rows, seconds: column(0), communication: column(1), flops: column(2),
                        weights: column(3), memory: column(4))
                    rows += reference_sweep(
                        chip, &model, plan, [chips], 1, [tp], 1, [moeTP], 1, axes[3], Int32(axes[3].count), axes[4],
                        Int32(axes[4].count), &targets, first)
                    first += part
                }
            }
        }
        return rows
    }
}

/// Room for the results of the C sweep.
final class ReferenceColumns {
    let capacity: Int
    let point: UnsafeMutablePointer<Int>
    let values: UnsafeMutablePointer<Double>

    init(capacity: Int) {
        self.capacity = capacity
        point = .allocate(capacity: capacity)
        values = .allocate(capacity: 5 * capacity)
    }

    deinit {
        point.deallocate()
        values.deallocate()
    }
}

extension reference_chip {
    init(_ c: Chip) {
        let (intra, inter) = (c.network.intra, c.network.inter)
        self.init(
            cores: c.cores, peak_flops: c.peakFLOPS, peak16_share: c.peak16Share, dram_bytes: c.dramBytes,
            dram_bw: c.dramBandwidth, dram_util: c.dramUtilisation, intra_bw: intra.bandwidth,
            inter_bw: inter.bandwidth, group: intra.size, intra_util: intra.utilisation, inter_util: inter.utilisation,
            latency: intra.latency, congestion: c.congestion, message_gap: c.messageGap, overlap: c.overlap,
            launch: c.launch,
            host_time: c.hostTime, cube_m: c.cubeM, cube_k: c.cubeK, cube_n: c.cubeN)
    }
}

extension reference_model {
    /// The shapes of a model with latent attention in 8-bit weights and 16-bit activations, all that the C code knows.
    init(_ m: Model) {
        self.init(
            layers: m.mlaLayers, dense_layers: m.denseLayers, hidden: m.hidden, heads: m.heads, q_lora: m.queryLoRA,
            kv_lora: m.keyValueLoRA, qk_nope: m.headNope, qk_rope: m.headRope, v_head: m.headValue,
            dense_intermediate: m.denseIntermediate, experts: m.experts, top_k: m.expertsPerToken,
            shared_intermediate: m.sharedIntermediate, expert_intermediate: m.expertIntermediate, vocab: m.vocabulary,
            weight: 1 + 2.0 / 128, activation: 2, kv: 1, dispatch: 2, combine: 2, embedding: 2)
    }
}

extension reference_plan {
    init(_ s: Scenario) {
        let d = s.deployment
        self.init(context: s.workload.context, chips: d.chips, tp: d.tp, batch: d.batch, moe_tp: d.moeTP)
    }
}
