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

    /// The line, from 1.
    public let line: Int
    /// The character in the line, from 1.
    public let column: Int
    /// What is wrong there.
    public let problem: Problem

    /// What is wrong, and where.
    public var message: String {
        let place = "line \(line), column \(column): "
        switch problem {
        case .grammar(let expected): return place + "not JSON, expected \(expected)"
        case .tooDeep(let most): return place + "lists and objects are nested more than \(most) deep"
        case .repeated(let field, let line):
            return place + "a second field '\(field.excerpt)', the first is in line \(line)"
        }
    }
}
