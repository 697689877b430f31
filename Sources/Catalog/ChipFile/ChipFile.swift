import CostModel
import Text
import Units

/// A chip with its names and what its parameters were fitted to.
public struct DescribedChip: Sendable, Equatable {
    /// The name that is typed.
    public var name: String
    /// The name that its maker uses.
    public var title: String
    /// The figures.
    public var chip: Chip
    /// What parameters were fitted to; nil where none were.
    public var calibration: CalibrationRecord?
    /// The runs of one's own that it was calibrated on; nil where there are none.
    public var ownRuns: OwnRuns?
    /// Parameters that its file leaves out, so that they are those of an ideal machine.
    public var unstated: [Parameter] = []
    /// The chip of the catalogue whose figures stand in for what its file leaves out; nil where none does.
    public var kin: String?
    /// Parameters that its file leaves out, so that they are those of its kin.
    public var kindred: [Parameter] = []

    /// Describes a chip.
    public init(name: String, title: String, chip: Chip, calibration: CalibrationRecord? = nil) {
        self.name = name
        self.title = title
        self.chip = chip
        self.calibration = calibration
    }
}

/// A chip of one's own as a JSON file: the shell's parameter names, with numbers in SI units or texts such as "16GB/s".
public enum ChipFile {
    /// Reads a chip; figures that the file leaves out are those of its kin, or of an ideal machine where it names none.
    ///
    /// Peak, memory and links are the chip's own and must be stated even so; its power is not its kin's.
    ///
    /// - Parameter text: a JSON object with `name`, the datasheet's figures and, if wanted, `title`, `like` with the name of
    ///   a chip of the catalogue, efficiencies and what they were fitted to.
    /// - Throws: `ChipFileError` where the text is not JSON, or a field is missing, misspelt or impossible.
    public static func parse(_ text: String) throws(ChipFileError) -> DescribedChip {
        let fields = try ChipDocument.read(text).fields
        if let stamp = fields[FileStamp.key] { _ = try StampField.parse(stamp, FileStamp.key) }
        let known =
            ["name", "title", KinField.key] + ChipField.all.map(\.key) + [
                CalibrationField.key, OwnRunsField.key, FileStamp.key,
            ]
        // A misspelt field is also a missing one; the misspelling is the more helpful of the two messages.
        for field in fields.keys.sorted() where !known.contains(field) {
            throw .unknown(field: field, nearest: NearestName.of(field, in: known))
        }
        let name = try word(fields["name"], "name", or: nil)
        let title = try word(fields["title"], "title", or: name)
        let kin = try fields[KinField.key].map { (value) throws(ChipFileError) in try KinField.parse(value) }
        var chip = kin.map(KinField.blank) ?? ChipField.blank
        for field in ChipField.all {
            if let value = fields[field.key] {
                field.set(&chip, try field.parameter.choices.isEmpty ? number(value, field) : choice(value, field))
            } else if field.presence == .required {
                throw .missing(field: field.key, expected: field.expectation)
            }
        }
        if let tier = chip.network.misplacedTier {
            throw .impossible(
                field: tier.parameter,
                found: say(
                    en: "\(Decimal.shortest(tier.size)) reaches no further than the tier inside it",
                    zh: "\(Decimal.shortest(tier.size)) 没有超出其内层网络的规模"),
                expected: say(
                    en: "more than \(Decimal.shortest(tier.inside)) chips",
                    zh: "多于 \(Decimal.shortest(tier.inside)) 颗芯片"))
        }
        var described = DescribedChip(
            name: name, title: title, chip: chip,
            calibration: try fields[CalibrationField.key].map { (value) throws(ChipFileError) in
                try CalibrationField.parse(value)
            })
        described.ownRuns = try fields[OwnRunsField.key].map { (value) throws(ChipFileError) in
            try OwnRunsField.parse(value)
        }
        described.kin = kin?.name
        let absent = ChipField.all.filter { fields[$0.key] == nil }
        described.kindred = kin == nil ? [] : absent.filter(\.isKindred).map(\.parameter)
        // What is rare is left out where it is nothing, which states it.
        described.unstated = absent.filter { $0.presence == .optional && (kin == nil || !$0.isKindred) }.map(
            \.parameter)
        return described
    }

    /// Writes a chip so that `parse` reads the same one.
    ///
    /// - Parameter stamp: the program that writes the file, as the file names it.
    public static func text(_ described: DescribedChip, stamp: FileStamp? = nil) -> String {
        let chip = described.chip
        let format = described.ownRuns == nil ? FileStamp.format : FileStamp.newest
        var fields: [(key: String, value: JSON)] = []
        if let stamp {
            let own = FileStamp(format: format, version: stamp.version, constants: stamp.constants)
            fields.append((FileStamp.key, own.json))
        }
        fields += [("name", .string(described.name)), ("title", .string(described.title))]
        let kin = Catalog.chip(named: described.kin)
        if let kin { fields.append((KinField.key, .string(kin.name))) }
        for field in ChipField.all {
            let value = field.get(chip)
            if let kin, field.isKindred {
                if described.kindred.contains(field.parameter), value == field.get(kin.value) { continue }
            } else if field.presence == .rare, value == field.get(ChipField.blank) {
                continue
            }
            fields.append((field.key, json(value, of: field.parameter)))
        }
        if let record = described.calibration { fields.append((CalibrationField.key, CalibrationField.json(record))) }
        if let own = described.ownRuns { fields.append((OwnRunsField.key, OwnRunsField.json(own))) }
        return JSON.object(fields).file + "\n"
    }

    /// The characters of a name or title: it stands in prompts and in the headings of tables.
    static let longestTitle = 200

    private static func word(
        _ value: JSON?, _ field: String, or fallback: String?
    ) throws(ChipFileError) -> String {
        let expected =
            field == "name"
            ? say(en: "a text of letters, digits, '-', '_' or '.'", zh: "由字母、数字、“-”“_”“.”组成的文本")
            : say(en: "a text", zh: "文本")
        switch value {
        case nil:
            guard let fallback else { throw .missing(field: field, expected: expected) }
            return fallback
        case .string(let text):
            guard !text.isLonger(than: longestTitle) else {
                throw .tooLong(text, field: field, most: longestTitle)
            }
            // A name is typed as one word of a command.
            let isWord = text.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
            guard !text.isEmpty, field != "name" || isWord else {
                throw .impossible(
                    field: field,
                    found: say(en: "'\(text.excerpt)' is not a \(field)", zh: "“\(text.excerpt)”不能作为 \(field)"),
                    expected: expected)
            }
            return text
        case .some(let other): throw .mistyped(field: field, found: other.found, expected: expected)
        }
    }

    private static func choice(_ value: JSON, _ field: ChipField) throws(ChipFileError) -> Double {
        guard case .string(let text) = value else {
            throw .mistyped(field: field.key, found: value.found, expected: field.expectation)
        }
        guard let position = field.parameter.choices.firstIndex(of: text) else {
            throw .impossible(
                field: field.key,
                found: say(en: "'\(text.excerpt)' is not a choice", zh: "“\(text.excerpt)”不是可选值"),
                expected: field.expectation)
        }
        return Double(position)
    }

    private static func number(_ value: JSON, _ field: ChipField) throws(ChipFileError) -> Double {
        let number: Double
        let shown: String
        switch value {
        case .number(let plain):
            number = plain
            shown = Decimal.shortest(plain)
        case .string(let text):
            do {
                number = try Quantity.parse(text, as: field.parameter.dimension)
            } catch {
                throw .quantity(error, text, field)
            }
            shown = say(en: "'\(text.excerpt)'", zh: "“\(text.excerpt)”")
        default: throw .mistyped(field: field.key, found: value.found, expected: field.expectation)
        }
        if field.parameter.refusal(of: number) == .outOfRange {
            let range = field.parameter.range
            let bounds = [range.lowerBound, range.upperBound].map { Quantity.format($0, field.parameter.dimension) }
            throw .impossible(
                field: field.key, found: say(en: "\(shown) is out of range", zh: "\(shown) 超出范围"),
                expected: say(en: "\(bounds[0]) to \(bounds[1])", zh: "介于 \(bounds[0]) 与 \(bounds[1]) 之间的值"))
        }
        if field.parameter.isWhole, number != number.rounded() {
            throw .impossible(
                field: field.key, found: say(en: "\(shown) is not a whole number", zh: "\(shown) 不是整数"),
                expected: field.expectation)
        }
        return number
    }

    /// A choice, or the shortest text with a unit that reads back as exactly this value, or else the number.
    private static func json(_ value: Double, of parameter: Parameter) -> JSON {
        if let choice = parameter.choice(value) { return .string(choice) }
        // Files keep the spelling of a datasheet, which their format has had from the start.
        let text = Quantity.exact(value, parameter.dimension).replacing("FLOP/s", with: "FLOPS")
        return Double(text) == nil ? .string(text) : .number(value)
    }
}
