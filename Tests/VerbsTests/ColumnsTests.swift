import Testing

@testable import Notebook
@testable import Verbs

/// Columns that are kept.
@Suite struct ColumnsTests {
    private func heading(_ text: String) throws -> [Substring] {
        let line = try #require(text.split(separator: "\n").first { $0.contains(" # ") })
        return line.split(separator: " ")
    }

    @Test func stayUntilCleared() throws {
        let shell = try TestShell.prepared()
        try shell.run("columns batch tps_chip")
        #expect(try heading(shell.run("rows 3")) == ["#", "batch", "tps_chip"])
        #expect(try heading(shell.run("top 3")) == ["#", "batch", "tps_chip"])
        // Named ones are for one table.
        #expect(try heading(shell.run("rows 3 tpot_ms")).last == "tpot_ms")
        #expect(try heading(shell.run("rows 3")) == ["#", "batch", "tps_chip"])
        #expect(try shell.run("columns") == "columns: batch tps_chip\n")
        try shell.run("columns clear")
        #expect(try heading(shell.run("rows 3")).contains("comm_share"))
    }

    @Test func belongToTheSession() throws {
        let shell = try TestShell.prepared()
        try shell.run("columns batch")
        try shell.run("undo")
        #expect(shell.session.columns.isEmpty)
        try shell.run("redo")
        #expect(shell.script.contains("columns batch\n"))
    }

    /// However narrow the screen, what was asked for is there.
    @Test func allThatIsAskedForIsShown() throws {
        let shell = try TestShell.prepared()
        let names = "tpot_ms tps_batch tps_chip total_tps mfu dram comm_share nodes ep dp total_batch all_chips fits"
        let text = try shell.run("rows 2 \(names)")
        #expect(!text.contains("also:"))
        for name in names.split(separator: " ") { #expect(text.contains(name)) }
    }
}
