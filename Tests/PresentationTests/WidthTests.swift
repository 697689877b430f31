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

/// Tables that give columns up rather than fall into blocks.
@Suite struct GivingWayTests {
    private var table: Table {
        var table = Table(
            columns: [
                Table.Column("row", heading: "#", places: 0),
                Table.Column("rate", unit: "output tok/s /chip", places: 1, importance: 9),
                Table.Column("share", unit: "%", places: 1, importance: 2),
                Table.Column("size", unit: "GiB/chip", places: 1, importance: 5),
            ],
            rows: [[.number(1), .number(104.1), .number(10), .number(16.5)]])
        table.title = "tp=4; decode"
        table.more = "rows"
        return table
    }

    /// `rows share` shows what gave way, but not what belongs to the table alone; 'format vertical' shows all.
    @Test func onlyWhatACommandShowsIsNamed() {
        /// What is said below a table that only its first columns fit into, on one line.
        func said(_ table: Table) -> String {
            let text = OutputFormat.box.render(table, width: 20).split(separator: "also: ").last ?? ""
            return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        var own = table
        own.columns[2].isOwn = true
        #expect(said(table).hasPrefix("size, share; 'rows NAME ...'"))
        #expect(said(own).hasPrefix("size; 'rows NAME ...'"))
        own.more = ""
        #expect(said(own).hasPrefix("size, share; 'format vertical'"))
    }

    @Test func theTitleStandsAbove() {
        #expect(
            OutputFormat.box.render(table) == """
                tp=4; decode
                 #                rate  share      size
                    output tok/s /chip      %  GiB/chip
                 1               104.1   10.0      16.5

                """)
        #expect(OutputFormat.markdown.render(table).hasPrefix("tp=4; decode\n\n| # | rate (output tok/s /chip) |"))
        #expect(!OutputFormat.csv.render(table).contains("tp=4"))
        #expect(!OutputFormat.json.render(table).contains("tp=4"))
    }

    /// In one line the table has 1 + 1 + 2 + 18 + 2 + 5 + 2 + 8 = 39 columns, with the unit on two lines 33.
    @Test func aUnitBreaksBeforeAColumnGoes() {
        #expect(
            OutputFormat.box.render(table, width: 38) == """
                tp=4; decode
                 #          rate  share      size
                    output tok/s      %  GiB/chip
                           /chip
                 1         104.1   10.0      16.5

                """)
    }

    @Test func theLeastImportantGoFirstAndAreNamed() {
        #expect(
            OutputFormat.box.render(table, width: 32) == """
                tp=4; decode
                 #          rate      size
                    output tok/s  GiB/chip
                           /chip
                 1         104.1      16.5
                also: share; 'rows NAME ...'
                  shows them

                """)
        #expect(OutputFormat.box.render(table, width: 21).contains("also: size, share;"))
    }

    /// What is piped or recorded fits 100 columns, and no program looks for blocks in it.
    @Test func withoutAScreenItIsHeldToAHundredColumns() {
        var wide = table
        wide.columns += (0..<9).map { (number: Int) in
            Table.Column("figure_number_\(number)", places: 0, importance: number)
        }
        wide.rows[0] += (0..<9).map { .number(Double($0)) }
        let lines = OutputFormat.box.render(wide).split(separator: "\n").map { DisplayWidth.of(String($0)) }
        #expect(lines.max() ?? 0 <= 100)
        #expect(OutputFormat.box.render(wide) == OutputFormat.box.render(wide, width: 100))
        #expect(OutputFormat.box.render(wide, width: 300).contains("figure_number_0"))
    }

    @Test func aVerticalTableHasOneFigureALine() {
        #expect(
            OutputFormat.vertical.render(table) == """
                tp=4; decode
                 #      1
                 rate   104.1 output tok/s /chip
                 share  10.0 %
                 size   16.5 GiB/chip

                """)
        #expect(OutputFormat.vertical.render(Table(columns: [Table.Column("a")])) == "no rows\n")
    }

    /// A text has what the other columns leave, here 40 - 8 = 32; an address that is wider is broken where it ends.
    @Test func longTextsGoOnInTheirColumn() {
        let table = Table(
            columns: [Table.Column("name", alignment: .left), Table.Column("source", alignment: .left, wraps: true)],
            rows: [
                [.text("bw"), .text("a datasheet, as quoted on a page of someone else")],
                [.text("tdp"), .text("https://example.org/a/path/that/is/long/0123456789")],
            ])
        #expect(
            OutputFormat.box.render(table, width: 40) == """
                 name  source
                 bw    a datasheet, as quoted on a page
                       of someone else
                 tdp   https://example.org/a/path/that/i
                       s/long/0123456789

                """)
        #expect(OutputFormat.csv.render(table).contains("0123456789\n"))
    }

    /// Of two long texts the last gives way first, down to 24 columns, and then the one before it, of which 33 are left:
    /// 60 - 2 (the number) - 2 - 2 (between) - 21 (what the last takes).
    @Test func twoLongTextsShareWhatThereIs() {
        let table = Table(
            columns: [
                Table.Column("#"), Table.Column("ran", alignment: .left, wraps: true),
                Table.Column("reason", alignment: .left, wraps: true),
            ],
            rows: [
                [
                    .number(1), .text("h100 gpt-oss-120b agg 922+7373 chips=8 tp=8"),
                    .text("about 24 ran at once; others waited"),
                ]
            ])
        #expect(
            OutputFormat.box.render(table, width: 60) == """
                 #  ran                             reason
                 1  h100 gpt-oss-120b agg 922+7373  about 24 ran at once;
                    chips=8 tp=8                    others waited

                """)
    }

    /// A number keeps its unit, and a number of a list what it counts, unless a line has nothing else.
    @Test(arguments: [
        ("links of 64 GB/s within, 16 GB/s between", "links of 64 GB/s within,\n  16 GB/s between"),
        ("也可输入编号：1 sg2260e、2 a100、3 h100", "也可输入编号：1 sg2260e、\n  2 a100、3 h100"),
        ("chips=128 tp=4 batch=10 moe_tp", "chips=128 tp=4 batch=10\n  moe_tp"),
    ]) func numbersKeepTheirUnits(_ text: String, _ wrapped: String) {
        #expect(LineWrap.wrap(text, to: 27) == wrapped)
    }

    /// Fractions keep four digits among whole numbers: a batch of 0.25 is not 0.
    @Test func countsBelowOneStayWhatTheyAre() {
        let column = Table.Column("batch", digits: 4)
        #expect(
            [0.25, 8, 100.0 / 24, 12345].map { Table.text(.number($0), in: column) } == ["0.25", "8", "4.167", "12345"])
    }
}
