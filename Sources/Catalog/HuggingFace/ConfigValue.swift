import FoundationEssentials

/// A value of a JSON document.
///
/// Configurations differ in which fields they have, and the same field is a number in one and a list in another; a tree
/// that is asked for fields by name fits them better than one type of a few hundred optional properties.
enum ConfigValue: Decodable, Sendable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([ConfigValue])
    case object([String: ConfigValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([ConfigValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: ConfigValue].self))
        }
    }

    /// Reads the fields of a JSON object.
    ///
    /// - Parameters:
    ///   - text: the document.
    ///   - file: what a message calls it.
    static func object(in text: String, file: String) throws(ModelConfigError) -> [String: ConfigValue] {
        let decoder = JSONDecoder()
        // Python writes `Infinity`, as in the `time_step_limit` of state-space models; JSON5 has it and JSON has not.
        decoder.allowsJSON5 = true
        guard let value = try? decoder.decode(ConfigValue.self, from: Data(text.utf8)), case .object(let fields) = value
        else { throw .notJSON(file: file) }
        return fields
    }
}
