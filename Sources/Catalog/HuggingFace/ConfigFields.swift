import Text
import Units

/// The fields of a configuration, asked for by name.
///
/// A question names every spelling of a field; the first that is present and not null answers. A message names the
/// first spelling.
struct ConfigFields: Sendable {
    /// The characters of a name; a list of layers by their letters may be longer.
    static let longestName = 200
    /// The characters of a pattern of modules.
    static let longestPattern = 4096

    private let values: [String: JSON]
    /// Other names by which the class knows its fields.
    private let spellings: [String: String]
    /// What stands in for what is left out: the class's own values, then those that it works out.
    private let defaults: [[String: JSON]]

    /// Where these fields stand in the file; empty at its top.
    private var path = ""
    /// The file, where it lies beside the configuration.
    private var file: String?
    /// The paths of fields that the file calls otherwise.
    private var origins: [String: String] = [:]

    /// The fields as written.
    init(_ values: [String: JSON], file: String?) {
        self.init(values, spellings: [:], defaults: [])
        self.file = file
    }

    private init(_ values: [String: JSON], spellings: [String: String], defaults: [[String: JSON]]) {
        self.values = values
        self.spellings = spellings
        self.defaults = defaults
    }

    /// A field as messages name it, by where it stands in its file.
    func field(_ name: String) -> ConfigField {
        ConfigField(path: origins[name] ?? (path.isEmpty ? name : "\(path).\(name)"), file: file)
    }

    /// The field that holds these.
    var field: ConfigField { ConfigField(path: path, file: file) }

    /// Fields that stand in these.
    private func nested(_ values: [String: JSON], at name: String) -> ConfigFields {
        var fields = ConfigFields(values, file: file)
        fields.path = field(name).path
        return fields
    }

    /// Reads the fields of a JSON object.
    ///
    /// - Parameters:
    ///   - text: the document.
    ///   - file: its name where it lies beside the configuration; nil of the configuration itself.
    init(parsing text: String, file: String?) throws(ModelConfigError) {
        let value: JSON
        do throws(JSONFault) {
            value = try JSON(parsing: text, as: .python)
        } catch {
            throw .notJSON(error, file: file)
        }
        guard let fields = value.fields else { throw .notAnObject(file: file ?? "config.json") }
        self.init(fields, file: file)
    }

    /// Whether a class says what is left out.
    var hasClass: Bool { !defaults.isEmpty }

    /// The fields in the words of a `config.json`, where they are Mistral's.
    var translated: ConfigFields {
        guard let (values, origins) = MistralParams.translated(values) else { return self }
        var fields = ConfigFields(values, file: file)
        fields.origins = origins
        return fields
    }

    /// The same fields with those of a class for absent ones.
    ///
    /// What the class works out from its own sizes stands in only where the file states no other ones.
    func with(defaults: ClassDefaults) -> ConfigFields {
        let spellings = defaults.spellings.compactMapValues { value -> String? in
            if case .string(let name) = value { name } else { nil }
        }
        let isDefault = values.allSatisfy { name, value in
            guard case .number? = defaults.fields[spellings[name] ?? name] else { return true }
            return Self.sizeless.contains(name) || defaults.fields[spellings[name] ?? name] == value
        }
        var fields = ConfigFields(
            values, spellings: spellings, defaults: [defaults.fields] + (isDefault ? [defaults.derived] : []))
        (fields.path, fields.file, fields.origins) = (path, file, origins)
        return fields
    }

    /// Fields from which the class works out nothing.
    private static let sizeless: Set<String> = ["vocab_size", "max_position_embeddings"]

    /// The first that is there of some spellings; one that is null hides the class's value.
    private func value(_ names: [String]) -> (name: String, value: JSON)? {
        var isNull = false
        for name in names {
            for spelling in [name, spellings[name] ?? name] {
                switch values[spelling] {
                case nil: continue
                case .null: isNull = true
                case .some(let value): return (spelling, value)
                }
            }
        }
        if isNull { return nil }
        for fields in defaults {
            for name in names {
                for spelling in [name, spellings[name] ?? name] {
                    if let value = fields[spelling], value != .null { return (spelling, value) }
                }
            }
        }
        return nil
    }

    /// Whether any of the spellings is present and not null.
    func has(_ names: String...) -> Bool { value(names) != nil }

    /// Whether any of the spellings is present, null included.
    func states(_ name: String) -> Bool { values[name] != nil || defaults.contains { $0[name] != nil } }

    /// A number, or nil where it is absent.
    func optionalNumber(_ names: [String]) throws(ModelConfigError) -> Double? {
        guard let (name, value) = value(names) else { return nil }
        switch value {
        case .number(let number):
            guard number >= 0, number <= 1e15 else { throw .outOfRange(field(name), found: Decimal.shortest(number)) }
            return number
        case .excess(let text): throw .outOfRange(field(name), found: text.excerpt)
        default: throw bad(name, expected: say(en: "a number that is not negative", zh: "非负数"))
        }
    }

    /// A number that the file itself states, or nil.
    func statedNumber(_ name: String) throws(ModelConfigError) -> Double? {
        values[name] == nil ? nil : try optionalNumber(name)
    }

    /// A number, or nil where it is absent.
    func optionalNumber(_ names: String...) throws(ModelConfigError) -> Double? { try optionalNumber(names) }

    /// A number, or a default where it is absent.
    func number(_ names: String..., or fallback: Double) throws(ModelConfigError) -> Double {
        try optionalNumber(names) ?? fallback
    }

    /// A number that must be there, possibly zero.
    func number(_ names: String...) throws(ModelConfigError) -> Double {
        guard let number = try optionalNumber(names) else { throw missing(names[0]) }
        return number
    }

    /// A number of things that must be there and at least 1.
    func count(_ names: String...) throws(ModelConfigError) -> Double {
        guard let number = try optionalNumber(names) else { throw missing(names[0]) }
        return try whole(number, names)
    }

    /// A number of things that is at least 1, or a default where it is absent.
    func count(_ names: String..., or fallback: Double) throws(ModelConfigError) -> Double {
        guard let number = try optionalNumber(names) else { return fallback }
        return try whole(number, names)
    }

    private func whole(_ number: Double, _ names: [String]) throws(ModelConfigError) -> Double {
        guard number >= 1, number == number.rounded() else {
            throw bad(
                value(names)?.name ?? names[0], expected: say(en: "a whole number of at least 1", zh: "不小于 1 的整数"))
        }
        return number
    }

    /// A yes or no, or nil where it is absent; some files write 0 and 1.
    func optionalFlag(_ name: String) throws(ModelConfigError) -> Bool? {
        switch value([name])?.value {
        case nil: nil
        case .bool(let flag): flag
        case .number(let number): number != 0
        default: throw bad(name, expected: say(en: "true or false", zh: "布尔值（true 或 false）"))
        }
    }

    /// A yes or no, or a default where it is absent.
    func flag(_ name: String, or fallback: Bool) throws(ModelConfigError) -> Bool {
        try optionalFlag(name) ?? fallback
    }

    /// Whether a field holds a number below zero, which some files use for "the last".
    func isNegative(_ name: String) -> Bool {
        guard case .number(let number)? = value([name])?.value else { return false }
        return number < 0
    }

    /// A text, or nil where it is absent.
    func text(_ names: String..., most: Int = longestName) throws(ModelConfigError) -> String? {
        guard let (name, value) = value(names) else { return nil }
        guard case .string(let text) = value else { throw bad(name, expected: say(en: "a text", zh: "文本")) }
        guard !text.isLonger(than: most) else {
            throw bad(name, expected: say(en: "a text of at most \(most) characters", zh: "不超过 \(most) 个字符的文本"))
        }
        return text
    }

    /// A text and the field that holds it, or nil where it is absent.
    func namedText(_ names: String...) throws(ModelConfigError) -> (text: String, field: ConfigField)? {
        for name in names {
            if let text = try text(name) { return (text, field(name)) }
        }
        return nil
    }

    /// A text where the field holds one, or nil.
    func textIfAny(_ name: String) -> String? {
        guard case .string(let text)? = value([name])?.value else { return nil }
        return text
    }

    /// A list of texts, or nil where it is absent.
    func texts(_ names: String...) throws(ModelConfigError) -> [String]? {
        guard let (name, value) = value(names) else { return nil }
        guard case .array(let list) = value else { throw bad(name, expected: say(en: "a list", zh: "列表")) }
        var texts: [String] = []
        for item in list {
            guard case .string(let text) = item else {
                throw bad(name, expected: say(en: "a list of texts", zh: "文本列表"))
            }
            guard !text.isLonger(than: Self.longestName) else {
                throw bad(
                    name,
                    expected: say(
                        en: "a list of texts of at most \(Self.longestName) characters",
                        zh: "每项不超过 \(Self.longestName) 个字符的文本列表"))
            }
            texts.append(text)
        }
        return texts
    }

    /// A list of numbers, or nil where it is absent.
    func numbers(_ names: String...) throws(ModelConfigError) -> [Double]? {
        guard let (name, value) = value(names) else { return nil }
        guard case .array(let list) = value else { throw bad(name, expected: say(en: "a list", zh: "列表")) }
        var numbers: [Double] = []
        for item in list {
            guard case .number(let number) = item else {
                throw bad(name, expected: say(en: "a list of numbers", zh: "数字列表"))
            }
            numbers.append(number)
        }
        return numbers
    }

    /// The items of a list where the field holds one, or nil.
    func list(_ name: String) -> [JSON]? {
        if case .array(let items)? = value([name])?.value { items } else { nil }
    }

    /// Whether a field holds a list.
    func isList(_ name: String) -> Bool { list(name) != nil }

    /// The fields of a nested object, or nil where it is absent.
    func object(_ names: String...) throws(ModelConfigError) -> ConfigFields? {
        guard let (name, value) = value(names) else { return nil }
        guard let fields = value.fields else { throw bad(name, expected: say(en: "an object", zh: "对象")) }
        return nested(fields, at: name)
    }

    /// The nested objects of a list, or nil where it is absent.
    func objectList(_ name: String) throws(ModelConfigError) -> [ConfigFields]? {
        guard let (name, value) = value([name]) else { return nil }
        guard case .array(let list) = value else { throw bad(name, expected: say(en: "a list", zh: "列表")) }
        var objects: [ConfigFields] = []
        for (index, item) in list.enumerated() {
            guard let fields = item.fields else { throw bad(name, expected: say(en: "a list of objects", zh: "对象列表")) }
            objects.append(nested(fields, at: "\(name)[\(index + 1)]"))
        }
        return objects
    }

    /// The fields of a nested object in the order of the file; nil for a value that is null.
    func members(_ names: String...) throws(ModelConfigError) -> [(name: String, fields: ConfigFields?)]? {
        guard let (name, value) = value(names) else { return nil }
        guard case .object(let members) = value else { throw bad(name, expected: say(en: "an object", zh: "对象")) }
        var list: [(name: String, fields: ConfigFields?)] = []
        for (key, value) in members {
            if case .null = value {
                list.append((key, nil))
            } else {
                guard let fields = value.fields else {
                    throw bad("\(name).\(key)", expected: say(en: "an object", zh: "对象"))
                }
                list.append((key, nested(fields, at: "\(name).\(key)")))
            }
        }
        return list
    }

    /// Patterns of modules, which may list many layers; a text stands for a list of one.
    func patterns(_ names: String...) throws(ModelConfigError) -> [String]? {
        guard let (name, value) = value(names) else { return nil }
        var patterns: [String] = []
        func add(_ value: JSON) throws(ModelConfigError) {
            switch value {
            case .array(let list): for item in list { try add(item) }
            case .string(let text) where !text.isLonger(than: Self.longestPattern): patterns.append(text)
            default:
                throw bad(
                    name,
                    expected: say(
                        en: "a list of texts of at most \(Self.longestPattern) characters",
                        zh: "每项不超过 \(Self.longestPattern) 个字符的文本列表"))
            }
        }
        try add(value)
        return patterns
    }

    /// The fields that hold texts, with their names.
    var allTexts: [(name: String, text: String)] {
        values.keys.sorted().compactMap { name in textIfAny(name).map { (name, $0) } }
    }

    /// The nested objects with their names.
    var objects: [(name: String, fields: ConfigFields)] {
        values.keys.sorted().compactMap { name in
            values[name]?.fields.map { (name, nested($0, at: name)) }
        }
    }
}
