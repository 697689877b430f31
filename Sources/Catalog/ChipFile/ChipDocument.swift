import FoundationEssentials
import Units

/// The fields of a chip file, as JSON has them.
struct ChipDocument: Decodable {
    /// What stands at a field.
    indirect enum Value: Equatable {
        case number(Double)
        case text(String)
        case flag(Bool)
        case list([Value])
        case object([String: Value])
        case null
        /// A number that no Double holds.
        case excessive

        /// What a message calls it.
        var found: String {
            switch self {
            case .number(let number): "found \(Decimal.shortest(number))"
            case .text(let text): "found '\(text)'"
            case .flag(let flag): "found \(flag)"
            case .list: "found a list"
            case .object: "found an object"
            case .null: "found null"
            case .excessive: "found a number that is too large"
            }
        }
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
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if var list = try? decoder.unkeyedContainer() {
            var values: [Self] = []
            while !list.isAtEnd { values.append(try list.decode(Self.self)) }
            self = .list(values)
        } else if let object = try? decoder.container(keyedBy: ChipDocument.Key.self) {
            var fields: [String: Self] = [:]
            for key in object.allKeys { fields[key.stringValue] = try object.decode(Self.self, forKey: key) }
            self = .object(fields)
        } else {
            self = .excessive
        }
    }
}
