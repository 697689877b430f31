/// Reads lists and maps of YAML that stand on one line in brackets, where names and texts need no quotes: `{a: 1, b: [x, y]}`.
struct YAMLFlow {
    private var rest: Substring
    private var depth = 0
    /// Deeper brackets than any file has: the walk is recursive.
    private static let deepest = 64

    /// The value of a text; nil where it is not closed, or goes on behind the last bracket.
    static func value(_ text: Substring, scalar: (Substring) -> JSON) -> JSON? {
        var reader = YAMLFlow(rest: text)
        guard let value = reader.item(scalar) else { return nil }
        reader.skipBlanks()
        return reader.rest.isEmpty ? value : nil
    }

    private init(rest: Substring) { self.rest = rest }

    private mutating func skipBlanks() { rest = rest.drop(while: \.isWhitespace) }

    private mutating func take(_ sign: Character) -> Bool {
        skipBlanks()
        guard rest.first == sign else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func item(_ scalar: (Substring) -> JSON) -> JSON? {
        guard depth < Self.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        if take("[") {
            var items: [JSON] = []
            while !take("]") {
                guard !rest.isEmpty, let item = item(scalar) else { return nil }
                items.append(item)
                guard take(",") || rest.first == "]" else { return nil }
            }
            return .array(items)
        }
        if take("{") {
            var members: [(key: String, value: JSON)] = []
            while !take("}") {
                guard !rest.isEmpty, let key = word(endedBy: ":,}"), take(":") else { return nil }
                skipBlanks()
                let isBare = rest.first == "," || rest.first == "}"
                guard let value = isBare ? .null : item(scalar) else { return nil }
                members.append((Self.bare(key), value))
                guard take(",") || rest.first == "}" else { return nil }
            }
            return .object(members)
        }
        return word(endedBy: ",]}").map(scalar)
    }

    /// The text up to a sign that ends it, whole where it stands in quotes.
    private mutating func word(endedBy signs: String) -> Substring? {
        skipBlanks()
        if let quote = rest.first, quote == "\"" || quote == "'" {
            var isEscaped = false
            let inside = rest.dropFirst()
            guard
                let end = inside.firstIndex(where: { character in
                    defer { isEscaped = !isEscaped && quote == "\"" && character == "\\" }
                    return character == quote && !isEscaped
                })
            else { return nil }
            let word = rest[...end]
            rest = rest[inside.index(after: end)...]
            return word
        }
        let word = rest.prefix { !signs.contains($0) }
        rest = rest.dropFirst(word.count)
        return word.lastIndex { !$0.isWhitespace }.map { word[...$0] }
    }

    private static func bare(_ key: Substring) -> String {
        guard key.count > 1, let quote = key.first, quote == "\"" || quote == "'", key.last == quote else {
            return String(key)
        }
        return String(key.dropFirst().dropLast())
    }
}
