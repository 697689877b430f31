import Catalog
import CostModel
import Language
import Notebook
import Planning
import Units
import Words

/// The plan that a report recommends, and the plans among which it was chosen.
struct ReportSource {
    /// Plans among which those of other kinds are looked for.
    static let looked = 400

    /// The session as a person sees it, with the plans below at hand.
    let context: Context
    /// The plans, best first.
    let plans: Plans
    /// The number of the plan that is recommended.
    let row: Int
    /// That plan.
    let plan: PlanResult
    /// How far it can be trusted; nil where nothing is known of its chip.
    let trust: Trust?
    /// What the plans are ordered by.
    let metric: Metric
    /// What is said where plans are not of what is set now.
    let remarks: [Output]

    var session: Session { context.session }
    var environment: Environment { context.environment }
    var isCancelled: @Sendable () -> Bool { context.environment.isCancelled }
    var scenario: Scenario { plan.scenario }
    var subject: PlanSubject { plans.subject(of: scenario) }

    /// Takes the row that is named, else the best of the plans named, else the best at hand, else the one that is set.
    ///
    /// - Throws: where there is no such plan, or it cannot run.
    init(_ given: Context, _ asked: Reference?) throws(Diagnostic) {
        var session = given.session
        session.format = .box
        var plans: Plans
        if let asked, asked.row != nil {
            plans = asked.plans
        } else if let own = asked?.plans ?? session.plans {
            guard own.count > 0 else { throw Diagnostic(PlanWords.noneLeft, hint: own.wayBack) }
            plans = own
            // A search has its best plans first.
            if !own.result.isSearch || own.order != nil {
                _ = try plans.rank(first: Self.looked, by: .tpsChip, given.environment)
            }
            guard plans.count > 0 else { throw Diagnostic(PlanWords.noneLeft, hint: own.wayBack) }
        } else {
            plans = try EvalText.plans(nil, session)
        }
        row = asked?.row ?? 1
        plan = plans[row]
        guard plan.fits else { throw CapacityWords.diagnostic(plan, at: nil) }
        guard plan.totals.isSettled else { throw SettlingWords.diagnostic(plan) }
        // A search sets what it has found itself.
        remarks = plans.result.isSearch ? [] : session.remark(on: plans)
        session.plans = plans
        context = Context(session: session, environment: given.environment)
        trust = plans.trust(in: plan.scenario)
        metric = plans.order?.quantifier.measured ?? (plan.scenario.workload.isOpen ? .allChips : .tpsChip)
        self.plans = plans
    }

    /// The row as verbs take it.
    var asked: Spanned<Row> { Spanned(value: Row(plans: plans, number: row), span: 0..<0) }

    /// A figure with its unit: `104.1 output tok/s /chip`.
    func figure(_ metric: Metric) -> (value: String, unit: String) {
        let workload = scenario.workload
        let unit = PlanTable.column(metric, workload.serving == .static ? workload.phase : .decode, workload.currency)
            .unit
        return (ShareWords.value(of: .metric(metric), in: plan), unit)
    }

    /// How far a figure can be trusted: its interval where measured rows give one, else the level.
    func trust(of metric: Metric) -> String {
        switch metric.name {
        case Metric.allChips.name: return ReportWords.isCounted
        case Metric.costHour.name: return ReportWords.isPriced
        case "dram": return ReportWords.isSummed
        case "kw": return ReportWords.isOfChip
        default: break
        }
        guard let trust else { return ReportWords.unknownTrust }
        let value = metric.read(plan)
        if let band = trust.band(of: metric), value.isFinite {
            return ReportWords.interval(BandWords.interval(band, of: value, metric))
        }
        // What a token costs falls as the tokens of a chip rise.
        let rate = Metric.tpsChip.read(plan)
        if ["cost_mtok", "joule_token"].contains(metric.name), let band = trust.band(of: .tpsChip), rate.isFinite {
            let rates = band.interval(of: rate)
            let ends = [value * rate / rates.upperBound, value * rate / rates.lowerBound].map(metric.text)
            return ReportWords.interval(ends.joined(separator: "-"))
        }
        return ReportWords.noBand(TrustWords.cell(trust, metric))
    }
}
