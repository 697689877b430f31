import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Pictures of plans.
enum PlanPlots {
    /// Points of a picture at most; of more plans some are drawn, spread over all.
    private static let most = 20_000

    /// The picture, or the figures in it where the session's format is for programs.
    static func outcome(_ plot: Plot, _ isASCII: Bool, _ context: Context) -> Outcome {
        var plot = plot
        plot.isASCII = isASCII
        return Outcome(nil, [context.session.format.isData ? .table(plot.table) : .plot(plot)])
    }

    /// The plans at hand that can run, over two figures, and those that nothing beats.
    static func scatter(_ one: Quantifier, _ other: Quantifier, _ context: Context) throws(Diagnostic) -> Plot {
        let plans = try context.session.requirePlans()
        let (isCancelled, step) = (context.environment.isCancelled, max(1, (plans.count + most - 1) / most))
        func points(_ plans: Plans, _ rows: StrideThrough<Int>) throws(Diagnostic) -> [Plot.Point] {
            var points: [Plot.Point] = []
            let isDone = Interruptible.forEach(rows, isCancelled: isCancelled) { row in
                let plan = plans[row]
                if plan.isFeasible { points.append(Plot.Point(one.read(plan), other.read(plan))) }
            }
            guard isDone else { throw .interrupted }
            return points
        }
        let all = try points(plans, stride(from: 1, through: plans.count, by: step))
        var front = plans
        try front.keepFront(
            [one, other].map { Ranking($0, descending: $0.isDescending) }, context.environment)
        let best = try points(front, stride(from: 1, through: front.count, by: 1))
        guard all.contains(where: { $0.x.isFinite && $0.y.isFinite }) else {
            throw Diagnostic(PlotWords.nothing(one.name, other.name), hint: plans.wayBack)
        }
        return Plot(
            PlotWords.scatter(plans.count, shown: step > 1 ? all.count : plans.count, plans.heading),
            .chart(
                x: axis(one, plans), y: axis(other, plans),
                [
                    Plot.Series(PlotWords.plans, .points, all),
                    Plot.Series(PlotWords.front(front.count), .marks, best),
                ], []))
    }

    /// A plan along one of its parameters in a metric, with its knee and the limits that `slo` sets.
    static func curve(_ plans: Plans, _ asked: Metric?, _ session: Session) throws(Diagnostic) -> Plot {
        guard let parameter = plans.result.space.axes.first?.parameter else {
            throw Diagnostic(PlotWords.noCurve, hint: PlotWords.howToCurve)
        }
        let (curve, conditions) = CurveText.curve(parameter, plans, session)
        guard let metric = asked ?? CurveText.upward(parameter, conditions, plans) else {
            throw Diagnostic(PlotWords.noCurve, hint: PlotWords.howToCurve)
        }
        let running = curve.plans.filter(\.isFeasible)
        let points = running.map { Plot.Point(parameter.get($0.scenario), metric.read($0)) }
        let values = points.filter { $0.y.isFinite }.map(\.x)
        guard let low = values.min(), let high = values.max() else {
            throw Diagnostic(PlotWords.nothing(parameter.name, metric.name))
        }
        var rules: [Plot.Rule] = []
        if let knee = curve.knee {
            let setting = Setting(parameter, parameter.get(knee.plan.scenario))
            rules.append(Plot.Rule(PlotWords.knee(SettingWords.assignment(setting)), .x, setting.value))
        }
        for comparison in conditions.flatMap(\.comparisons) where comparison.quantifier.name == metric.name {
            if let plan = running.first {
                rules.append(Plot.Rule(PlotWords.limit(comparison.text), .y, comparison.limit(for: plan)))
            }
        }
        var across = axis(.parameter(parameter), plans)
        across.isLogarithmic = low > 0 && high >= 16 * low
        return Plot(
            PlotWords.curve(metric.name, parameter, plans.title),
            .chart(x: across, y: axis(.metric(metric), plans), [Plot.Series("", .line, points)], rules))
    }

    /// The blocks of a step and what else takes time in it, by their time.
    static func breakdown(_ plan: PlanResult) -> Plot {
        let breakdown = CostModel.Breakdown(plan.scenario)
        func bar(_ title: String, _ seconds: Double) -> Plot.Bar {
            let share = Decimal.fixed(100 * seconds / breakdown.seconds, places: 1)
            return Plot.Bar(title, [1e3 * seconds], "\(Decimal.fixed(1e3 * seconds, places: 2)) ms \(share) %")
        }
        let rows = breakdown.rows.filter { $0.calls > 0 }.map { bar($0.block.name, $0.seconds) }
        let others = breakdown.adjustments.map { bar($0.kind.name, $0.seconds) }
        return Plot(PlanWords.headline(plan), .bars(heading: PlotWords.ofStep, rows + others))
    }

    /// What 10 % less and more of each parameter make of a metric.
    static func tornado(_ sensitivity: Sensitivity) -> Plot {
        let bars = sensitivity.items.map { item in
            let changes = [item.down, item.up].compactMap(\.self).map { 100 * $0 }
            let note = Decimal.fixed(item.elasticity, places: 2)
            // Whole numbers have no 10 %: what that would come to.
            return Plot.Bar(
                item.parameter.name, changes.isEmpty ? [-10 * item.elasticity, 10 * item.elasticity] : changes, note)
        }
        return Plot(
            SensitivityWords.headline(sensitivity.metric, sensitivity.plan),
            .bars(heading: PlotWords.tornado(sensitivity.metric), bars))
    }

    /// The axis of a metric or a parameter.
    private static func axis(_ quantifier: Quantifier, _ plans: Plans) -> Plot.Axis {
        switch quantifier {
        case .metric(let metric):
            Plot.Axis(metric.name, unit: PlanTable.wholeUnit(metric, plans.phase, plans.currency))
        case .parameter(let parameter): Plot.Axis(parameter.name, dimension: parameter.dimension)
        }
    }
}
