import Presentation
import Testing
import Text

/// What a command found and said, as one document.
@Suite struct ResultDocumentTests {
    private var document: ResultDocument {
        var document = ResultDocument()
        document.messages = ["said \"so\""]
        var table = Table(columns: [Table.Column("row"), Table.Column("tpot_ms", unit: "ms")])
        table.rows = [[.number(1), .number(96.086088)], [.number(2), .missing]]
        document.tables = [table]
        return document
    }

    @Test func eachRowHasALine() {
        let text = #"""
            {"schema": "sextant.result/1", "messages": ["said \"so\""], "tables": [{"columns": ["row", "tpot_ms"], "units": {"tpot_ms": "ms"}, "rows": [
              {"row": 1, "tpot_ms": 96.086088},
              {"row": 2, "tpot_ms": null}
            ]}]}

            """#
        #expect(document.text(isCancelled: { false }) == text)
    }

    @Test func theTextIsTheValue() throws {
        var document = document
        document.command = "rows"
        document.tables.append(Table(columns: []))
        document.plots = [Plot("bars", .bars(heading: "%", [Plot.Bar("a", [1], "1")]))]
        let text = try #require(document.text(isCancelled: { false }))
        #expect(try JSON(parsing: text) == document.json)
    }

    @Test func itStopsWhereItIsTold() {
        var document = document
        document.tables[0].rows = Array(repeating: [.number(1), .number(2)], count: 1000)
        #expect(document.text(isCancelled: { true }) == nil)
    }
}
