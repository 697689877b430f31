import Language
import Testing
import Text

/// Where an error is, and what is wrong there.
@Suite struct DiagnosticTests {
    private func render(_ diagnostic: Diagnostic, _ text: String) -> String {
        diagnostic.located(at: SourceLine(file: "f", number: 3, text: text)).render()
    }

    @Test func anErrorWithoutAPlaceIsAtTheBeginning() {
        #expect(render(Diagnostic("x"), "abc") == "f:3:1: error: x\n")
        #expect(render(Diagnostic("x", at: 1..<2), "abc") == "f:3:2: error: x\n  abc\n   ^\n")
    }

    @Test(arguments: [("rows |", "a command such as head -3"), ("rows >", "a file name"), ("rows >>", "a file name")])
    func whatIsMissingBehindASignHasOneCaret(_ line: String, _ expected: String) throws {
        let statement = try #require(try Lexer.statements(in: line).first)
        let sign = line.dropFirst("rows ".count)
        let error = #expect(throws: Diagnostic.self) { try statement.redirection { _ in false } }
        #expect(
            try #require(error).located(at: SourceLine(file: nil, number: 1, text: line)).render() == """
                error: nothing stands behind '\(sign)'
                  \(line)
                  \(String(repeating: " ", count: line.count))^ expected \(expected)

                """)
    }

    @Test func aPlaceInAFileIsShownBelowTheCommand() {
        let text = "{\"a\": 1,\n\t\"昇\": [2], \"b\": 3}"
        let error = Diagnostic("x", in: "f.json", JSON.place(of: "b", in: text), at: 5..<11)
        // The wide character takes two columns.
        #expect(
            render(error, "load f.json") == """
                f:3:6: error: f.json:2:17: x
                  load f.json
                       ^^^^^^
                  2 |  "昇": [2], "b": 3}
                                       ^

                """)
    }

    /// Configurations may be written on one line.
    @Test func ofALongLineThePartAroundTheWordIsShown() {
        let text = "{\"a\": [" + String(repeating: "1, ", count: 200) + "7], \"b\": 3}"
        let shown = Diagnostic("x", in: "f.json", JSON.place(of: "a[201]", in: text), at: 0..<1).render()
        let lines = shown.split(separator: "\n")
        #expect(lines.count == 3 && lines[1].count < 120)
        #expect(lines[1].dropFirst(lines[2].prefix { $0 == " " }.count) == "7], \"b\": 3}")
    }
}
