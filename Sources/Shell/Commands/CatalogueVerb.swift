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

    /// What is loaded: the name of an entry, or a file, which is told by its `/` or its `.json`.
    static func source<Value>(
        _ noun: String, _ fileSummary: String, _ entries: @escaping @Sendable () -> [CatalogEntry<Value>],
        read: @escaping @Sendable (Spanned<String>) throws(Diagnostic) -> Loaded<Value>
    ) -> Argument<Loaded<Value>> {
        Argument(
            "NAME|FILE", "a \(noun) of the catalogue, or \(fileSummary)",
            complete: { request in
                // A file is meant once the word looks like a path.
                request.word.contains("/") || request.word.hasPrefix(".")
                    ? FileCompletion.candidates(for: request.word, endings: ["json"])
                    : entries().map { Completion($0.name, $0.title) }
            }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Loaded<Value> in
            let names = entries().map(\.name)
            let verb = noun == "chip" ? "arch list" : "model list"
            let expected = "a name of '\(verb)', or \(fileSummary)"
            let token = try cursor.require(expected)
            if token.text.contains("/") || token.text.hasSuffix(".json") {
                return try read(Spanned(value: token.text, span: token.span))
            }
            guard let entry = entries().first(where: { $0.name == token.text.lowercased() }) else {
                let nearest = NearestName.of(token.text, in: names)
                throw Diagnostic(
                    "unknown \(noun) '\(token.text)'", at: token.span,
                    expected: expected,
                    hint: nearest.map { "did you mean '\($0)'?" })
            }
            return Loaded(name: entry.name, title: entry.title, value: entry.value, record: entry.calibration)
        }
    }

    /// The text of a file that an argument names.
    static func text(of path: Spanned<String>, _ what: String) throws(Diagnostic) -> String {
        do throws(FileError) {
            return try Files.read(path.value)
        } catch {
            throw Diagnostic("cannot read '\(path.value)': \(error.reason)", at: path.span, expected: what)
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
