import CostModel
import Planning
import Presentation
import Units

extension Command {
    static let eval = Command(
        "eval", synonyms: ["run", "evaluate"], abstract: "Evaluates the configuration as it is set.",
        discussion: """
            Behind a figure stands how far it may be off where measured rows compare with the plan: 103.9 +- 9 %. JSON and
            CSV have that in percent as tpot_ms_band, ttft_ms_band and tps_chip_band, beside trust (help trust).
            """,
        examples: ["eval"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let scenario = try context.session.scenario()
        if let rule = scenario.brokenRule { throw DivisibilityText.diagnostic(rule, scenario, at: nil) }
        let result = PlanResult(scenario)
        guard result.fits else { throw CapacityText.diagnostic(result) }
        var session = context.session
        let plans = Plans(
            Sweep.run(SearchSpace(base: scenario, axes: []), cores: 1), of: session.subject,
            provenance: session.chip?.provenance)
        session.plans = plans
        let isData = session.format.isData
        // Programs get the columns of every other table of plans.
        var table = isData ? PlanData.table(plans, rows: 1..<2) : Table(columns: [], rows: [[]])
        table.isRecord = true
        for metric in Metric.all where !isData && metric.applies(to: scenario.workload) {
            guard metric.read(result) != metric.standard else { continue }
            table.columns.append(PlanTable.column(metric, scenario.workload.phase))
            table.rows[0].append(BandText.cell(metric, result, plans.trust(1)))
        }
        let replaced = context.session.plans.map { $0.result.count } ?? 0
        let remark = "it takes the place of \(ValueText.count(replaced, "plan")); 'undo' brings them back"
        let output = [Output.table(table)] + TrustView(plans, 1..<2).remarks(session.format)
        return Outcome(session, output + (replaced > 1 ? [.line(remark)] : []))
    }
}

/// Plans that do not fit, in words.
enum CapacityText {
    static func diagnostic(_ plan: PlanResult) -> Diagnostic {
        Diagnostic(
            "the plan does not fit: \(need(plan))",
            hint: "more chips, a larger tp, fewer sequences per chip, or narrower weights make it fit")
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
