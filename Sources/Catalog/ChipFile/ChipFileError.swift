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
            return say(
                en: "\(field): \(stamp.format) is newer than \(FileStamp.newest)",
                zh: "\(field)：\(stamp.format) 比 \(FileStamp.newest) 新")
        case .notAnObject:
            return say(
                en: "expected an object of fields, { \"name\": ..., \"flops\": ... }",
                zh: "应为由字段组成的对象：{ \"name\": ..., \"flops\": ... }")
        case .missing(let field, let expected):
            return say(en: "\(field): missing, expected \(expected)", zh: "\(field)：缺失，应为\(expected)")
        case .unknown(let field, let nearest):
            let hint = Self.hint(nearest)
            return say(en: "unknown field '\(field.excerpt)'\(hint)", zh: "未知字段“\(field.excerpt)”\(hint)")
        case .unknownChip(let field, let name, let nearest):
            let hint = Self.hint(nearest)
            return say(
                en: "\(field): unknown chip '\(name.excerpt)'\(hint)", zh: "\(field)：未知芯片“\(name.excerpt)”\(hint)")
        case .mistyped(let field, let found, let expected), .impossible(let field, let found, let expected):
            return say(en: "\(field): \(found), expected \(expected)", zh: "\(field)：\(found)，应为\(expected)")
        }
    }

    /// The nearest name, behind one that is not known.
    static func hint(_ nearest: String?) -> String {
        nearest.map { name in say(en: ", did you mean '\(name)'?", zh: "，是否指“\(name)”？") } ?? ""
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
        .impossible(
            field: field, found: say(en: "'\(text.excerpt)' is too long", zh: "“\(text.excerpt)”过长"),
            expected: say(en: "at most \(most) characters", zh: "不超过 \(most) 个字符的文本"))
    }

    /// The error of a quantity in quotes that does not read.
    static func quantity(_ error: QuantityError, _ text: String, _ field: ChipField) -> ChipFileError {
        let found = found(error, text.excerpt)
        return switch error {
        case .notFinite, .neitherShareNorSize, .notAWord:
            .impossible(field: field.key, found: found, expected: field.expectation)
        case .notANumber, .unknownUnit, .wrongDimension, .fractionOf, .secondUnit, .unitBelow:
            .mistyped(field: field.key, found: found, expected: field.expectation)
        }
    }

    private static func found(_ error: QuantityError, _ text: String) -> String {
        switch error {
        case .notANumber: say(en: "'\(text)' is not a number", zh: "“\(text)”不是数字")
        case .notFinite: say(en: "'\(text)' is not finite", zh: "“\(text)”不是有限值")
        case .unknownUnit(let unit, let nearest): noUnit(unit.excerpt, nearest)
        case .neitherShareNorSize:
            say(
                en: "'\(text)' is neither a share below 100 % nor a byte or more",
                zh: "“\(text)”既不是小于 100 % 的比例，也不是 1 字节及以上的容量")
        case .wrongDimension(let unit):
            say(en: "'\(text)' is a \(unit.dimension.title)", zh: "“\(text)”是\(unit.dimension.title)")
        case .fractionOf(let unit):
            say(
                en: "'\(text)' is a fraction of a power of two (\(unit.symbol))",
                zh: "“\(text)”是 2 的幂单位（\(unit.symbol)）的小数倍")
        case .notAWord:
            say(en: "'\(text)' is no \(Dimension.release.title)", zh: "“\(text)”不是\(Dimension.release.title)")
        case .secondUnit, .unitBelow: say(en: "'\(text)' has more than one unit", zh: "“\(text)”不止一个单位")
        }
    }

    private static func noUnit(_ unit: String, _ nearest: String?) -> String {
        guard let nearest else { return say(en: "unknown unit '\(unit)'", zh: "未知单位“\(unit)”") }
        return say(
            en: "unknown unit '\(unit)' (did you mean '\(nearest)'?)", zh: "未知单位“\(unit)”（是否指“\(nearest)”？）")
    }
}
