import Catalog
import CostModel
import Language
import Notebook
import Presentation
import Storage
import Words

/// What the verbs of `arch` and `model` have in common.
enum CatalogueVerb {
    /// Lists the catalogue.
    static func list<Value>(_ entries: [CatalogEntry<Value>], _ summary: (Value) -> String) -> Outcome {
        var table = Table(columns: [
            Table.Column("name", heading: CatalogueWords.name, alignment: .left),
            Table.Column("title", heading: CatalogueWords.title, alignment: .left),
            Table.Column("summary", heading: CatalogueWords.summary, alignment: .left),
        ])
        for entry in entries {
            table.rows.append([.text(entry.name), .text(entry.title), .text(summary(entry.value))])
        }
        return Outcome(nil, [.table(table)])
    }

    /// What is loaded: the name of an entry, the name that the Hugging Face Hub has for it, or a file.
    ///
    /// What is there as a file or a folder is read, unless an entry has that very name.
    static func source<Value>(
        _ kind: CatalogueWords.Kind, _ entries: @escaping @Sendable () -> [CatalogEntry<Value>],
        provenance: @escaping @Sendable (CatalogEntry<Value>) -> ChipProvenance? = { _ in nil },
        read: @escaping @Sendable (Spanned<String>, FileSystem) throws(Diagnostic) -> Loaded<Value>
    ) -> Argument<Session, Loaded<Value>> {
        Argument(
            "NAME|FILE", CatalogueWords.entryOrFile(kind), complete: { completions(entries(), $0) }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Loaded<Value> in
            let names = CatalogueNames(entries(), of: kind)
            let expected = CatalogueWords.nameOrFile(kind)
            let token = try cursor.require(expected)
            let isFile = cursor.files.exists(token.text)
            if let entry = names.entry(named: token.text, isFile: isFile) {
                return loaded(entry.entry, entry.byRepository, provenance(entry.entry))
            }
            if isFile || names.isPath(token.text) {
                return try read(Spanned(value: token.text, span: token.span), cursor.files)
            }
            throw names.unknown(token, expected: expected)
        }
    }

    /// An entry as a session has it once it is loaded.
    static func loaded<Value>(
        _ entry: CatalogEntry<Value>, _ byRepository: Bool, _ provenance: ChipProvenance?
    ) -> Loaded<Value> {
        var loaded = Loaded(name: entry.name, title: entry.title, value: entry.value, provenance: provenance)
        loaded.leftOut = entry.leftOut
        loaded.encoder = entry.encoder
        loaded.difference = byRepository ? entry.difference : nil
        return loaded
    }

    /// Entries, then files and folders once a letter is typed; other names and those of the Hub where no entry's begins so.
    private static func completions<Value>(_ entries: [CatalogEntry<Value>], _ request: CompletionRequest)
        -> [Completion]
    {
        let word = request.word
        let isPath = word.contains("/") || word.hasPrefix(".") || word.hasPrefix("~")
        var found = isPath ? [] : entries.map { Completion($0.name, $0.title) }
        if isPath || !found.contains(where: { $0.text.hasPrefix(word) }) {
            found += entries.flatMap { entry in
                (entry.aliases + entry.repositories).map { Completion($0, entry.title) }
            }
        }
        return word.isEmpty ? found : found + FileCompletion.candidates(for: request, endings: ["json"])
    }

    /// Shows the parameters of a scope with their values and meanings.
    static func show(
        _ scope: Parameter.Scope, _ scenario: Scenario, first: [(Table.Column, Table.Cell)] = [],
        _ parameters: [Parameter]? = nil, note: (Parameter) -> String? = { _ in nil }
    ) -> Outcome {
        var table = Table(columns: first.map(\.0), rows: [first.map(\.1)], isRecord: true)
        for parameter in parameters ?? Parameter.all(in: scope) {
            table.columns.append(Table.Column(parameter.name, note: note(parameter) ?? parameter.summary))
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
            let old = ValueWords.of(parameter, in: scenario)
            parameter.set(&scenario, assignment.value)
            lines.append(ChangeWords.change(parameter.name, old, ValueWords.of(assignment.value, parameter)))
        }
        var session = session
        session.adopt(scenario)
        return (session, lines)
    }

    /// What a verb that set parameters leaves and says: what changed, and the rules of thumb that this breaks.
    static func outcome(_ session: Session, _ lines: [String], of parameters: [Parameter]) -> Outcome {
        var session = session
        let names = Set(parameters.map(\.name))
        session.heard.subtract(Rule.all.filter { !names.isDisjoint(with: $0.parameters) }.map(\.name))
        let notes = RuleText.notes(after: parameters, in: &session)
        return Outcome(session, (lines + notes).map { .line($0) })
    }
}

extension Session {
    /// The scenario as it is set, with the catalogue's first entries where nothing is loaded yet.
    var draft: Scenario {
        var scenario = Scenario(
            chip: chip?.value ?? Catalog.chips[0].value, model: model?.value ?? Catalog.models[0].value,
            workload: workload, deployment: deployment)
        scenario.prefillChip = prefillChip?.value
        return scenario
    }

    /// Takes over the parts of a scenario that are loaded.
    mutating func adopt(_ scenario: Scenario) {
        chip?.value = scenario.chip
        if let own = scenario.prefillChip { prefillChip?.value = own }
        model?.value = scenario.model
        workload = scenario.workload
        deployment = scenario.deployment
    }
}
