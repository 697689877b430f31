import Language
import Text
import Units

/// Why a tool cannot do what it is asked: its arguments make no sense, or a line failed.
struct ToolFault: Error, Sendable {
    let message: String
    /// What the shell said of the line.
    var diagnostic: Diagnostic?
}

/// The arguments of a call, by name.
struct ToolArguments: Sendable {
    let fields: JSONFields

    /// Seconds that a call takes unless it says otherwise, and at most.
    static let standardSeconds = 60.0
    static let mostSeconds = 86400.0

    /// Takes the arguments that a tool has.
    ///
    /// - Throws: a fault that names the first it has not.
    init(_ fields: JSONFields, names: [String]) throws(ToolFault) {
        self.fields = fields
        guard let unknown = fields.members.first(where: { !names.contains($0.key) }) else { return }
        throw ToolFault(
            message: ServiceWords.noArgument(
                unknown.key, nearest: NearestName.of(unknown.key, in: names), all: names.joined(separator: ", ")))
    }

    private func given(_ name: String) -> JSON? {
        let value = fields[name]
        return value == .null ? nil : value
    }

    func text(_ name: String) throws(ToolFault) -> String? {
        switch given(name) {
        case nil: return nil
        case .string(let text)?: return text
        default: throw ToolFault(message: ServiceWords.wrongKind(name, expected: ServiceWords.aText))
        }
    }

    func texts(_ name: String) throws(ToolFault) -> [String]? {
        let fault = ToolFault(message: ServiceWords.wrongKind(name, expected: ServiceWords.texts))
        switch given(name) {
        case nil: return nil
        case .string(let text)?: return [text]
        case .array(let items)?:
            var texts: [String] = []
            for item in items {
                guard case .string(let text) = item else { throw fault }
                texts.append(text)
            }
            return texts
        default: throw fault
        }
    }

    func flag(_ name: String) throws(ToolFault) -> Bool {
        switch given(name) {
        case nil: return false
        case .bool(let flag)?: return flag
        default: throw ToolFault(message: ServiceWords.wrongKind(name, expected: ServiceWords.aFlag))
        }
    }

    func count(_ name: String) throws(ToolFault) -> Int? {
        switch given(name) {
        case nil: return nil
        case .number(let number)?:
            if let count = Int(exactly: number), count >= 0 { return count }
        default: break
        }
        throw ToolFault(message: ServiceWords.wrongKind(name, expected: ServiceWords.aCount))
    }

    /// Seconds that the call may take.
    func seconds() throws(ToolFault) -> Double {
        switch given("seconds") {
        case nil: return Self.standardSeconds
        case .number(let seconds)? where (0.01...Self.mostSeconds).contains(seconds): return seconds
        default:
            throw ToolFault(
                message: ServiceWords.wrongKind("seconds", expected: ServiceWords.seconds(Self.mostSeconds)))
        }
    }

    /// A value as one word of a line; nil where it is null.
    func word(_ name: String) throws(ToolFault) -> String? {
        guard let json = given(name) else { return nil }
        return try Self.word(json, name)
    }

    /// Names and values of an object, in their order.
    func values(_ name: String) throws(ToolFault) -> [(name: String, word: String)] {
        switch given(name) {
        case nil: return []
        case .object(let members)?:
            var values: [(name: String, word: String)] = []
            for member in members where member.value != .null {
                values.append((member.key, try Self.word(member.value, member.key)))
            }
            return values
        default: throw ToolFault(message: ServiceWords.wrongKind(name, expected: ServiceWords.anObject))
        }
    }

    /// A value as it is typed: a list is joined by commas.
    private static func word(_ json: JSON, _ name: String, isItem: Bool = false) throws(ToolFault) -> String {
        switch json {
        case .string(let text):
            guard !text.contains(where: \.isNewline) else { throw ToolFault(message: ServiceWords.lineBreak) }
            return text
        case .number(let number): return Decimal.shortest(number)
        case .bool(let flag): return flag ? "on" : "off"
        case .array(let items) where !isItem && !items.isEmpty:
            var words: [String] = []
            for item in items { words.append(try word(item, name, isItem: true)) }
            return words.joined(separator: ",")
        case .array, .object, .null, .excess:
            throw ToolFault(message: ServiceWords.wrongKind(name, expected: ServiceWords.aValue))
        }
    }
}
