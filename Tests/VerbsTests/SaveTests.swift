import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct SaveTests {
    private let folder: TemporaryFolder
    private let shell: TestShell

    init() throws {
        folder = try TemporaryFolder()
        shell = try TestShell.prepared()
        try shell.run("top")
    }

    @Test(arguments: ["csv", "json", "md", "sextant"])
    func keepsAFileOfSomeoneElse(_ ending: String) throws {
        let path = folder.path(of: "kept." + ending)
        try folder.write("precious", to: "kept." + ending)
        let before = shell.snapshot
        #expect(
            try shell.failure("save \(path)") == """
                error: '\(path)' exists and was not written by this session
                  save \(path)
                       \(String(repeating: "^", count: path.count)) expected another name, or the same command with --force

                """)
        #expect(folder.read("kept." + ending) == "precious")
        #expect(shell.snapshot == before)
        for line in ["save --force \(path)", "save \(path)", "save \(path) --force"] {
            #expect(try shell.failure(line) == "")
        }
        #expect(folder.read("kept." + ending) != "precious")
    }

    /// Neither file is written where one of the two is someone else's.
    @Test func keepsTheUnitsOfSomeoneElse() throws {
        try folder.write("precious", to: "kept.units.csv")
        #expect(
            try shell.failure("save \(folder.path(of: "kept.csv"))").hasPrefix(
                "error: '\(folder.path(of: "kept.units.csv"))' exists and was not written by this session\n"))
        #expect(folder.names == ["kept.units.csv"])
        #expect(folder.read("kept.units.csv") == "precious")
    }

    @Test func makesFoldersAndLeavesNoTemporaryFile() throws {
        let line = try shell.run("save \(folder.path(of: "a/b/plans.csv"))")
        #expect(
            line == """
                5 plans written to \(folder.path(of: "a/b/plans.csv")); units in .units.csv beside it; \
                'save --all' writes all 15 plans

                """)
        #expect(folder.names == ["a"])
        #expect(Folder.names(in: folder.path(of: "a/b")) == ["plans.csv", "plans.units.csv"])
    }

    @Test func leavesNothingWhereWritingFails() throws {
        try folder.write("a file", to: "blocked")
        let path = folder.path(of: "blocked/plans.csv")
        #expect(try shell.failure("save \(path)").hasPrefix("error: cannot write '\(path)': Not a directory\n"))
        #expect(folder.names == ["blocked"])
        #expect(folder.read("blocked") == "a file")
    }

    @Test func aFolderIsNotOverwritten() throws {
        try shell.run("save \(folder.path(of: "plans.csv/inner.csv"))")
        #expect(try !shell.failure("save --force \(folder.path(of: "plans.csv"))").isEmpty)
        #expect(folder.names == ["plans.csv"])
    }

    @Test func aLinkStaysALinkAndItsTargetIsWritten() throws {
        try folder.write("old", to: "target.csv")
        try folder.makeLink("link.csv", to: "target.csv")
        try shell.run("save --force \(folder.path(of: "link.csv"))")
        #expect(folder.target(of: "link.csv") == "target.csv")
        #expect(folder.read("target.csv")?.hasPrefix("row,") == true)
        // One file, whatever it is called.
        for name in ["target.csv", "nothing/../link.csv", "./link.csv"] {
            try folder.makeFolder("nothing")
            #expect(try shell.failure("save \(folder.path(of: name))") == "", "\(name)")
            folder.removeFolder("nothing")
        }
        #expect(folder.names == ["link.csv", "link.units.csv", "target.csv", "target.units.csv"])
    }

    @Test func aFileKeepsItsMode() throws {
        try folder.write("old", to: "plans.csv")
        folder.setMode(0o640, of: "plans.csv")
        try shell.run("save --force \(folder.path(of: "plans.csv"))")
        #expect(folder.mode(of: "plans.csv") == 0o640)
    }

    @Test func optionsMayStandBehindWhatTheyBelongTo() throws {
        try folder.write("workload set input 8192\n", to: "study.sextant")
        let path = folder.path(of: "study.sextant")
        #expect(
            try shell.run("replay \(path) --check") == "\(path): 0 of 1 line has recorded output; nothing to compare\n")
        let prepared = try TestShell.prepared()
        #expect(try prepared.run("breakdown 1 --operators") == prepared.run("breakdown --operators 1"))
    }

    @Test func withoutPlansOnlyTheSessionCanBeSaved() throws {
        let empty = try TestShell()
        #expect(
            try empty.failure("save \(folder.path(of: "plans.csv"))") == """
                error: there are no plans yet
                  'sweep' alone searches tp and batch, 'sweep tp=2,4,8 batch=6..16:2' what is given; 'eval' makes one

                """)
        #expect(try empty.failure("save \(folder.path(of: "empty.sextant"))") == "")
        #expect(folder.read("empty.sextant") == SessionHeading.own + "\n")
    }

    @Test func aFileStaysThisSessionsAfterUndo() throws {
        let path = folder.path(of: "plans.csv")
        try shell.run("save \(path); undo")
        #expect(try shell.failure("save \(path)") == "")
    }

    @Test func noBestPlanIsSavedWhereNoneIsLeft() throws {
        try shell.run("filter tps_batch>=1000")
        #expect(
            try shell.failure("save \(folder.path(of: "best.json"))") == """
                error: no plan is left to save
                  'dropped' says what dropped them; 'filter clear' takes conditions back

                """)
        #expect(folder.names.isEmpty)
    }
}
