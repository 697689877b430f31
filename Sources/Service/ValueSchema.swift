import Language
import Text

/// Parts of JSON Schema 2020-12.
enum ValueSchema {
    static let dialect = "https://json-schema.org/draft/2020-12/schema"

    /// A text, with what it is.
    static func text(_ summary: String, examples: [String] = []) -> JSON {
        object(
            [("type", .string("string")), ("description", .string(summary))]
                + (examples.isEmpty ? [] : [("examples", .array(examples.map { .string($0) }))]))
    }

    /// A text or a list of texts.
    static func texts(_ summary: String) -> JSON {
        object([
            ("type", .array([.string("string"), .string("array")])), ("items", object([("type", .string("string"))])),
            ("description", .string(summary)),
        ])
    }

    /// Yes or no.
    static func flag(_ summary: String) -> JSON {
        object([("type", .string("boolean")), ("description", .string(summary))])
    }

    /// A whole number, or one with a fraction.
    static func number(_ summary: String, from low: Double, to high: Double? = nil, isWhole: Bool = false) -> JSON {
        object(
            [("type", .string(isWhole ? "integer" : "number")), ("minimum", .number(low))]
                + (high.map { [("maximum", .number($0))] } ?? []) + [("description", .string(summary))])
    }

    /// One of some words.
    static func choice(_ words: [String], _ summary: String) -> JSON {
        object([("enum", .array(words.map { .string($0) })), ("description", .string(summary))])
    }

    /// A parameter's value: a number in its unit, or the same as it is typed; for an axis a list of them too.
    static func value(_ entry: EntryDescription, isAxis: Bool, isDescribed: Bool = true) -> JSON {
        let unit = entry.unit.isEmpty ? "" : " [\(entry.unit)]"
        var fields: [(String, JSON)] = []
        if !entry.choices.isEmpty, !isAxis {
            fields.append(("enum", .array(entry.choices.map { .string($0) })))
        } else {
            let kinds =
                (entry.choices.isEmpty ? [entry.isWhole ? "integer" : "number"] : []) + ["string"]
                + (isAxis ? ["array"] : [])
            fields.append(("type", kinds.count == 1 ? .string(kinds[0]) : .array(kinds.map { .string($0) })))
            // These bind numbers alone; what is typed with a unit is checked by the shell.
            if let lowest = entry.lowest { fields.append(("minimum", .number(lowest))) }
            if let highest = entry.highest { fields.append(("maximum", .number(highest))) }
            if isAxis {
                let item: JSON =
                    entry.choices.isEmpty
                    ? object([("type", .array([.string("number"), .string("string")]))])
                    : object([("enum", .array(entry.choices.map { .string($0) }))])
                fields.append(("items", item))
            }
        }
        if isDescribed { fields.append(("description", .string(entry.summary + unit))) }
        return object(fields)
    }

    /// An object with named fields; others are refused unless they are of a kind.
    static func fields(
        _ properties: [(String, JSON)], required: [String] = [], summary: String? = nil, others: JSON = .bool(false)
    ) -> JSON {
        object(
            [("type", .string("object"))] + (summary.map { [("description", .string($0))] } ?? [])
                + [("properties", object(properties))]
                + (required.isEmpty ? [] : [("required", .array(required.map { .string($0) }))])
                + [("additionalProperties", others)])
    }

    static func object(_ members: [(String, JSON)]) -> JSON {
        .object(members.map { (key: $0.0, value: $0.1) })
    }
}
