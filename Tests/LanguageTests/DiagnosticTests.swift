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

    /// A word of 300 characters has 200 of them: 100 columns and as many behind them.
    @Test func ofALongWordTwoHundredColumnsAreShown() {
        let text = String(repeating: "a", count: 50) + " " + String(repeating: "b", count: 300) + " c"
        let line = SourceLine(file: nil, number: 1, text: text)
        let shown = Diagnostic("x", at: 51..<351).located(at: line).render().split(separator: "\n")
        // It begins 33 columns in front of the word.
        #expect(
            shown[1] == "  ... " + String(repeating: "a", count: 32) + " " + String(repeating: "b", count: 167) + " ..."
        )
        #expect(shown[2].count { $0 == "^" } == 167)
    }

    /// On a screen the command stands in one row, whatever its characters, with its carets below the word.
    @Test(arguments: [24, 31, 40, 60, 100]) func caretsStandBelowTheWordAtAnyWidth(_ width: Int) throws {
        let line = "note 算能芯片的首字延迟; filter 吞吐量>=10 and 每请求速度>=12 and 首字延迟超出目标"
        let characters = Array(line)
        for word in ["note", "吞吐量", "每请求速度", "首字延迟超出目标"] {
            let first = try #require(characters.indices.last { characters[$0...].starts(with: word) })
            let error = Diagnostic("未知指标", at: first..<first + word.count, expected: "一个指标", hint: "是否指 tps_batch？")
            let text = error.located(at: SourceLine(file: nil, number: 1, text: line)).render(width: width)
            let lines = text.split(separator: "\n")
            for line in lines { #expect(DisplayWidth.of(String(line)) <= width, "\(text)") }
            let carets = lines[2].prefix { $0 == " " || $0 == "^" }
            let before = carets.prefix { $0 == " " }.count
            var columns = 0
            let behind = lines[1].drop { character in
                columns += DisplayWidth.of(character)
                return columns <= before
            }
            #expect(behind.hasPrefix(word.prefix(3)), "\(text)")
            #expect(carets.count { $0 == "^" } <= DisplayWidth.of(word))
        }
    }
}
