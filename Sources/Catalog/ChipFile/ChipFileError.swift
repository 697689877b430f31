import Text
import Units

/// Why a text is not the description of a chip.
public enum ChipFileError: Error, Sendable, Equatable {
    /// The text is not JSON.
    case notJSON(JSONFault)
    /// A newer program wrote the file, in a format that this one does not know; the field is that of the format.
    case newer(field: String, stamp: FileStamp)
    /// The text is JSON, but no object at the top.
    case notAnObject
    /// A field that every chip needs is not there.
    case missing(field: String, expected: String)
    /// A field that no chip has; `nearest` is the closest name that is known.
    case unknown(field: String, nearest: String?)
    /// No chip of the catalogue has this name; `nearest` is the closest.
    case unknownChip(field: String, name: String, nearest: String?)
    /// The value is of another kind, or its unit measures something else.
    case mistyped(field: String, found: String, expected: String)
    /// The value is of the right kind, but no chip can have it.
    case impossible(field: String, found: String, expected: String)
}

extension ChipFileError: CustomStringConvertible {
    /// The message, which names the field and what was expected, but not the place.
    public var description: String {
        switch self {
        case .notJSON(let fault): return fault.sentence
        case .newer(let field, let stamp):
            return "\(field): \(stamp.format) is newer than \(FileStamp.format)"
        case .notAnObject: return "expected an object of fields, { \"name\": ..., \"flops\": ... }"
        case .missing(let field, let expected): return "\(field): missing, expected \(expected)"
        case .unknown(let field, let nearest):
            let hint = nearest.map { ", did you mean '\($0)'?" } ?? ""
            return "unknown field '\(field.excerpt)'\(hint)"
        case .unknownChip(let field, let name, let nearest):
            let hint = nearest.map { ", did you mean '\($0)'?" } ?? ""
            return "\(field): unknown chip '\(name.excerpt)'\(hint)"
        case .mistyped(let field, let found, let expected), .impossible(let field, let found, let expected):
            return "\(field): \(found), expected \(expected)"
        }
    }
}

extension ChipFileError {
    /// The place in the file that is to blame; of a missing field that of the object without it, or nil at the top.
    public func place(in text: String) -> TextPlace? {
        switch self {
        case .notJSON(let fault): fault.place
        case .notAnObject: nil
        case .missing(let field, _):
            field.lastIndex(of: ".").flatMap { JSON.place(of: String(field[..<$0]), ofName: true, in: text) }
        case .unknown(let field, _), .newer(let field, _): JSON.place(of: field, ofName: true, in: text)
        case .mistyped(let field, _, _), .impossible(let field, _, _), .unknownChip(let field, _, _):
            JSON.place(of: field, in: text)
        }
    }

    /// The error of a text that no screen has room for.
    static func tooLong(_ text: String, field: String, most: Int) -> ChipFileError {
        .impossible(field: field, found: "'\(text.excerpt)' is too long", expected: "at most \(most) characters")
    }

    /// The error of a quantity in quotes that does not read.
    static func quantity(_ error: QuantityError, _ text: String, _ field: ChipField) -> ChipFileError {
        switch error {
        case .notANumber:
            .mistyped(field: field.key, found: "'\(text.excerpt)' is not a number", expected: field.expectation)
        case .notFinite:
            .impossible(field: field.key, found: "'\(text.excerpt)' is not finite", expected: field.expectation)
        case .unknownUnit(let unit, let nearest):
            .mistyped(
                field: field.key,
                found: "unknown unit '\(unit.excerpt)'" + (nearest.map { " (did you mean '\($0)'?)" } ?? ""),
                expected: field.expectation)
        case .neitherShareNorSize:
            .impossible(
                field: field.key, found: "'\(text.excerpt)' is neither a share below 100 % nor a byte or more",
                expected: field.expectation)
        case .wrongDimension(let unit):
            .mistyped(
                field: field.key, found: "'\(text.excerpt)' is a \(unit.dimension.title)", expected: field.expectation)
        case .fractionOf(let unit):
            .mistyped(
                field: field.key, found: "'\(text.excerpt)' is a fraction of a power of two (\(unit.symbol))",
                expected: field.expectation)
        case .secondUnit, .unitBelow:
            .mistyped(field: field.key, found: "'\(text.excerpt)' has more than one unit", expected: field.expectation)
        }
    }
}
