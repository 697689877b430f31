import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

// What happens to the plan under other loads and other figures.
extension ReportMaker {
    /// The plan at other loads: sequences a chip, requests in flight, or requests that come.
    func load() throws(Diagnostic) -> [Report.Item] {
        guard let (parameter, values, metric) = loads else { return [] }
        let space = SearchSpace(base: source.scenario, axes: [Axis(parameter, values)])
        let result = Sweep.run(
            space, cores: source.environment.cores, options: Sweep.Options(isCancelled: source.isCancelled))
        guard result.evaluated == result.wanted else { throw .interrupted }
        guard result.count > 1 else { return [] }
        var plans = Plans(result, of: source.subject, provenance: source.plans.provenance(of: source.scenario))
        plans.note(slo: source.session.slo)
        guard var plot = try? PlanPlots.curve(plans, metric, source.session) else { return [] }
        if case .chart(let x, let y, let series, let rules) = plot.content {
            let own = Plot.Rule(ReportWords.recommended, .x, parameter.get(source.scenario))
            plot.content = .chart(x: x, y: y, series, rules + [own])
        }
        let (curve, conditions) = CurveText.curve(parameter, plans, source.session)
        return [.text(ReportWords.aboutLoad(parameter)), .plot(plot)]
            + CurveText.remarks(curve, conditions).map { .text($0) }
            + (source.trust.map { [.text(TrustWords.line($0, metric))] } ?? [])
    }

    /// What stands for the load of the plan, the values to look at, and the figure that it changes.
    private var loads: (Parameter, [Double], Metric)? {
        let (workload, deployment) = (source.scenario.workload, source.scenario.deployment)
        if workload.isOpen {
            let wanted = asked.first { $0.isOnDemand || $0.dimension == .time } ?? Metric.named("ttft_p95_ms")
            guard workload.users == 0, let rate = Parameter.named("rate"), let wanted,
                let capacity = OpenPlan.of(source.scenario)?.capacity
            else { return nil }
            let shares = stride(from: 5.0, through: 95, by: 5).map { Decimal.rounded(capacity * $0 / 100, digits: 4) }
            return (rate, (shares + [workload.rate]).sorted(), wanted)
        }
        let isCounted = workload.serving != .static && deployment.concurrency > 0
        guard let load = Parameter.named(isCounted ? "concurrency" : "batch") else { return nil }
        let own = load.get(source.scenario)
        guard own >= 1 else { return nil }
        let values = Set(CurvePoints.of(1...max(64, 8 * own), load) + [own]).sorted()
        return (load, values, .tpsChip)
    }

    /// The metrics that conditions are on.
    private var asked: [Metric] {
        source.plans.conditions.flatMap(\.comparisons).compactMap(\.quantifier.measured).filter {
            $0.better != .neither && $0.hasValue(for: source.scenario)
        }
    }

    /// By how much the figure that decides moves with each parameter, and whether the order of the plans survives that.
    func sensitivity() throws(Diagnostic) -> [Report.Item] {
        let metric = source.scenario.workload.isOpen ? asked.first ?? .capacity : source.metric
        let value = metric.read(source.plan)
        guard value.isFinite, value > 0, !metric.isFlag else { return [] }
        let (sensitivity, trust) = try SensitivityText.work(metric, source.asked, source.context)
        guard !sensitivity.items.isEmpty else { return [.text(SensitivityWords.none(metric))] }
        var items: [Report.Item] = [
            .text(ReportWords.aboutSensitivity(metric)), .plot(PlanPlots.tornado(sensitivity)),
            .table(SensitivityText.table(sensitivity)),
        ]
        if sensitivity.small > 0 { items.append(.text(SensitivityWords.small(sensitivity.small))) }
        if let order = try SensitivityText.order(metric, source.asked, source.context) {
            items.append(.text(SensitivityWords.order(order, by: metric)))
        }
        return items + (trust.map { [.text(TrustWords.line($0, metric))] } ?? [])
    }
}
