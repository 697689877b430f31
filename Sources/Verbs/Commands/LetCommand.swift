import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let `let` = Command(
        "let", synonyms: ["name", "命名"],
        abstract: say(en: "Gives plans a name, or lists the names there are.", zh: "为方案命名，或列出已有名称。"),
        discussion: say(
            en: """
                A name stands wherever a row or earlier plans are expected, as out[N] (the plans as cell N left them) and _
                (those that are looked at) do: rows base, breakdown base:2. Plans are values: a name keeps its own.
                """,
            zh: """
                凡是需要行或早先方案之处都可使用名称，与 out[N]（单元 N 留下的方案）和 _（当前方案）相同：\
                rows base、breakdown base:2。方案按值保存：名称所指的方案不会改变。
                """),
        arguments: .binding, examples: ["let base = out[3]", "let best = out[3]:1", "let"]
    ) { (context: Context, binding: Binding?) throws(Diagnostic) -> Outcome in
        var session = context.session
        guard let binding else {
            var table = Table(columns: [
                Table.Column("name", heading: LetWords.name, alignment: .left),
                Table.Column("plans", heading: LetWords.plans, places: 0),
                Table.Column("from", heading: LetWords.origin, alignment: .left),
            ])
            table.rows = session.names.sorted { $0.key < $1.key }.map {
                [.text($0.key), .number(Double($0.value.plans.count)), .text($0.value.origin)]
            }
            return Outcome(nil, [.table(table)])
        }
        let plans = binding.reference.selected
        session.names[binding.name] = NamedPlans(plans: plans, origin: binding.reference.word)
        return Outcome(session, say: LetWords.given(binding.name, to: PlanWords.summary(plans)))
    }
}

/// A name and what it is to stand for.
struct Binding: Sendable {
    let name: String
    let reference: Reference
}

extension Argument where State == Session, Value == Binding? {
    /// `NAME = RESULT`, with or without spaces.
    static let binding = Argument(
        "NAME = RESULT",
        say(en: "a name, and out[N], out[N]:ROW, _ or another name", zh: "名称，以及 out[N]、out[N]:ROW、_ 或另一个名称"),
        isOptional: true,
        complete: { request in request.before.contains("=") ? Reference.completions(request) : [] }
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Binding? in
        let tokens = cursor.rest().flatMap(pieces)
        guard let name = tokens.first else { return nil }
        try check(name)
        guard tokens.count > 1 else { throw cursor.missing(LetWords.signAndResult(name.text)) }
        guard tokens[1].text == "=" else {
            throw Diagnostic(LanguageWords.unexpected(tokens[1].text), at: tokens[1].span, expected: "=")
        }
        guard tokens.count > 2 else { throw cursor.missing(LetWords.result) }
        guard tokens.count == 3 else {
            throw Diagnostic(
                LanguageWords.unexpected(tokens[3].text), at: tokens[3].span, expected: LanguageWords.nothingMore)
        }
        return Binding(name: name.text, reference: try Reference.read(tokens[2], in: session))
    }

    /// Words that already say something where a name could stand.
    private static let taken: Set<String> = ["all", "clear", "and", "asc", "desc", "out"]

    private static func check(_ name: Token) throws(Diagnostic) {
        let isWord =
            name.text.first?.isLetter == true
            && name.text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard isWord, !name.isQuoted else {
            throw Diagnostic(
                LetWords.notName(name.text), at: name.span, expected: LetWords.letters)
        }
        guard Quantifier.named(name.text) == nil, !taken.contains(name.text) else {
            throw Diagnostic(
                LetWords.taken(name.text), at: name.span, expected: LetWords.free)
        }
    }

    /// Splits `base=out[3]` at its sign.
    private static func pieces(of token: Token) -> [Token] {
        guard !token.isQuoted, let mark = Array(token.text).firstIndex(of: "=") else { return [token] }
        let characters = Array(token.text)
        let start = token.span.lowerBound
        let parts = [0..<mark, mark..<mark + 1, mark + 1..<characters.count].filter { !$0.isEmpty }
        return parts.map {
            Token(text: String(characters[$0]), span: start + $0.lowerBound..<start + $0.upperBound)
        }
    }
}

extension PlanWords {
    /// Plans in a few words: a single one by its configuration.
    static func summary(_ plans: Plans) -> String {
        if plans.count == 1 { return configuration(plans[1]) }
        return SweepWords.summary(
            plans.count, of: plans.result.count,
            axes: plans.result.space.axes.filter { $0.values.count > 1 }.map(\.parameter.name),
            conditions: plans.conditions.map(\.text), order: plans.order?.quantifier.name)
    }
}
