/// Where a text stops being JSON: the decoder only says that it is none.
struct JSONFault: Error, Equatable {
    /// The line, from 1.
    let line: Int
    /// The character in the line, from 1.
    let column: Int
    /// What would have been right there.
    let expected: String

    /// Finds the first place at which a text breaks the grammar of RFC 8259, or nil.
    static func first(in text: String) -> JSONFault? {
        var scanner = JSONScanner(bytes: Array(text.utf8))
        do {
            try scanner.document()
            return nil
        } catch {
            return error
        }
    }
}

/// Walks over JSON without building anything.
private struct JSONScanner {
    let bytes: [UInt8]
    var index = 0
    var depth = 0

    mutating func document() throws(JSONFault) {
        try value()
        skipSpace()
        if index < bytes.count { throw fault("the end of the text") }
    }

    private mutating func value() throws(JSONFault) {
        skipSpace()
        depth += 1
        defer { depth -= 1 }
        // Deeper nesting than any file needs; the walk is recursive.
        guard depth < 64 else { throw fault("less nesting") }
        switch peek {
        case UInt8(ascii: "{"): try list(until: "}", ofFields: true)
        case UInt8(ascii: "["): try list(until: "]", ofFields: false)
        case UInt8(ascii: "\""): try string()
        case let byte? where "-0123456789".utf8.contains(byte): try number()
        default:
            for word in ["true", "false", "null"] where bytes[index...].starts(with: word.utf8) {
                index += word.utf8.count
                return
            }
            throw fault("a value")
        }
    }

    private mutating func list(until end: Unicode.Scalar, ofFields: Bool) throws(JSONFault) {
        index += 1
        skipSpace()
        if take(end) { return }
        repeat {
            if ofFields { try field() }
            try value()
            skipSpace()
            if take(end) { return }
        } while take(",")
        throw fault("',' or '\(end)'")
    }

    private mutating func field() throws(JSONFault) {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { throw fault("a field in double quotes") }
        try string()
        skipSpace()
        guard take(":") else { throw fault("':'") }
    }

    private mutating func string() throws(JSONFault) {
        index += 1
        while let byte = peek, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw fault("a closing '\"' in the same line") }
            if byte == UInt8(ascii: "\\") { try escape() } else { index += 1 }
        }
        guard take("\"") else { throw fault("a closing '\"'") }
    }

    private mutating func escape() throws(JSONFault) {
        index += 1
        guard let byte = peek, "\"\\/bfnrtu".utf8.contains(byte) else { throw fault("an escape such as \\n") }
        index += 1
        guard byte == UInt8(ascii: "u") else { return }
        for _ in 0..<4 {
            guard let digit = peek, Character(Unicode.Scalar(digit)).isHexDigit else { throw fault("4 hex digits") }
            index += 1
        }
    }

    private mutating func number() throws(JSONFault) {
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        guard take("e") || take("E") else { return }
        if !take("-") { _ = take("+") }
        try digits()
    }

    private mutating func digits() throws(JSONFault) {
        let start = index
        while let byte = peek, "0123456789".utf8.contains(byte) { index += 1 }
        if index == start { throw fault("a digit") }
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D { index += 1 }
    }

    private func fault(_ expected: String) -> JSONFault {
        let before = bytes[..<index]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = before.count { $0 == 0x0A } + 1
        let column = String(decoding: before[start...], as: UTF8.self).count + 1
        return JSONFault(line: line, column: column, expected: expected)
    }
}
