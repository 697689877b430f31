/// Reads the records of a text one after the other.
struct CSVReader {
    /// A cell and where it begins.
    struct Cell {
        let text: String
        let line: Int
        let column: Int
    }

    /// The cells between two line ends, and where the last of them ends.
    struct Record {
        let cells: [Cell]
        let line: Int
        let endLine: Int
        let endColumn: Int
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ text: String) {
        bytes = Array(text.utf8)
        // A byte order mark is no part of the first heading.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The next record; nil at the end.
    ///
    /// Lines that hold nothing are no records.
    mutating func record() throws(CSVError) -> Record? {
        while let byte = peek, byte == Self.newline || byte == Self.carriageReturn { endLine() }
        guard peek != nil else { return nil }
        let start = line
        var cells: [Cell] = []
        while true {
            let (line, column) = (self.line, self.column)
            let text = peek == Self.quote ? try quotedCell() : try plainCell()
            cells.append(Cell(text: text, line: line, column: column))
            guard peek == Self.comma else { break }
            advance()
        }
        let record = Record(cells: cells, line: start, endLine: line, endColumn: column)
        if peek != nil { endLine() }
        return record
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Steps over one byte within a line; the bytes that continue a character take no column.
    private mutating func advance() {
        if bytes[index] & 0xC0 != 0x80 { column += 1 }
        index += 1
    }

    private mutating func endLine() {
        let isPair = bytes[index] == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.newline
        index += isPair ? 2 : 1
        line += 1
        column = 1
    }

    private mutating func plainCell() throws(CSVError) -> String {
        let start = index
        while let byte = peek, byte != Self.comma, byte != Self.newline, byte != Self.carriageReturn {
            if byte == Self.quote { throw CSVError(.strayQuote, line: line, column: column) }
            if byte == 0 { throw CSVError(.notText, line: line, column: column) }
            advance()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func quotedCell() throws(CSVError) -> String {
        let (line, column) = (self.line, self.column)
        advance()
        var content: [UInt8] = []
        while let byte = peek {
            if byte == 0 { throw CSVError(.notText, line: self.line, column: self.column) }
            if byte == Self.newline || byte == Self.carriageReturn {
                let start = index
                endLine()
                content += bytes[start..<index]
                continue
            }
            advance()
            guard byte == Self.quote else {
                content.append(byte)
                continue
            }
            if peek == Self.quote {
                content.append(byte)
                advance()
                continue
            }
            if let next = peek, next != Self.comma, next != Self.newline, next != Self.carriageReturn {
                throw CSVError(.textBehindQuote, line: self.line, column: self.column)
            }
            return String(decoding: content, as: UTF8.self)
        }
        throw CSVError(.unclosedQuote, line: line, column: column)
    }
}
