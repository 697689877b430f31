import CostModel
import Language
import Notebook
import Presentation
import Text
import Words

extension Argument where State == Session, Value == Runtime? {
    /// The name of a runtime, or nothing for the one that is set.
    static let runtime = Argument(
        "NAME", RuntimeWords.name, isOptional: true,
        complete: { _ in Runtime.allCases.filter { $0 != .custom }.map { Completion($0.name, "") } }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Runtime? in
        guard let token = cursor.next() else { return nil }
        return try token.one(of: Runtime.allCases, \.name, unknown: RuntimeWords.unknown)
    }
}

/// What runtimes do by default, as it is shown.
enum RuntimeText {
    /// The defaults of a scenario's runtime, a line each with its origin.
    static func list(_ scenario: Scenario, _ session: Session) -> [Output] {
        var lines: [Output] = []
        let chip = session.chip?.name ?? ""
        if scenario.workload.runtime == .auto { lines.append(.line(RuntimeWords.usual(scenario.runtime, chip: chip))) }
        guard scenario.runtime != .custom else { return lines + [.line(RuntimeWords.none)] }
        var table = Table(columns: [
            Table.Column("concept", heading: RuntimeWords.concept, alignment: .left),
            Table.Column("default", heading: RuntimeWords.value, alignment: .left, wraps: true),
            Table.Column("origin", heading: RuntimeWords.origin, alignment: .left, wraps: true),
        ])
        for fact in RuntimeWords.facts(scenario) {
            table.rows.append([.text(fact.concept), .text(fact.value), .text(fact.origin)])
        }
        return lines + [.table(table)]
    }

    /// What is to be said once a runtime or its release was set.
    static func remarks(on assignments: [Assignment], _ session: Session) -> [String] {
        let names = Set(assignments.map(\.parameter.name))
        let scenario = session.draft
        var lines: [String] = []
        if !names.isDisjoint(with: ["runtime", "runtime_version"]) {
            if scenario.workload.runtime == .auto {
                lines.append(RuntimeWords.usual(scenario.runtime, chip: session.chip?.name ?? ""))
            }
            if scenario.runtime != .custom { lines.append(RuntimeWords.holds(scenario)) }
        }
        return lines
    }
}
