import Presentation
import Testing
import Text

/// What comes from files reaches no terminal and no page as a command to it.
@Suite struct PrintableTests {
    @Test func controlsAreShownInLetters() {
        #expect(Printable.text("a\u{1B}[31mred\u{07}") == #"a\u001b[31mred\u0007"#)
        #expect(
            Printable.text("\u{9B}31m \u{7F} \u{202E}abc\u{2066} \u{2028}")
                == #"\u009b31m \u007f \u202eabc\u2066 \u2028"#)
        #expect(Printable.text("\0\r") == #"\u0000\u000d"#)
    }

    @Test func whatIsTextStays() {
        for text in ["", "plain", "算能 é 😀 ｗｉｄｅ", "a\nb\tc", "👨‍👩‍👧", "\u{A0}\u{AD}"] {
            #expect(Printable.text(text) == text)
        }
        #expect(Printable.text("a\nb\tc", keepsLines: false) == "a b c")
    }

    /// A carriage return and a newline are one character, but two scalars.
    @Test func linesOfOtherSystemsAreSeen() {
        #expect(Printable.text("a\r\nb") == "a\\u000d\nb")
    }

    private static let evil = "x\u{1B}]52;c;aGk=\u{07}\u{9B}2J\u{202E}y\nz"

    private var table: Table {
        var table = Table(
            columns: [Table.Column(Self.evil, unit: "ms", alignment: .left), Table.Column("b", note: "n")],
            rows: [[.text(Self.evil), .number(1)]])
        table.title = Self.evil
        return table
    }

    @Test(arguments: OutputFormat.allCases)
    func noFormatPassesControlsOn(_ format: OutputFormat) {
        let text = format.render(table)
        #expect(
            text.unicodeScalars.allSatisfy { $0 == "\n" || (format == .tsv && $0 == "\t") || !Printable.isControl($0) },
            "\(text)")
    }

    @Test func pagesPassNoneOn() {
        let html = HTMLTable.render(table) + HTMLTable.escaped(Self.evil)
        #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || !Printable.isControl($0) })
    }

    @Test func markdownBeginsNoElements() {
        #expect(
            MarkdownRenderer.withoutTags("</p><script>x<!-- a < b <1 % <") == "&lt;/p>&lt;script>x&lt;!-- a < b <1 % <")
        let table = Table(columns: [Table.Column("a")], rows: [[.text("<img src=x>|")]])
        #expect(OutputFormat.markdown.render(table).hasSuffix("| &lt;img src=x>\\| |\n"))
    }
}
