import Measurements
import Testing

/// RFC 4180, and where a text breaks it.
@Suite struct CSVTableTests {
    @Test func readsQuotesCommasAndLineEnds() throws {
        let table = try CSVTable(
            parsing: "\u{FEFF}a, b ,c\r\n\"1,5\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n\r\n,,\n7,8,9")
        #expect(table.headings == ["a", "b", "c"])
        #expect(table.rows.map(\.cells) == [["1,5", "say \"hi\"", "two\r\nlines"], ["", "", ""], ["7", "8", "9"]])
        // The first row takes lines 2 and 3, line 4 is empty.
        #expect(table.rows.map(\.line) == [2, 5, 6])
    }

    @Test(arguments: [
        ("", CSVError.Problem.empty, 1, 1),
        ("\n\n", .empty, 1, 1),
        ("a,b\n", .noRows, 1, 4),
        ("a,b\n1\n", .ragged(cells: 1, headings: 2), 2, 2),
        ("a,b\n1,2\n1,2,3\n", .ragged(cells: 3, headings: 2), 3, 5),
        // Columns are characters: the surplus cell begins at the fifth of its line.
        ("a,b\n算,能,3\n", .ragged(cells: 3, headings: 2), 2, 5),
        ("a,b\n1,\"2\n", .unclosedQuote, 2, 3),
        ("a,b\n1,2\"\n", .strayQuote, 2, 4),
        ("a,b\n\"1\"x,2\n", .textBehindQuote, 2, 4),
        ("a,b\n\"x\ny\",\"1\"2\n", .textBehindQuote, 3, 7),
        ("a,b\n1,\u{0}\n", .notText, 2, 3),
        ("a,b,a\n1,2,3\n", .repeatedHeading("a"), 1, 5),
        ("a;b\n1;2\n", .otherSeparator("semicolons"), 1, 1),
        ("a\tb\n1\t2\n", .otherSeparator("tabs"), 1, 1),
    ])
    func saysWhereATextIsNoTable(_ text: String, _ problem: CSVError.Problem, _ line: Int, _ column: Int) {
        do {
            _ = try CSVTable(parsing: text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.problem == problem)
            #expect([error.line, error.column] == [line, column])
            #expect(!error.message.isEmpty && !error.expected.isEmpty)
        }
    }

    @Test func stopsInALongTextWhenToldTo() throws {
        let text = "a,b\n" + String(repeating: "1,2\n", count: 50_000)
        #expect(try CSVTable(parsing: text, isCancelled: { true })?.count == nil)
        #expect(try CSVTable(parsing: text, isCancelled: { false })?.count == 50_000)
        // In one quoted cell as well, whose end is never reached.
        #expect(try CSVTable(parsing: "a\n\"" + text, isCancelled: { true })?.count == nil)
    }

    @Test func everyTextIsReadOrRefused() {
        let pieces = ["a", ",", "\"", "\n", "\r", "\r\n", "算", " ", "\u{0}", "\u{FEFF}"]
        // All texts of up to five of these pieces.
        var texts = [""]
        for _ in 0..<5 { texts += texts.suffix(10_000).flatMap { text in pieces.map { text + $0 } } }
        for text in texts {
            guard let table = try? CSVTable(parsing: text) else { continue }
            #expect(table.rows.allSatisfy { $0.cells.count == table.headings.count })
        }
    }
}
