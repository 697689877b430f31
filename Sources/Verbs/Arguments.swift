import CostModel
import Planning
import Text
import Units

// The kinds of arguments that verbs are declared with; each says how its words are read and completed.

extension Argument where Value == Spanned<Row>? {
    /// A row of the plans, from 1, or one of an earlier result; the first where it is left out.
    static let row = Argument(
        "ROW",
        "a row as 'rows' numbers them (in the order of the sweep until 'sort' or 'top' ranks), or one of an earlier result: "
            + "out[N]:ROW, _ or a name",
        isOptional: true, complete: Reference.completions
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Spanned<Row>? in
        guard let token = cursor.next() else { return nil }
        if Reference.isReference(token.text, in: session) {
            let reference = try Reference.read(token, in: session)
            return Spanned(value: Row(plans: reference.plans, number: reference.row ?? 1), span: token.span)
        }
        guard let number = Int(token.text), number >= 1 else {
            throw Diagnostic(
                "'\(token.text)' is not a row number", at: token.span,
                expected: "a whole number from 1, or a result such as out[3]:2")
        }
        return Spanned(value: Row(plans: nil, number: number), span: token.span)
    }
}

extension Argument where Value == Int {
    /// A number of rows, with a default, in front of columns.
    static func rowCount(default standard: Int, allowsAll: Bool) -> Argument {
        Argument(
            "N", "how many rows; \(standard) by default" + (allowsAll ? ", or all" : ""), isOptional: true,
            complete: { _ in allowsAll ? [Completion("all", "every row")] : [] }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Int in
            guard let token = cursor.peek, ColumnName.quantifiers(token) == nil else { return standard }
            _ = cursor.next()
            if allowsAll, token.text == "all" { return .max }
            guard let number = Int(token.text), number >= 1 else {
                let nearest = token.text.count > 3 ? QuantifierName.nearest(to: token.text) : nil
                throw Diagnostic(
                    "'\(token.text)' is not a number of rows or a column", at: token.span,
                    expected: "a whole number from 1" + (allowsAll ? ", all" : "") + ", or columns such as tps_chip",
                    hint: nearest.map { "did you mean '\($0.name)'?" })
            }
            return number
        }
    }
}

extension Argument where Value == [Quantifier] {
    /// The columns of a table of plans; those that it has by itself where none is named.
    static let columns = Argument(
        "COLUMN", "metrics or parameters to show, such as tps_chip; by default those that say something new",
        isOptional: true, isRepeated: true,
        complete: { request in
            let swept = request.session.plans?.extraParameters ?? []
            return (Metric.all.map { Completion($0.name, $0.summary) } + swept.map { Completion($0.name, $0.summary) })
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
        let named = parts.compactMap { Quantifier.named(String($0)) }
        return !parts.isEmpty && named.count == parts.count ? named : nil
    }
}

extension Argument where Value == Bool {
    /// A word that is there or not, such as `--force`; declared in front of the arguments that it may stand behind.
    static func flag(_ name: String, _ summary: String) -> Argument {
        Argument(
            "--" + name, summary, isOptional: true, isAnywhere: true,
            complete: { _ in [Completion("--" + name, summary)] }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Bool in
            cursor.takeFlag("--" + name)
        }
    }
}

extension Argument where Value == Spanned<String> {
    /// A file; options are refused here so that a misspelt one is not taken for a name.
    static func path(_ summary: String, endings: [String]) -> Argument {
        Argument("FILE", summary, complete: { FileCompletion.candidates(for: $0, endings: endings) }) {
            (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<String> in
            try fileName(try cursor.require("a file name"))
        }
    }

    /// A word as the name of a file.
    fileprivate static func fileName(_ token: Token) throws(Diagnostic) -> Spanned<String> {
        guard !token.text.isEmpty, !token.text.hasPrefix("-") else {
            throw Diagnostic("'\(token.text)' is not a file name", at: token.span, expected: "a file name")
        }
        return Spanned(value: token.text, span: token.span)
    }
}

extension Argument where Value == Spanned<String>? {
    /// A file behind an option such as `--out`; declared in front of the arguments that it may stand behind.
    static func file(option name: String, _ summary: String, endings: [String]) -> Argument {
        Argument(
            "--\(name) FILE", summary, isOptional: true, isAnywhere: true,
            complete: { request in
                request.before.last == "--" + name
                    ? FileCompletion.candidates(for: request, endings: endings)
                    : [Completion("--" + name, summary)]
            }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<String>? in
            guard let token = try cursor.takeOption("--" + name, "a file name") else { return nil }
            return try Argument<Spanned<String>>.fileName(token)
        }
    }
}

extension Argument where Value == Int? {
    /// A whole number from 1 behind an option such as `--first`; declared in front of the arguments that it may stand
    /// behind.
    static func count(option name: String, _ summary: String) -> Argument {
        Argument(
            "--\(name) N", summary, isOptional: true, isAnywhere: true,
            complete: { request in
                request.before.last == "--" + name ? [] : [Completion("--" + name, summary)]
            }
        ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Int? in
            let expected = "a whole number from 1"
            guard let token = try cursor.takeOption("--" + name, expected) else { return nil }
            guard let number = Int(token.text), number >= 1 else {
                throw Diagnostic("'\(token.text)' is not a number for --\(name)", at: token.span, expected: expected)
            }
            return number
        }
    }
}

extension Argument where Value == Spanned<String>? {
    /// A word that help is asked for.
    static let topic = Argument(
        "NAME", "a verb, metric or parameter", isOptional: true, isRepeated: true,
        complete: { request in
            request.before.isEmpty
                ? Registry.commands.map { Completion($0.name.prefix { $0 != " " }.description, $0.abstract) }
                    + Metric.all.map { Completion($0.name, $0.summary) }
                    + Parameter.all.map { Completion($0.name, $0.summary) } : []
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<String>? in
        let tokens = cursor.rest()
        guard let first = tokens.first, let last = tokens.last else { return nil }
        let text = tokens.map(\.text).joined(separator: " ")
        return Spanned(value: text, span: first.span.lowerBound..<last.span.upperBound)
    }
}

extension Argument where Value: RawRepresentable<String> & CaseIterable {
    /// One of a few words, each with what it stands for.
    static func choice(_ label: String, _ detail: @escaping @Sendable (Value) -> String = { _ in "" }) -> Argument {
        let names = Value.allCases.map(\.rawValue)
        let summary = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        return Argument(label, summary, complete: { _ in Value.allCases.map { Completion($0.rawValue, detail($0)) } }) {
            (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Value in
            let names = Value.allCases.map(\.rawValue)
            let expected = "one of \(names.joined(separator: ", "))"
            let token = try cursor.require(expected)
            guard let choice = Value(rawValue: token.text) else {
                let nearest = NearestName.of(token.text, in: names)
                throw Diagnostic(
                    "unknown \(label.lowercased()) '\(token.text)'", at: token.span, expected: expected,
                    hint: nearest.map { "did you mean '\($0)'?" })
            }
            return choice
        }
    }
}
