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
            throw .mistyped(field: path, found: value.found, expected: "an object of " + known.joined(separator: ", "))
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
        let value = try require(name, "a text")
        guard case .string(let text) = value, !text.isEmpty else { throw mistyped(name, value, "a text") }
        guard !text.isLonger(than: Self.longestText) else {
            throw .tooLong(text, field: "\(path).\(name)", most: Self.longestText)
        }
        return text
    }

    /// One of a few things, by its name.
    func choice<Choice>(
        _ name: String, among choices: [Choice], by title: (Choice) -> String
    ) throws(ChipFileError) -> Choice {
        try choice(try require(name, "one of " + choices.map(title).joined(separator: ", ")), name, choices, title)
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
        let expected = "one of " + words.joined(separator: ", ")
        guard case .string(let text) = value else { throw mistyped(name, value, expected) }
        guard let choice = choices.first(where: { title($0) == text }) else {
            let hint = NearestName.of(text, in: words).map { ", did you mean '\($0)'?" } ?? ""
            throw .impossible(
                field: "\(path).\(name)", found: "'\(text.excerpt)' is not a choice\(hint)", expected: expected)
        }
        return choice
    }

    /// A number within a range.
    func number(_ name: String, in range: ClosedRange<Double>) throws(ChipFileError) -> Double {
        let bounds = [range.lowerBound, range.upperBound].map(Decimal.shortest)
        let expected = "a number from \(bounds[0]) to \(bounds[1])"
        let value = try require(name, expected)
        guard case .number(let number) = value else { throw mistyped(name, value, expected) }
        guard range.contains(number) else {
            throw .impossible(
                field: "\(path).\(name)", found: "\(Decimal.shortest(number)) is out of range", expected: expected)
        }
        return number
    }

    /// A whole number from 1.
    func count(_ name: String) throws(ChipFileError) -> Int {
        let number = try number(name, in: 1...1e9)
        guard let count = Int(exactly: number) else {
            throw .impossible(
                field: "\(path).\(name)", found: "\(Decimal.shortest(number)) is not a whole number",
                expected: "a whole number from 1")
        }
        return count
    }

    /// Whether a field says true.
    func flag(_ name: String) throws(ChipFileError) -> Bool {
        let value = try require(name, "true or false")
        guard case .bool(let flag) = value else { throw mistyped(name, value, "true or false") }
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
    func value(_ name: String) throws(ChipFileError) -> JSON { try require(name, "an object") }

    /// The fields of an object, by their names.
    func object(_ name: String) throws(ChipFileError) -> [(key: String, value: JSON)] {
        let value = try require(name, "an object")
        guard let fields = value.fields else { throw mistyped(name, value, "an object") }
        return fields.sorted { $0.key < $1.key }
    }

    /// The items of a list.
    func list(_ name: String) throws(ChipFileError) -> [JSON] {
        let value = try require(name, "a list")
        guard case .array(let values) = value else { throw mistyped(name, value, "a list") }
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
