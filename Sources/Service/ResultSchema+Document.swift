import Language
import Presentation
import Text

/// The schemas of what `format json` and the tools write, made from the declarations.
public enum SchemaFile {
    /// The file: one JSON Schema with a definition for each kind of document.
    public static func text(_ shell: ShellDescription) -> String {
        let columns = shell.kinds.filter { ["metric", "parameter"].contains($0.name) }
            .flatMap { $0.sections.flatMap(\.entries) }
        var seen: Set<String> = []
        let known = columns.filter { seen.insert($0.name).inserted }
        let row = ValueSchema.object([
            ("type", .string("object")),
            ("properties", ValueSchema.object(known.map { ($0.name, ValueSchema.column($0)) })),
            ("additionalProperties", ValueSchema.cell),
        ])
        return ValueSchema.object([
            ("$schema", .string(ValueSchema.dialect)), ("$id", .string("urn:sextant:schema:1")),
            ("title", .string("What Sextant \(shell.version) writes for programs")),
            ("$ref", .string("#/$defs/result")),
            (
                "$defs",
                ValueSchema.object([
                    ("result", ResultDocument.schema(rows: ValueSchema.object([("$ref", .string("#/$defs/row"))]))),
                    ("row", row), ("results", ResultSchema.results),
                ])
            ),
        ]).pretty + "\n"
    }
}

extension ValueSchema {
    /// What may stand in a cell of a table.
    static var cell: JSON {
        object([("type", .array(["string", "number", "boolean", "null"].map { .string($0) }))])
    }

    /// A column that the shell declares.
    static func column(_ entry: EntryDescription) -> JSON {
        let unit = entry.unit.isEmpty ? "" : " [\(entry.unit)]"
        return object([
            ("type", .array(["string", "number", "boolean", "null"].map { .string($0) })),
            ("description", .string(entry.summary + unit)),
        ])
    }
}

extension ResultDocument {
    /// The schema of a document whose rows are of some kind.
    static func schema(rows: JSON) -> JSON {
        let strings = ValueSchema.object([
            ("type", .string("array")), ("items", ValueSchema.object([("type", .string("string"))])),
        ])
        let table = ValueSchema.fields(
            [
                ("title", ValueSchema.object([("type", .string("string"))])), ("columns", strings),
                (
                    "units",
                    ValueSchema.object([
                        ("type", .string("object")),
                        ("additionalProperties", ValueSchema.object([("type", .string("string"))])),
                    ])
                ), ("rows", ValueSchema.object([("type", .string("array")), ("items", rows)])),
            ], required: ["columns", "units", "rows"])
        let picture = ValueSchema.fields(
            [("svg", ValueSchema.object([("type", .string("string"))]))], required: ["svg"])
        return ValueSchema.fields(
            [
                ("schema", ValueSchema.object([("const", .string(schema))])),
                ("command", ValueSchema.object([("type", .string("string"))])), ("messages", strings),
                ("tables", ValueSchema.object([("type", .string("array")), ("items", table)])),
                ("pictures", ValueSchema.object([("type", .string("array")), ("items", picture)])),
                ("html", ValueSchema.object([("type", .string("string"))])),
                ("text", ValueSchema.object([("type", .string("string"))])),
            ], required: ["schema", "messages", "tables"])
    }

    /// The same for rows of any columns, small enough to stand beside each tool.
    static var schemaOfDocument: JSON { schema(rows: ValueSchema.object([("type", .string("object"))])) }
}
