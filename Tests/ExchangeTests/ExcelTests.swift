import Programs
import Storage
import TestSupport
import Testing

@testable import Exchange

@Suite struct ExcelTests {
    private static let isHere =
        SharedLibrary.first(of: ExcelLibrary.name.files) != nil && HelperProgram("python3").isInstalled
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A part of the workbook, which is a ZIP archive of XML (ECMA-376).
    private func part(_ name: String) throws -> String {
        let script = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())"
        let ending = try #require(
            HelperProgram("python3").run(
                ["-c", script, folder.path(of: "x.xlsx"), name], environment: ["PYTHONIOENCODING=utf-8"],
                isCancelled: { false }))
        #expect(ending.complaints == "")
        return ending.output
    }

    @Test(.enabled(if: isHere, "libxlsxwriter is not here")) func numbersAreNumbersAndHeadingsStayInView() throws {
        try WorkbookFormat.excel.write(Samples.sheets, to: folder.path(of: "x.xlsx"), isCancelled: { false })
        let book = try part("xl/workbook.xml")
        #expect(book.contains("<sheet name=\"plans\"") && book.contains("<sheet name=\"chips\""))
        let sheet = try part("xl/worksheets/sheet1.xml")
        #expect(sheet.contains("ySplit=\"1\"") && sheet.contains("state=\"frozen\""))
        #expect(sheet.contains("<autoFilter ref=\"A1:F3\"/>"))
        #expect(sheet.contains("<v>104.25</v>"))
        #expect(sheet.contains("<t>tps (tokens/s)</t>"))
        // A flag is a truth value, an infinity a word, and no text is a formula.
        #expect(sheet.contains("t=\"b\"><v>1</v>") && sheet.contains("<t>inf</t>"))
        #expect(!sheet.contains("<f>") && sheet.contains("<t>=1+1\\u001b</t>"))
        #expect(sheet.contains("<t>算能, \"x\"</t>"))
        #expect(try part("xl/worksheets/sheet2.xml").contains("<t>a&lt;b&gt;&amp;c</t>"))
    }

    @Test(.enabled(if: isHere, "libxlsxwriter is not here")) func itIsStoppedBetweenRows() {
        let many = Sheet("many", columns: [.init("n")], count: 1000) { body throws(FileError) in
            for row in 0..<1000 { try body([.number(Double(row))]) }
        }
        #expect(throws: FileError.interrupted) {
            try WorkbookFormat.excel.write([many], to: folder.path(of: "x.xlsx"), isCancelled: { true })
        }
    }

    @Test func moreRowsThanASheetHoldsAreRefused() {
        let many = Sheet("many", columns: [.init("n")], count: 1_048_576) { _ throws(FileError) in }
        #expect(
            throws: FileError("a sheet of Excel holds 1,048,575 rows, not 1,048,576; .csv and .db hold all")
        ) { try WorkbookFormat.excel.write([many], to: folder.path(of: "x.xlsx"), isCancelled: { false }) }
    }
}
