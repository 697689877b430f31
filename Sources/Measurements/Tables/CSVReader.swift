/// Reads the records of a text one after the other, without making strings of cells that nobody asks for.
struct CSVReader {
    /// Where a cell stands.
    struct Cell {
        /// Its bytes, with the quotes around them.
        let range: Range<Int>
        /// Whether it is in quotes.
        let isQuoted: Bool
        /// Its line, from 1.
        let line: Int
        /// The character of the line where it begins, from 1.
        let column: Int
    }

    /// The cells between two line ends, and where the last of them ends.
    struct Record {
        let cells: [Cell]
        let start: Int
        let line: Int
        let endLine: Int
        let endColumn: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let isCancelled: () -> Bool
    private var index: Int
    private var line: Int
    private var column = 1
    /// Where it looks up next: the text has ended, or it may have been told to stop.
    private var fence: Int
    /// Whether it was told to stop, which reads as the end of the text.
    private(set) var isStopped = false

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    /// Bytes between two checks whether to stop: well under a millisecond.
    private static let stride = 65536

    /// Begins at an offset, where a record begins.
    ///
    /// - Parameters:
    ///   - bytes: the text, which has to outlive the reader.
    ///   - start: the offset; nil for the beginning.
    ///   - line: the line there.
    ///   - isCancelled: asked now and then; true ends the reading.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int? = nil, line: Int = 1,
        isCancelled: @escaping () -> Bool = { false }
    ) {
        self.bytes = bytes
        self.isCancelled = isCancelled
        self.line = line
        // A byte order mark is not part of the first heading.
        index = start ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        fence = min(bytes.count, index + Self.stride)
    }

    /// The next record; nil at the end.
    ///
    /// Empty lines are not records.
    mutating func record() throws(CSVError) -> Record? {
        while let byte = peek(), byte == Self.newline || byte == Self.carriageReturn { endLine() }
        guard peek() != nil else { return nil }
        let (start, first) = (index, line)
        var cells: [Cell] = []
        while true {
            let (begin, line, column) = (index, self.line, self.column)
            let isQuoted = peek() == Self.quote
            if isQuoted { try quotedCell() } else { try plainCell() }
            cells.append(Cell(range: begin..<index, isQuoted: isQuoted, line: line, column: column))
            guard peek() == Self.comma else { break }
            advance()
        }
        let record = Record(cells: cells, start: start, line: first, endLine: line, endColumn: column)
        if peek() != nil { endLine() }
        return isStopped ? nil : record
    }

    /// The text of a cell, without the quotes around it and with those inside it as they are meant.
    func text(_ cell: Cell) -> String {
        guard cell.isQuoted else { return String(decoding: bytes[cell.range], as: UTF8.self) }
        let inside = bytes[cell.range.lowerBound + 1..<cell.range.upperBound - 1]
        guard inside.contains(Self.quote) else { return String(decoding: inside, as: UTF8.self) }
        var content: [UInt8] = []
        var skips = false
        for byte in inside {
            // Of two quotes the first is kept.
            skips = byte == Self.quote && !skips
            if byte != Self.quote || skips { content.append(byte) }
        }
        return String(decoding: content, as: UTF8.self)
    }

    @inline(__always) private mutating func peek() -> UInt8? {
        index < fence ? bytes[index] : peekBehindFence()
    }

    private mutating func peekBehindFence() -> UInt8? {
        if !isStopped, index < bytes.count {
            isStopped = isCancelled()
            fence = min(bytes.count, index + Self.stride)
        }
        return isStopped || index >= bytes.count ? nil : bytes[index]
    }

    /// Steps over one byte within a line; the bytes that continue a character take no column.
    @inline(__always) private mutating func advance() {
        if bytes[index] & 0xC0 != 0x80 { column += 1 }
        index += 1
    }

    private mutating func endLine() {
        let isPair = bytes[index] == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.newline
        index += isPair ? 2 : 1
        line += 1
        column = 1
    }

    private mutating func plainCell() throws(CSVError) {
        while let byte = peek(), byte != Self.comma, byte != Self.newline, byte != Self.carriageReturn {
            if byte == Self.quote { throw CSVError(.strayQuote, line: line, column: column) }
            if byte == 0 { throw CSVError(.notText, line: line, column: column) }
            advance()
        }
    }

    private mutating func quotedCell() throws(CSVError) {
        let (line, column) = (self.line, self.column)
        advance()
        while let byte = peek() {
            if byte == 0 { throw CSVError(.notText, line: self.line, column: self.column) }
            if byte == Self.newline || byte == Self.carriageReturn {
                endLine()
                continue
            }
            advance()
            guard byte == Self.quote else { continue }
            if peek() == Self.quote {
                advance()
                continue
            }
            if let next = peek(), next != Self.comma, next != Self.newline, next != Self.carriageReturn {
                throw CSVError(.textBehindQuote, line: self.line, column: self.column)
            }
            return
        }
        if !isStopped { throw CSVError(.unclosedQuote, line: line, column: column) }
    }
}
