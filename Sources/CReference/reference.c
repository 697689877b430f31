#include "reference.h"

#include <math.h>
#include <string.h>

struct cost {
    double flops, network, exposed;
};

struct shape {
    double rows, heads, local_experts, rows_per_expert, seconds_per_flop, seconds_per_byte, weight, activation,
        column_step;
};

static inline double ceiling(double x) {
    double nearest = (x + 0x1p52) - 0x1p52;
    return nearest < x ? nearest + 1 : nearest;
}

static inline double padded(double x, double step) { return ceiling(x / step) * step; }

static inline int divides(double dividend, double divisor) {
    double quotient = dividend / divisor;
    return quotient >= 1 && ceiling(quotient) == quotient;
}

static inline double lesser(double a, double b) { return a < b ? a : b; }
static inline double greater(double a, double b) { return a < b ? b : a; }

static inline double whole_power(double base, double exponent) {
    unsigned rest = (unsigned)(long)lesser(exponent, 0x1p31);
    double square = base, result = 1;
    while (rest > 0) {
        if (rest & 1) result *= square;
        square *= square;
        rest >>= 1;
    }
    return result;
}

static inline int is_power_of_two(double n) {
    unsigned long bits;
    memcpy(&bits, &n, sizeof bits);
    return (bits & 0xFFFFFFFFFFFFFul) == 0;
}

static inline double ceiling_log2(double n) {
    unsigned long bits;
    memcpy(&bits, &n, sizeof bits);
    double exponent = (double)(int)(((bits >> 52) & 0x7FF) - 1023);
    return is_power_of_two(n) ? exponent : exponent + 1;
}

static inline double roofline(double compute, double memory, const struct reference_chip *c) {
    return greater(compute, memory) + (1 - c->overlap) * lesser(compute, memory) + c->launch;
}

/* `read` matrices of weights are read, which may be more than there are products on average. */
static inline struct cost matmul_reading(double read, double count, double m, double k, double n,
                                         const struct reference_chip *c, const struct shape *s) {
    double volume = padded(m, c->cube_m) * padded(k, c->cube_k) * padded(n, s->column_step);
    double compute = 2 * count * volume * s->seconds_per_flop;
    double memory = (read * k * n * s->weight + count * m * (k + n) * s->activation) * s->seconds_per_byte;
    return (struct cost){2 * count * m * k * n, 0, roofline(compute, memory, c)};
}

static inline struct cost matmul(double count, double m, double k, double n, const struct reference_chip *c,
                                 const struct shape *s) {
    return matmul_reading(count, count, m, k, n, c, s);
}

/* Experts that are visited on the rank where most are. */
static inline double busiest_experts(double local, double visited, double ranks) {
    if (visited >= 1 || ranks <= 1) return local * visited;
    double deviations = sqrt(2 * 0.6931471805599453 * ceiling_log2(ranks));
    return lesser(local, local * visited + deviations * sqrt(local * visited * (1 - visited)));
}

/* The fastest of ring, recursive halving and doubling, direct and tree among n equal peers. */
static inline double flat_time(double bytes, double n, double halves, double rate, double latency, double gap) {
    double transfer = (n - 1) / n * bytes / rate, steps = ceiling_log2(n);
    double ring = (n - 1) * latency + transfer;
    double recursive = steps * latency + transfer;
    double direct = latency + (n - 2) * gap + transfer;
    double tree = steps * (latency + bytes / rate);
    double one_shot = latency + (n - 2) * gap + (n - 1) * bytes / rate;
    double best = halves * lesser(lesser(direct, recursive), lesser(ring, tree));
    return halves > 1 ? lesser(best, one_shot) : best;
}

/* Reduce-scatter and all-gather (two halves), or one of them, flat or over both tiers. */
static inline struct cost collective(double bytes, double ranks, double halves, const struct reference_chip *c) {
    if (ranks <= 1) return (struct cost){0, 0, 0};
    double intra = c->intra_bw * c->intra_util, inter = c->inter_bw * c->inter_util;
    if (ranks <= c->group) {
        double time = flat_time(bytes, ranks, halves, intra, c->latency, c->message_gap);
        return (struct cost){0, time, time};
    }
    double flat = flat_time(bytes, ranks, halves, inter, c->latency, c->message_gap);
    double inner = lesser(ranks, greater(1, c->group)), outer = ceiling(ranks / inner);
    double tiers = (inner > 1 ? flat_time(bytes, inner, halves, intra, c->latency, c->message_gap) : 0) +
                   flat_time(bytes / (ranks - (outer - 1) * inner), outer, halves, inter, c->latency, c->message_gap);
    double time = lesser(tiers, flat);
    return (struct cost){0, time, time};
}

static inline struct cost all_reduce(double bytes, double ranks, const struct reference_chip *c) {
    return collective(bytes, ranks, 2, c);
}

static inline struct cost all_gather(double bytes, double ranks, const struct reference_chip *c) {
    return collective(bytes * ranks, ranks, 1, c);
}

/* The faster of a direct exchange and Bruck's algorithm. */
static inline struct cost all_to_all(double vectors, double vector_bytes, double ranks, double chips,
                                     const struct reference_chip *c) {
    if (ranks <= 1) return (struct cost){0, 0, 0};
    double busiest = 1 + c->congestion / sqrt(vectors);
    double intra = c->intra_bw * c->intra_util;
    double rate = chips > c->group ? lesser(c->inter_bw * c->inter_util, intra) : intra;
    double bytes = vectors * vector_bytes * (ranks - 1) / ranks;
    double direct = bytes * busiest / rate + c->latency + (ranks - 2) * c->message_gap;
    double bruck = ceiling_log2(ranks) * (c->latency + vectors * vector_bytes / 2 * busiest / rate);
    double time = lesser(direct, bruck);
    return (struct cost){0, time, time};
}

static inline void add(struct reference_totals *t, double calls, struct cost cost) {
    t->seconds += calls * cost.exposed;
    t->flops += calls * cost.flops;
    t->communication += cost.network > 0 ? calls * cost.exposed : 0;
}

static inline struct cost hiding(struct cost cost, double seconds) {
    cost.exposed -= lesser(seconds, cost.exposed);
    return cost;
}

static inline struct reference_totals step(const struct reference_chip *c, const struct reference_model *m,
                                           const struct reference_plan *p) {
    double ep = p->chips / p->moe_tp, total_batch = p->chips * p->batch, moe_layers = m->layers - m->dense_layers;
    struct shape s = {
        .rows = p->batch * p->tp,
        .heads = m->heads / p->tp,
        .local_experts = m->experts / ep,
        .rows_per_expert = total_batch * m->top_k / m->experts,
        .seconds_per_flop = 1 / (m->activation > 1 ? c->peak_flops * c->peak16_share : c->peak_flops),
        .seconds_per_byte = 1 / (c->dram_bw * c->dram_util),
        .weight = m->weight,
        .activation = m->activation,
        .column_step = c->cube_n * c->cores,
    };
    struct reference_totals t = {0};

    double looked_up = 2 * s.rows * m->hidden * s.activation * s.seconds_per_byte;
    add(&t, 1, (struct cost){0, 0, looked_up + c->launch});
    add(&t, 1, all_reduce(s.rows * m->hidden * s.activation, p->tp, c));

    add(&t, m->layers, matmul(1, s.rows, m->hidden, m->q_lora, c, &s));
    add(&t, m->layers, matmul(1, s.rows, m->q_lora, s.heads * (m->qk_nope + m->qk_rope), c, &s));
    add(&t, m->layers, matmul(1, s.rows, m->hidden, m->kv_lora + m->qk_rope, c, &s));
    add(&t, m->layers, matmul(s.heads, s.rows, m->qk_nope, m->kv_lora, c, &s));

    double cached = s.rows * p->context;
    double attention = 2 * cached * s.heads * (2 * m->kv_lora + m->qk_rope);
    double latents = cached * (m->kv_lora + m->qk_rope) * m->kv;
    add(&t, m->layers,
        (struct cost){attention, 0, roofline(attention * s.seconds_per_flop, latents * s.seconds_per_byte, c)});

    add(&t, m->layers, matmul(s.heads, s.rows, m->kv_lora, m->v_head, c, &s));
    add(&t, m->layers, matmul(1, s.rows, s.heads * m->v_head, m->hidden, c, &s));
    add(&t, m->layers, all_reduce(s.rows * m->hidden * s.activation, p->tp, c));

    double dense = m->dense_intermediate / p->tp;
    add(&t, m->dense_layers, matmul(2, s.rows, m->hidden, dense, c, &s));
    add(&t, m->dense_layers, matmul(1, s.rows, dense, m->hidden, c, &s));
    add(&t, m->dense_layers, all_reduce(s.rows * m->hidden * s.activation, p->tp, c));

    add(&t, moe_layers, matmul(1, s.rows, m->hidden, m->experts, c, &s));
    double vectors = p->batch * m->top_k, dispatch = m->hidden * m->dispatch, combine = m->hidden * m->combine;
    add(&t, moe_layers, all_to_all(vectors, dispatch, ep, p->chips, c));
    add(&t, moe_layers, all_gather(vectors * dispatch, p->moe_tp, c));
    double chance = m->top_k / m->experts;
    double visited = total_batch * chance > 20 ? 1 : 1 - whole_power(1 - chance, ceiling(total_batch));
    double hit = s.local_experts * visited, rows = s.rows_per_expert / visited;
    double width = m->expert_intermediate / p->moe_tp;
    double read = busiest_experts(s.local_experts, visited, ep);
    add(&t, moe_layers, matmul_reading(2 * read, 2 * hit, rows, m->hidden, width, c, &s));
    add(&t, moe_layers, matmul_reading(read, hit, rows, width, m->hidden, c, &s));
    struct cost back = all_to_all(vectors, combine, ep, p->chips, c);
    add(&t, moe_layers, back);
    add(&t, moe_layers, all_gather(vectors * combine, p->moe_tp, c));
    double shared = m->shared_intermediate / p->tp;
    struct cost gate_up = matmul(2, s.rows, m->hidden, shared, c, &s);
    struct cost down = matmul(1, s.rows, shared, m->hidden, c, &s);
    add(&t, moe_layers, hiding(gate_up, back.exposed));
    add(&t, moe_layers, hiding(down, greater(0, back.exposed - gate_up.exposed)));

    add(&t, 1, matmul(1, s.rows, m->hidden, m->vocab / p->tp, c, &s));
    t.seconds += c->host_time;

    double down_projections = m->hidden * (m->q_lora + m->kv_lora + m->qk_rope);
    double own = s.heads * (m->q_lora * (m->qk_nope + m->qk_rope) + m->qk_nope * m->kv_lora);
    double output = s.heads * m->v_head * (m->kv_lora + m->hidden);
    double expert = 3 * m->hidden * m->expert_intermediate;
    double moe = s.local_experts * expert / p->moe_tp + 3 * m->hidden * m->shared_intermediate / p->tp + m->hidden * m->experts;
    t.weights = m->vocab * m->hidden * m->embedding / p->tp +
                s.weight * (m->layers * (down_projections + own + output) +
                            m->dense_layers * 3 * m->hidden * m->dense_intermediate / p->tp + moe_layers * moe +
                            m->hidden * m->vocab / p->tp);
    t.kv_cache = s.rows * p->context * m->layers * (m->kv_lora + m->qk_rope) * m->kv;
    double wide = 2 * m->hidden + s.heads * (m->qk_nope + m->qk_rope + m->kv_lora);
    t.activations = s.rows * (wide * m->activation + m->vocab / p->tp * 4);
    t.buffers = vectors * (dispatch + combine);
    return t;
}

struct reference_totals reference_step(const struct reference_chip *chip, const struct reference_model *model,
                                       const struct reference_plan *plan) {
    return step(chip, model, plan);
}

long reference_sweep(struct reference_chip chip, const struct reference_model *m, struct reference_plan plan,
                     const double *chips, int chips_count, const double *tp, int tp_count, const double *moe_tp,
                     int moe_tp_count, const double *inter_bw, int inter_bw_count, const double *batch,
                     int batch_count, const struct reference_columns *columns, long first) {
    long row = 0, point = first;
    for (int a = 0; a < chips_count; a++)
        for (int b = 0; b < tp_count; b++)
            for (int d = 0; d < moe_tp_count; d++)
                for (int e = 0; e < inter_bw_count; e++)
                    for (int f = 0; f < batch_count; f++, point++) {
                        plan.chips = chips[a];
                        plan.tp = tp[b];
                        plan.moe_tp = moe_tp[d];
                        chip.inter_bw = inter_bw[e];
                        plan.batch = batch[f];
                        if (!divides(plan.chips, plan.tp) || !divides(plan.chips, plan.moe_tp) ||
                            !divides(m->heads, plan.tp) || !divides(m->experts, plan.chips / plan.moe_tp) ||
                            !divides(m->expert_intermediate, plan.moe_tp))
                            continue;
                        struct reference_totals t = step(&chip, m, &plan);
                        columns->point[row] = point;
                        columns->seconds[row] = t.seconds;
                        columns->communication[row] = t.communication;
                        columns->flops[row] = t.flops;
                        columns->weights[row] = t.weights;
                        columns->memory[row] = t.weights + t.kv_cache + t.activations + t.buffers;
                        row++;
                    }
    return row;
}
