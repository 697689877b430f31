import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

// How far all of this can be believed, and how it is done again.
extension ReportMaker {
    /// What stands behind the figures, and which rules of thumb the plan breaks.
    func trust() -> [Report.Item] {
        let own = source.trust.map { TrustWords.line($0, source.metric) } ?? ReportWords.unknownTrust
        let rules = RuleSubject(source.scenario, of: source.subject, conditions: source.plans.conditions)
        let findings = Rule.findings(rules)
        var items: [Report.Item] = [
            .text(own), .list(levels), .heading(ReportWords.rules),
            .text(RuleWords.broken(PlanWords.configuration(source.plan), findings.count, of: Rule.all.count)),
        ]
        if !findings.isEmpty { items.append(.table(ruleTable(findings))) }
        return items
    }

    /// What the levels mean; help breaks a sentence where its lines end.
    private var levels: [String] {
        ([TrustWords.summary] + TrustWords.details).reduce(into: []) { texts, text in
            let goesOn = text.hasPrefix("and ") || text.hasPrefix("且")
            if goesOn, let last = texts.last {
                texts[texts.count - 1] = last + say(en: " ", zh: "") + text
            } else {
                texts.append(text)
            }
        }
    }

    private func ruleTable(_ findings: [(rule: Rule, text: String)]) -> Table {
        Table(
            columns: [
                Table.Column("finding", heading: ReportWords.finding, alignment: .left),
                Table.Column("source", heading: ReportWords.whereFrom, alignment: .left),
            ], rows: findings.map { [.text($0.text), .text($0.rule.source())] })
    }

    /// What the figures leave out.
    func limits() -> [Report.Item] {
        let left = source.subject.leftOut.map { [$0] } ?? []
        return [.text(ReportWords.aboutLimits), .list(left + UnmodelledWords.all(for: source.scenario))]
    }

    /// The commands that lead here.
    func replay() -> [Report.Item] {
        let commands = source.session.cells.map { cell in
            cell.note.map { $0.isEmpty ? "#" : "# " + $0 } ?? cell.text
        }
        return [
            .text(ReportWords.aboutReplay(Session.stamp)), .code(commands.joined(separator: "\n") + "\n"),
        ]
    }

    /// Whether a parameter is of something that the chip has: not of a tier of the network that is not there.
    private func isThere(_ parameter: Parameter) -> Bool {
        let own = parameter.ofChip ?? parameter.name
        let start = parameter.ofChip == nil ? "" : "prefill."
        guard let tier = ["rack_", "spine_"].first(where: own.hasPrefix), own != tier + "size" else { return true }
        return (Parameter.named(start + tier + "size")?.get(source.scenario) ?? 0) > 0
    }

    /// Where each constant of the chips comes from, and what the model was read from.
    func sources() -> [Report.Item] {
        var items: [Report.Item] = []
        let model = Catalog.model(named: source.subject.model?.name)
        if let model, let name = model.repositories.first {
            items.append(.text(ReportWords.readFrom(model.title, name)))
        }
        let scenario = source.scenario
        guard let provenance = source.plans.provenance(of: scenario) else { return items }
        let pools =
            scenario.hasTwoChips ? [Parameter.all(in: .arch), Parameter.ofPrefillChip] : [Parameter.all(in: .arch)]
        var table = Table(columns: [
            Table.Column("parameter", heading: SensitivityWords.parameter, alignment: .left),
            Table.Column("value", heading: ReportWords.value),
            Table.Column("meaning", heading: ReportWords.meaning, alignment: .left),
            Table.Column("source", heading: ReportWords.whereFrom, alignment: .left),
        ])
        for parameter in pools.joined() where !parameter.isAlias && !parameter.isPick {
            guard parameter.get(scenario) != 0 || !parameter.choices.isEmpty, isThere(parameter) else { continue }
            let origin = provenance.origin(of: parameter, in: scenario) ?? ReportWords.setInSession
            guard !origin.isEmpty else { continue }
            table.rows.append([
                .text(parameter.name), .text(ValueWords.of(parameter.get(scenario), parameter)),
                .text(parameter.summary), .text(origin),
            ])
        }
        return items + [.table(table)]
    }
}
