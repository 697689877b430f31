/// A metric's formula: an expression over named figures, read so that numbers can be put in.
public struct Formula: Sendable, Equatable {
    /// A part of the text.
    enum Piece: Sendable, Equatable {
        case name(String)
        case number(Double)
        /// `+ - * / ( )`.
        case sign(Character)
    }

    let pieces: [Piece]

    /// Reads an expression of names, numbers, `+ - * /` and parentheses; nil for anything else.
    public init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first == " " {
                rest.removeFirst()
            } else if first.isLetter {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                pieces.append(.name(String(name)))
                rest.removeFirst(name.count)
            } else if first.isNumber {
                let digits = rest.prefix { $0.isNumber || $0 == "." }
                guard let number = Double(digits) else { return nil }
                pieces.append(.number(number))
                rest.removeFirst(digits.count)
            } else if "+-*/()".contains(first) {
                pieces.append(.sign(first))
                rest.removeFirst()
            } else {
                return nil
            }
        }
        guard !pieces.isEmpty else { return nil }
        self.pieces = pieces
    }

    /// The names in it, each once, in order.
    public var names: [String] {
        var seen: Set<String> = []
        return pieces.compactMap { if case .name(let name) = $0, seen.insert(name).inserted { name } else { nil } }
    }

    /// The text with something else in place of the names and numbers.
    public func text(name: (String) -> String, number: (Double) -> String) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .name(let word): text += name(word)
            case .number(let value): text += number(value)
            case .sign("("): text += "("
            case .sign(")"): text += ")"
            case .sign(let sign): text += " \(sign) "
            }
        }
        return text
    }

    /// The value, or nil if a name has none or the expression is malformed.
    public func value(_ lookUp: (String) -> Double?) -> Double? {
        var position = 0
        guard let value = sum(&position, lookUp), position == pieces.count else { return nil }
        return value
    }

    private func sum(_ position: inout Int, _ lookUp: (String) -> Double?) -> Double? {
        guard var value = product(&position, lookUp) else { return nil }
        while position < pieces.count, pieces[position] == .sign("+") || pieces[position] == .sign("-") {
            let adds = pieces[position] == .sign("+")
            position += 1
            guard let next = product(&position, lookUp) else { return nil }
            value = adds ? value + next : value - next
        }
        return value
    }

    private func product(_ position: inout Int, _ lookUp: (String) -> Double?) -> Double? {
        guard var value = factor(&position, lookUp) else { return nil }
        while position < pieces.count, pieces[position] == .sign("*") || pieces[position] == .sign("/") {
            let multiplies = pieces[position] == .sign("*")
            position += 1
            guard let next = factor(&position, lookUp) else { return nil }
            value = multiplies ? value * next : value / next
        }
        return value
    }

    private func factor(_ position: inout Int, _ lookUp: (String) -> Double?) -> Double? {
        guard position < pieces.count else { return nil }
        let piece = pieces[position]
        position += 1
        switch piece {
        case .name(let name): return lookUp(name)
        case .number(let value): return value
        case .sign("("):
            guard let value = sum(&position, lookUp), position < pieces.count, pieces[position] == .sign(")") else {
                return nil
            }
            position += 1
            return value
        case .sign: return nil
        }
    }
}
