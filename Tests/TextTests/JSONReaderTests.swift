import Testing
import Text

/// JSON is read exactly and in one pass, or refused with the place where it stops being any.
@Suite struct JSONReaderTests {
    @Test(arguments: [
        ("null", JSON.null), (" true ", .bool(true)), ("false", .bool(false)), ("\"\"", .string("")),
        ("[]", .array([])),
        ("{}", .object([])), ("\u{FEFF}[1]", .array([.number(1)])),
        ("\r\n\t [ 1 , 2 ]\n", .array([.number(1), .number(2)])),
        ("{\"b\": 1, \"a\": {\"c\": null}}", .object([("b", .number(1)), ("a", .object([("c", .null)]))])),
        (#""a\"\\\/\b\f\n\r\t昇é\u6607\u00e9\uD83D\uDE00z""#, .string("a\"\\/\u{8}\u{C}\n\r\t昇é昇é😀z")),
        (#""\u0000""#, .string("\u{0}")), ("\"\u{7F}\"", .string("\u{7F}")),
    ])
    func valuesAreRead(text: String, value: JSON) throws { #expect(try JSON(parsing: text) == value) }

    /// 2^53 + 1 lies between two doubles and goes to the even one; 0.1 and the largest double are the nearest ones.
    @Test(arguments: [
        ("0", 0), ("7", 7), ("999999999999999", 999_999_999_999_999), ("9007199254740991", 9_007_199_254_740_991),
        ("9007199254740992", 9_007_199_254_740_992), ("9007199254740993", 9_007_199_254_740_992), ("-12", -12),
        ("0.1", 0.1), ("-2.5e-3", -0.0025), ("1E+2", 100), ("1e308", 1e308),
        ("1.7976931348623157e308", .greatestFiniteMagnitude),
        ("5e-324", .leastNonzeroMagnitude), ("1e-400", 0),
        ("123456789012345678901234567890", 123_456_789_012_345_677_877_719_597_056),
    ])
    func numbersAreTheNearestDoubles(text: String, number: Double) throws {
        guard case .number(let read) = try JSON(parsing: text) else { throw Unread() }
        #expect(read == number)
    }

    @Test func zeroKeepsItsSign() throws {
        guard case .number(let zero) = try JSON(parsing: "-0") else { throw Unread() }
        #expect(zero.sign == .minus)
    }

    @Test(arguments: ["1e999", "-1e999", "1e99999999999999999999", String(repeating: "9", count: 400)])
    func whatNoDoubleHoldsKeepsItsText(text: String) throws {
        guard case .excess(let kept) = try JSON(parsing: text) else { throw Unread() }
        #expect(kept == text)
        #expect(try JSON(parsing: text).compact == text)
    }

    @Test(arguments: [
        ("", "line 1, column 1: not JSON, expected a value"),
        ("  \n ", "line 2, column 2: not JSON, expected a value"),
        ("[1,]", "line 1, column 4: not JSON, expected a value"),
        ("[1 2]", "line 1, column 4: not JSON, expected ',' or ']'"),
        ("[1", "line 1, column 3: not JSON, expected ',' or ']'"),
        ("{\"a\" 1}", "line 1, column 6: not JSON, expected ':'"),
        ("{\"a\": 1,}", "line 1, column 9: not JSON, expected a field in double quotes"),
        ("{\"a\": 1 \"b\"}", "line 1, column 9: not JSON, expected ',' or '}'"),
        ("{a: 1}", "line 1, column 2: not JSON, expected a field in double quotes"),
        ("{} x", "line 1, column 4: not JSON, expected the end of the text"),
        ("{}\u{0}", "line 1, column 3: not JSON, expected the end of the text"),
        ("\u{FFFD}\u{FFFD}{\u{0}}\u{0}", "line 1, column 1: not JSON, expected a value"),
        ("\u{FEFF}{\n 'a': 1}", "line 2, column 2: not JSON, expected a field in double quotes"),
        ("\u{FEFF}x", "line 1, column 1: not JSON, expected a value"),
        ("tru", "line 1, column 1: not JSON, expected a value"),
        ("NaN", "line 1, column 1: not JSON, expected a value"),
        ("-Infinity", "line 1, column 2: not JSON, expected a digit"),
        ("+1", "line 1, column 1: not JSON, expected a value"),
        ("01", "line 1, column 2: not JSON, expected the end of the text"),
        ("1.", "line 1, column 3: not JSON, expected a digit"),
        ("1e", "line 1, column 3: not JSON, expected a digit"),
        (".5", "line 1, column 1: not JSON, expected a value"),
        ("0x10", "line 1, column 2: not JSON, expected the end of the text"),
        ("\"a", "line 1, column 3: not JSON, expected a closing '\"'"),
        ("\"a\nb\"", "line 1, column 3: not JSON, expected a closing '\"' in the same line"),
        ("\"\u{0}\"", "line 1, column 2: not JSON, expected a closing '\"' in the same line"),
        (#""a\"#, "line 1, column 4: not JSON, expected an escape such as \\n"),
        (#""昇\q""#, "line 1, column 4: not JSON, expected an escape such as \\n"),
        (#""\u12G4""#, "line 1, column 6: not JSON, expected 4 hex digits"),
        (#""a\uD83D""#, "line 1, column 3: not JSON, expected both halves of a character, such as \\uD83D\\uDE00"),
        (#""\uD83D\u0041""#, "line 1, column 2: not JSON, expected both halves of a character, such as \\uD83D\\uDE00"),
        (#""\uDE00""#, "line 1, column 2: not JSON, expected both halves of a character, such as \\uD83D\\uDE00"),
        (
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"a\": 3\n}",
            "line 4, column 3: a second field 'a', the first is in line 2"
        ),
    ])
    func faultsHavePlaces(text: String, message: String) {
        let fault = #expect(throws: JSONFault.self) { try JSON(parsing: text) }
        #expect(fault?.message == message)
    }

    @Test func sixtyFourLevelsAreEnough() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            #expect(throws: Never.self) { try JSON(parsing: nested(64, open, close)) }
            for depth in [65, 100_000] {
                let fault = #expect(throws: JSONFault.self) { try JSON(parsing: nested(depth, open, close)) }
                #expect(
                    fault?.message
                        == "line 1, column \(64 * open.count + 1): lists and objects are nested more than 64 deep")
            }
        }
        // Lists beside each other are not in each other.
        let row = "[" + (0..<200).map { _ in "[[]]" }.joined(separator: ",") + "]"
        #expect(throws: Never.self) { try JSON(parsing: row) }
    }

    /// Checked with `json.loads` of Python 3.11.
    @Test func pythonsDialectTakesWhatPythonTakes() throws {
        #expect(try JSON(parsing: "{\"a\": 1, \"b\": 2, \"a\": 3}", as: .python).compact == "{\"a\": 3, \"b\": 2}")
        for (text, number) in [("Infinity", Double.infinity), ("-Infinity", -.infinity)] {
            guard case .number(let read) = try JSON(parsing: text, as: .python) else { throw Unread() }
            #expect(read == number)
        }
        guard case .number(let read) = try JSON(parsing: "NaN", as: .python) else { throw Unread() }
        #expect(read.isNaN)
        for text in ["-NaN", "+Infinity", "inf", "'a'", "[1,]", "// a\n1", "{a: 1}"] {
            #expect(throws: JSONFault.self) { try JSON(parsing: text, as: .python) }
        }
    }

    @Test func whatIsWrittenReadsBack() throws {
        let value = JSON.object([
            ("", .array([.number(-0.1), .number(1e300), .null, .bool(true), .array([]), .object([])])),
            ("\u{1}\"\\\n昇😀", .string("\u{1F}\u{7F}\u{2028}/")),
        ])
        for text in [value.compact, value.pretty] { #expect(try JSON(parsing: text) == value) }
    }

    @Test func everyTextIsReadOrRefused() {
        let pieces = ["{", "}", "[", "]", ":", ",", "\"", "\\u", "D83D", "1", "-", "e", " ", "\n"]
        // All texts of up to four of these pieces.
        var texts = [""]
        for _ in 0..<4 { texts += texts.suffix(3_000).flatMap { text in pieces.map { text + $0 } } }
        for text in texts {
            for dialect in [JSON.Dialect.strict, .python] {
                guard let value = try? JSON(parsing: text, as: dialect) else { continue }
                #expect(throws: Never.self, "\(text)") { try JSON(parsing: value.compact, as: dialect) }
            }
        }
    }

    private struct Unread: Error {}
}
