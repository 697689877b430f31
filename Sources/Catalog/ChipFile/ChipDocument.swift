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
        case .number(let number):
            say(en: "found \(Decimal.shortest(number))", zh: "实际为 \(Decimal.shortest(number))")
        case .excess(let text):
            say(en: "found \(text.excerpt), which is too large", zh: "实际为 \(text.excerpt)，数值过大")
        case .string(let text): say(en: "found '\(text.excerpt)'", zh: "实际为“\(text.excerpt)”")
        case .bool(let flag): say(en: "found \(flag)", zh: "实际为 \(flag)")
        case .array: say(en: "found a list", zh: "实际为列表")
        case .object: say(en: "found an object", zh: "实际为对象")
        case .null: say(en: "found null", zh: "实际为 null")
        }
    }
}
