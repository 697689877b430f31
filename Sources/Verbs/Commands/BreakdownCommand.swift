import CostModel
import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let breakdown = Command(
        "breakdown", synonyms: ["profile", "blocks", "分解", "耗时", "耗时分解"],
        abstract: say(en: "Takes the decode step of a plan apart.", zh: "分解方案的 Decode 单步耗时。"),
        discussion: say(
            en: """
                One line a block: calls in a step, the time of one call and of all calls, the share of the step, and what
                it waits for: compute (matrix unit), memory (DRAM) or network. Times are per chip and add up to TPOT. The share
                of calls is that of one call among one call of every block, as tables of a single layer have it.
                With --operators every operator has a line of its own.
                """,
            zh: """
                每个模块一行：每步调用次数、单次和全部调用的耗时、占单步的比例，以及受限于什么：compute（计算，矩阵单元）、memory（访存，\
                DRAM）或 network（通信）。耗时按单芯计，合计即 TPOT。调用占比是各模块都只调用一次时该模块所占的比例，与单层耗时表的口径一致。\
                加 --operators 时每个算子一行。
                """),
        arguments: .flag("operators", say(en: "one line for each operator", zh: "每个算子一行")), .row,
        examples: ["breakdown", "breakdown 1", "breakdown --operators 2"]
    ) { (context: Context, operators: Bool, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.timedPlan(row)
        let breakdown = CostModel.Breakdown(plan.scenario)
        let table = operators ? BreakdownTable.operators(breakdown) : BreakdownTable.blocks(breakdown)
        var output: [Output] = [.line(PlanWords.headline(plan)), .table(table)]
        if !operators { output += BreakdownRemark.all(breakdown, plan.scenario).map { .line($0) } }
        return Outcome(nil, output)
    }
}

extension Session {
    /// The plans that a row is one of.
    func plans(of row: Spanned<Row>?) throws(Diagnostic) -> Plans {
        // `??` would rethrow as any error.
        guard let plans = row?.value.plans else { return try requirePlans() }
        return plans
    }

    /// A plan as shown, from 1; the first by default.
    func plan(_ row: Spanned<Row>?) throws(Diagnostic) -> PlanResult {
        let plans = try plans(of: row)
        guard plans.count > 0 else {
            throw Diagnostic(PlanWords.noneLeft, hint: plans.wayBack)
        }
        let number = row?.value.number ?? 1
        guard number <= plans.count else {
            throw RowWords.none(number, of: plans.count, at: row?.span)
        }
        return plans.solved(number)
    }

    /// The same where the plan has times.
    ///
    /// - Throws: a diagnostic where requests come faster than it can serve them, so that nothing can be said of its step.
    func timedPlan(_ row: Spanned<Row>?) throws(Diagnostic) -> PlanResult {
        let plan = try plan(row)
        guard plan.totals.isSettled || !plan.scenario.workload.isOpen else {
            var diagnostic = SettlingWords.diagnostic(plan)
            diagnostic.span = row?.span
            throw diagnostic
        }
        return plan
    }
}

/// Tables of a step's parts.
enum BreakdownTable {
    static func blocks(_ breakdown: CostModel.Breakdown) -> Table {
        var table = Table(columns: [
            Table.Column("block", heading: BreakdownWords.block, alignment: .left),
            Table.Column("calls", heading: BreakdownWords.calls, unit: "/step", places: 0),
            Table.Column("one_call_us", heading: BreakdownWords.oneCall, unit: "us", places: 0),
            Table.Column("all_calls_ms", heading: BreakdownWords.all, unit: "ms/step", places: 2),
            Table.Column(
                "share_pct", heading: BreakdownWords.ofStep, unit: "%", places: 1,
                dataUnit: BreakdownWords.percentOfStep),
            Table.Column(
                "call_share_pct", heading: BreakdownWords.ofCalls, unit: "%", places: 1,
                dataUnit: BreakdownWords.percentOfCalls),
            Table.Column("bound", heading: BreakdownWords.bound, alignment: .left),
            Table.Column("waits_for", heading: BreakdownWords.ofWhich, alignment: .left, wraps: true),
        ])
        let oneEach = breakdown.rows.filter { $0.calls > 0 }.reduce(0) { $0 + $1.oneCall }
        for row in breakdown.rows where row.calls > 0 {
            let algorithms = row.operators.map(\.cost.algorithm).filter { $0 != .none }
            let parts = Bound.allCases.map { (name: BreakdownWords.bound($0), share: row.share(of: $0)) }.filter {
                $0.share >= 0.005
            }
            let used = CollectiveAlgorithm.allCases.filter(algorithms.contains).map(BreakdownWords.name)
            table.rows.append([
                .text(row.block.name), .number(row.calls), .number(row.oneCall * 1e6), .number(row.seconds * 1e3),
                .number(100 * row.seconds / breakdown.seconds), .number(100 * row.oneCall / oneEach),
                .text(BreakdownWords.bound(row.bound)), .text(BreakdownWords.waits(parts, used)),
            ])
        }
        for adjustment in breakdown.adjustments {
            table.rows.append([
                .text(adjustment.kind.name), .missing, .missing, .number(adjustment.seconds * 1e3),
                .number(100 * adjustment.seconds / breakdown.seconds), .missing,
                .text(BreakdownWords.bound(adjustment.kind)), .text(BreakdownWords.meaning(adjustment.kind)),
            ])
        }
        return table
    }

    static func operators(_ breakdown: CostModel.Breakdown) -> Table {
        var table = Table(columns: [
            Table.Column("block", heading: BreakdownWords.block, alignment: .left),
            Table.Column("operator", heading: BreakdownWords.operation, alignment: .left),
            Table.Column("calls", heading: BreakdownWords.calls, unit: "/step", places: 0),
            Table.Column("one_call_us", heading: BreakdownWords.oneCall, unit: "us", places: 1),
            Table.Column(
                "share_pct", heading: BreakdownWords.share, unit: BreakdownWords.percentOfStep, places: 2),
            Table.Column("compute_us", heading: BreakdownWords.compute, unit: "us", places: 1),
            Table.Column("memory_us", heading: BreakdownWords.memory, unit: "us", places: 1),
            Table.Column("network_us", heading: BreakdownWords.network, unit: "us", places: 1),
            Table.Column("gflop", heading: BreakdownWords.gflop, places: 3, importance: 3),
            Table.Column("dram_mb", heading: BreakdownWords.dram, unit: "MB", places: 2, importance: 4),
            Table.Column("wire_mb", heading: BreakdownWords.wire, unit: "MB", places: 2, importance: 2),
            Table.Column("bound", heading: BreakdownWords.bound, alignment: .left),
            Table.Column("algorithm", heading: BreakdownWords.algorithm, alignment: .left, importance: 1),
        ])
        for row in breakdown.rows where row.calls > 0 {
            for item in row.operators {
                let cost = item.cost
                table.rows.append([
                    .text(row.block.name), .text(item.name.rawValue), .number(row.calls), .number(cost.exposed * 1e6),
                    .number(100 * row.calls * cost.exposed / breakdown.seconds), .number(cost.compute * 1e6),
                    .number(cost.memory * 1e6), .number(cost.network * 1e6), .number(cost.flops / 1e9),
                    .number(cost.dramBytes / 1e6), .number(cost.wireBytes / 1e6),
                    .text(BreakdownWords.bound(cost.bound)),
                    .text(BreakdownWords.name(cost.algorithm)),
                ])
            }
        }
        return table
    }
}
