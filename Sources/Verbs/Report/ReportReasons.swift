import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

// Why this plan, and what else there is.
extension ReportMaker {
    /// Other plans that are shown, and by how many metrics each is told from the one that is recommended.
    private static let (most, mostGains) = (6, 3)

    /// What the step is made of, what binds it, and what more of each resource would bring.
    func reasons() throws(Diagnostic) -> [Report.Item] {
        let breakdown = CostModel.Breakdown(source.scenario)
        let remarks = BreakdownRemark.all(breakdown, source.scenario)
        let why = try WhyText.output(source.plan, of: source.plans, source.context)
        // The headline stands above the picture already.
        var plot = PlanPlots.breakdown(source.plan)
        plot.title = ReportWords.stepTitle(breakdown.seconds)
        return [.plot(plot)] + remarks.map { .text($0) }
            + Report.Item.all(of: Array(why.dropFirst())) + trustLine
    }

    /// The best plans of other kinds, what each loses and what it gains.
    func alternatives() throws(Diagnostic) -> [Report.Item] {
        let rows = try others()
        guard !rows.isEmpty else { return [] }
        let (plans, metric, best) = (source.plans, source.metric, source.plan)
        let all = [source.row] + rows
        var listing = PlanListing(count: all.count, phase: plans.phase) { plans[all[$0]] }
        listing.number = { all[$0] }
        listing.parameters = plans.extraParameters
        listing.asked = listed(all).map { .metric($0) }
        if best.scenario.workload.serving != .static {
            listing.leading.append(
                .init(column: Table.Column("layout", heading: SizingWords.layout, alignment: .left)) {
                    .text(SizingWords.layout(plans[all[$0]].scenario))
                })
        }
        listing.trailing = [
            .init(
                column: Table.Column(
                    "change_pct", heading: ReportWords.change(source.row), unit: "% \(metric.name)", places: 1)
            ) { place in
                let share = metric.read(plans[all[place]]) / metric.read(best) - 1
                return place > 0 && share.isFinite ? .number(100 * share) : .missing
            },
            .init(column: Table.Column("better", heading: ReportWords.betterIn, alignment: .left)) { place in
                .text(place > 0 ? gains(of: plans[all[place]], listed(all)) : ReportWords.recommended)
            },
            .init(column: Table.Column("trust", heading: TrustWords.heading, alignment: .left)) { place in
                .text(plans.trust(in: plans[all[place]].scenario).map { TrustWords.cell($0, metric) } ?? "-")
            },
        ]
        let table = try listing.table(source.isCancelled)
        return [.text(ReportWords.aboutAlternatives), .table(table)] + (try scatter())
    }

    /// The figures that tell some plans apart, the one that orders them first.
    private func listed(_ rows: [Int]) -> [Metric] {
        let isStatic = source.scenario.workload.serving == .static
        let first =
            source.scenario.workload.isOpen ? ["tps_chip", "ttft_p95_ms", "tpot_p95_ms", "load", "cost_mtok"] : []
        let others = Self.foremost.filter { !first.contains($0) && $0 != "cost_hour" }
        let names = [source.metric.name] + (first + others).filter { $0 != source.metric.name }
        // How a plan is laid out has columns of its own where it is not one word.
        return names.compactMap(Metric.named).filter { metric in
            guard metric.hasValue(for: source.scenario), !isStatic || metric.name != Metric.allChips.name else {
                return false
            }
            let values = Set(rows.map { metric.text(metric.read(source.plans[$0])) })
            return metric.read(source.plan).isFinite && (values.count > 1 || metric.name == source.metric.name)
        }.prefix(6).map(\.self)
    }

    /// In what a plan is better than the one that is recommended: `tpot_ms -12.0 %, dram -8.1 %`.
    private func gains(of plan: PlanResult, _ metrics: [Metric]) -> String {
        let gains = metrics.compactMap { metric -> (text: String, size: Double)? in
            let share = metric.read(plan) / metric.read(source.plan) - 1
            let isBetter = metric.better == .higher ? share > 0.005 : metric.better == .lower && share < -0.005
            return isBetter && share.isFinite ? ("\(metric.name) \(ShareWords.signed(share))", abs(share)) : nil
        }
        let largest = gains.sorted { $0.size > $1.size }.prefix(Self.mostGains).map(\.text)
        return largest.isEmpty ? ReportWords.inNothing : largest.joined(separator: say(en: ", ", zh: "，"))
    }

    /// The best plan of each other kind; where there are few kinds, the next plans as they are ranked.
    private func others() throws(Diagnostic) -> [Int] {
        let plans = source.plans
        let last = min(plans.count, ReportSource.looked)
        var (kinds, rows, rest): (Set<[Double]>, [Int], [Int]) = ([kind(source.plan)], [], [])
        let isDone = Interruptible.forEach(1..<last + 1, isCancelled: source.isCancelled) { row in
            guard row != source.row, plans[row].isFeasible else { return }
            if kinds.insert(kind(plans[row])).inserted { rows.append(row) } else { rest.append(row) }
        }
        guard isDone else { throw .interrupted }
        return (rows.prefix(Self.most) + rest.prefix(max(0, Self.most / 2 - rows.count))).sorted()
    }

    /// What makes plans differ in kind: chips, models, how they serve and how they share the model.
    private func kind(_ plan: PlanResult) -> [Double] {
        let (s, d) = (plan.scenario, plan.scenario.deployment)
        let picks = source.plans.result.space.axes.map(\.parameter).filter(\.isPick).map { $0.get(s) }
        let prefill = s.workload.serving == .disagg ? s.prefillWorker.deployment : d
        return picks + [s.workload.serving.code, d.chips, d.tp, d.sp, d.pp, d.moeTP, prefill.chips, prefill.tp]
    }

    /// All plans over speed and throughput, with the one that is recommended; nothing where there are few.
    private func scatter() throws(Diagnostic) -> [Report.Item] {
        let pair = ["tps_batch", "tps_chip"].compactMap(Metric.named)
        guard source.plans.count > 5, !source.scenario.workload.isOpen, pair.count == 2,
            pair.allSatisfy({ $0.hasValue(for: source.scenario) }),
            source.scenario.workload.serving != .static || source.scenario.workload.phase == .decode
        else { return [] }
        var plot = try PlanPlots.scatter(.metric(pair[0]), .metric(pair[1]), source.context)
        if case .chart(let x, let y, let series, let rules) = plot.content {
            let point = Plot.Point(pair[0].read(source.plan), pair[1].read(source.plan))
            plot.content = .chart(
                x: x, y: y, series + [Plot.Series(ReportWords.recommended, .marks, [point])], rules)
        }
        return [.plot(plot)]
    }
}
