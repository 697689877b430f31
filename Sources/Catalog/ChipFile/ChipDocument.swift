import Text
import Units

/// The fields of a chip file, as JSON has them.
struct ChipDocument {
    /// The fields by name.
    let fields: [String: JSON]

    /// Reads a text, or says why it cannot be read.
    static func read(_ text: String) throws(ChipFileError) -> ChipDocument {
        let value: JSON
        do throws(JSONFault) {
            value = try JSON(parsing: text)
        } catch {
            throw .notJSON(error)
        }
        guard let fields = value.fields else { throw .notAnObject }
        return ChipDocument(fields: fields)
    }
}

extension JSON {
    /// The fields of an object by name; nil of what is not an object.
    var fields: [String: JSON]? {
        guard case .object(let members) = self else { return nil }
        return Dictionary(members.map { ($0.key, $0.value) }) { _, last in last }
    }

    /// What a message calls it.
    var found: String {
        switch self {
        case .number(let number): "found \(Decimal.shortest(number))"
        case .excess(let text): "found \(text.excerpt), which is too large"
        case .string(let text): "found '\(text.excerpt)'"
        case .bool(let flag): "found \(flag)"
        case .array: "found a list"
        case .object: "found an object"
        case .null: "found null"
        }
    }
}
