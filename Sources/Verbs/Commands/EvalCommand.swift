import Text
import Notebook
import Language
import CostModel
import Planning
import Presentation
import Units

extension Command<Session> {
    static let eval = Command(
        "eval", synonyms: ["run", "evaluate"], abstract: "Evaluates the configuration as it is set, or shows a row.",
        discussion: """
            The plans of a sweep stay as they are looked at; out[N] of the cell is the plan evaluated, and with --only it
            takes their place.
            Behind a figure stands how far it may be off where measured rows compare with the plan: 103.9 +- 9 %. JSON and
            CSV have that in percent as tpot_ms_band, ttft_ms_band and tps_chip_band, beside trust (help trust).
            """,
        arguments: .flag("only", "look at this plan alone from here on"), .row,
        examples: ["eval", "eval 1", "eval --only"]
    ) { (context: Context, only: Bool, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let session = context.session
        let plans = try EvalText.plans(row, session)
        let plan = plans[1]
        guard plan.fits else { throw CapacityText.diagnostic(plan, at: row?.span) }
        guard plan.totals.isSettled else { throw SettlingText.diagnostic() }
        var output: [Output] = []
        if let row { output.append(.line("row \(row.value.number): \(PlanText.configuration(plan))")) }
        output.append(.table(EvalText.card(plans, session.format)))
        let metric = plans.order?.quantifier.measured ?? .tpsChip
        output += TrustView([plans.trust(1)].compactMap(\.self), metric).remarks(session.format)
        output += Miss.all(plans.slo, by: plan).map { .line("misses slo \(ShareText.miss($0))") }

        // A plan that is evaluated alone is looked at; one beside the plans of a sweep is only a result.
        let isSwept = session.plans.map { !$0.result.space.axes.isEmpty } ?? false
        guard only || (row == nil && !isSwept) else {
            let count = session.plans.map { Counted.text($0.count, "plan") } ?? ""
            let number = session.numberedCells.count + 1
            if row == nil { output.append(.line("the \(count) of the sweep stay; this one is out[\(number)]")) }
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
        if let rule = scenario.brokenRule { throw DivisibilityText.diagnostic(rule, scenario, at: nil) }
        var plans = Plans(
            Sweep.run(SearchSpace(base: scenario, axes: []), cores: 1), of: session.subject,
            provenance: session.chip?.provenance)
        plans.note(slo: session.slo)
        return plans
    }

    /// Every figure of the first plan, one below the other; programs get the columns of every other table of plans.
    static func card(_ plans: Plans, _ format: OutputFormat) -> Table {
        let plan = plans[1]
        let data = PlanData(plans)
        var table =
            format.isData ? Table(columns: data.columns, rows: [data.cells(1)]) : Table(columns: [], rows: [[]])
        table.isRecord = true
        for metric in Metric.all where !format.isData && metric.hasValue(for: plan.scenario) {
            guard metric.read(plan) != metric.standard, !metric.isIdle(plan.scenario) else { continue }
            table.columns.append(PlanTable.column(metric, plan.scenario.workload.phase))
            table.rows[0].append(BandView.cell(metric, plan, plans.trust(1)))
        }
        return table
    }
}

/// Plans that do not fit, in words.
enum CapacityText {
    static func diagnostic(_ plan: PlanResult, at span: Range<Int>? = nil) -> Diagnostic {
        Diagnostic(
            "the plan does not fit: \(need(plan))", at: span,
            hint: advice(plan) ?? "a chip with more DRAM, or narrower weights, may make it fit")
    }

    /// `tp=2 fits: 68.1 of 74.5 GiB; batch=3 fits: 70.2 of 74.5 GiB`; nil where no size in reach does.
    static func advice(_ plan: PlanResult) -> String? {
        let changes = FittingChange.all(for: plan).map { change in
            "\(SettingText.assignments(change.settings)) fits: \(size(change.plan))"
        }
        return changes.isEmpty ? nil : changes.joined(separator: "; ")
    }

    /// `68.1 of 74.5 GiB`.
    private static func size(_ plan: PlanResult) -> String {
        "\(Gibibyte.text(plan.need.bytes)) of \(Gibibyte.text(plan.need.capacity)) GiB"
    }

    /// `1 does not fit in DRAM`, `3 do not fit in DRAM`.
    static func tooLarge(_ count: Int, isCounted: Bool = true) -> String {
        (isCounted ? Decimal.grouped(count) + " " : "") + "\(count == 1 ? "does" : "do") not fit in DRAM"
    }

    /// `it needs 98.1 GiB of 59.6 GiB per chip`.
    static func short(_ plan: PlanResult) -> String {
        let need = plan.need
        let who = need.worker == .prefill ? "its prefill worker" : "it"
        return "\(who) needs \(Gibibyte.text(need.bytes)) GiB of \(Gibibyte.text(need.capacity)) GiB per chip"
    }

    /// `needs 98.1 of 59.6 GiB`, and of which worker where it is not the one that decodes, for a table.
    static func brief(_ plan: PlanResult) -> String {
        let need = plan.need
        let who = need.worker == .prefill ? ", prefill worker" : ""
        return "needs \(Gibibyte.text(need.bytes)) of \(Gibibyte.text(need.capacity)) GiB\(who)"
    }

    /// `the last stage of the prefill worker`; empty where all chips need the same.
    static func place(_ need: MemoryNeed) -> String { place(need.worker, need.stage) }

    static func place(_ worker: MemoryNeed.Worker, _ stage: PipelineStage) -> String {
        let parts = [stage == .only ? "" : "\(stage.name) stage", worker.name].filter { !$0.isEmpty }
        return parts.map { "the \($0)" }.joined(separator: " of ")
    }

    /// `98.1 GiB of 59.6 GiB per chip (weights 90.0, KV cache 7.0, activations 1.1)`.
    static func need(_ plan: PlanResult) -> String {
        let (need, use) = (plan.need, plan.workerMemory[0].use)
        let place = place(need)
        let part = place.isEmpty ? "" : " of \(place)"
        return "\(Gibibyte.text(need.bytes)) GiB of \(Gibibyte.text(need.capacity)) GiB per chip\(part) (weights "
            + "\(Gibibyte.text(use.weights)), KV cache \(Gibibyte.text(use.kvCache)), activations "
            + "\(Gibibyte.text(use.activations)), buffers \(Gibibyte.text(use.buffers)), reserve "
            + "\(Gibibyte.text(use.reserve)))"
    }
}
