import Units

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
    public var message: String {
        say(
            en: "line \(place.line), column \(place.column): \(sentence)",
            zh: "第 \(place.line) 行第 \(place.column) 列：\(sentence)")
    }

    /// What is wrong.
    public var sentence: String {
        switch problem {
        case .grammar(let expected): say(en: "not JSON, expected \(expected)", zh: "不是 JSON，应为\(expected)")
        case .tooDeep(let most):
            say(en: "lists and objects are nested more than \(most) deep", zh: "列表与对象的嵌套超过 \(most) 层")
        case .repeated(let field, let line):
            say(
                en: "a second field '\(field.excerpt)', the first is in line \(line)",
                zh: "字段“\(field.excerpt)”重复，首次出现在第 \(line) 行")
        }
    }
}
