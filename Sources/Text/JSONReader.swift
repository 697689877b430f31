import Units

/// Reads JSON from its first byte to its last, and says where it stops being any.
///
/// The time is linear in the text, and nesting has a limit: a walk over it is recursive.
struct JSONReader {
    private let bytes: [UInt8]
    private let dialect: JSON.Dialect
    private var index = 0
    private var depth = 0
    /// What is left of a path that is looked for in the value that is read; nil where it does not lead there.
    private var sought: Substring?
    /// The bytes of the name, where it has one, and of the value at the end of that path.
    private var found: (name: Range<Int>?, value: Range<Int>)?

    /// Deeper nesting than any configuration or chip file has.
    private static let deepest = 64

    /// Begins a text; a byte order mark is skipped.
    init(_ text: String, _ dialect: JSON.Dialect) {
        let bytes = Array(text.utf8)
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        self.dialect = dialect
    }

    /// Reads the one value of the text.
    mutating func document() throws(JSONFault) -> JSON {
        let value = try value()
        skipSpace()
        if index < bytes.count { throw fault(say(en: "the end of the text", zh: "文本结尾")) }
        return value
    }

    /// Reads the text for the place of a value, or of its name.
    mutating func place(of path: String, ofName: Bool) -> TextPlace? {
        sought = path[...]
        guard (try? document()) != nil, let found else { return nil }
        return TextPlace(of: (ofName ? found.name : nil) ?? found.value, in: bytes)
    }

    /// Reads a value at one more step of the path that is looked for.
    private mutating func value(
        at step: @autoclosure () -> String, name: Range<Int>? = nil
    ) throws(JSONFault) -> JSON {
        guard let outer = sought else { return try value() }
        let step = step()
        defer { sought = outer }
        // Names may hold dots and brackets themselves, so that the path is not cut before they are known.
        let path = name != nil && outer.first == "." ? outer.dropFirst() : outer
        sought = path.hasPrefix(step) ? path.dropFirst(step.count) : nil
        if let rest = sought, !rest.isEmpty, rest.first != ".", rest.first != "[" { sought = nil }
        skipSpace()
        let start = index
        let isMeant = sought?.isEmpty == true
        let value = try value()
        if isMeant { found = (name, start..<index) }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSON {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try nested { (reader) throws(JSONFault) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(JSONFault) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"): return try number()
        case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
        default:
            if take(word: "true") { return .bool(true) }
            if take(word: "false") { return .bool(false) }
            if take(word: "null") { return .null }
            // Python writes them, as in the `time_step_limit` of state-space models.
            if dialect == .python {
                if take(word: "Infinity") { return .number(.infinity) }
                if take(word: "NaN") { return .number(.nan) }
            }
            throw fault(say(en: "a value", zh: "值"))
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONFault) -> JSON
    ) throws(JSONFault) -> JSON {
        guard depth < Self.deepest else { throw fault(at: index, .tooDeep(most: Self.deepest)) }
        depth += 1
        index += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func array() throws(JSONFault) -> JSON {
        var values: [JSON] = []
        skipSpace()
        if take("]") { return .array(values) }
        repeat {
            values.append(try value(at: "[\(values.count + 1)]"))
            skipSpace()
            if take("]") { return .array(values) }
        } while take(",")
        throw fault(say(en: "',' or ']'", zh: "“,”或“]”"))
    }

    private mutating func object() throws(JSONFault) -> JSON {
        var members: [(key: String, value: JSON)] = []
        var places: [String: (member: Int, index: Int)] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw fault(say(en: "a field in double quotes", zh: "双引号括起的字段")) }
            let start = index
            let key = try string()
            let name = start..<index
            skipSpace()
            guard take(":") else { throw fault(say(en: "':'", zh: "“:”")) }
            if let earlier = places[key] {
                guard dialect == .python else {
                    throw fault(at: start, .repeated(field: key, line: place(of: earlier.index).line))
                }
                members[earlier.member].value = try value(at: key, name: name)
            } else {
                places[key] = (members.count, start)
                members.append((key, try value(at: key, name: name)))
            }
            skipSpace()
            if take("}") { return .object(members) }
        } while take(",")
        throw fault(say(en: "',' or '}'", zh: "“,”或“}”"))
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        index += 1
        return true
    }

    private mutating func take(word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] { return false }
        index += length
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private func fault(_ expected: String) -> JSONFault { fault(at: index, .grammar(expected: expected)) }

    private func fault(at index: Int, _ problem: JSONFault.Problem) -> JSONFault {
        JSONFault(place: place(of: index), problem: problem)
    }

    private func place(of index: Int) -> TextPlace { TextPlace(of: index..<index, in: bytes) }
}

// MARK: - Numbers

extension JSONReader {
    private mutating func number() throws(JSONFault) -> JSON {
        let start = index
        let isNegative = take("-")
        if isNegative, dialect == .python, take(word: "Infinity") { return .number(-.infinity) }
        let first = index
        if !take("0") { try digits() }
        let last = index
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("-") { _ = take("+") }
            try digits()
        }
        // Whole numbers of so few digits are exact as they are summed up, and most numbers are such.
        if index == last, last - first <= 15 {
            let whole = Double(bytes[first..<last].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
            return .number(isNegative ? -whole : whole)
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard let number = Double(text), number.isFinite else { return .excess(text) }
        return .number(number)
    }

    private mutating func digits() throws(JSONFault) {
        let start = index
        while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        if index == start { throw fault(say(en: "a digit", zh: "数字")) }
    }
}

// MARK: - Texts

extension JSONReader {
    private mutating func string() throws(JSONFault) -> String {
        index += 1
        // Escapes are rare: what stands between them is taken as it is.
        var content: [UInt8] = []
        var start = index
        while let byte = peek, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw fault(say(en: "a closing '\"' in the same line", zh: "同一行内的结束引号“\"”")) }
            if byte == UInt8(ascii: "\\") {
                content += bytes[start..<index]
                content += try escape()
                start = index
            } else {
                index += 1
            }
        }
        let end = index
        guard take("\"") else { throw fault(say(en: "a closing '\"'", zh: "结束引号“\"”")) }
        guard !content.isEmpty else { return String(decoding: bytes[start..<end], as: UTF8.self) }
        return String(decoding: content + bytes[start..<end], as: UTF8.self)
    }

    private mutating func escape() throws(JSONFault) -> [UInt8] {
        let start = index
        index += 1
        guard let byte = peek else { throw fault(say(en: "an escape such as \\n", zh: "转义符，如 \\n")) }
        let plain: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            index += 1
            return try Array(Character(scalar(from: start)).utf8)
        default: throw fault(say(en: "an escape such as \\n", zh: "转义符，如 \\n"))
        }
        index += 1
        return [plain]
    }

    /// The character of `\u` and four digits, or of two such where one cannot hold it.
    private mutating func scalar(from start: Int) throws(JSONFault) -> Unicode.Scalar {
        let unit = try hexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if (0xD800...0xDBFF).contains(unit), take(word: "\\u") {
            let second = try hexDigits()
            if (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
        }
        throw fault(
            at: start,
            .grammar(
                expected: say(
                    en: "both halves of a character, such as \\uD83D\\uDE00",
                    zh: "一个字符的前后两半，如 \\uD83D\\uDE00")))
    }

    private mutating func hexDigits() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = peek.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw fault(say(en: "4 hex digits", zh: "四位十六进制数字"))
            }
            value = value << 4 + UInt32(digit)
            index += 1
        }
        return value
    }
}
