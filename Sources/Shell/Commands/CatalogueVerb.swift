import Catalog
import CostModel
import Presentation
import Text
import Units

/// What the verbs of `arch` and `model` have in common.
enum CatalogueVerb {
    /// Lists the catalogue.
    static func list<Value>(_ entries: [CatalogEntry<Value>], _ summary: (Loaded<Value>) -> String) -> Outcome {
        var table = Table(columns: [
            Table.Column("name", alignment: .left), Table.Column("title", alignment: .left),
            Table.Column("summary", alignment: .left),
        ])
        for entry in entries {
            let loaded = Loaded(name: entry.name, title: entry.title, value: entry.value)
            let line = summary(loaded).split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
            table.rows.append([.text(entry.name), .text(entry.title), .text(line)])
        }
        return Outcome(nil, [.table(table)])
    }

    /// The name of an entry, as an argument.
    static func name<Value>(_ noun: String, _ entries: @escaping @Sendable () -> [CatalogEntry<Value>]) -> Argument<
        CatalogEntry<Value>
    > {
        Argument(
            "NAME", "a \(noun) of the catalogue",
            complete: { _ in entries().map { Completion($0.name, $0.title) } }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> CatalogEntry<Value> in
            let names = entries().map(\.name)
            let expected = "one of \(names.joined(separator: ", "))"
            let token = try cursor.require(expected)
            guard let entry = entries().first(where: { $0.name == token.text.lowercased() }) else {
                let nearest = NearestName.of(token.text, in: names)
                throw Diagnostic(
                    "unknown \(noun) '\(token.text)'", at: token.span, expected: expected,
                    hint: nearest.map { "did you mean '\($0)'?" })
            }
            return entry
        }
    }

    /// Shows the parameters of a scope with their values and meanings.
    static func show(_ scope: Parameter.Scope, _ scenario: Scenario, first: [(Table.Column, Table.Cell)] = [])
        -> Outcome
    {
        var table = Table(columns: first.map(\.0), rows: [first.map(\.1)], isRecord: true)
        for parameter in Parameter.all(in: scope) {
            table.columns.append(Table.Column(parameter.name, note: parameter.summary))
            table.rows[0].append(PlanTable.cell(parameter, scenario))
        }
        return Outcome(nil, [.table(table)])
    }

    /// Sets parameters and says what changed.
    static func set(_ assignments: [Assignment], _ session: Session) -> (session: Session, lines: [String]) {
        var scenario = session.draft
        var lines: [String] = []
        for assignment in assignments {
            let parameter = assignment.parameter
            let old = ValueText.of(parameter.get(scenario), parameter)
            parameter.set(&scenario, assignment.value)
            lines.append("\(parameter.name): \(old) -> \(ValueText.of(assignment.value, parameter))")
        }
        var session = session
        session.adopt(scenario)
        return (session, lines)
    }
}

extension Session {
    /// The scenario as it is set, with the catalogue's first entries where nothing is loaded yet.
    var draft: Scenario {
        Scenario(
            chip: chip?.value ?? Catalog.chips[0].value, model: model?.value ?? Catalog.models[0].value,
            workload: workload, deployment: deployment)
    }

    /// Takes over the parts of a scenario that are loaded.
    mutating func adopt(_ scenario: Scenario) {
        chip?.value = scenario.chip
        model?.value = scenario.model
        workload = scenario.workload
        deployment = scenario.deployment
    }
}
