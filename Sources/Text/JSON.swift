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

    /// The place of a value in a text that can be read, or of its name.
    ///
    /// - Parameters:
    ///   - path: the names of fields behind each other, with a dot between them, and numbers of items from 1 in brackets:
    ///     `calibration.held_out[2].metric`.
    ///   - ofName: whether the name of the field is meant rather than what stands there.
    /// - Returns: nil where the path leads nowhere.
    public static func place(
        of path: String, ofName: Bool = false, in text: String, as dialect: Dialect = .strict
    ) -> TextPlace? {
        var reader = JSONReader(text, dialect)
        return reader.place(of: path, ofName: ofName)
    }

    /// Two values are equal if their texts are.
    public static func == (left: JSON, right: JSON) -> Bool { left.compact == right.compact }

    /// The value on one line.
    public var compact: String { text(.line, isCancelled: { false }) ?? "" }

    /// The value as a file that people read: the outermost and what holds objects on lines of their own, the rest on one.
    public var file: String { text(.file, isCancelled: { false }) ?? "" }

    /// The value with two spaces of indentation.
    public var pretty: String { pretty(isCancelled: { false }) ?? "" }

    /// The value with two spaces of indentation; nil if it was told to stop.
    public func pretty(isCancelled: () -> Bool) -> String? { text(.lines, isCancelled: isCancelled) }

    /// How lists and objects are broken into lines.
    private enum Layout { case line, lines, file }

    private func text(_ layout: Layout, isCancelled: () -> Bool) -> String? {
        var text = ""
        var values = 0
        return write(to: &text, layout, depth: 0, &values, isCancelled) ? text : nil
    }

    /// Values between two questions whether to stop.
    private static let stride = 256

    /// Appends the value; false if it was told to stop.
    private func write(
        to text: inout String, _ layout: Layout, depth: Int, _ values: inout Int, _ isCancelled: () -> Bool
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
            let isBroken = Self.breaks(layout, depth) { items.contains(where: \.isObject) }
            return Self.wrap(items, "[", "]", in: &text, isBroken ? depth : nil) { item, text in
                item.write(to: &text, layout, depth: depth + 1, &values, isCancelled)
            }
        case .object(let members):
            let isBroken = Self.breaks(layout, depth) { members.contains { $0.value.isObject } }
            return Self.wrap(members, "{", "}", in: &text, isBroken ? depth : nil) { member, text in
                text += Self.quoted(member.key) + ": "
                return member.value.write(to: &text, layout, depth: depth + 1, &values, isCancelled)
            }
        }
        return true
    }

    private var isObject: Bool { if case .object = self { true } else { false } }

    private static func breaks(_ layout: Layout, _ depth: Int, _ hasObjects: () -> Bool) -> Bool {
        switch layout {
        case .line: false
        case .lines: true
        case .file: depth == 0 || hasObjects()
        }
    }

    /// Appends items between brackets: on lines of their own, indented by two for each level, or on one without a depth.
    private static func wrap<Item>(
        _ items: [Item], _ open: String, _ close: String, in text: inout String, _ depth: Int?,
        _ write: (Item, inout String) -> Bool
    ) -> Bool {
        let outer = depth.map { items.isEmpty ? "" : "\n" + String(repeating: "  ", count: $0) } ?? ""
        let inner = outer.isEmpty ? "" : outer + "  "
        let comma = outer.isEmpty ? ", " : ","
        text += open
        for (index, item) in items.enumerated() {
            text += (index == 0 ? "" : comma) + inner
            guard write(item, &text) else { return false }
        }
        text += outer + close
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
