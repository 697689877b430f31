import CostModel
import Planning
import Text
import Units

extension Argument where Value == [Comparison] {
    /// Conditions on plans, joined by `and`.
    static let comparisons = Argument(
        ArgumentDescription.condition,
        "a metric or axis compared with a number, such as tps_batch>=10; several joined by and",
        isRepeated: true,
        complete: { request in
            let mark = request.before.last.map { $0 == "and" } ?? true
            let words =
                mark
                ? Metric.all.map { Completion($0.name, "\($0.unit) \($0.summary)", isWhole: false) }
                : [Completion("and")]
            return request.before.isEmpty ? words + [Completion("clear", "take all conditions back")] : words
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Comparison] in
        var reader = ComparisonReader(cursor.rest(), missing: cursor.missing("a condition such as tps_batch>=10"))
        let comparisons = try reader.read()
        for (word, name) in reader.names { cursor.spell(word, as: name) }
        return comparisons
    }
}

/// Reads conditions from words, in which spaces round the relation are optional.
private struct ComparisonReader {
    private let pieces: [Token]
    private var position = 0
    private let missing: Diagnostic
    /// The names as they stand there, and what they stand for.
    private(set) var names: [(word: Token, name: String)] = []

    init(_ tokens: [Token], missing: Diagnostic) {
        pieces = tokens.flatMap(Self.pieces)
        self.missing = missing
    }

    mutating func read() throws(Diagnostic) -> [Comparison] {
        var comparisons = [try comparison()]
        while position < pieces.count {
            let word = pieces[position]
            guard word.text == "and" else {
                throw Diagnostic("unexpected '\(word.text)'", at: word.span, expected: "'and' and another condition")
            }
            position += 1
            comparisons.append(try comparison())
        }
        return comparisons
    }

    private mutating func comparison() throws(Diagnostic) -> Comparison {
        let name = try take()
        guard let quantifier = Quantifier.named(name.text) else { throw QuantifierName.unknown(name) }
        names.append((name, quantifier.path))
        let sign = try take()
        guard let relation = Comparison.Relation(rawValue: sign.text == "=" ? "==" : sign.text) else {
            throw Diagnostic(
                "'\(sign.text)' is no relation", at: sign.span,
                expected: "one of " + Comparison.Relation.allCases.map(\.rawValue).joined(separator: " "))
        }
        let number = try take()
        let value = try QuantityArgument.read(number.text, as: quantifier.dimension, at: number.span)
        // A bare number is in the metric's own unit; one with a unit was converted to SI.
        let hasUnit = number.text.last.map { !$0.isNumber && $0 != "." } ?? false
        let limit = hasUnit ? value / quantifier.unitFactor : value
        let text = quantifier.path + relation.rawValue + number.text
        return Comparison(quantifier, relation, limit, text: text)
    }

    private mutating func take() throws(Diagnostic) -> Token {
        guard position < pieces.count else { throw missing }
        defer { position += 1 }
        return pieces[position]
    }

    /// Splits `tps_batch>=10` into its three parts; a word in quotes may hold spaces and several conditions.
    private static func pieces(of token: Token) -> [Token] {
        let signs: Set<Character> = ["<", ">", "=", "!"]
        var pieces: [Token] = []
        var text = ""
        // Where a quote encloses the whole word, its text begins one character later.
        var end = token.span.lowerBound + (token.isQuoted ? 1 : 0)
        func flush() {
            if !text.isEmpty { pieces.append(Token(text: text, span: end - text.count..<end)) }
            text = ""
        }
        for character in token.text {
            if character.isWhitespace || text.last.map({ signs.contains($0) != signs.contains(character) }) ?? false {
                flush()
            }
            if !character.isWhitespace { text.append(character) }
            end += 1
        }
        flush()
        return pieces
    }
}

extension Argument where Value == Spanned<Quantifier> {
    /// A metric or a parameter to order plans by.
    static let quantifier = Argument(
        "NAME", "a metric, or a parameter that the sweep varies",
        complete: { _ in Metric.all.map { Completion($0.name, "\($0.unit) \($0.summary)") } }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Spanned<Quantifier> in
        let token = try cursor.require("a metric such as tps_chip")
        guard let quantifier = Quantifier.named(token.text) else { throw QuantifierName.unknown(token) }
        cursor.spell(token, as: quantifier.path)
        return Spanned(value: quantifier, span: token.span)
    }
}

/// The diagnostic for a metric that does not exist.
enum QuantifierName {
    static func unknown(_ token: Token) -> Diagnostic {
        let names = Metric.all.map(\.name)
        let nearest = NearestName.of(token.text, in: Quantifier.words).flatMap(Quantifier.named)
        return Diagnostic(
            "unknown metric '\(token.text)'", at: token.span, expected: "one of \(names.joined(separator: ", "))",
            hint: nearest.map { "did you mean '\($0.name)'?" })
    }
}
