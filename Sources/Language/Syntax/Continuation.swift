/// Makes one line of those that a backslash at their end continues.
public struct Continuation: Sendable {
    /// What was typed so far; nil at the beginning of a line.
    public private(set) var pending: String?
    private var breaks: [LineBreak] = []

    /// Makes one that waits for a line's beginning.
    public init() {}

    /// Whether the backslash at a line's end continues it; in a comment it does not.
    public static func continues(_ line: String) -> Bool {
        let end = line.reversed().drop(while: \.isWhitespace).prefix { $0 == "\\" }
        guard !end.count.isMultiple(of: 2) else { return false }
        var quote: Character?
        var isBetween = true
        for character in line {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "#", isBetween {
                return false
            } else if character == "\"" || character == "'" {
                quote = character
            }
            isBetween = character.isWhitespace || character == ";" || character == "；"
        }
        return true
    }

    /// Adds a line; returns the whole one, or nil where it goes on.
    public mutating func add(_ line: String) -> ContinuedLine? {
        let isOpen = Self.continues(line)
        var text = line
        if isOpen {
            while text.last?.isWhitespace == true { text.removeLast() }
            text.removeLast()
            while text.last?.isWhitespace == true { text.removeLast() }
        }
        if let before = pending {
            let indent = text.prefix(while: \.isWhitespace).count
            breaks.append(LineBreak(offset: before.count + 1, indent: indent))
            text = before + " " + text.dropFirst(indent)
        }
        pending = text
        return isOpen ? nil : finish()
    }

    /// What there is where no line follows; nil at the beginning of a line.
    public mutating func finish() -> ContinuedLine? {
        defer { self = Continuation() }
        return pending.map { ContinuedLine(text: $0, breaks: breaks) }
    }
}

/// A line, and where the lines begin that it was made of.
public struct ContinuedLine: Sendable, Equatable {
    /// The line.
    public let text: String
    /// The lines behind the first.
    public let breaks: [LineBreak]
}

/// Where a line begins in the one that it was made part of.
public struct LineBreak: Sendable, Equatable {
    /// The first character of its text.
    public let offset: Int
    /// The white space in front of it that was left out.
    public let indent: Int
}
