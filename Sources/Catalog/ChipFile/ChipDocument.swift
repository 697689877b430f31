import FoundationEssentials

/// The fields of a chip file, as JSON has them.
struct ChipDocument: Decodable {
    /// What stands at a field.
    enum Value: Equatable {
        case number(Double)
        case text(String)
        /// Something else, as a message calls it.
        case other(String)
    }

    /// The fields by name; of a name that occurs twice JSON decoders keep one.
    let fields: [String: Value]

    /// Reads a text, or says why it cannot be read.
    static func read(_ text: String) throws(ChipFileError) -> ChipDocument {
        if let fault = JSONFault.first(in: text) {
            throw .notJSON(line: fault.line, column: fault.column, expected: fault.expected)
        }
        do {
            return try JSONDecoder().decode(ChipDocument.self, from: Data(text.utf8))
        } catch DecodingError.typeMismatch {
            throw .notAnObject
        } catch {
            // The grammar is right: what remains is a number beyond the range of Double, or a lone surrogate.
            throw .notRepresentable
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var fields: [String: Value] = [:]
        for key in container.allKeys { fields[key.stringValue] = try container.decode(Value.self, forKey: key) }
        self.fields = fields
    }

    fileprivate struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension ChipDocument.Value: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .other("null")
        } else if let flag = try? container.decode(Bool.self) {
            self = .other("\(flag)")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if (try? decoder.unkeyedContainer()) != nil {
            self = .other("a list")
        } else if (try? decoder.container(keyedBy: ChipDocument.Key.self)) != nil {
            self = .other("an object")
        } else {
            self = .other("a number that is too large")
        }
    }
}
