import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let sweep = Command(
        "sweep", synonyms: ["scan", "search", "grid", "扫描", "批量评估", "遍历", "搜索"],
        abstract: say(en: "Evaluates every combination of some axes.", zh: "评估若干扫描维度的全部组合。"),
        discussion: say(
            en: """
                An axis is any parameter: of the configuration (chips, tp, batch, moe_tp), the chip, the workload or the
                model. Values are a list 2,4,8 or a range 6..16:2 or 4..512:*2. arch=h100,h200 and model=... run through whole
                chips and models as the catalogue has them; 'config from' then loads the row's. dp and ep follow from chips. Combinations that
                do not divide are skipped and counted; without axes tp, moe_tp and batch (concurrency, when serving) run through
                the powers of two that divide and fit. What is not an axis is taken from config, arch, workload and model. Ctrl-C
                keeps what is done: the sweep is then recorded with --first and the number of combinations that it came to, in
                their order (the last axis runs fastest), so that running it again makes the same plans. With --keep or
                --frontier only those plans stay that are asked for, of spaces of any size: bounds over whole boxes of plans
                rule most of them out, and what is kept is what a look at every plan would keep. These fit, settle and meet
                'slo' and --where; of equal ones the first in order stays. --shard evaluates one of several parts, as on the
                nodes of a cluster, and prints its rows; 'merge' joins them.
                """,
            zh: """
                扫描维度可以是任意参数：配置（chips、tp、batch、moe_tp）、芯片、负载或模型的参数。\
                取值为列表 2,4,8，或范围 6..16:2、4..512:*2。arch=h100,h200 和 model=... 遍历目录中的整款芯片和模型；\
                之后“config from”会载入该行的芯片和模型。dp 和 ep 由 chips 推出。不能整除的组合跳过并计数；\
                不指定维度时，tp、moe_tp 和 batch（设置了 serving 时为 concurrency）遍历能整除且 DRAM 放得下的 2 的幂。\
                其余参数取自 config、arch、workload 和 model。Ctrl-C 保留已完成的部分：此时记录的命令带有 --first 和已评估的组合数，\
                组合次序固定（最后一个维度变化最快），因此再次运行得到相同的方案。\
                使用 --keep 或 --frontier 时只保留所要求的方案，搜索空间不限大小：对成片的方案求界即可排除其中大部分，\
                保留的结果与逐个评估相同。保留的方案 DRAM 放得下、达到稳态，并满足“slo”和 --where；相等时保留次序在前的。\
                --shard 评估若干分片中的一个，例如分布在集群的各节点上，并输出其各行；“merge”将它们合并。
                """),
        arguments: .count(
            option: "first", say(en: "evaluate only the first N combinations", zh: "只评估前 N 个组合")),
        .count(option: "keep", SearchWords.keepHelp), .ranking, .frontier, .demands, .shard, .axes,
        examples: [
            "sweep chips=128 tp=2,4,8 batch=6,8,10,12,16 moe_tp=1", "sweep tp=4 batch=6..16:2 inter_bw=16e9,64GB/s",
            "sweep", "sweep --first 5 tp=2,4,8 batch=6..16:2",
            "sweep --keep 5 --by tps_chip --where tps_batch>=10 tp=2,4,8 batch=1..64 inter_bw=10e9..100e9:1e9",
            "sweep --frontier tps_batch,tps_chip tp=2,4,8 batch=1..64",
            "sweep arch=sg2260e,h200,b200 tp=4,8 batch=8,16",
        ]
    ) {
        (
            context: Context, first: Int?, keep: Int?, by: Spanned<Ranking>?, frontier: Spanned<[Ranking]>?,
            demands: [Condition], shard: Spanned<Shard>?, axes: [Spanned<Axis>]
        ) throws(Diagnostic) -> Outcome in
        let base = try context.session.scenario()
        for axis in axes {
            let start = axis.span.lowerBound
            try axis.value.parameter.check(in: base, at: start..<start + axis.value.parameter.name.count)
        }
        if let aim = try SearchCommand.aim(first: first, keep: keep, by: by, frontier: frontier, demands) {
            let space = SearchSpace(base: base, axes: axes.isEmpty ? StandardAxes.of(base) : axes.map(\.value))
            if let shard { throw Diagnostic(SearchWords.exclude("--shard", aim.option), at: shard.span) }
            return try SearchCommand.run(space, aim, where: demands, context)
        }
        if first != nil, let shard { throw Diagnostic(SearchWords.exclude("--shard", "--first"), at: shard.span) }
        // Without axes it searches what a person would try first.
        let standard = axes.isEmpty ? StandardAxes.of(base) : []
        let space = SearchSpace(base: base, axes: axes.isEmpty ? standard : axes.map(\.value))
        let span = (axes.first?.span.lowerBound ?? 0)..<(axes.last?.span.upperBound ?? 1)
        let most = min(first ?? .max, context.environment.extent ?? .max)
        guard let count = space.count, min(count, most) <= SweepReport.most else {
            throw Diagnostic(
                SweepWords.tooMany(most: SweepReport.most), at: span, expected: SweepWords.fewer,
                hint: SearchWords.offer)
        }
        let total = min(count, most)
        let slo = context.session.slo
        let (result, seconds) = context.environment.run(
            space, first: total, shard: shard?.value, sieve: Plans.sieve(space, slo: slo),
            onCancel: shard == nil ? SweepWords.cancelKeeps : SweepWords.cancelLeaves)
        if let shard {
            guard result.evaluated == result.wanted else { throw .interrupted }
            guard result.wanted > 0 else {
                throw Diagnostic(SweepWords.emptyShard(shard.value.number, of: shard.value.count), at: shard.span)
            }
        }
        guard result.count > 0 else {
            throw result.evaluated < result.wanted
                ? Diagnostic(SweepWords.cancelled)
                : SweepReport.nothingDivides(space, first: total, at: span)
        }
        var plans = Plans(result, of: context.session.subject, provenance: context.session.provenance)
        let possible = result.possible
        guard possible > 0 else { throw SweepReport.noModel(space, at: span) }
        let feasible = result.feasible
        guard feasible > 0 else { throw SweepReport.nothingFits(result, at: span) }
        plans.noteSieved(slo: slo)
        var session = context.session
        session.plans = plans
        let isCancelled = result.evaluated < result.wanted
        let notes = RuleText.notes(on: plans, in: &session).map { Output.line($0) }
        let line = SweepReport.line(
            plans, possible: possible, feasible: feasible, seconds: seconds, isCancelled: isCancelled,
            shard: shard?.value)
        let idle = (session.idlePrefillChip(space) + Unheeded.remarks(on: result)).map { Output.line($0) }
        var outcome = Outcome(session, [line] + idle + notes)
        if shard != nil, plans.count > 0 {
            let (rows, isCancelled) = (1..<plans.count + 1, context.environment.isCancelled)
            let trust = try TrustView(plans, rows, isCancelled)
            outcome.output.append(
                .table(try PlanTable.make(plans, rows: rows, for: session.format, trust, isCancelled)))
        }
        if isCancelled || context.environment.extent != nil { outcome.extent = result.evaluated }
        if !standard.isEmpty {
            outcome.output.insert(.line("sweep \(standard.map(AxisWords.word).joined(separator: " "))"), at: 0)
        }
        return outcome
    }
}

/// What a sweep says.
enum SweepReport {
    /// Combinations of one sweep: what 16 GiB of memory hold.
    static let most = 250_000_000

    static func line(
        _ plans: Plans, possible: Int, feasible: Int, seconds: Double, isCancelled: Bool, shard: Shard? = nil
    ) -> Output {
        let result = plans.result
        var parts = [SweepWords.plans(possible)]
        if !plans.slo.isEmpty { parts.append(SweepWords.meet(plans.count, slo: ConditionWords.text(plans.slo))) }
        if result.skipped > 0 { parts.append(SweepWords.undivided(result.skipped, result.space)) }
        let impossible = result.count - possible
        if impossible > 0 { parts.append(SweepWords.impossible(impossible)) }
        let unsettled = result.unsettled
        if feasible + unsettled < result.count {
            parts.append(CapacityWords.tooLarge(result.count - feasible - unsettled))
        }
        if unsettled > 0 { parts.append(SweepWords.unsettled(unsettled)) }
        if let shard {
            parts.append(
                SweepWords.shard(shard.number, of: shard.count, result.evaluated, of: result.space.count ?? 0))
        } else if result.isPartial {
            parts.append(SweepWords.first(result.evaluated, of: result.space.count ?? 0))
        }
        let timing = SweepWords.timing(
            seconds, rate: result.count >= 10_000 ? Double(result.count) / seconds : nil, isClause: parts.count > 1,
            cancelledAt: isCancelled ? result.evaluated : nil)
        return .line(parts.joined(separator: say(en: "; ", zh: "；")), timing: timing)
    }

    static func noModel(_ space: SearchSpace, at span: Range<Int>) -> Diagnostic {
        let problem = ModelRule.broken(by: space.scenario(at: 0).model)?.problem ?? ""
        return Diagnostic(ModelWords.impossible(problem), at: span, expected: ModelWords.shapes)
    }

    static func nothingDivides(_ space: SearchSpace, first: Int, at span: Range<Int>) -> Diagnostic {
        let example = space.scenario(at: 0)
        let reason = example.brokenRule.map { DivisibilityWords.sentence($0, example) } ?? ""
        let count = min(first, space.count ?? 0)
        return Diagnostic(
            SweepWords.nothingDivides(count, reason: reason), at: span, expected: SweepWords.dividing)
    }

    /// Why no plan may be chosen: the smallest is too large, or none that fits settles.
    static func nothingFits(_ result: SweepResult, at span: Range<Int>) -> Diagnostic {
        var (least, most) = (result[0], result[0])
        for row in 1..<max(1, min(result.count, 1_000_000)) {
            let plan = result[row]
            if plan.need.excess < least.need.excess { least = plan }
            // Without a steady state what ends is all that a plan can serve.
            if plan.fits, !most.fits || plan.requestRate > most.requestRate { most = plan }
        }
        guard !least.fits else {
            return SettlingWords.diagnostic(most.scenario.workload.isOpen ? most : least, of: result.count)
        }
        return Diagnostic(
            SweepWords.nothingFits(result.count, need: CapacityWords.need(least)), at: span,
            expected: SweepWords.moreMemory, hint: CapacityWords.advice(least))
    }
}
