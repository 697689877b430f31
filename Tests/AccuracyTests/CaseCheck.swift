import Catalog
import CostModel
import Planning

/// One figure of the case against ours, and what the fit of the chip's constants makes of the distance.
struct CaseCheck {
    let name: String
    let ours: Double
    let theirs: Double
    /// The distance at which the fit counts the figure as missed: a share of `theirs`, or absolute.
    ///
    /// These are weights of the fit; what the documentation says of a figure goes by the tolerances of `CaseTable`.
    let limit: Double
    var isAbsolute = false

    var error: Double { isAbsolute ? ours - theirs : ours / theirs - 1 }
    /// How much of the allowed distance is left: 1 at the figure, 0 at the limit, negative beyond.
    var slack: Double { 1 - error.magnitude / limit }
}

/// Everything that is demanded of a chip's parameter set on the case study.
struct CaseChecks {
    let chip: Chip
    let model: Model

    /// The engine on the case with some sizes changed.
    func evaluate(
        chips: Double = 128, tp: Double = 4, batch: Double = 10, moeTP: Double = 1, interBandwidth: Double? = nil
    ) -> PlanResult {
        var chip = chip
        if let interBandwidth { chip.network.inter.bandwidth = interBandwidth }
        return PlanResult(
            Scenario(
                chip: chip, model: model, workload: Workload(input: 4096),
                deployment: Deployment(chips: chips, tp: tp, batch: batch, moeTP: moeTP)))
    }

    /// What the fit looks at.
    var fitted: [CaseCheck] { rows + mfu + comparisons + blocks + [topology] }

    var rows: [CaseCheck] {
        let rows = CaseStudy.decode.map { row in
            CaseCheck(
                name: "tps_batch TP\(Int(row.tp)) B\(Int(row.batch))",
                ours: 1 / evaluate(tp: row.tp, batch: row.batch).totals.seconds, theirs: row.tpsBatch, limit: 0.06)
        }
        let mean = rows.reduce(0) { $0 + $1.error.magnitude } / Double(rows.count)
        return rows + [
            CaseCheck(name: "mean error of the rows, %", ours: 100 * mean, theirs: 0, limit: 3, isAbsolute: true)
        ]
    }

    var mfu: [CaseCheck] {
        CaseStudy.decode.compactMap { row in
            row.mfu.map {
                CaseCheck(
                    name: "MFU TP\(Int(row.tp)) B\(Int(row.batch)), %",
                    ours: Metric.mfu.read(evaluate(tp: row.tp, batch: row.batch)), theirs: $0, limit: 1.5,
                    isAbsolute: true)
            }
        }
    }

    var comparisons: [CaseCheck] {
        let tp = CaseStudy.byTP.map {
            CaseCheck(
                name: "tps_chip TP\(Int($0.tp)) B10", ours: Metric.tpsChip.read(evaluate(tp: $0.tp)),
                theirs: $0.tpsChip,
                limit: 0.08)
        }
        let moeTP = CaseStudy.byMoETP.map {
            CaseCheck(
                name: "tps_chip moe_tp \(Int($0.moeTP)) B10", ours: Metric.tpsChip.read(evaluate(moeTP: $0.moeTP)),
                theirs: $0.tpsChip, limit: 0.08)
        }
        let chips = CaseStudy.byChips.map {
            CaseCheck(
                name: "tps_chip \(Int($0.chips)) chips B\(Int($0.batch))",
                ours: Metric.tpsChip.read(evaluate(chips: $0.chips, batch: $0.batch)), theirs: $0.tpsChip, limit: 0.1)
        }
        return tp + moeTP + chips
    }

    /// A prefill of the case, which the fit of the chip's constants has not seen.
    func evaluatePrefill(
        _ row: (chips: Double, sp: Double, batch: Double, tpsChip: Double, firstToken: Double)
    ) -> PlanResult {
        var deployment = Deployment(chips: row.chips, tp: 4, batch: row.batch)
        deployment.sp = row.sp
        var workload = Workload(input: 4096)
        workload.staticPhase = .prefill
        return PlanResult(Scenario(chip: chip, model: model, workload: workload, deployment: deployment))
    }

    var blocks: [CaseCheck] {
        let step = Breakdown(evaluate().scenario)
        func call(_ block: BlockKind) -> Double { (step[block]?.oneCall ?? 0) * 1e6 }
        let larger = Breakdown(evaluate(chips: 256).scenario)
        let fall = 1 - (larger[.moe]?.oneCall ?? 0) * 1e6 / call(.moe)
        return [
            CaseCheck(name: "LM_Head, us", ours: call(.lmHead), theirs: CaseStudy.microseconds(.lmHead), limit: 0.12),
            CaseCheck(
                name: "Dense_MLP, us", ours: call(.denseMLP), theirs: CaseStudy.microseconds(.denseMLP), limit: 0.12),
            CaseCheck(
                name: "Attention_FC, us", ours: call(.attentionFC), theirs: CaseStudy.microseconds(.attentionFC),
                limit: 0.12),
            CaseCheck(
                name: "MM_QKV + MLA, us", ours: call(.mmQKV) + call(.mla),
                theirs: CaseStudy.microseconds(.mmQKV) + CaseStudy.microseconds(.mla), limit: 0.12),
            CaseCheck(name: "MoE, us", ours: call(.moe), theirs: CaseStudy.microseconds(.moe), limit: 0.2),
            // 634 -> 433 us is 32 %; 28 to 36 is asked for.
            CaseCheck(name: "MoE fall EP128 -> EP256, %", ours: 100 * fall, theirs: 32, limit: 4, isAbsolute: true),
        ]
    }

    /// 64 -> 16 GB/s costs 10-15 % by the document; the fit draws towards 8 to 15.
    var topology: CaseCheck {
        let loss = 1 - evaluate(interBandwidth: 64e9).totals.seconds / evaluate(interBandwidth: 16e9).totals.seconds
        return CaseCheck(
            name: "inter_bw 64 -> 16 GB/s, %", ours: 100 * loss, theirs: 11.5, limit: 3.5, isAbsolute: true)
    }

    /// The plans that meet 10 tokens/s, as (tp, batch), and the best of them by tokens/s/chip.
    var feasible: (plans: Set<[Double]>, best: [Double]?) {
        var plans: Set<[Double]> = []
        var best: (plan: [Double], rate: Double)?
        for tp in [2.0, 4, 8] {
            for batch in [6.0, 8, 10, 12, 16] {
                let seconds = evaluate(tp: tp, batch: batch).totals.seconds
                guard 1 / seconds >= 10 else { continue }
                plans.insert([tp, batch])
                if batch / seconds > best?.rate ?? 0 { best = ([tp, batch], batch / seconds) }
            }
        }
        return (plans, best?.plan)
    }
}
