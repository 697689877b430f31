import Language
import Testing

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
}
