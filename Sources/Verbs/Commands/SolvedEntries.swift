import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Chips and models of the catalogue that meet a condition.
extension SolveText {
    /// Each that meets it with its figures and how far they can be trusted, the best first, and how the first is loaded.
    static func picked(_ solution: Solution, with settings: [Assignment], _ session: Session) -> [Output] {
        let parameter = solution.parameter
        let asked = solution.conditions.flatMap(\.comparisons).reduce(into: [Comparison]()) { list, item in
            if !list.contains(where: { $0.quantifier.name == item.quantifier.name }) { list.append(item) }
        }
        var found = solution.spans.compactMap { $0.first.plan }
        if let first = asked.first {
            let isUpward = first.relation == .atLeast || first.relation == .above
            found.sort {
                let (one, other) = (first.quantifier.read($0), first.quantifier.read($1))
                return isUpward ? one > other : one < other
            }
        }
        var table = Table(columns: [Table.Column(parameter.name, alignment: .left)])
        table.columns += asked.map { comparison in
            guard case .metric(let metric) = comparison.quantifier, let workload = found.first?.scenario.workload
            else { return Table.Column(comparison.quantifier.name) }
            return PlanTable.column(metric, workload.phase, workload.currency)
        }
        table.columns.append(Table.Column("trust", heading: TrustWords.heading, alignment: .left))
        let shown = session.format.isData ? found.count : most
        for plan in found.prefix(shown) {
            let trust = provenance(plan.scenario, session)?.trust(in: plan.scenario)
            var cells = [PlanTable.cell(parameter, plan.scenario)]
            cells += asked.map { PlanTable.cell($0.quantifier, plan) }
            cells.append(.text(trust.map { TrustWords.cell($0, .tpsChip) } ?? ""))
            table.rows.append(cells)
        }
        var output: [Output] = [.line(SolveWords.entries(solution)), .table(table)]
        if found.count > shown { output.append(.line(SolveWords.moreEntries(found.count - shown))) }
        guard let best = found.first, let name = parameter.choice(parameter.get(best.scenario)) else { return output }
        let others = settings.map { Setting($0.parameter, $0.value) }
            .filter { $0.parameter.get(session.draft) != $0.value }
        let commands = ["\(parameter.scope.rawValue) load \(name)"] + SettingWords.commands(others)
        return output + [.line(SolveWords.take(commands))]
    }

    /// Entries that people are shown.
    private static let most = 20

    private static func provenance(_ scenario: Scenario, _ session: Session) -> PlanProvenance? {
        guard let entry = scenario.pickedChip else { return session.provenance }
        return PlanProvenance(ChipProvenance(entry), prefill: session.prefillChip?.provenance)
    }
}
