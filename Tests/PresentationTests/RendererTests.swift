import Foundation
import Presentation
import Testing
import Text

@Suite struct RendererTests {
    @Test func aBoxAlignsByTheColumnsOfATerminal() {
        var table = SampleTable.awkward
        table.rows.removeLast()
        let text = """
             名称  rate      size  note
                   GB/s
             算能  16.3  59.6 GiB  a, b
             x      0.1         -  say "hi" | bye

            """
        #expect(OutputFormat.box.render(table) == text)
    }

    @Test func aBoxEmphasisesItsHeadings() {
        let table = Table(columns: [Table.Column("a", unit: "s")], rows: [[.number(1)]])
        #expect(OutputFormat.box.render(table) { "<\($0)>" } == "< a>\n< s>\n 1\n")
    }

    @Test func aBoxWithoutUnitsHasNoLineForThem() {
        #expect(OutputFormat.box.render(Table(columns: [Table.Column("a")], rows: [[.number(10)]])) == "  a\n 10\n")
    }

    @Test func aRecordHasALineForEachColumn() {
        let text = """
             名       算能     Its name.
             tpot_ms  96.1 ms  One step.
             plain    -

            """
        #expect(OutputFormat.box.render(SampleTable.record) == text)
    }

    @Test func markdownEscapesPipesAndKeepsRowsOnOneLine() {
        let text = """
            | 名称 | rate (GB/s) | size | note |
            | --- | ---: | ---: | --- |
            | 算能 | 16.3 | 59.6 GiB | a, b |
            | x | 0.1 | - | say "hi" \\| bye |
            | two lines | - | 590 ns |  |

            """
        #expect(OutputFormat.markdown.render(SampleTable.awkward) == text)
    }

    @Test func markdownEscapesHeadingsToo() {
        let table = Table(
            columns: [Table.Column("a|b", unit: "x|y")], rows: [[.text("one\r\ntwo")], [.text("one\u{2028}two")]])
        #expect(OutputFormat.markdown.render(table) == "| a\\|b (x\\|y) |\n| ---: |\n| one two |\n| one two |\n")
    }

    @Test func csvQuotesAndKeepsNumbersInFull() {
        let text = """
            name,rate,size,note
            算能,16.25,64000000000,"a, b"
            x,0.1,,"say ""hi"" | bye"
            "two
            lines",,5.9e-07,

            """
        #expect(OutputFormat.csv.render(SampleTable.awkward) == text)
    }

    /// RFC 4180, 2.6 and 2.7; a quote is doubled whatever is put above it.
    @Test(arguments: [
        ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("a\"\u{301}", "\"a\"\"\u{301}\""), ("a\nb", "\"a\nb\""),
        ("a;b", "\"a;b\""),
        ("a\tb", "\"a\tb\""), ("a b", "a b"), ("算,能", "\"算,能\""), ("算能", "算能"), ("~", "~"), ("0", "0"), (" ", " "),
    ])
    func cellsAreQuotedOnlyWhereTheyHaveTo(_ text: String, _ written: String) {
        let table = Table(columns: [Table.Column("a")], rows: [[.text(text)]])
        #expect(OutputFormat.csv.render(table) == "a\n\(written)\n")
    }

    @Test(arguments: [OutputFormat.csv, .json]) func rowsWrittenOneByOneAreTheWholeText(_ format: OutputFormat) throws {
        let writer = try #require(format.rowWriter)
        for count in 0...SampleTable.awkward.rows.count {
            var table = SampleTable.awkward
            table.rows.removeLast(table.rows.count - count)
            var bytes: [UInt8] = []
            writer.begin(table.columns, &bytes)
            for (index, row) in table.rows.enumerated() { writer.append(row, table.columns, index == 0, &bytes) }
            writer.end(count == 0, &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == format.render(table))
        }
        #expect(OutputFormat.markdown.rowWriter == nil)
    }

    /// OWASP, "CSV Injection": what begins with one of these is run by spreadsheets.
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ("+1 800", "'+1 800"), ("-x", "'-x"), ("-", "'-"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\"'\t=1\""),
        ("\r=1", #"\u000d=1"#), ("\n=1", "\"'\n=1\""), ("＝1+1", "'＝1+1"), ("a;=1", "\"a;=1\""),
        ("-3.4", "-3.4"), ("+5", "+5"), ("-1e-3", "-1e-3"), ("'=1", "'=1"), ("a=b", "a=b"), ("", ""),
    ])
    func noTextCellIsAFormula(_ text: String, _ written: String) {
        let table = Table(columns: [Table.Column("a")], rows: [[.text(text)]])
        #expect(OutputFormat.csv.render(table) == "a\n\(written)\n")
        let headed = Table(columns: [Table.Column(text), Table.Column("b")], rows: [])
        #expect(OutputFormat.csv.render(headed) == "\(written),b\n")
    }

    @Test func negativeNumbersStayNumbers() {
        let table = Table(columns: [Table.Column("a")], rows: [[.number(-3.4)], [.quantity(-2.5, .time)]])
        #expect(OutputFormat.csv.render(table) == "a\n-3.4\n-2.5\n")
    }

    /// 0.1 + 0.2 is 0.30000000000000004 in binary; whole numbers and inputs keep all their digits.
    @Test func figuresHaveTenDigits() {
        let table = Table(
            columns: [Table.Column("a"), Table.Column("b"), Table.Column("c")],
            rows: [[.number(0.1 + 0.2), .number(12_345_678_901_234), .quantity(0.1 + 0.2, .ratio)]])
        #expect(OutputFormat.csv.render(table) == "a,b,c\n0.3,12345678901234,0.30000000000000004\n")
        #expect(
            OutputFormat.json.render(table)
                == "[\n  {\"a\": 0.3, \"b\": 12345678901234, \"c\": 0.30000000000000004}\n]\n")
    }

    @Test func flagsAreWordsOfTheFormat() {
        let table = Table(columns: [Table.Column("fits")], rows: [[.flag(true)], [.flag(false)]])
        #expect(OutputFormat.csv.render(table) == "fits\ntrue\nfalse\n")
        #expect(OutputFormat.json.render(table) == "[\n  {\"fits\": true},\n  {\"fits\": false}\n]\n")
        #expect(OutputFormat.box.render(table) == " fits\n  yes\n   no\n")
    }

    @Test func aLegendSaysWhatColumnsMean() {
        let text = """
            name,unit,summary
            名,,Its name.
            tpot_ms,ms,One step.
            plain,,

            """
        #expect(OutputFormat.csv.render(SampleTable.record.legend) == text)
    }

    @Test func jsonKeepsTypesAndOrder() {
        let text = """
            [
              {"name": "算能", "rate": 16.25, "size": 64000000000, "note": "a, b"},
              {"name": "x", "rate": 0.1, "size": null, "note": "say \\"hi\\" | bye"},
              {"name": "two\\nlines", "rate": null, "size": 5.9e-07, "note": ""}
            ]

            """
        #expect(OutputFormat.json.render(SampleTable.awkward) == text)
    }

    @Test func dataFormatsWriteARecordAsARow() {
        #expect(
            OutputFormat.json.render(SampleTable.record)
                == "[\n  {\"名\": \"算能\", \"tpot_ms\": 96.14, \"plain\": null}\n]\n")
        #expect(OutputFormat.csv.render(SampleTable.record) == "名,tpot_ms,plain\n算能,96.14,\n")
    }

    @Test func aTableWithoutRowsStillHasItsHeadings() {
        let table = Table(columns: [Table.Column("a"), Table.Column("b", alignment: .left)])
        #expect(OutputFormat.box.render(table) == " a  b\n")
        #expect(OutputFormat.markdown.render(table) == "| a | b |\n| ---: | --- |\n")
        #expect(OutputFormat.csv.render(table) == "a,b\n")
        #expect(OutputFormat.json.render(table) == "[]\n")
    }

    @Test func everyFormatEndsWithANewline() {
        for format in OutputFormat.allCases {
            #expect(format.render(SampleTable.awkward).hasSuffix("\n"))
            #expect(!format.render(SampleTable.awkward).hasSuffix("\n\n"))
        }
    }

    @Test func onlyTablesForProgramsAreData() {
        #expect(OutputFormat.allCases.filter(\.isData) == [.csv, .tsv, .json])
    }
}

@Suite struct JSONTests {
    @Test func escapesControlCharactersAndQuotes() {
        #expect(JSON.string("a\"b\\c\n\r\t\u{0}\u{1B}é算").compact == #""a\"b\\c\n\r\t\u0000\u001bé算""#)
    }

    @Test func everyControlCharacterReadsBack() throws {
        let text = String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0) }))
        let data = Data(JSON.array([.string(text)]).compact.utf8)
        let read = try #require(try JSONSerialization.jsonObject(with: data) as? [String])
        #expect(read == [text])
    }

    @Test func whatIsNotFiniteIsNull() {
        #expect(JSON.array([.number(.nan), .number(.infinity), .number(-.infinity)]).compact == "[null, null, null]")
    }

    @Test func keepsTheOrderOfAnObject() {
        let value = JSON.object([
            (key: "z", value: .bool(true)), (key: "a", value: .array([])), (key: "m", value: .null),
        ])
        #expect(value.compact == #"{"z": true, "a": [], "m": null}"#)
        #expect(value.pretty == "{\n  \"z\": true,\n  \"a\": [],\n  \"m\": null\n}")
    }

    @Test func indentsWhatIsNested() {
        let value = JSON.array([.object([(key: "a", value: .array([.number(1), .number(2.5)]))])])
        #expect(value.pretty == "[\n  {\n    \"a\": [\n      1,\n      2.5\n    ]\n  }\n]")
    }
}
