/// Reads shell scripts as POSIX 2018, 2.2 to 2.10, has them, as far as they start servers: quotes, continued lines, comments,
/// variables that the script itself sets, arrays, arithmetic and here-documents.
///
/// Nothing is run. What depends on something outside of the text is left open and says so; so is what a condition sets.
struct ShellReader {
    /// What a variable stands for.
    enum Variable {
        case word(String, open: [String])
        case list([ShellWord])
    }

    let characters: [Character]
    var index = 0
    var variables: [String: Variable] = [:]
    /// Whether a backslash and a quote are a quote everywhere, as where the whole text stands in quotes of that kind.
    let hasEscapedQuotes: Bool
    private var script = ShellScript()
    private var command = ShellCommand()
    /// Variables that all commands behind are given.
    private var exported: [(name: String, value: ShellWord)] = []
    /// Here-documents that begin behind the end of this line: the word at their end, and whether quotes keep them as they
    /// are.
    private var documents: [(end: String, isPlain: Bool, at: Int)] = []
    /// Where the command's output goes, and what `cat` would write there.
    private var target: (name: String, appends: Bool)?
    private var document: String?
    /// Conditions and loops around the command.
    private var depth = 0

    /// Reads a text.
    ///
    /// - Throws: where a quote or a here-document is not closed.
    static func read(
        _ text: [Character], hasEscapedQuotes: Bool = false, variables: [String: Variable] = [:]
    ) throws(LaunchFault) -> ShellScript {
        var reader = ShellReader(text, hasEscapedQuotes, variables)
        try reader.run()
        return reader.script
    }

    init(_ text: [Character], _ hasEscapedQuotes: Bool, _ variables: [String: Variable]) {
        characters = text
        self.hasEscapedQuotes = hasEscapedQuotes
        self.variables = variables
    }

    func peek(_ offset: Int = 0) -> Character? {
        index + offset < characters.count ? characters[index + offset] : nil
    }

    /// Whether the line goes on behind a backslash here.
    var isContinued: Bool { peek() == "\\" && (peek(1) == "\n" || peek(1) == "\r\n") }

    private mutating func run() throws(LaunchFault) {
        while let character = peek() {
            switch character {
            case "\n", "\r\n":
                index += 1
                try readDocuments()
                endCommand()
            case _ where character.isWhitespace: index += 1
            case _ where isContinued: index += 2
            case "#": while let next = peek(), next != "\n", next != "\r\n" { index += 1 }
            case ";", "|", "&":
                if character == "&", peek(1) == ">" {
                    index += 1
                    try redirect()
                } else {
                    index += 1
                    if documents.isEmpty { endCommand() }
                }
            case "(", ")": index += 1
            case "<", ">": try redirect()
            default: try readWord()
            }
        }
        if let document = documents.first {
            throw LaunchFault(.notClosed("<<" + document.end), at: document.at..<document.at + 2)
        }
        endCommand()
    }

    private mutating func readWord() throws(LaunchFault) {
        let start = index
        // `2>&1`
        let digits = characters[index...].prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, let next = peek(digits.count), next == ">" || next == "<" {
            index += digits.count
            return try redirect()
        }
        if command.words.isEmpty, let name = assignedName() { return try assign(name, from: start) }
        let words = try word()
        for word in words {
            if command.words.isEmpty, takeKeyword(word) { continue }
            command.words.append(word)
        }
        if words.isEmpty, index == start { index += 1 }
    }

    /// Words of the grammar in front of a command, which matter here in that what they enclose may not be run.
    private mutating func takeKeyword(_ word: ShellWord) -> Bool {
        guard word.span.count == word.text.count else { return false }
        switch word.text {
        case "if", "for", "while", "until", "case": depth += 1
        case "fi", "done", "esac": depth = max(0, depth - 1)
        case "then", "else", "elif", "do", "{", "}", "!", "time": break
        case "export", "local", "declare", "readonly", "set": return false
        default: return false
        }
        return true
    }

    /// The name in front of `=` where a variable is set.
    private func assignedName() -> String? {
        let name = characters[index...].prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
        guard let first = name.first, !first.isNumber else { return nil }
        let next = peek(name.count)
        guard next == "=" || (next == "+" && peek(name.count + 1) == "=") else { return nil }
        return String(name)
    }

    private mutating func assign(_ name: String, from start: Int) throws(LaunchFault) {
        index += name.count
        let appends = peek() == "+"
        index += appends ? 2 : 1
        if peek() == "(" {
            index += 1
            let list = try list()
            var before: [ShellWord] = []
            if appends, case .list(let words)? = variables[name] { before = words }
            guard depth > 0 else {
                variables[name] = .list(before + list)
                return
            }
            // What a condition sets may be missing: what was there stays, and a word says that there may be more.
            var kept: [ShellWord] = []
            if case .list(let words)? = variables[name] { kept = words }
            let written = "${\(name)[@]}"
            if !kept.contains(where: { $0.text == written }) {
                kept.append(ShellWord(written, at: start..<index, open: [written]))
            }
            variables[name] = .list(kept)
            return
        }
        let isEnd = peek().map { $0.isWhitespace || ";&|".contains($0) } ?? true
        let value =
            isEnd ? ShellWord("", at: start..<index) : try word(splits: false).first ?? ShellWord("", at: start..<index)
        var text = value.text
        var open = value.open
        if appends, case .word(let old, let before)? = variables[name] { (text, open) = (old + text, before + open) }
        if depth > 0, case .word(let old, _)? = variables[name], old != text { (text, open) = (old, ["$" + name]) }
        variables[name] = .word(text, open: open)
        command.environment.append((name, ShellWord(text, at: value.span, open: open)))
    }

    /// The words of an array up to its closing bracket.
    private mutating func list() throws(LaunchFault) -> [ShellWord] {
        let start = index - 1
        var words: [ShellWord] = []
        while let character = peek() {
            if character == ")" {
                index += 1
                return words
            }
            if character.isWhitespace {
                index += 1
            } else if isContinued {
                index += 2
            } else if character == "#" {
                while let next = peek(), next != "\n" { index += 1 }
            } else {
                let before = index
                words += try word()
                if index == before { index += 1 }
            }
        }
        throw LaunchFault(.notClosed("("), at: start..<start + 1)
    }

    private mutating func redirect() throws(LaunchFault) {
        let sign = peek()
        let isDocument = sign == "<" && peek(1) == "<" && peek(2) != "<"
        let appends = sign == ">" && peek(1) == ">"
        let at = index
        while let next = peek(), "<>&|-".contains(next) { index += 1 }
        while let next = peek(), next == " " || next == "\t" { index += 1 }
        if let next = peek(), next.isNumber || next == "-", !isDocument {
            while let next = peek(), next.isNumber || next == "-" { index += 1 }
            return
        }
        let start = index
        guard let word = try word(splits: false).first else { return }
        if isDocument {
            let isPlain = characters[start..<index].contains { "\"'\\".contains($0) }
            documents.append((word.text, isPlain, at))
        } else if sign == ">" {
            target = (word.text, appends)
        }
    }

    /// The here-documents whose beginnings stand in the line that ends here.
    private mutating func readDocuments() throws(LaunchFault) {
        for (end, isPlain, at) in documents {
            var lines: [String] = []
            var isClosed = false
            while index < characters.count {
                let line = characters[index...].prefix { $0 != "\n" && $0 != "\r\n" }
                index = min(characters.count, index + line.count + 1)
                if String(line).trimmed == end {
                    isClosed = true
                    break
                }
                lines.append(String(line))
            }
            guard isClosed else { throw LaunchFault(.notClosed("<<" + end), at: at..<at + 2) }
            let text = lines.joined(separator: "\n") + "\n"
            document = isPlain ? text : try expanded(text)
        }
        documents = []
    }

    /// A text with what is known put in for its variables.
    private func expanded(_ text: String) throws(LaunchFault) -> String {
        var reader = ShellReader(Array("\"" + text.replacing("\"", with: "\\\"") + "\""), false, variables)
        return try reader.word(splits: false).first?.text ?? text
    }

    private mutating func endCommand() {
        defer {
            command = ShellCommand()
            target = nil
            document = nil
        }
        guard let first = command.words.first else {
            // A variable that is set for itself alone is passed on only once it is exported, which scripts may do later.
            exported += command.environment
            return
        }
        if first.text == "export" || first.text == "declare" || first.text == "local" {
            for word in command.words.dropFirst() {
                guard let sign = word.text.firstIndex(of: "=") else { continue }
                let (name, value) = (String(word.text[..<sign]), String(word.text[word.text.index(after: sign)...]))
                variables[name] = .word(value, open: word.open)
                exported.append((name, ShellWord(value, at: word.span, open: word.open)))
            }
            return
        }
        if let target {
            let said = first.text == "echo" ? command.words.dropFirst().map(\.text).joined(separator: " ") + "\n" : nil
            if let text = document ?? said {
                script.files[target.name] = (target.appends ? script.files[target.name] ?? "" : "") + text
            }
        }
        command.environment = exported + command.environment
        script.commands.append(command)
    }
}

extension String {
    /// The same without white space at both ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
