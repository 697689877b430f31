/// A stretch of a line of a text, for messages that show it with a mark below.
public struct TextPlace: Sendable, Equatable {
    /// The number of the line, from 1.
    public let line: Int
    /// The line, without its end.
    public let text: String
    /// The characters of the line that are meant, which may lie behind its last.
    public let span: Range<Int>

    /// The first of the characters, from 1.
    public var column: Int { span.lowerBound + 1 }

    /// The place of some characters of a text; of several lines the first counts.
    public init(ofCharacters range: Range<Int>, in text: String) {
        let start = text.prefix(range.lowerBound).utf8.count
        let length = text.dropFirst(range.lowerBound).prefix(range.count).utf8.count
        self.init(of: start..<start + length, in: Array(text.utf8))
    }

    /// Finds the line around some bytes; of several lines the first counts.
    init(of range: Range<Int>, in bytes: [UInt8]) {
        func text(_ part: Range<Int>) -> String { String(decoding: bytes[part], as: UTF8.self) }
        let start = bytes[..<range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[range.lowerBound...].firstIndex(of: 0x0A) ?? bytes.count
        let before = text(start..<range.lowerBound).count
        let width = text(range.lowerBound..<min(range.upperBound, end)).count
        line = bytes[..<start].count { $0 == 0x0A } + 1
        self.text = text(start..<(end > start && bytes[end - 1] == 0x0D ? end - 1 : end))
        span = before..<before + max(1, width)
    }
}
