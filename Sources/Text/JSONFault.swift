/// Why and where a text is not JSON that can be read.
public struct JSONFault: Error, Sendable, Equatable {
    /// What is wrong.
    public enum Problem: Sendable, Equatable {
        /// The grammar of RFC 8259 is broken.
        case grammar(expected: String)
        /// Lists and objects stand in each other deeper than any file needs.
        case tooDeep(most: Int)
        /// An object has a field of this name already, in this line.
        case repeated(field: String, line: Int)
    }

    /// The character at which the text ends to be what it should be.
    public let place: TextPlace
    /// What is wrong there.
    public let problem: Problem

    /// What is wrong, and where.
    public var message: String { "line \(place.line), column \(place.column): \(sentence)" }

    /// What is wrong.
    public var sentence: String {
        switch problem {
        case .grammar(let expected): return "not JSON, expected \(expected)"
        case .tooDeep(let most): return "lists and objects are nested more than \(most) deep"
        case .repeated(let field, let line):
            return "a second field '\(field.excerpt)', the first is in line \(line)"
        }
    }
}
