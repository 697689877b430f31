import Presentation
import Testing
import Text

/// Tables and prose on narrow screens.
@Suite struct WidthTests {
    private let table = Table(
        columns: [
            Table.Column("row", heading: "#", places: 0), Table.Column("alpha", unit: "ms", places: 1),
            Table.Column("beta", places: 1), Table.Column("gamma", unit: "%", places: 1),
        ],
        rows: [
            [.number(1), .number(10), .number(20), .number(30)],
            [.number(2), .number(40), .number(50), .number(60)],
        ])

    @Test func aTableThatFitsIsOneBlock() {
        #expect(OutputFormat.box.render(table, width: 80) == OutputFormat.box.render(table))
    }

    /// ` #  alpha  beta` has 15 columns; gamma would need 7 more, and comes below with the numbers of the rows.
    @Test func aTableThatDoesNotIsCutIntoBlocks() {
        #expect(
            OutputFormat.box.render(table, width: 20) == """
                 #  alpha  beta
                       ms
                 1   10.0  20.0
                 2   40.0  50.0

                 #  gamma
                        %
                 1   30.0
                 2   60.0

                """)
    }

    /// A note begins in column 15, and words that do not fit 40 columns go on there.
    @Test func notesOfARecordStayInTheirColumn() {
        let record = Table(
            columns: [Table.Column("tpot_ms", unit: "ms", note: "Time per output token of one request.")],
            rows: [[.number(5)]], isRecord: true)
        #expect(
            OutputFormat.box.render(record, width: 42) == """
                 tpot_ms  5 ms  Time per output token of
                                one request.

                """)
        #expect(OutputFormat.box.render(record, width: 30) == OutputFormat.box.render(record))
    }

    @Test func dataFormatsHaveNoWidth() {
        for format in [OutputFormat.csv, .json, .markdown] {
            #expect(format.render(table, width: 10) == format.render(table))
        }
    }

    @Test func proseBreaksBetweenWords() {
        let text = "  one two three four five six seven"
        #expect(LineWrap.wrap(text, to: 24) == "  one two three four\n    five six seven")
        #expect(LineWrap.wrap(text, to: 80) == text)
        #expect(LineWrap.wrap(text, to: nil) == text)
    }

    @Test func aWordThatIsTooLongStaysWhole() {
        let word = String(repeating: "x", count: 40)
        #expect(LineWrap.wrap("see \(word) there", to: 24) == "see\n  \(word)\n  there")
    }
}
