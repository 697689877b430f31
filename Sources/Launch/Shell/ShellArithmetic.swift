/// Whole numbers as `$((...))` of a shell works them out.
struct ShellArithmetic {
    private var characters: ArraySlice<Character>
    private let variable: (String) -> Int?
    private var depth = 0

    /// Deeper brackets than any script has: the walk is recursive.
    private static let deepest = 32

    /// The value of an expression; nil where it has a variable that is not known, or is none.
    static func value(_ text: String, variable: @escaping (String) -> Int?) -> Int? {
        var reader = ShellArithmetic(characters: ArraySlice(text), variable: variable)
        guard let value = reader.sum() else { return nil }
        reader.skipBlanks()
        return reader.characters.isEmpty ? value : nil
    }

    private init(characters: ArraySlice<Character>, variable: @escaping (String) -> Int?) {
        self.characters = characters
        self.variable = variable
    }

    private mutating func skipBlanks() { characters = characters.drop(while: \.isWhitespace) }

    private mutating func take(_ signs: String) -> Character? {
        skipBlanks()
        guard let first = characters.first, signs.contains(first) else { return nil }
        characters.removeFirst()
        return first
    }

    private mutating func sum() -> Int? {
        guard var value = product() else { return nil }
        while let sign = take("+-") {
            guard let right = product() else { return nil }
            let (result, overflows) =
                sign == "+" ? value.addingReportingOverflow(right) : value.subtractingReportingOverflow(right)
            guard !overflows else { return nil }
            value = result
        }
        return value
    }

    private mutating func product() -> Int? {
        guard var value = factor() else { return nil }
        while let sign = take("*/%") {
            guard let right = factor(), sign == "*" || right != 0 else { return nil }
            let (result, overflows) =
                switch sign {
                case "*": value.multipliedReportingOverflow(by: right)
                case "/": value.dividedReportingOverflow(by: right)
                default: value.remainderReportingOverflow(dividingBy: right)
                }
            guard !overflows else { return nil }
            value = result
        }
        return value
    }

    private mutating func factor() -> Int? {
        guard depth < Self.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        if take("(") != nil {
            guard let value = sum(), take(")") != nil else { return nil }
            return value
        }
        if take("-") != nil { return factor().flatMap { $0 == .min ? nil : -$0 } }
        skipBlanks()
        let digits = characters.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty {
            characters = characters.dropFirst(digits.count)
            return Int(String(digits))
        }
        // A variable may stand with its sign and in braces, or bare.
        var rest = characters
        if rest.first == "$" { rest = rest.dropFirst() }
        let isBraced = rest.first == "{"
        if isBraced { rest = rest.dropFirst() }
        let name = rest.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
        guard !name.isEmpty else { return nil }
        rest = rest.dropFirst(name.count)
        if isBraced {
            guard rest.first == "}" else { return nil }
            rest = rest.dropFirst()
        }
        characters = rest
        return variable(String(name))
    }
}
