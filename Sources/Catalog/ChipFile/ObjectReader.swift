import Text
import Units

/// Reads the fields of an object inside a chip file, each under its full path in messages.
struct ObjectReader {
    /// The characters of a text: the path of a file and what was asked of it are shorter.
    private static let longestText = 10_000

    private let path: String
    private let fields: [String: JSON]

    /// Takes an object; a field that is not known is an error.
    init(_ value: JSON, _ path: String, known: [String]) throws(ChipFileError) {
        guard let fields = value.fields else {
            throw .mistyped(
                field: path, found: value.found,
                expected: say(
                    en: "an object of " + known.joined(separator: ", "),
                    zh: "由字段 " + known.joined(separator: "、") + " 组成的对象"))
        }
        for field in fields.keys.sorted() where !known.contains(field) {
            throw .unknown(field: "\(path).\(field)", nearest: NearestName.of(field, in: known))
        }
        self.path = path
        self.fields = fields
    }

    /// Whether a field is there.
    func has(_ name: String) -> Bool { fields[name] != nil }

    /// A text that is not empty.
    func text(_ name: String) throws(ChipFileError) -> String {
        let expected = say(en: "a text", zh: "文本")
        let value = try require(name, expected)
        guard case .string(let text) = value, !text.isEmpty else { throw mistyped(name, value, expected) }
        guard !text.isLonger(than: Self.longestText) else {
            throw .tooLong(text, field: "\(path).\(name)", most: Self.longestText)
        }
        return text
    }

    /// One of a few things, by its name.
    func choice<Choice>(
        _ name: String, among choices: [Choice], by title: (Choice) -> String
    ) throws(ChipFileError) -> Choice {
        try choice(try require(name, Self.oneOf(choices.map(title))), name, choices, title)
    }

    /// Some of a few things, by their names.
    func choices<Choice>(
        _ name: String, among choices: [Choice], by title: (Choice) -> String
    ) throws(ChipFileError) -> [Choice] {
        var chosen: [Choice] = []
        for value in try list(name) { chosen.append(try choice(value, name, choices, title)) }
        return chosen
    }

    private func choice<Choice>(
        _ value: JSON, _ name: String, _ choices: [Choice], _ title: (Choice) -> String
    ) throws(ChipFileError) -> Choice {
        let words = choices.map(title)
        let expected = Self.oneOf(words)
        guard case .string(let text) = value else { throw mistyped(name, value, expected) }
        guard let choice = choices.first(where: { title($0) == text }) else {
            let hint = ChipFileError.hint(NearestName.of(text, in: words))
            throw .impossible(
                field: "\(path).\(name)",
                found: say(en: "'\(text.excerpt)' is not a choice\(hint)", zh: "“\(text.excerpt)”不是可选值\(hint)"),
                expected: expected)
        }
        return choice
    }

    private static func oneOf(_ words: [String]) -> String {
        say(
            en: "one of " + words.joined(separator: ", "),
            zh: "“" + words.joined(separator: "”、“") + "”之一")
    }

    /// A number within a range.
    func number(_ name: String, in range: ClosedRange<Double>) throws(ChipFileError) -> Double {
        let bounds = [range.lowerBound, range.upperBound].map(Decimal.shortest)
        let expected = say(
            en: "a number from \(bounds[0]) to \(bounds[1])", zh: "介于 \(bounds[0]) 与 \(bounds[1]) 之间的数")
        let value = try require(name, expected)
        guard case .number(let number) = value else { throw mistyped(name, value, expected) }
        guard range.contains(number) else {
            throw .impossible(
                field: "\(path).\(name)",
                found: say(
                    en: "\(Decimal.shortest(number)) is out of range", zh: "\(Decimal.shortest(number)) 超出范围"),
                expected: expected)
        }
        return number
    }

    /// A whole number from 1.
    func count(_ name: String) throws(ChipFileError) -> Int {
        let number = try number(name, in: 1...1e9)
        guard let count = Int(exactly: number) else {
            throw .impossible(
                field: "\(path).\(name)",
                found: say(
                    en: "\(Decimal.shortest(number)) is not a whole number", zh: "\(Decimal.shortest(number)) 不是整数"),
                expected: say(en: "a whole number from 1", zh: "不小于 1 的整数"))
        }
        return count
    }

    /// Whether a field says true.
    func flag(_ name: String) throws(ChipFileError) -> Bool {
        let expected = say(en: "true or false", zh: "布尔值（true 或 false）")
        let value = try require(name, expected)
        guard case .bool(let flag) = value else { throw mistyped(name, value, expected) }
        return flag
    }

    /// A list of numbers within a range.
    func numbers(_ name: String, in range: ClosedRange<Double>) throws(ChipFileError) -> [Double] {
        var numbers: [Double] = []
        for (place, value) in try list(name).enumerated() {
            let item = "\(name)[\(place + 1)]"
            let reader = try ObjectReader(.object([(item, value)]), path, known: [item])
            numbers.append(try reader.number(item, in: range))
        }
        return numbers
    }

    /// A list of texts that are not empty.
    func texts(_ name: String) throws(ChipFileError) -> [String] {
        var texts: [String] = []
        for (place, value) in try list(name).enumerated() {
            let item = "\(name)[\(place + 1)]"
            texts.append(try ObjectReader(.object([(item, value)]), path, known: [item]).text(item))
        }
        return texts
    }

    /// What stands at a field that is there, to be read by others.
    func value(_ name: String) throws(ChipFileError) -> JSON { try require(name, Self.anObject) }

    private static var anObject: String { say(en: "an object", zh: "对象") }

    /// The fields of an object, by their names.
    func object(_ name: String) throws(ChipFileError) -> [(key: String, value: JSON)] {
        let value = try require(name, Self.anObject)
        guard let fields = value.fields else { throw mistyped(name, value, Self.anObject) }
        return fields.sorted { $0.key < $1.key }
    }

    /// The items of a list.
    func list(_ name: String) throws(ChipFileError) -> [JSON] {
        let expected = say(en: "a list", zh: "列表")
        let value = try require(name, expected)
        guard case .array(let values) = value else { throw mistyped(name, value, expected) }
        return values
    }

    private func require(_ name: String, _ expected: String) throws(ChipFileError) -> JSON {
        guard let value = fields[name] else { throw .missing(field: "\(path).\(name)", expected: expected) }
        return value
    }

    private func mistyped(_ name: String, _ value: JSON, _ expected: String) -> ChipFileError {
        .mistyped(field: "\(path).\(name)", found: value.found, expected: expected)
    }
}
