import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let table = Command(
        "table", synonyms: ["chip-count", "chip-counts", "对比表", "芯片数表"],
        abstract: say(
            en: "Shows the best plan for each value of an axis, in both phases, and what it is good for.",
            zh: "对一个维度的每个取值给出两个阶段的最优方案及其用途。"),
        discussion: say(
            en: """
                The best is the one with the most tokens/s/chip that fits and meets 'slo' and --where; where none meets them the
                fastest stands there, and is not advised. Axes behind the first are what is searched; where they leave out tp,
                moe_tp or batch, these run through what divides and fits. A prefill spreads its prompts over all chips
                (sp = chips/tp/pp), as many prompts as there are groups of tp, unless sp is an axis. The share is of the first
                decode row that is advised. phase=decode shows that phase alone; where serving is set there is one row a value.
                The rows become the plans at hand.
                """,
            zh: """
                最优指放得下、满足“slo”和 --where 且 tps_chip 最高；若无方案满足，则列出最快者并标为不推荐。\
                第一个维度之后的各维度为搜索范围；未列出的 tp、moe_tp、batch 遍历能整除且放得下的取值。\
                Prefill 的 prompt 分摊到全部芯片（sp = chips/tp/pp），条数等于 TP 组数，除非把 sp 列为维度。\
                相对效率以第一个推荐的 Decode 行为基准。phase=decode 只显示该阶段；设置了 serving 时每个取值一行。\
                各行成为当前方案。
                """),
        arguments: .demands, .axes,
        examples: [
            "table chips=16..256:*2 --where tps_batch>=10",
            "table chips=64..256:*2 tp=4 batch=6,8,10,12,16 moe_tp=1 --where tps_batch>=10",
            "table inter_bw=8GB/s,16GB/s,64GB/s phase=decode",
        ]
    ) { (context: Context, demands: [Condition], axes: [Spanned<Axis>]) throws(Diagnostic) -> Outcome in
        guard let axis = axes.first else { throw Diagnostic(ChoiceTableWords.axis, expected: ChoiceTableWords.axis) }
        let base = try context.session.scenario()
        let start = axis.span.lowerBound
        try axis.value.parameter.check(in: base, at: start..<start + axis.value.parameter.name.count)
        let table = ChoiceTable(
            context: context, demands: demands, axis: axis.value, others: axes.dropFirst().map(\.value))
        return try table.outcome(base, at: axis.span)
    }
}

/// The best plan for each value of an axis.
private struct ChoiceTable {
    let context: Context
    let demands: [Condition]
    /// What the rows run through.
    let axis: Axis
    /// What is searched for each row.
    let others: [Axis]

    /// The share of the best rate of a phase below which a plan is not advised.
    ///
    /// The study advises against 64 chips, which make 50 % of what 256 make of each, and for 128, which make 78 %: this is in
    /// the middle, and says that half as many chips again would do the work of these.
    private static let worthwhile = 2.0 / 3
    /// Batches that are tried where none is given: eight to each doubling.
    private static let batches: [Double] = {
        var values = (1...16).map(Double.init)
        while let last = values.last, last < 1024 { values.append(last + max(1, (last / 8).rounded(.down))) }
        return values
    }()

    private struct Row {
        let value: Double
        let plan: PlanResult
        /// Whether it meets what is asked for; else it is the fastest of those that do not.
        let meetsLimits: Bool
        var isDecode: Bool { plan.scenario.workload.phase == .decode }
        var rate: Double { Metric.tpsChip.read(plan) }
    }

    func outcome(_ base: Scenario, at span: Range<Int>) throws(Diagnostic) -> Outcome {
        var rows: [Row] = []
        var remarks: [String] = []
        var searched: [String] = []
        for value in axis.values {
            for phase in phases(base) {
                var scenario = base
                if let phase { scenario.workload.staticPhase = phase }
                axis.parameter.set(&scenario, value)
                let spaces = spaces(scenario)
                for axis in spaces.flatMap(\.axes) where axis.parameter.name != "phase" {
                    if !searched.contains(axis.parameter.name) { searched.append(axis.parameter.name) }
                }
                if let found = try best(of: spaces) {
                    rows.append(Row(value: value, plan: found.plan, meetsLimits: found.meetsLimits))
                } else {
                    remarks.append(ChoiceTableWords.none(axis.parameter, value, scenario))
                }
            }
        }
        guard !rows.isEmpty else {
            throw Diagnostic(remarks.first ?? PlanWords.none, at: span, expected: SweepWords.dividing)
        }
        let found = FoundPlans.rows(rows.map(\.plan.scenario), base, along: axis.parameter, values: rows.map(\.value))
        var plans = Plans(found, of: context.session.subject, provenance: context.session.provenance)
        plans.note(slo: context.session.slo)
        var session = context.session
        session.plans = plans
        let shown = 1..<plans.count + 1
        let trust = try TrustView(plans, shown, context.environment.isCancelled)
        var output: [Output] = [.table(try table(plans, rows, trust))]
        output += remarks.map { .line($0) }
        if !session.format.isData {
            output.append(.line(ChoiceTableWords.rule(searched, share: Self.worthwhile)))
            if rows.contains(where: { !$0.isDecode }), !varies("sp") {
                output.append(.line(ChoiceTableWords.prefillShape))
            }
        }
        return Outcome(session, output + trust.remarks(session.format))
    }

    private func varies(_ name: String) -> Bool { others.contains { $0.parameter.name == name } }

    /// The phases that have rows; one without a name where requests are served, which have both.
    private func phases(_ base: Scenario) -> [Workload.Phase?] {
        let isServed =
            base.workload.serving != .static || axis.parameter.name == "serving" || varies("serving")
        guard !isServed, axis.parameter.name != "phase" else { return [nil] }
        return varies("phase") ? [nil] : [.prefill, .decode]
    }

    /// The plan with the most tokens/s/chip, or the fastest where none meets what is asked for.
    private func best(of spaces: [SearchSpace]) throws(Diagnostic) -> (plan: PlanResult, meetsLimits: Bool)? {
        if let best = try first(of: spaces, .tpsChip, where: context.session.slo + demands) { return (best, true) }
        return try first(of: spaces, .tpsBatch, where: []).map { ($0, false) }
    }

    /// The first plan of several spaces by a metric.
    private func first(
        of spaces: [SearchSpace], _ metric: Metric, where demands: [Condition]
    ) throws(Diagnostic) -> PlanResult? {
        var best: PlanResult?
        for space in spaces {
            guard let plan = try first(space, metric, Plans.asked(demands, in: space)) else { continue }
            if best.map({ metric.read(plan) > metric.read($0) }) ?? true { best = plan }
        }
        return best
    }

    private func first(
        _ space: SearchSpace, _ metric: Metric, _ conditions: [Condition]
    ) throws(Diagnostic) -> PlanResult? {
        guard let count = space.count else {
            throw Diagnostic(SweepWords.tooMany(most: .max), expected: SweepWords.fewer)
        }
        let ranking = Ranking(.metric(metric), descending: metric.better == .higher)
        guard let found = context.environment.run(PlanSearch(space, .best(1, by: ranking), where: conditions), count).0
        else { throw .interrupted }
        return found.plans.count > 0 ? found.plans[0] : nil
    }

    /// What is searched for one row.
    private func spaces(_ scenario: Scenario) -> [SearchSpace] {
        guard scenario.workload.serving == .static, scenario.workload.phase == .prefill else {
            return [SearchSpace(base: scenario, axes: axes(scenario, without: ["sp"]))]
        }
        guard !varies("sp") else {
            return [SearchSpace(base: scenario, axes: axes(scenario, without: []))]
        }
        // How many chips share a prompt follows from tp and pp, so that each of these has a space of its own.
        let all = axes(scenario, without: ["batch", "sp"])
        let shapes = SearchSpace(base: scenario, axes: all.filter { ["tp", "pp"].contains($0.parameter.name) })
        let rest = all.filter { !["tp", "pp"].contains($0.parameter.name) }
        return (0..<(shapes.count ?? 0)).map { index in
            var base = shapes.scenario(at: index)
            let groups = max(1, (base.deployment.chips / (base.deployment.tp * base.deployment.pp)).rounded(.down))
            (base.deployment.sp, base.deployment.batch) = (groups, groups)
            return SearchSpace(base: base, axes: rest)
        }
    }

    /// The axes that were given and, where these leave out what is usually searched, those.
    private func axes(_ scenario: Scenario, without left: Set<String>) -> [Axis] {
        let taken = Set(others.map(\.parameter.name) + [axis.parameter.name])
        let standard = StandardAxes.of(scenario).filter { !taken.contains($0.parameter.name) }.map { axis in
            guard axis.parameter.name == "batch", let most = axis.values.last else { return axis }
            return Axis(axis.parameter, Self.batches.filter { $0 < 2 * most })
        }
        return (others + standard).filter { !left.contains($0.parameter.name) }
    }

    private func table(_ plans: Plans, _ rows: [Row], _ trust: TrustView) throws(Diagnostic) -> Table {
        func best(_ isDecode: Bool) -> Double {
            rows.filter { $0.isDecode == isDecode && $0.meetsLimits }.map(\.rate).max() ?? 0
        }
        let bests = (decode: best(true), prefill: best(false))
        func share(_ row: Row) -> Double { row.rate / (row.isDecode ? bests.decode : bests.prefill) }
        func isAdvised(_ row: Row) -> Bool { row.meetsLimits && share(row) >= Self.worthwhile }
        let reference = rows.firstIndex { $0.isDecode && isAdvised($0) } ?? 0
        let relative = Table.Column(
            "relative_pct", heading: ChoiceTableWords.relative, unit: ChoiceTableWords.relativeUnit(reference + 1),
            places: 0, note: ChoiceTableWords.relative)
        let use = Table.Column("use", heading: ChoiceTableWords.use, alignment: .left, wraps: true)
        func relativeCell(_ position: Int) -> Table.Cell { .number(100 * rows[position].rate / rows[reference].rate) }
        func useCell(_ position: Int) -> Table.Cell {
            let (row, scenario) = (rows[position], rows[position].plan.scenario)
            guard row.meetsLimits else { return .text(ChoiceTableWords.misses) }
            guard isAdvised(row) else { return .text(ChoiceTableWords.wasteful(share: share(row))) }
            return .text(ChoiceTableWords.advised(scenario, isReference: position == reference && rows.count > 1))
        }
        let (format, isCancelled) = (context.session.format, context.environment.isCancelled)
        guard !format.isData else {
            var table = try PlanTable.make(plans, rows: 1..<rows.count + 1, for: format, trust, isCancelled)
            table.columns += [relative, use]
            for index in table.rows.indices { table.rows[index] += [relativeCell(index), useCell(index)] }
            return table
        }
        var listing = PlanListing(count: rows.count, phase: plans.phase) { plans[$0 + 1] }
        listing.parameters = plans.extraParameters
        listing.swept = [axis.parameter.name]
        listing.foremost = ["ttft_ms", "tpot_ms", "tps_chip"]
        listing.trailing = [.init(column: relative, cell: relativeCell), .init(column: use, cell: useCell)]
        listing.more = "rows"
        listing.isFolded = format != .vertical
        var table = try listing.table(isCancelled)
        trust.add(to: &table)
        return table
    }
}
