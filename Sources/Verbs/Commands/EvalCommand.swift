import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let eval = Command(
        "eval", synonyms: ["run", "evaluate", "评估"],
        abstract: say(en: "Evaluates the configuration as it is set, or shows a row.", zh: "评估当前配置，或显示一行。"),
        discussion: say(
            en: """
                The plans of a sweep stay as they are looked at; out[N] of the cell is the plan evaluated, and with --only it
                takes their place.
                Where measured rows compare with the plan, the interval that holds what is measured in 80 % of cases stands behind
                a figure: 103.9 (96.1-112.5). JSON and CSV have its ends as tpot_ms_low, tpot_ms_high and so on, beside trust
                (help trust).
                """,
            zh: """
                批量评估所得的方案仍为当前方案；该单元的 out[N] 为所评估的方案，加 --only 时由它取代原有方案。
                有实测数据可与方案相比时，数值后面给出 80 % 情况下实测值所在的区间：103.9 (96.1-112.5)。\
                JSON 和 CSV 中以 tpot_ms_low、tpot_ms_high 等给出区间两端，与 trust 并列（help trust）。
                """),
        arguments: .flag("only", say(en: "look at this plan alone from here on", zh: "此后只看这一个方案")), .row,
        examples: ["eval", "eval 1", "eval --only"]
    ) { (context: Context, only: Bool, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let session = context.session
        let plans = try EvalText.plans(row, session)
        let plan = plans.solved(1)
        guard plan.fits else { throw CapacityWords.diagnostic(plan, at: row?.span) }
        guard plan.totals.isSettled else { throw SettlingWords.diagnostic(plan) }
        var output: [Output] = []
        if let row { output.append(.line(RowWords.titled(String(row.value.number), PlanWords.configuration(plan)))) }
        output.append(.table(EvalText.card(plans, plan, session.format)))
        if !session.format.isData, let open = plan.open, let tails = plan.tails {
            output.append(.table(TailsView.table(plan, tails)))
            let goodput = TailsView.goodput(plan, session.slo).map { [$0] } ?? []
            let users = TailWords.users(open).map { [$0] } ?? []
            let lines =
                [TailWords.parts(tails.firstToken)] + users + [TailWords.load(open)] + goodput
                + TailsView.remarks(open, of: plan.scenario)
            output += lines.map { .line($0) }
        } else if !session.format.isData, let users = plan.open.flatMap(TailWords.users) {
            output.append(.line(users))
        } else if !session.format.isData {
            let isCancelled = context.environment.isCancelled
            let played = PlanSimulation.closedLoop(plan, isCancelled: isCancelled)
            if isCancelled() { throw .interrupted }
            let areEqual = !plan.scenario.workload.hasUnequalClients
            if let played {
                let line = TailWords.played(
                    firstToken: played.firstToken, perToken: played.perToken, areEqual: areEqual)
                output.append(.line(line))
            }
        }
        let metric = plans.order?.quantifier.measured ?? .tpsChip
        output += TrustView([plans.trust(1)].compactMap(\.self), metric).remarks(session.format)
        if !session.format.isData { output += Unheeded.remarks(on: plan).map { .line($0) } }
        output += Miss.all(plans.slo, by: plan).map { .line(ConditionWords.missesSLO($0)) }
        if !session.format.isData, row == nil { output += session.idlePrefillChip.map { .line($0) } }

        // A plan that is evaluated alone is looked at; one beside the plans of a sweep is only a result.
        let isSwept = session.plans.map { !$0.result.space.axes.isEmpty } ?? false
        guard only || (row == nil && !isSwept) else {
            if row == nil, let count = session.plans?.count {
                output.append(.line(RowWords.aside(count, cell: session.numberedCells.count + 1)))
            }
            var outcome = Outcome(nil, output)
            outcome.finding = plans
            return outcome
        }
        var next = session
        next.plans = plans
        return Outcome(next, output)
    }
}

/// Single plans.
enum EvalText {
    /// A row alone, or the plan as it is set.
    static func plans(_ row: Spanned<Row>?, _ session: Session) throws(Diagnostic) -> Plans {
        if let row {
            _ = try session.plan(row)
            var plans = try session.plans(of: row)
            plans.selection.reduce(toRowAt: row.value.number - 1)
            return plans
        }
        let scenario = try session.scenario()
        if let rule = scenario.brokenRule { throw DivisibilityWords.diagnostic(rule, scenario, at: nil) }
        var plans = Plans(
            Sweep.run(SearchSpace(base: scenario, axes: []), cores: 1), of: session.subject,
            provenance: session.provenance)
        plans.note(slo: session.slo)
        return plans
    }

    /// Every figure of a plan, the first of some, one below the other; programs get the columns of every other table of plans.
    static func card(_ plans: Plans, _ plan: PlanResult, _ format: OutputFormat) -> Table {
        var table = format.isData ? PlanData(plans, isOne: true).record(1) : Table(columns: [], rows: [[]])
        table.isRecord = true
        let apart = Set(Metric.Percentile.all.map(\.name))
        for metric in Metric.all where !format.isData && metric.hasValue(for: plan.scenario) {
            // Percentiles have a table of their own.
            if apart.contains(metric.name) { continue }
            guard metric.read(plan) != metric.standard, !metric.isIdle(plan.scenario) else { continue }
            table.columns.append(
                PlanTable.column(metric, plan.scenario.workload.phase, plan.scenario.workload.currency))
            table.rows[0].append(BandView.cell(metric, plan, plans.trust(1)))
        }
        return table
    }
}
