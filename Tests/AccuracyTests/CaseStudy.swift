import CostModel

/// The figures of the case study "128 chips decoding DeepSeek-V3 (W8A16)" on SG2260E, section and table in brackets.
///
/// The document contradicts itself in places; `isConsistent` is false for a figure that another of its figures refutes:
/// - batch 6, TP4: 6 x 11.6 tokens/s = 70 tokens/s/chip, not the 89 printed.
/// - the best plan: its table gives 103 tokens/s/chip (10 x 10.3), its box 108.
enum CaseStudy {
    /// A row of the evaluation tables [step 3, step 4 top 5, step 2 MLA_TP].
    struct DecodeRow {
        let tp: Double
        let batch: Double
        /// Output tokens per second and request.
        let tpsBatch: Double
        /// Model FLOP utilisation, percent; nil where the document has none.
        var mfu: Double?
    }

    /// 128 chips, moe_tp 1, input 4096: the rows that agree with the rest of the document.
    static let decode: [DecodeRow] = [
        DecodeRow(tp: 4, batch: 8, tpsBatch: 11.3, mfu: 12.1),
        DecodeRow(tp: 4, batch: 10, tpsBatch: 10.3, mfu: 12.6),
        DecodeRow(tp: 4, batch: 12, tpsBatch: 9.4, mfu: 13.0),
        DecodeRow(tp: 4, batch: 16, tpsBatch: 7.8, mfu: 13.8),
        DecodeRow(tp: 2, batch: 10, tpsBatch: 10.1),
        DecodeRow(tp: 2, batch: 8, tpsBatch: 10.8),
        // [step 2] gives 84 tokens/s/chip: 84 / 10.
        DecodeRow(tp: 8, batch: 10, tpsBatch: 8.4),
    ]

    /// The plans that meet 10 tokens/s per request, as (tp, batch) [step 4: 8 of 15, top 5, all batches up to 8 or 10].
    static let feasible: Set<[Double]> = [[4, 6], [4, 8], [4, 10], [2, 6], [2, 8], [2, 10], [8, 6], [8, 8]]

    /// tokens/s/chip at batch 10 by attention TP [step 2, strategy 3].
    static let byTP: [(tp: Double, tpsChip: Double)] = [(4, 108), (2, 101), (8, 84)]
    /// tokens/s/chip at TP4, batch 10 by expert TP [step 2, strategy 2].
    static let byMoETP: [(moeTP: Double, tpsChip: Double)] = [(1, 108), (2, 98), (4, 93)]
    /// tokens/s/chip at TP4 by chips [step 2, chip count].
    static let byChips: [(chips: Double, batch: Double, tpsChip: Double)] = [(64, 8, 69), (256, 12, 138)]

    /// Prefill at TP4, input 4096, with sequence parallelism [step 2, chip count]: tokens/s/chip, and seconds to the first
    /// token (FTL); batch is of all chips.
    static let prefill: [(chips: Double, sp: Double, batch: Double, tpsChip: Double, firstToken: Double)] = [
        (16, 4, 4, 462, 2.2), (32, 8, 8, 407, 2.5),
    ]

    /// Microseconds of one call [step 5]; Embedding's 7 are too few to compare.
    static let blocks: [(block: BlockKind, microseconds: Double)] = [
        (.mmQKV, 264), (.mla, 379), (.attentionFC, 173), (.denseMLP, 589), (.moe, 634), (.lmHead, 1326),
    ]

    /// Microseconds of one call of a block.
    static func microseconds(_ block: BlockKind) -> Double {
        blocks.first { $0.block == block }?.microseconds ?? .nan
    }

    /// GiB of weights per chip: the DRAM column, 12.2 at batch 6 to 14.2 at batch 16, grows by 0.2 per sequence from 11.0.
    static let weightsGiB = 11.0
}
