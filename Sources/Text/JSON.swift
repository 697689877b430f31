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
    public var compact: String { text(indent: nil, isCancelled: { false }) ?? "" }

    /// The value with two spaces of indentation.
    public var pretty: String { pretty(isCancelled: { false }) ?? "" }

    /// The value with two spaces of indentation; nil if it was told to stop.
    public func pretty(isCancelled: () -> Bool) -> String? { text(indent: 2, isCancelled: isCancelled) }

    private func text(indent: Int?, isCancelled: () -> Bool) -> String? {
        var text = ""
        var values = 0
        return write(to: &text, indent, depth: 0, &values, isCancelled) ? text : nil
    }

    /// Values between two questions whether to stop.
    private static let stride = 256

    /// Appends the value; false if it was told to stop.
    private func write(
        to text: inout String, _ indent: Int?, depth: Int, _ values: inout Int, _ isCancelled: () -> Bool
    ) -> Bool {
        values += 1
        if values % Self.stride == 0, isCancelled() { return false }
        switch self {
        case .string(let value): text += Self.quoted(value)
        case .number(let value): text += value.isFinite ? Decimal.shortest(value) : "null"
        case .excess(let value): text += value
        case .bool(let value): text += value ? "true" : "false"
        case .null: text += "null"
        case .array(let items):
            return Self.wrap(items, "[", "]", in: &text, indent, depth) { item, text in
                item.write(to: &text, indent, depth: depth + 1, &values, isCancelled)
            }
        case .object(let members):
            return Self.wrap(members, "{", "}", in: &text, indent, depth) { member, text in
                text += Self.quoted(member.key) + ": "
                return member.value.write(to: &text, indent, depth: depth + 1, &values, isCancelled)
            }
        }
        return true
    }

    private static func wrap<Item>(
        _ items: [Item], _ open: String, _ close: String, in text: inout String, _ indent: Int?, _ depth: Int,
        _ write: (Item, inout String) -> Bool
    ) -> Bool {
        let isBroken = indent != nil && !items.isEmpty
        func line(_ depth: Int) -> String { "\n" + String(repeating: " ", count: (indent ?? 0) * depth) }
        let inner = isBroken ? line(depth + 1) : ""
        let comma = isBroken ? "," : ", "
        text += open
        for (index, item) in items.enumerated() {
            text += (index == 0 ? "" : comma) + inner
            guard write(item, &text) else { return false }
        }
        text += (isBroken ? line(depth) : "") + close
        return true
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
