import Catalog
import CostModel
import Language
import Notebook
import Units
import Words

/// A row of some plans.
struct Row: Sendable {
    /// The plans it is a row of; nil for those that are looked at.
    let plans: Plans?
    /// The row as shown, from 1.
    let number: Int
}

/// Plans that have a name.
struct NamedPlans: Sendable {
    /// The plans.
    let plans: Plans
    /// What they were named from, such as `out[3]`.
    let origin: String
}

/// A word that stands for earlier plans: `out[3]`, `_` or a name, each with a row behind a colon or without.
struct Reference: Sendable {
    /// The plans.
    let plans: Plans
    /// The row behind the colon.
    let row: Int?
    /// The word.
    let word: String

    /// The plans, or only the row where one is named.
    var selected: Plans {
        guard let row else { return plans }
        var one = plans
        one.selection.reduce(toRowAt: row - 1)
        return one
    }

    /// Whether a word stands for earlier plans.
    static func isReference(_ word: String, in session: Session) -> Bool {
        let head = String(word.prefix { $0 != ":" })
        return head == "_" || head.hasPrefix("out[") || session.names[head] != nil
    }

    /// What a word stands for.
    ///
    /// - Throws: a diagnostic if there is no such cell or row.
    static func read(_ token: Token, in session: Session) throws(Diagnostic) -> Reference {
        let parts = token.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let head = parts.first.map(String.init) ?? ""
        let plans = try plans(head, token, session)
        guard parts.count > 1 else { return Reference(plans: plans, row: nil, word: token.text) }
        guard let row = Int(parts[1]), row >= 1 else {
            throw RowWords.notRowNumber(String(parts[1]), of: head, at: token.span)
        }
        guard row <= plans.count else {
            throw RowWords.none(row, in: head, of: plans.count, at: token.span)
        }
        return Reference(plans: plans, row: row, word: token.text)
    }

    private static func plans(_ head: String, _ token: Token, _ session: Session) throws(Diagnostic) -> Plans {
        if head == "_" { return try session.requirePlans() }
        if let named = session.names[head] { return named.plans }
        guard head.hasPrefix("out["), head.hasSuffix("]"), let number = Int(head.dropFirst(4).dropLast()) else {
            throw RowWords.notResult(token.text, at: token.span)
        }
        return try session.plans(ofCell: number, at: token.span)
    }

    /// Completions: names, and numbered cells once their first letter is typed.
    static func completions(_ request: CompletionRequest) -> [Completion] {
        let names = request.session.names.sorted { $0.key < $1.key }.map {
            Completion($0.key, RowWords.summary($0.value.plans.count, of: $0.value.origin))
        }
        guard request.word.hasPrefix("o") else { return names }
        return names
            + request.session.numberedCells.enumerated().compactMap { index, cell in
                cell.finding.map { Completion("out[\(index + 1)]", RowWords.summary($0.count, fromCell: cell.text)) }
            }
    }
}

extension Argument where State == Session, Value == Reference? {
    /// Earlier plans in the place of those that are looked at; they may stand anywhere among the words.
    static let source = Argument(
        "RESULT",
        say(
            en: "earlier plans: out[N], _ or a name, of one row with :ROW; by default those looked at",
            zh: "较早的方案：out[N]、_ 或名称，加 :ROW 只取一行；默认为当前方案"),
        isOptional: true, isAnywhere: true, claims: Reference.isReference,
        complete: Reference.completions
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Reference? in
        guard let token = cursor.take(where: { Reference.isReference($0, in: session) }) else { return nil }
        return try Reference.read(token, in: session)
    }
}

extension Session {
    /// The plans that were asked for, or those that are looked at.
    func requirePlans(_ source: Reference?) throws(Diagnostic) -> Plans {
        guard let source else { return try requirePlans() }
        return source.selected
    }

    /// How the constants of the chips of a row were come by; nil where that is not known.
    func provenance(of row: Spanned<Row>?, _ plan: PlanResult) -> PlanProvenance? {
        (row?.value.plans ?? plans)?.provenance(of: plan.scenario) ?? provenance
    }

    /// The session with other plans in the place of those that are looked at.
    func looking(at plans: Plans) -> Session {
        var session = self
        session.plans = plans
        return session
    }
}
