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
        guard let (parameter, values, metrics) = loads else { return [] }
        let space = SearchSpace(base: source.scenario, axes: [Axis(parameter, values)])
        let result = Sweep.run(
            space, cores: source.environment.cores, options: Sweep.Options(isCancelled: source.isCancelled))
        guard result.evaluated == result.wanted else { throw .interrupted }
        guard result.count > 1 else { return [] }
        var plans = Plans(result, of: source.subject, provenance: source.plans.provenance(of: source.scenario))
        plans.note(slo: source.session.slo)
        let plots = metrics.compactMap { plot($0, plans, parameter) }
        guard !plots.isEmpty else { return [] }
        let (curve, conditions) = CurveText.curve(parameter, plans, source.session)
        return [.text(ReportWords.aboutLoad(parameter))] + plots.map { .plot($0) }
            + CurveText.remarks(curve, conditions).map { .text($0) }
            + trustLine
    }

    /// A metric over the load, with the load of the plan; nil where it has no values.
    private func plot(_ metric: Metric, _ plans: Plans, _ parameter: Parameter) -> Plot? {
        guard var plot = try? PlanPlots.curve(plans, metric, source.session) else { return nil }
        if case .chart(var x, let y, let series, let rules) = plot.content {
            if x.unit.isEmpty { x.unit = ReportWords.loadUnit(parameter, source.scenario) }
            let own = Plot.Rule(ReportWords.recommended, .x, parameter.get(source.scenario))
            plot.content = .chart(x: x, y: y, series, rules + [own])
        }
        return plot
    }

    /// What stands for the load of the plan, the values to look at, and the figures that it changes.
    private var loads: (Parameter, [Double], [Metric])? {
        let (workload, deployment) = (source.scenario.workload, source.scenario.deployment)
        if workload.isOpen {
            let limited = asked.filter { $0.dimension == .time }
            let usual = ["ttft_p95_ms", "tpot_p95_ms"].compactMap(Metric.named)
            guard workload.users == 0, let rate = Parameter.named("rate"),
                let capacity = OpenPlan.of(source.scenario)?.capacity
            else { return nil }
            let shares = stride(from: 10.0, through: 95, by: 5).map { Decimal.rounded(capacity * $0 / 100, digits: 4) }
            let values = Set(shares + [workload.rate]).sorted()
            return (rate, values, (limited.isEmpty ? usual : limited).prefix(2).map(\.self))
        }
        let isCounted = workload.serving != .static && deployment.concurrency > 0
        guard let load = Parameter.named(isCounted ? "concurrency" : "batch") else { return nil }
        let own = load.get(source.scenario)
        guard own >= 1 else { return nil }
        let values = Set(CurvePoints.of(1...max(64, 8 * own), load) + [own]).sorted()
        let isPrefill = workload.serving == .static && workload.phase == .prefill
        let metrics = ["tps_chip", isPrefill ? "ttft_ms" : "tps_batch"].compactMap(Metric.named)
        return (load, values, metrics)
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
            .text(ReportWords.aboutSensitivity(metric)), .plot(tornado(sensitivity)),
            .table(SensitivityText.table(sensitivity, first: Self.mostMovers)),
        ]
        let others = sensitivity.items.count - Self.mostMovers
        if others > 0 { items.append(.text(ReportWords.lesser(others))) }
        if sensitivity.small > 0 { items.append(.text(SensitivityWords.small(sensitivity.small))) }
        if let order = try SensitivityText.order(metric, source.asked, source.context) {
            items.append(.text(SensitivityWords.order(order, by: metric)))
        }
        return items + (trust.map { [.text(TrustWords.line($0, metric))] } ?? [])
    }

    /// Parameters that are shown: those that move a figure most.
    private static let mostMovers = 12

    /// The bars of the parameters that move a figure most, each with what it moves it by.
    private func tornado(_ sensitivity: Sensitivity) -> Plot {
        var plot = PlanPlots.tornado(sensitivity)
        let (value, unit) = source.figure(sensitivity.metric)
        plot.title = ReportWords.moving(sensitivity.metric, value, unit)
        guard case .bars(_, let bars) = plot.content else { return plot }
        let shown = zip(bars, sensitivity.items).prefix(Self.mostMovers).map { bar, item in
            let changes = [item.down, item.up].map { $0.map { ShareWords.number($0) } ?? "-" }
            let note =
                item.down == nil && item.up == nil
                ? "\(Decimal.fixed(item.elasticity, places: 2)) \(SensitivityWords.perPercent)"
                : "\(changes[0]) / \(changes[1]) %"
            return Plot.Bar(bar.title, bar.values, note)
        }
        plot.content = .bars(heading: PlotWords.tornado(sensitivity.metric), shown)
        return plot
    }
}
