import Units

/// A JSON value whose objects keep their order.
public enum JSON: Sendable, Equatable {
    case string(String)
    case number(Double)
    /// A number that no Double holds, as it is written.
    case excess(String)
    case bool(Bool)
    case null
    case array([JSON])
    case object([(key: String, value: JSON)])

    /// What of the files that people have is read.
    public enum Dialect: Sendable {
        /// RFC 8259, where each field of an object occurs once.
        case strict
        /// What Python's `json` takes: `NaN` and `Infinity` too, and of a field that occurs twice the last.
        case python
    }

    /// Reads a value, with or without a byte order mark before it.
    ///
    /// - Throws: the first place at which the text breaks the grammar.
    public init(parsing text: String, as dialect: Dialect = .strict) throws(JSONFault) {
        var reader = JSONReader(text, dialect)
        self = try reader.document()
    }

    /// Two values are equal if their texts are.
    public static func == (left: JSON, right: JSON) -> Bool { left.compact == right.compact }

    /// The value on one line.
    public var compact: String { text(indent: nil, depth: 0) }

    /// The value with two spaces of indentation.
    public var pretty: String { text(indent: 2, depth: 0) }

    private func text(indent: Int?, depth: Int) -> String {
        switch self {
        case .string(let value): Self.quoted(value)
        case .number(let value): value.isFinite ? Decimal.shortest(value) : "null"
        case .excess(let value): value
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .array(let values):
            Self.wrapped(values.map { $0.text(indent: indent, depth: depth + 1) }, "[", "]", indent, depth)
        case .object(let members):
            Self.wrapped(
                members.map { "\(Self.quoted($0.key)): " + $0.value.text(indent: indent, depth: depth + 1) }, "{", "}",
                indent, depth)
        }
    }

    private static func wrapped(_ items: [String], _ open: String, _ close: String, _ indent: Int?, _ depth: Int)
        -> String
    {
        guard let indent, !items.isEmpty else { return open + items.joined(separator: ", ") + close }
        let inner = "\n" + String(repeating: " ", count: indent * (depth + 1))
        let outer = "\n" + String(repeating: " ", count: indent * depth)
        return open + inner + items.joined(separator: "," + inner) + outer + close
    }

    /// A text in quotes, with everything escaped that JSON demands.
    public static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            // More than JSON demands, since a terminal may show it.
            case _ where Printable.isControl(scalar): result += Printable.escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
