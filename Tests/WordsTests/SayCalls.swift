/// The calls of `say` in a source, as the tests of sentences look at them.
struct SayCall {
    /// The line of the source that it begins in.
    let line: Int
    /// What stands behind each label, by label.
    let texts: [String: String]

    /// The names of values that a text is made of; words of grammar are none.
    static func names(in text: String) -> Set<String> {
        let grammar: Set<String> = [
            "Counted", "Decimal", "LanguageWords", "LineWrap", "Self", "count", "dropFirst", "dropLast", "else", "en",
            "first", "if", "in", "isEmpty", "joined", "last", "let", "map", "nil", "plural", "prefix", "return", "self",
            "separator", "suffix", "zh", "lowercased", "uppercased",
        ]
        var names: Set<String> = []
        var name = ""
        var before: Character = " "
        var code = Array(SourceWalk(text).code)
        code.append(" ")
        for character in code {
            if character.isLetter || character == "_" || character == "$" || character.isNumber {
                if name.isEmpty, before == "." { name = "." }
                name.append(character)
            } else {
                // Members and functions may differ; what they are of may not.
                let isName = name.first.map { !$0.isNumber && $0 != "." } ?? false
                if isName, character != "(", !grammar.contains(name) { names.insert(name) }
                name = ""
                before = character
            }
        }
        return names
    }

    /// Every call in a source.
    static func all(in source: String) -> [SayCall] {
        var calls: [SayCall] = []
        var line = 1
        for piece in SourceWalk(source).calls(of: "say") {
            line = piece.line
            calls.append(SayCall(line: line, texts: SourceWalk(piece.text).labelled))
        }
        return calls
    }
}

/// A walk over Swift source that knows strings, interpolations and comments.
struct SourceWalk {
    private let characters: [Character]
    /// Whether each character is code: outside of strings and comments, or in an interpolation.
    private let isCode: [Bool]
    /// How many brackets are open at each character, those of interpolations among them.
    private let depth: [Int]

    init(_ source: String) {
        let characters = Array(source)
        var isCode: [Bool] = []
        var depths: [Int] = []
        // What is open: brackets of code, and quotes, of which those of several lines have three signs.
        var open: [String] = []
        var index = 0
        func at(_ text: String) -> Bool { characters[index...].starts(with: text) }
        func step(_ count: Int, _ code: Bool) {
            for _ in 0..<count {
                isCode.append(code)
                depths.append(open.count)
            }
            index += count
        }
        while index < characters.count {
            if let quote = open.last, quote.hasPrefix("\"") {
                if at("\\(") {
                    step(1, false)
                    open.append("(")
                    step(1, true)
                } else if at("\\") {
                    step(min(2, characters.count - index), false)
                } else if at(quote) {
                    step(quote.count, false)
                    open.removeLast()
                } else {
                    step(1, false)
                }
            } else if at("//") {
                while index < characters.count, characters[index] != "\n" { step(1, false) }
            } else if at("\"") {
                let quote = at("\"\"\"") ? "\"\"\"" : "\""
                open.append(quote)
                step(quote.count, false)
            } else {
                let character = characters[index]
                if "([{".contains(character) { open.append(String(character)) }
                if ")]}".contains(character), !open.isEmpty { open.removeLast() }
                step(1, true)
            }
        }
        (self.characters, self.isCode, depth) = (characters, isCode, depths)
    }

    /// What is code of it; the rest is blank.
    var code: String { String(zip(characters, isCode).map { $1 ? $0 : " " }) }

    /// What stands between the brackets of each call of a function, and the line where it begins.
    func calls(of name: String) -> [(line: Int, text: String)] {
        let opening = Array(name + "(")
        var found: [(line: Int, text: String)] = []
        var line = 1
        for index in characters.indices {
            if characters[index].isNewline { line += 1 }
            let end = index + opening.count
            guard characters[index] == opening[0], characters[index...].starts(with: opening),
                isCode[index..<end].allSatisfy(\.self),
                index == 0 || !(characters[index - 1].isLetter || "._".contains(characters[index - 1])),
                !String(characters[max(0, index - 5)..<index]).hasSuffix("func ")
            else { continue }
            let inside = depth[end - 1]
            let close = (end..<characters.count).first { depth[$0] < inside && isCode[$0] } ?? characters.count
            found.append((line, String(characters[end..<close])))
        }
        return found
    }

    /// What stands behind each label of a list of arguments.
    var labelled: [String: String] {
        var texts: [String: String] = [:]
        var (label, start) = ("", 0)
        var word = ""
        for index in characters.indices where depth[index] == 0 && isCode[index] {
            let character = characters[index]
            if character.isLetter {
                word.append(character)
            } else if character == ":", !word.isEmpty {
                if !label.isEmpty { texts[label] = String(characters[start..<index - word.count]) }
                (label, start, word) = (word, index + 1, "")
            } else {
                word = ""
            }
        }
        if !label.isEmpty { texts[label] = String(characters[start...]) }
        return texts
    }
}
