import Units

/// Why and where a text is not YAML that can be read.
public struct YAMLFault: Error, Sendable, Equatable {
    /// The line, from 1.
    public let line: Int
    /// What was expected there.
    public let expected: String
}

extension JSON {
    /// Reads YAML as programs write reports in it: maps and lists by indentation, texts with or without quotes, numbers, and
    /// lists and maps in brackets; without anchors, tags and several documents.
    ///
    /// - Throws: the first line that is none of it.
    public init(parsingYAML text: String) throws(YAMLFault) {
        var reader = YAMLReader(text)
        self = try reader.document()
    }
}

/// Reads YAML line by line.
private struct YAMLReader {
    /// A line that says something: how far it is indented, and what stands there without a comment.
    private struct Line {
        let number: Int
        var indent: Int
        var text: Substring
    }

    private var lines: [Line] = []
    private var index = 0
    private var depth = 0
    /// Deeper nesting than any report has: the walk is recursive.
    private static let deepest = 64

    init(_ text: String) {
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            number += 1
            let indent = line.prefix { $0 == " " }.count
            let content = Self.withoutComment(line.dropFirst(indent))
            if content.isEmpty || content == "---" { continue }
            lines.append(Line(number: number, indent: indent, text: content))
        }
    }

    /// A line without its comment, which begins at a `#` behind white space and outside quotes, and without white space.
    private static func withoutComment(_ line: Substring) -> Substring {
        var quote: Character?
        var previous: Character = " "
        var end = line.endIndex
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "#", previous.isWhitespace {
                end = index
                break
            } else if character == "\"" || character == "'", previous.isWhitespace || "[{,:".contains(previous) {
                quote = character
            }
            previous = character
        }
        let rest = line[..<end]
        return rest.lastIndex { !$0.isWhitespace }.map { rest[...$0] } ?? ""
    }

    mutating func document() throws(YAMLFault) -> JSON {
        guard let first = lines.first else { return .null }
        let value = try block(first.indent)
        if index < lines.count { throw fault(say(en: "less indentation", zh: "更少的缩进")) }
        return value
    }

    /// What stands at an indentation from the current line on.
    private mutating func block(_ indent: Int) throws(YAMLFault) -> JSON {
        guard depth < Self.deepest else { throw fault(say(en: "less nesting", zh: "更少的嵌套")) }
        depth += 1
        defer { depth -= 1 }
        let text = lines[index].text
        if text == "-" || text.hasPrefix("- ") { return try list(indent) }
        if Self.entry(text) != nil { return try map(indent) }
        index += 1
        return Self.scalar(text)
    }

    private mutating func list(_ indent: Int) throws(YAMLFault) -> JSON {
        var items: [JSON] = []
        while index < lines.count, lines[index].indent == indent {
            let text = lines[index].text
            guard text == "-" || text.hasPrefix("- ") else { break }
            let rest = text.dropFirst().drop { $0 == " " }
            if rest.isEmpty {
                index += 1
                items.append(try below(indent))
            } else if ["|", "|-", "|+", ">", ">-", ">+"].contains(rest) {
                index += 1
                items.append(.string(folded(indent, by: rest.first == ">" ? " " : "\n")))
            } else {
                // What stands behind the dash is a block of its own, as far in as it begins.
                lines[index].indent = indent + text.count - rest.count
                lines[index].text = rest
                items.append(try block(lines[index].indent))
            }
        }
        return .array(items)
    }

    private mutating func map(_ indent: Int) throws(YAMLFault) -> JSON {
        var members: [(key: String, value: JSON)] = []
        while index < lines.count, lines[index].indent == indent, !lines[index].text.hasPrefix("- ") {
            guard let (key, rest) = Self.entry(lines[index].text) else {
                throw fault(say(en: "a name and a colon", zh: "名称和冒号"))
            }
            index += 1
            if rest.isEmpty {
                // The items of a list may stand as far in as its name.
                let isList = index < lines.count && lines[index].indent == indent && lines[index].text.hasPrefix("- ")
                members.append((key, isList ? try list(indent) : try below(indent)))
            } else if let first = rest.first, first == "|" || first == ">" {
                members.append((key, .string(folded(indent, by: first == ">" ? " " : "\n"))))
            } else {
                members.append((key, Self.scalar(rest)))
            }
        }
        if index < lines.count, lines[index].indent > indent {
            throw fault(say(en: "the indentation of the lines above", zh: "与上文相同的缩进"))
        }
        return .object(members)
    }

    /// The block that is further in; null where there is none.
    private mutating func below(_ indent: Int) throws(YAMLFault) -> JSON {
        guard index < lines.count, lines[index].indent > indent else { return .null }
        return try block(lines[index].indent)
    }

    /// The lines of a text that is further in.
    private mutating func folded(_ indent: Int, by separator: String) -> String {
        var text: [Substring] = []
        while index < lines.count, lines[index].indent > indent {
            text.append(lines[index].text)
            index += 1
        }
        return text.joined(separator: separator)
    }

    private func fault(_ expected: String) -> YAMLFault {
        YAMLFault(line: index < lines.count ? lines[index].number : lines.last?.number ?? 1, expected: expected)
    }

    /// A name and what stands behind its colon; nil for a line without.
    private static func entry(_ text: Substring) -> (key: String, rest: Substring)? {
        if let quote = text.first, quote == "\"" || quote == "'" {
            let inside = text.dropFirst()
            guard let end = inside.firstIndex(of: quote), inside[inside.index(after: end)...].first == ":" else {
                return nil
            }
            return (String(inside[..<end]), inside[end...].dropFirst(2).drop { $0 == " " })
        }
        guard text.first != "{", text.first != "[" else { return nil }
        var start = text.startIndex
        while let colon = text[start...].firstIndex(of: ":") {
            let rest = text[text.index(after: colon)...]
            if rest.isEmpty || rest.first == " " { return (String(text[..<colon]), rest.drop { $0 == " " }) }
            start = text.index(after: colon)
        }
        return nil
    }

    private static func scalar(_ text: Substring) -> JSON {
        switch text {
        case "null", "~", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case ".inf", ".Inf", ".INF": return .number(.infinity)
        case "-.inf": return .number(-.infinity)
        case ".nan", ".NaN", ".NAN": return .number(.nan)
        default: break
        }
        if let first = text.first, first == "\"" || first == "[" || first == "{",
            let value = try? JSON(parsing: String(text), as: .python)
        {
            return value
        }
        if text.first == "[" || text.first == "{", let value = YAMLFlow.value(text, scalar: scalar) { return value }
        if text.count > 1, let quote = text.first, quote == "'" || quote == "\"", text.last == quote {
            return .string(String(text.dropFirst().dropLast()).replacing("''", with: "'"))
        }
        let isNumber = text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
        if isNumber, let value = Double(text) { return .number(value) }
        return .string(String(text))
    }
}
