import CostModel
import Language
import Planning
import Presentation
import Units
import Words

// The figures that decide, and what was asked.
extension ReportMaker {
    /// The metrics that stand out, as far as a plan has them.
    static let foremost = [
        "all_chips", "total_tps", "tps_chip", "tps_batch", "tpot_ms", "ttft_ms", "ttft_p95_ms", "tpot_p95_ms",
        "capacity", "load", "dram", "cost_mtok", "cost_hour", "kw",
    ]

    /// The figures of the plan, and whether it meets what was asked of it.
    func figures() -> [Report.Item] {
        let plan = source.plan
        let tiles = Self.foremost.compactMap(Metric.named).filter { metric in
            metric.hasValue(for: plan.scenario) && metric.read(plan).isFinite
        }.map { metric in
            let (value, unit) = source.figure(metric)
            return Report.Tile(
                label: ReportWords.label(metric), name: metric.name, value: value, unit: unit,
                trust: source.trust(of: metric))
        }
        return [.tiles(tiles)] + Report.Item.all(of: source.remarks) + conditions + trustLine
            + Report.Item.all(of: BandView.remarks(source.plans))
    }

    /// How far the figures above it can be trusted.
    var trustLine: [Report.Item] { source.trust.map { [.text(TrustWords.line($0, source.metric))] } ?? [] }

    /// A row for each thing that is asked of the plan.
    private var conditions: [Report.Item] {
        let conditions = source.plans.conditions
        guard !conditions.isEmpty else { return [.text(ReportWords.nothingAsked)] }
        var table = Table(columns: [
            Table.Column("condition", heading: ReportWords.condition, alignment: .left),
            Table.Column("value", heading: ReportWords.planHas),
            Table.Column("unit", heading: ReportWords.unit, alignment: .left),
            Table.Column("spare_pct", heading: ReportWords.spare, unit: "%", places: 1),
            Table.Column("verdict", heading: ReportWords.verdict, alignment: .left),
            Table.Column("trust", heading: TrustWords.heading, alignment: .left),
        ])
        for condition in conditions {
            let isMet = condition.holds(for: source.plan)
            for comparison in condition.comparisons {
                let spare = SLOText.spare(comparison, source.plan)
                var cells: [Table.Cell] = [.text(condition.text)]
                switch comparison.quantifier {
                case .metric(let metric):
                    let (value, unit) = source.figure(metric)
                    cells += [.text(value), .text(unit)]
                case .parameter(let parameter):
                    cells += [.text(ValueWords.of(parameter.get(source.scenario), parameter)), .text("")]
                }
                cells += [
                    spare.map { .number(100 * $0) } ?? .missing, .text(ReportWords.verdict(isMet: isMet)),
                    .text(comparison.quantifier.measured.map(source.trust) ?? ReportWords.isSet),
                ]
                table.rows.append(cells)
            }
        }
        return [.table(table)]
            + (source.row == 1 ? SLOText.remarks(source.plans).map { .text($0) } : [])
    }

    /// What was asked, in words.
    func question() -> [Report.Item] {
        let (subject, scenario) = (source.subject, source.scenario)
        var facts: [Report.Fact] = []
        func add(_ name: String, _ text: String) { facts.append(Report.Fact(name: name, text: text)) }
        func title(_ name: PlanSubject.Name?) -> String { name.map { "\($0.title) (\($0.name))" } ?? "" }
        add(
            scenario.hasTwoChips ? ReportWords.decodeChip : ReportWords.chip,
            ReportWords.described(title(subject.chip), ChipWords.figures(scenario.chip)))
        if scenario.hasTwoChips {
            add(
                ReportWords.prefillChip,
                ReportWords.described(title(subject.prefill), ChipWords.figures(scenario.onPrefillChip.chip)))
        }
        add(ReportWords.model, ReportWords.described(title(subject.model), ModelWords.figures(scenario.model)))
        add(ReportWords.workload, workload)
        let asked = ConditionWords.text(source.plans.objectives + source.plans.filters)
        add(ReportWords.asked, asked.isEmpty ? ReportWords.nothing : asked)
        add(ReportWords.orderedBy, isSized ? ReportWords.bySize : ReportWords.goal(source.metric))
        add(ReportWords.searched, searched)
        let own = PlanInputs(SearchSpace(base: scenario, axes: []), of: subject).setup.map {
            Setting($0, $0.get(scenario))
        }
        if !own.isEmpty { add(ReportWords.changed, SettingWords.assignments(own)) }
        return [.facts(facts)]
    }

    /// Whether 'size' found the plans.
    private var isSized: Bool { source.plans.result.isSearch && source.scenario.workload.isOpen }

    /// What is to be served: not how, where a rate leaves that to the plan.
    private var workload: String {
        let (scenario, w) = (source.scenario, source.scenario.workload)
        guard w.isOpen, w.users == 0 else { return WorkloadWords.title(scenario, without: []) }
        let told: Set = ["phase", "serving", "input", "output", "context", "rate"]
        let rest = Unsaid.parameters(.workload, setIn: scenario).filter { !told.contains($0.name) }
        return ReportWords.requests(
            SizingWords.rate(w.rate), input: w.input, output: w.output,
            SettingWords.assignments(rest.map { Setting($0, $0.get(scenario)) }))
    }

    /// Which plans were looked at.
    private var searched: String {
        let result = source.plans.result
        if isSized { return ReportWords.sized(result.count) }
        let axes = result.space.axes.filter { $0.values.count > 1 }
        guard !axes.isEmpty else { return ReportWords.onePlan }
        let most = 8
        let ranges = axes.map { axis in
            let values = axis.values.map { ValueWords.of($0, axis.parameter) }
            return "\(axis.parameter.name)="
                + (values.count > most
                    ? ReportWords.range(values.first ?? "", values.last ?? "", values.count)
                    : values.joined(separator: ","))
        }.joined(separator: " ")
        return result.isSearch
            ? ReportWords.kept(result.count, ranges) : ReportWords.evaluated(result.count, ranges, source.plans.count)
    }
}
