import CostModel
import Planning
import Presentation
import Units

extension Command {
    static let eval = Command(
        "eval", synonyms: ["run", "evaluate"], abstract: "Evaluates the configuration as it is set.",
        discussion: """
            Behind a figure stands how far it may be off where the chip is calibrated: 103.9 +- 9 %. JSON and CSV have that
            in percent as tpot_ms_band, ttft_ms_band and tps_chip_band.
            """,
        examples: ["eval"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let scenario = try context.session.scenario()
        if let rule = scenario.brokenRule { throw DivisibilityText.diagnostic(rule, scenario, at: nil) }
        let result = PlanResult(scenario)
        guard result.fits else { throw CapacityText.diagnostic(result) }
        var session = context.session
        let plans = Plans(
            Sweep.run(SearchSpace(base: scenario, axes: []), cores: 1), of: session.title,
            calibration: session.chip?.errorRecord)
        session.plans = plans
        var table = Table(columns: [], rows: [[]], isRecord: true)
        for metric in Metric.all where metric.applies(to: scenario.workload) {
            guard metric.read(result) != metric.standard || context.session.format.isData else { continue }
            table.columns.append(PlanTable.column(metric, scenario.workload.phase))
            table.rows[0].append(PlanTable.cell(metric, result))
            BandText.add(metric, result, plans.calibration, isData: session.format.isData, to: &table)
        }
        let replaced = context.session.plans.map { $0.result.count } ?? 0
        let remark = "it takes the place of \(ValueText.count(replaced, "plan")); 'undo' brings them back"
        let output = [Output.table(table)] + BandText.uncalibrated(plans, session.format)
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

    /// `it needs 98.1 GiB of 59.6 GiB per chip`.
    static func short(_ plan: PlanResult) -> String {
        func gib(_ bytes: Double) -> String { Decimal.fixed(bytes / 1_073_741_824, places: 1) }
        let who = isPrefill(plan) ? "its prefill worker" : "it"
        return "\(who) needs \(gib(plan.totals.mostMemory)) GiB of \(gib(plan.scenario.chip.dramBytes)) GiB per chip"
    }

    /// Whether the prefill worker is the one that needs most.
    private static func isPrefill(_ plan: PlanResult) -> Bool {
        plan.totals.prefillMemory > plan.totals.memory.total
    }

    /// `98.1 GiB of 59.6 GiB per chip (weights 90.0, KV cache 7.0, activations 1.1)`.
    static func need(_ plan: PlanResult) -> String {
        let memory = plan.totals.memory
        func gib(_ bytes: Double) -> String { Decimal.fixed(bytes / 1_073_741_824, places: 1) }
        if isPrefill(plan) {
            return "\(gib(plan.totals.prefillMemory)) GiB of \(gib(plan.scenario.chip.dramBytes)) GiB per chip of the "
                + "prefill worker"
        }
        return "\(gib(memory.total)) GiB of \(gib(plan.scenario.chip.dramBytes)) GiB per chip (weights "
            + "\(gib(memory.weights)), KV cache \(gib(memory.kvCache)), activations \(gib(memory.activations)), "
            + "buffers \(gib(memory.buffers)), reserve \(gib(memory.reserve)))"
    }
}
