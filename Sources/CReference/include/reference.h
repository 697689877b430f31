/* The decode equations of Sources/CostModel in plain C: the yardstick of `sextant bench`, and a second, independent
   implementation that the tests compare the engine with. Names and order follow the Swift sources. */
#ifndef SEXTANT_REFERENCE_H
#define SEXTANT_REFERENCE_H

struct reference_chip {
    double cores, peak_flops, peak16_share, dram_bytes, dram_bw, dram_util, intra_bw, inter_bw, group, intra_util,
        inter_util, latency, congestion, message_gap, overlap, launch, host_time, cube_m, cube_k, cube_n;
};

struct reference_model {
    double layers, dense_layers, hidden, heads, q_lora, kv_lora, qk_nope, qk_rope, v_head, dense_intermediate, experts,
        top_k, shared_intermediate, expert_intermediate, vocab, weight, activation, kv, dispatch, combine,
        embedding;
};

struct reference_plan {
    double context, chips, tp, batch, moe_tp;
};

struct reference_totals {
    double seconds, communication, flops, weights, kv_cache, activations, buffers;
};

/* Columns of results, one entry a plan. */
struct reference_columns {
    long *point;
    double *seconds, *communication, *flops, *weights, *memory;
};

struct reference_totals reference_step(const struct reference_chip *chip, const struct reference_model *model,
                                       const struct reference_plan *plan);

/* Nested loops over chips x tp x moe_tp x inter_bw x batch (the last varies fastest); returns the rows written. */
long reference_sweep(struct reference_chip chip, const struct reference_model *model, struct reference_plan plan,
                     const double *chips, int chips_count, const double *tp, int tp_count, const double *moe_tp,
                     int moe_tp_count, const double *inter_bw, int inter_bw_count, const double *batch,
                     int batch_count, const struct reference_columns *columns, long first);

#endif
