import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Running cells again, in place or at the end.
@Suite struct RerunTests {
    @Test func rerunGoesOnFromTheSessionAsItIs() throws {
        let shell = try TestShell.prepared()
        try shell.run("top 2; arch set inter_bw=64GB/s")
        let expected = try TestShell.prepared()
        try expected.run("arch set inter_bw=64GB/s; sweep chips=128 tp=2,4,8 batch=6,8,10,12,16 moe_tp=1")
        #expect(try shell.run("rerun 3..4") == "15 plans\n" + expected.run("top 2"))
        #expect(shell.session.numberedCells.count == 7)
        #expect(shell.session.numberedCells[5].text == shell.session.numberedCells[2].text)
        try shell.run("undo")
        #expect(shell.session.numberedCells.count == 5)
        #expect(try shell.run("rerun 5..") == "inter_bw: 64 GB/s -> 64 GB/s\n")
    }

    @Test func editRecomputesFromTheCellOn() throws {
        let shell = try TestShell(
            "arch load sg2260e", "# A note.", "model load deepseek-v3", "sweep tp=2 batch=8", "top 1")
        let before = shell.snapshot
        let other = try TestShell(
            "arch load sg2260e", "# A note.", "model load deepseek-v3", "sweep tp=4 batch=6,8 moe_tp=1", "top 1")
        #expect(try shell.run("edit 3 sweep tp=4 batch=6,8 moe_tp=1").hasPrefix("2 plans\n"))
        #expect(shell.snapshot == other.snapshot)
        try shell.run("undo")
        #expect(shell.snapshot == before)
    }

    @Test func anEditWithoutACommandRecomputes() throws {
        let shell = try TestShell.prepared()
        try shell.run("top 1")
        let before = shell.script
        try shell.run("edit 3")
        #expect(shell.script == before)
    }

    @Test func anEditThatFailsBehindItChangesNothing() throws {
        let shell = try TestShell.prepared()
        try shell.run("breakdown 12")
        let before = shell.snapshot
        #expect(
            try shell.failure("edit 3 sweep tp=2 batch=8").hasPrefix("out[4]:1:11: error: there is no row 12\n"))
        #expect(shell.snapshot == before)
        #expect(try shell.failure("edit 3 help").contains("'help' makes no cell"))
        #expect(try shell.failure("edit 9 top").hasPrefix("error: there is no cell 9"))
        #expect(try shell.failure("rerun 3..1").hasPrefix("error: '3..1' names no cells"))
        #expect(try shell.failure("rerun 3..9").hasPrefix("error: there is no cell 9"))
        #expect(shell.snapshot == before)
    }

    @Test func filesBeforeTheCellAreNotWrittenAgain() throws {
        let folder = try TemporaryFolder()
        let shell = try TestShell.prepared()
        try shell.run("save \(folder.path(of: "early.csv")); top 1; save \(folder.path(of: "late.csv"))")
        for name in ["early.csv", "late.csv"] { try folder.write("changed", to: name) }
        try shell.run("edit 5 top 2")
        #expect(folder.read("early.csv") == "changed")
        #expect(folder.read("late.csv")?.hasPrefix("row,") == true)
    }
}
