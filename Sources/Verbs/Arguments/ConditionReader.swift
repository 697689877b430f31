import CostModel
import Language
import Planning
import Units
import Words

/// Reads conditions from words, in which spaces round signs are optional.
///
/// `not` binds closer than `and`, and `and` closer than `or`; `!`, `&&`, `,` and `||` stand for them.
struct ConditionReader {
    private let pieces: [Token]
    private var position = 0
    /// Parentheses that are open here.
    private var depth = 0
    /// More of them nobody means, and each takes a piece of the stack.
    private static let deepest = 64
    private let missing: Diagnostic
    /// Whether conditions may stand beside each other without `and`.
    private let isList: Bool
    /// The names as they stand there, and what they stand for.
    private(set) var names: [(word: Token, name: String)] = []

    init(_ tokens: [Token], isList: Bool = false, missing: Diagnostic) {
        pieces = tokens.flatMap(Self.pieces)
        self.missing = missing
        self.isList = isList
    }

    /// Reads all words.
    mutating func read() throws(Diagnostic) -> Condition {
        let condition = try alternatives()
        guard let piece = peek else { return condition }
        if piece.text == ")" {
            throw Diagnostic(
                ConditionErrorWords.nothingToClose, at: piece.span, expected: ConditionErrorWords.openedBefore)
        }
        throw Diagnostic(
            ConditionErrorWords.unexpected(piece.text), at: piece.span, expected: ConditionErrorWords.another)
    }

    private var peek: Token? { position < pieces.count ? pieces[position] : nil }

    /// Whether another condition stands here without `and`.
    private var beginsAnother: Bool { isList && peek.map { $0.text != ")" && Joint($0.text) != .or } ?? false }

    private mutating func accept(_ joint: Joint) -> Bool {
        guard let piece = peek, Joint(piece.text) == joint else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() throws(Diagnostic) -> Condition {
        var conditions = [try conjunction()]
        while accept(.or) { conditions.append(try conjunction()) }
        return conditions.count == 1 ? conditions[0] : .any(conditions)
    }

    private mutating func conjunction() throws(Diagnostic) -> Condition {
        var conditions = [try operand()]
        while accept(.and) || beginsAnother { conditions.append(try operand()) }
        return conditions.count == 1 ? conditions[0] : .every(conditions)
    }

    private mutating func operand() throws(Diagnostic) -> Condition {
        var isOpposite = false
        while accept(.not) { isOpposite.toggle() }
        let condition: Condition
        if let group = try group() { condition = group } else { condition = .comparison(try comparison()) }
        return isOpposite ? .not(condition) : condition
    }

    /// A condition in parentheses, or nil.
    private mutating func group() throws(Diagnostic) -> Condition? {
        guard let open = peek, open.text == "(" else { return nil }
        position += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw Diagnostic(ConditionErrorWords.tooDeep(Self.deepest), at: open.span)
        }
        let condition = try alternatives()
        guard let close = peek else {
            throw Diagnostic(ConditionErrorWords.notClosed, at: open.span, expected: ConditionErrorWords.close)
        }
        guard close.text == ")" else {
            throw Diagnostic(
                ConditionErrorWords.unexpected(close.text), at: close.span, expected: ConditionErrorWords.anotherOrClose
            )
        }
        position += 1
        return condition
    }

    private mutating func comparison() throws(Diagnostic) -> Comparison {
        let name = try take()
        guard let quantifier = QuantifierName.find(name.text) else { throw Self.unknown(name) }
        names.append((name, quantifier.path))
        let sign = try take()
        guard let relation = Self.relation(sign.text) else {
            throw Diagnostic(
                ConditionErrorWords.notRelation(sign.text), at: sign.span, expected: ConditionErrorWords.relations,
                hint: Self.meant(sign.text).map(LanguageWords.didYouMean))
        }
        var number = try take()
        // `2 s` is one number of two words.
        if let unit = peek, Unit.isSymbol(unit.text) {
            position += 1
            number = Token(text: number.text + unit.text, span: number.span.lowerBound..<unit.span.upperBound)
        }
        return Comparison(quantifier, relation, try Self.limit(number, quantifier), limitText: number.text)
    }

    /// The right side: a bare number is in the quantifier's own unit; one with a unit is converted.
    private static func limit(_ number: Token, _ quantifier: Quantifier) throws(Diagnostic) -> Comparison.Limit {
        if case .parameter(let parameter) = quantifier, !parameter.choices.isEmpty {
            return .value(try QuantityArgument.read(number.text, for: parameter, at: number.span))
        }
        if case .metric(let metric) = quantifier, metric.isFlag, let value = flags[number.text.lowercased()] {
            return .value(value)
        }
        if quantifier.hasWhole, let share = try? Quantity.read(number.text, as: .ratio), share.hasUnit {
            return .share(share.value)
        }
        let reading = try QuantityArgument.reading(number.text, as: quantifier.dimension, at: number.span)
        return .value(reading.hasUnit ? reading.value / quantifier.unitFactor : reading.value)
    }

    /// The words for yes and no, as tables, files and parameters have them.
    private static let flags = ["on": 1.0, "yes": 1, "true": 1, "off": 0, "no": 0, "false": 0]

    private mutating func take() throws(Diagnostic) -> Token {
        guard position < pieces.count else { throw missing }
        defer { position += 1 }
        return pieces[position]
    }
}

extension ConditionReader {
    /// The words between conditions.
    private enum Joint {
        case and, or, not

        init?(_ word: String) {
            switch word.lowercased() {
            case "and", "&&", ",": self = .and
            case "or", "||": self = .or
            case "not", "!": self = .not
            default: return nil
            }
        }
    }

    private static let signs: Set<Character> = ["<", ">", "=", "!", "≥", "≤", "≠"]
    private static let bars: Set<Character> = ["&", "|"]

    /// Whether a condition follows a word: `and`, `(`.
    static func isJoint(_ word: String) -> Bool { Joint(word) != nil || word.last == "(" || word.last == "," }

    /// Whether a word is a metric or a parameter, apart from the parentheses before it.
    static func isQuantifier(_ word: String) -> Bool {
        QuantifierName.find(String(word.dropFirst(opening(of: word).count))) != nil
    }

    /// The parentheses and exclamation marks that a word begins with.
    static func opening(of word: String) -> String { String(word.prefix { $0 == "(" || $0 == "!" }) }

    /// `=` is what programs write `==`; the signs of formulas are on the keyboards of some.
    private static func relation(_ sign: String) -> Comparison.Relation? {
        let spelled = ["=": "==", "≥": ">=", "≤": "<=", "≠": "!="][sign] ?? sign
        return Comparison.Relation(rawValue: spelled)
    }

    private static func meant(_ sign: String) -> String? { ["=>": ">=", "=<": "<=", "<>": "!=", "=!": "!="][sign] }

    private static func unknown(_ name: Token) -> Diagnostic {
        if [")", "("].contains(name.text) || Joint(name.text) != nil || relation(name.text) != nil {
            return Diagnostic(
                ConditionErrorWords.missing(before: name.text), at: name.span, expected: ConditionErrorWords.condition)
        }
        if name.text.first.map({ $0.isNumber }) ?? false {
            return Diagnostic(
                ConditionErrorWords.notMetric(name.text), at: name.span, expected: ConditionErrorWords.metricFirst)
        }
        return QuantifierName.unknown(name)
    }

    /// Splits `(tps_batch>=10` into its parts; a word in quotes may hold spaces and several conditions.
    private static func pieces(of token: Token) -> [Token] {
        /// Signs of one kind make a piece together; a parenthesis and a comma are a piece each.
        func kind(_ character: Character) -> Int {
            if character.isWhitespace { return 0 }
            if signs.contains(character) { return 1 }
            if bars.contains(character) { return 2 }
            return character == "(" || character == ")" || character == "," ? 3 : 4
        }
        var pieces: [Token] = []
        var text = ""
        // Where a quote encloses the whole word, its text begins one character later.
        var end = token.span.lowerBound + (token.isQuoted ? 1 : 0)
        for character in token.text {
            let next = kind(character)
            if let last = text.last, kind(last) != next || next == 3 {
                pieces.append(Token(text: text, span: end - text.count..<end))
                text = ""
            }
            if next != 0 { text.append(character) }
            end += 1
        }
        if !text.isEmpty { pieces.append(Token(text: text, span: end - text.count..<end)) }
        return pieces
    }
}
