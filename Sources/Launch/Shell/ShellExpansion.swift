extension ShellReader {
    /// Characters that end a word outside of quotes.
    private static let ends = ";&|<>()"

    /// Reads a word; several where an array or an unquoted variable stands for several, none where it stands for nothing.
    mutating func word(splits: Bool = true) throws(LaunchFault) -> [ShellWord] {
        let start = index
        var parts = ShellParts()
        while let character = peek() {
            if character.isWhitespace || Self.ends.contains(character) { break }
            switch character {
            case "\\":
                if isContinued {
                    index += 2
                } else {
                    parts.add(peek(1).map { String($0) } ?? "\\")
                    index += 2
                }
            case "'": try singleQuotes(&parts)
            case "\"": try doubleQuotes(&parts)
            case "$", "`": try expansion(&parts, isQuoted: false, splits: splits)
            default:
                parts.add(String(character))
                index += 1
            }
        }
        index = min(index, characters.count)
        return parts.words(at: start..<index)
    }

    private mutating func singleQuotes(_ parts: inout ShellParts) throws(LaunchFault) {
        let start = index
        index += 1
        var text = ""
        while let character = peek(), character != "'" {
            if hasEscapedQuotes, character == "\\", peek(1) == "\"" {
                index += 1
                continue
            }
            text.append(character)
            index += 1
        }
        guard peek() == "'" else { throw LaunchFault(.notClosed("'"), at: start..<start + 1) }
        index += 1
        parts.add(text, isQuoted: true)
    }

    private mutating func doubleQuotes(_ parts: inout ShellParts) throws(LaunchFault) {
        let start = index
        index += 1
        parts.add("", isQuoted: true)
        while let character = peek(), character != "\"" {
            switch character {
            case "\\":
                if isContinued {
                    index += 2
                } else if let next = peek(1), "\"\\$`".contains(next) {
                    parts.add(String(next), isQuoted: true)
                    index += 2
                } else {
                    parts.add("\\", isQuoted: true)
                    index += 1
                }
            case "$", "`": try expansion(&parts, isQuoted: true, splits: false)
            default:
                parts.add(String(character), isQuoted: true)
                index += 1
            }
        }
        guard peek() == "\"" else { throw LaunchFault(.notClosed("\""), at: start..<start + 1) }
        index += 1
    }

    /// Reads what stands behind `$` or between backquotes.
    private mutating func expansion(
        _ parts: inout ShellParts, isQuoted: Bool, splits: Bool
    ) throws(LaunchFault) {
        let start = index
        func written(_ end: Int) -> String { String(characters[start..<min(end, characters.count)]) }
        if peek() == "`" {
            guard let end = characters[(index + 1)...].firstIndex(of: "`") else {
                throw LaunchFault(.notClosed("`"), at: start..<start + 1)
            }
            index = end + 1
            return parts.leaveOpen(written(index))
        }
        index += 1
        switch peek() {
        case "(":
            let isArithmetic = peek(1) == "("
            let end = try closing(from: index, open: "(", close: ")", at: start)
            index = end + 1
            if isArithmetic, end - start > 4 {
                let expression = String(characters[(start + 3)..<(end - 1)])
                if let value = ShellArithmetic.value(expression, variable: number) { return parts.add(String(value)) }
            }
            parts.leaveOpen(written(index))
        case "{":
            let end = try closing(from: index, open: "{", close: "}", at: start)
            let inside = String(characters[(index + 1)..<end])
            index = end + 1
            put(inside, written: written(index), &parts, isQuoted: isQuoted, splits: splits)
        default:
            let name = characters[index...].prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
            guard !name.isEmpty else {
                // `$?`, `$@` and the like, or a sign that stands for itself.
                if let next = peek(), "?@*#!$-".contains(next) {
                    index += 1
                    return parts.leaveOpen(written(index))
                }
                return parts.add("$", isQuoted: isQuoted)
            }
            index += name.count
            put(String(name), written: written(index), &parts, isQuoted: isQuoted, splits: splits)
        }
    }

    /// Where the bracket that closes one at `index` stands.
    private func closing(from index: Int, open: Character, close: Character, at start: Int) throws(LaunchFault) -> Int {
        var depth = 0
        for place in index..<characters.count {
            if characters[place] == open { depth += 1 }
            if characters[place] == close {
                depth -= 1
                if depth == 0 { return place }
            }
        }
        throw LaunchFault(.notClosed(String(open)), at: start..<start + 1)
    }

    /// Puts in what stands for `NAME`, `NAME:-DEFAULT`, `NAME[@]`.
    private func put(
        _ inside: String, written: String, _ parts: inout ShellParts, isQuoted: Bool, splits: Bool
    ) {
        let name = String(inside.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) })
        let rest = inside.dropFirst(name.count)
        if rest == "[@]" || rest == "[*]" {
            guard case .list(let words)? = variables[name] else { return parts.leaveOpen(written) }
            return parts.add(words)
        }
        if case .word(let text, let open)? = variables[name],
            rest.isEmpty || rest.hasPrefix(":-") || rest.hasPrefix("-")
        {
            let isEmpty = text.isEmpty && rest.hasPrefix(":-")
            if !isEmpty { return parts.add(text, open: open, isQuoted: isQuoted, splits: splits) }
        }
        // Without a value of its own a variable has the default that stands behind it.
        if rest.hasPrefix(":-") { return parts.add(String(rest.dropFirst(2)), isQuoted: isQuoted, splits: splits) }
        if rest.hasPrefix("-") { return parts.add(String(rest.dropFirst()), isQuoted: isQuoted, splits: splits) }
        parts.leaveOpen(written)
    }

    private func number(_ name: String) -> Int? {
        guard case .word(let text, let open)? = variables[name], open.isEmpty else { return nil }
        return Int(text)
    }
}

/// A word while it is put together.
private struct ShellParts {
    private var whole: [ShellWord] = []
    private var text = ""
    private var open: [String] = []
    private var isThere = false

    /// Adds a text as it is.
    mutating func add(_ text: String, isQuoted: Bool = false) {
        self.text += text
        isThere = isThere || isQuoted || !text.isEmpty
    }

    /// Adds what a variable stands for, which is several words where it has white space and no quotes.
    mutating func add(_ text: String, open: [String] = [], isQuoted: Bool, splits: Bool) {
        guard splits, !isQuoted, text.contains(where: \.isWhitespace) else {
            self.open += open
            return add(text, isQuoted: isQuoted)
        }
        let words = text.split(whereSeparator: \.isWhitespace).map { ShellWord(String($0), at: 0..<0, open: open) }
        add(words)
    }

    /// Adds the words of an array: what stands before belongs to the first, what stands behind to the last.
    mutating func add(_ words: [ShellWord]) {
        guard let first = words.first else { return }
        add(first.text, isQuoted: true)
        open += first.open
        for word in words.dropFirst() {
            whole.append(ShellWord(text, at: 0..<0, open: open))
            (text, open, isThere) = (word.text, word.open, true)
        }
    }

    /// Adds something whose value is not known, as it is written.
    mutating func leaveOpen(_ written: String) {
        add(written, isQuoted: true)
        open.append(written)
    }

    func words(at span: Range<Int>) -> [ShellWord] {
        let last = isThere ? [ShellWord(text, at: span, open: open)] : []
        return (whole + last).map { ShellWord($0.text, at: span, open: $0.open) }
    }
}
