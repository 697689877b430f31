import CostModel
import Language
import Notebook
import Planning
import Units
import Words

// The kinds of arguments that verbs are declared with; each says how its words are read and completed.

extension Argument where State == Session, Value == Spanned<Row>? {
    /// A row of the plans, from 1, or one of an earlier result; the first where it is left out.
    static let row = Argument(
        "ROW",
        say(
            en: "a row as 'rows' numbers them (in the order of the sweep until 'sort' or 'top' ranks), or one of an "
                + "earlier result: out[N]:ROW, _ or a name",
            zh: "“rows”所示的行号（“sort”或“top”排名之前为批量评估的顺序），或较早结果中的一行：out[N]:ROW、_ 或名称"),
        isOptional: true, complete: Reference.completions
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Spanned<Row>? in
        guard let token = cursor.next() else { return nil }
        if Reference.isReference(token.text, in: session) {
            let reference = try Reference.read(token, in: session)
            return Spanned(value: Row(plans: reference.plans, number: reference.row ?? 1), span: token.span)
        }
        guard let number = Int(token.text), number >= 1 else {
            let name = token.text.prefix { $0 != "=" }
            let parameter = name == token.text ? nil : Parameter.named(String(name))
            throw Diagnostic(
                ArgumentWords.notRow(token.text), at: token.span, expected: ArgumentWords.rowOrResult,
                hint: parameter.map { ArgumentWords.setFirst($0, token.text) })
        }
        return Spanned(value: Row(plans: nil, number: number), span: token.span)
    }
}

extension Argument where State == Session, Value == Int {
    /// A number of rows, with a default, in front of columns.
    static func rowCount(default standard: Int, allowsAll: Bool) -> Self {
        Argument(
            "N",
            say(
                en: "how many rows; \(standard) by default" + (allowsAll ? ", or all" : ""),
                zh: "行数；默认 \(standard)" + (allowsAll ? "，或 all" : "")),
            isOptional: true,
            complete: { _ in allowsAll ? [Completion("all", ArgumentWords.everyRow)] : [] }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Int in
            guard let token = cursor.peek, ColumnName.quantifiers(token) == nil else { return standard }
            _ = cursor.next()
            if allowsAll, token.text == "all" { return .max }
            guard let number = Int(token.text), number >= 1 else {
                let nearest = token.text.count > 3 ? QuantifierName.nearest(to: token.text) : nil
                throw Diagnostic(
                    ArgumentWords.notRowCount(token.text), at: token.span,
                    expected: ArgumentWords.rowCount(allowsAll: allowsAll),
                    hint: nearest.map { LanguageWords.didYouMean($0.name) })
            }
            return number
        }
    }
}

extension Argument where State == Session, Value == [Quantifier] {
    /// The columns of a table of plans; those that it has by itself where none is named.
    static let columns = Argument(
        "COLUMN",
        say(
            en: "metrics or parameters to show, such as tps_chip; by default those that say something new",
            zh: "要显示的指标或参数，如 tps_chip；默认为有新信息的各列"),
        isOptional: true, isRepeated: true,
        complete: { request in
            let swept = request.session.plans?.extraParameters ?? []
            return
                (Metric.all.map { Completion($0.name, $0.summary, names: $0.aliases) }
                + swept.map { Completion($0.name, $0.summary, names: $0.aliases) })
                .filter { !request.before.contains($0.text) }
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Quantifier] in
        var columns: [Quantifier] = []
        while let token = cursor.next() {
            guard let named = ColumnName.quantifiers(token) else { throw QuantifierName.unknown(token) }
            cursor.spell(token, as: named.map(\.path).joined(separator: ","))
            for quantifier in named where !columns.contains(where: { $0.name == quantifier.name }) {
                columns.append(quantifier)
            }
        }
        return columns
    }
}

/// Columns in one word.
private enum ColumnName {
    /// What `tps_chip` or `tps_chip,tpot_ms` names; nil where a part of it names nothing.
    static func quantifiers(_ token: Token) -> [Quantifier]? {
        let parts = token.text.split(separator: ",")
        let named = parts.compactMap { QuantifierName.find(String($0)) }
        return !parts.isEmpty && named.count == parts.count ? named : nil
    }
}
