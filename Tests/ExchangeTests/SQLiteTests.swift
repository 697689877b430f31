import Programs
import Storage
import TestSupport
import Testing

@testable import Exchange

@Suite struct SQLiteTests {
    private static let isHere =
        SharedLibrary.first(of: SQLiteLibrary.name.files) != nil && HelperProgram("sqlite3").isInstalled
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func ask(_ sql: String) throws -> String {
        let ending = try #require(HelperProgram("sqlite3").run([folder.path(of: "x.db"), sql], isCancelled: { false }))
        #expect(ending.complaints == "")
        return ending.output
    }

    @Test(.enabled(if: isHere, "SQLite is not here")) func tablesAreJoined() throws {
        try WorkbookFormat.sqlite.write(Samples.sheets, to: folder.path(of: "x.db"), isCancelled: { false })
        #expect(try ask("PRAGMA integrity_check; PRAGMA foreign_key_check") == "ok\n")
        // Whole numbers stay whole; a flag is 1 or 0; what is missing is NULL.
        #expect(
            try ask(
                "SELECT p.row, p.tps, p.\"config.batch\", p.fits, p.\"na\"\"me\", c.name FROM plans p LEFT JOIN chips c "
                    + "ON c.id = p.chip_id") == "1|104.25|8|1|算能, \"x\"|a<b>&c\n2|Inf||0|=1+1\\u001b|\n")
        #expect(
            try ask("SELECT typeof(tps), typeof(\"config.batch\"), typeof(chip_id) FROM plans")
                == "real|integer|integer\nreal|null|null\n")
    }

    @Test(.enabled(if: isHere, "SQLite is not here")) func aFileThatIsNoDatabaseIsToldOf() throws {
        try folder.write("precious", to: "x.db")
        #expect(throws: FileError("SQLite says: file is not a database")) {
            try WorkbookFormat.sqlite.write(Samples.sheets, to: folder.path(of: "x.db"), isCancelled: { false })
        }
    }

    @Test func aMissingLibraryIsNamedWithItsPackage() {
        let name = LibraryName("SQLite", packages: ["libsqlite3-0"], files: ["libsextant-none.so"])
        #expect(
            throws: FileError("SQLite is not installed, which writes it; on Debian: apt-get install libsqlite3-0")
        ) { _ = try name.load() }
    }

    @Test func theLegendTellsUnitsAndMeanings() throws {
        let legend = Sheet.legend(of: Samples.sheets)
        var rows: [String] = []
        try legend.forEach { row throws(FileError) in rows.append("\(row)") }
        #expect(legend.count == 8 && rows.count == 8)
        #expect(
            rows[1]
                == "[\(["plans", "tps", "tokens/s", "A rate."].map { "Presentation.Table.Cell.text(\"\($0)\")" }.joined(separator: ", "))]"
        )
    }
}
