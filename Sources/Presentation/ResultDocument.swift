import Text

/// All that a command found and said, as one JSON document.
public struct ResultDocument: Sendable {
    /// The name and version of its layout, which its schema describes; what only adds fields keeps the number.
    public static let schema = "sextant.result/1"

    /// The command, where one document is told from others by it.
    public var command: String?
    /// What was said, a line each.
    public var messages: [String] = []
    /// What was found.
    public var tables: [Table] = []
    /// What was drawn.
    public var plots: [Plot] = []

    /// Makes an empty document.
    public init() {}

    /// Whether anything was found that is no line of text.
    public var isData: Bool { !tables.isEmpty || !plots.isEmpty }

    /// The document as a value.
    public var json: JSON {
        let tables = tables.map { table in
            JSON.object(
                Self.head(of: table) + [
                    (key: "rows", value: .array(table.rows.map { JSONRenderer.object($0, table.columns) }))
                ])
        }
        return .object(head + [(key: "tables", value: .array(tables))] + pictures)
    }

    /// The document with a line for each row, ending with a newline; nil if it was told to stop.
    public func text(isCancelled: () -> Bool) -> String? {
        var tables: [String] = []
        for table in self.tables {
            // The array of rows ends with a newline.
            guard var rows = OutputFormat.json.render(table, isCancelled: isCancelled) else { return nil }
            rows.removeLast()
            tables.append(JSON.object(Self.head(of: table)).compact.dropLast() + ", \"rows\": " + rows + "}")
        }
        let end = pictures.isEmpty ? "" : ", " + JSON.object(pictures).compact.dropFirst().dropLast()
        return JSON.object(head).compact.dropLast() + ", \"tables\": [" + tables.joined(separator: ", ") + "]" + end
            + "}\n"
    }

    private var head: [(key: String, value: JSON)] {
        [(key: "schema", value: .string(Self.schema))] + (command.map { [(key: "command", value: .string($0))] } ?? [])
            + [(key: "messages", value: .array(messages.map { .string($0) }))]
    }

    private var pictures: [(key: String, value: JSON)] {
        let pictures = plots.map { JSON.object([(key: "svg", value: .string($0.svg))]) }
        return pictures.isEmpty ? [] : [(key: "pictures", value: .array(pictures))]
    }

    /// The keys of a table in their order, and the units of those that have one.
    private static func head(of table: Table) -> [(key: String, value: JSON)] {
        let units = table.columns.filter { !$0.dataUnit.isEmpty }.map { (key: $0.key, value: JSON.string($0.dataUnit)) }
        let title: [(key: String, value: JSON)] =
            table.title.isEmpty ? [] : [(key: "title", value: .string(table.title))]
        return title + [
            (key: "columns", value: .array(table.columns.map { .string($0.key) })),
            (key: "units", value: .object(units)),
        ]
    }
}
