import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Commands on disk before they run, and sessions that come back.
@Suite struct JournalTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func journal(_ process: Int32) -> Journal {
        Journal(folder: folder.path(of: "journal"), process: process, time: Int(process) + 1_700_000_000)
    }

    private func shell(_ journal: Journal) -> Interpreter<Session> {
        Interpreter<Session>(environment: Environment(cores: 1, now: { 0 }, journal: journal))
    }

    private func run(_ line: String, _ interpreter: Interpreter<Session>) throws -> String {
        var text = ""
        let sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 })
        do throws(Diagnostic) {
            try interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        } catch {
            text += error.render()
        }
        return text
    }

    /// Leaves a journal behind as a killed shell does: the lock goes, the file stays.
    private func leave(_ process: Int32, _ lines: String...) {
        let journal = journal(process)
        for line in lines { #expect(journal.record(line) == nil) }
        journal.close(keeping: true)
    }

    @Test func findsItsFolder() {
        func folder(_ variables: [String: String]) -> String? { Journal.defaultFolder { variables[$0] } }
        #expect(folder(["HOME": "/h", "XDG_STATE_HOME": "/s"]) == "/s/sextant/journal")
        #expect(folder(["HOME": "/h", "XDG_STATE_HOME": "relative"]) == "/h/.local/state/sextant/journal")
        #expect(folder([:]) == nil)
    }

    @Test func aLineIsOnDiskOnceItIsRecorded() throws {
        let journal = journal(1)
        #expect(folder.names.isEmpty)
        #expect(journal.record("arch list") == nil)
        #expect(journal.record("note 算能") == nil)
        #expect(folder.read("journal/1-1700000001.sextant") == "arch list\nnote 算能\n")
        #expect(folder.mode(of: "journal/1-1700000001.sextant") == 0o600)
        #expect(folder.mode(of: "journal") == 0o700)
        journal.close(keeping: false)
        #expect(Folder.names(in: folder.path(of: "journal")).isEmpty)
    }

    @Test func aRunningShellIsNotOffered() {
        let running = journal(1)
        #expect(running.record("arch list") == nil)
        #expect(journal(2).offer() == nil)
        running.close(keeping: true)
        #expect(journal(2).offer()?.hasPrefix("a session of 1 command from 20") == true)
    }

    @Test func recoverBringsTheNewestSessionBack() throws {
        leave(1, "arch load h100")
        leave(
            2, "arch load sg2260e", "frob", "workload set input 8192", "help", "help units; undo; workload set output 2"
        )
        let own = journal(3)
        #expect(own.offer()?.contains(" ended unexpectedly (and 1 more); 'recover' brings it back") == true)
        let interpreter = shell(own)
        #expect(own.record("recover") == nil)
        let text = try run("recover", interpreter)
        #expect(text.hasPrefix("a session of 7 commands from 20"))
        #expect(text.hasSuffix(" is back\n  failed again: frob\n"))
        #expect(interpreter.session.title == "sg2260e")
        #expect(interpreter.session.workload.input == 4096)
        #expect(interpreter.session.workload.output == 2)
        // The next crash loses it no more than the first did.
        #expect(own.record("workload set output 3") == nil)
        own.close(keeping: true)
        let next = shell(journal(4))
        _ = try run("recover", next)
        #expect(next.session.workload.output == 3)
        #expect(next.session.title == "sg2260e")
        #expect(try run("recover drop", next).hasSuffix(" is forgotten\n"))
        #expect(try run("recover", next) == "error: there is no session to recover\n")
    }

    @Test func recoverCanLeaveTheFirstLineOut() throws {
        leave(1, "arch load h100", "workload set output 2")
        let interpreter = shell(journal(2))
        #expect(try run("recover --skip", interpreter).contains(" is back\n"))
        #expect(interpreter.session.title == "")
        #expect(interpreter.session.workload.output == 2)
    }

    /// Behind a `quit` nothing runs.
    @Test func recoverEndsWhereTheSessionWasLeft() throws {
        leave(1, "workload set output 2", "quit", "workload set output 3")
        let interpreter = shell(journal(2))
        _ = try run("recover", interpreter)
        #expect(interpreter.session.workload.output == 2)
    }

    /// A call of `recover` brings nothing back itself: run once more, it would bring back a third session.
    @Test func recoveriesAreNotRecovered() {
        let lines = ["recover", "arch load h100", "  recover --skip", "recover drop", "recovered"]
        #expect(JournalLine.read(lines).map(\.text) == ["arch load h100", "recovered"])
    }

    /// What was typed at the steps of a replay, and how far a line came, stands behind the line.
    @Test func aLineOfTheJournalIsReadAsItWasWritten() {
        var stepped = JournalLine("replay --step a.sextant")
        stepped.steps = ["", "rows", "undo"]
        var cut = JournalLine("help; sweep batch=1..1000")
        cut.interruption = Interruption(commands: 2, extent: 512)
        var ended = JournalLine("validate a.csv; top")
        ended.interruption = Interruption(commands: 0)
        let lines = [stepped, cut, ended]
        #expect(stepped.lines == ["replay --step a.sextant", "#> step ", "#> step rows", "#> step undo"])
        #expect(cut.lines == ["help; sweep batch=1..1000", "#> ran 2 --first 512"])
        #expect(ended.lines == ["validate a.csv; top", "#> ran 0"])
        #expect(JournalLine.read(lines.flatMap(\.lines)) == lines)
    }

    /// What Ctrl-C left of a recovery is the rest of its session, from the line on that did not run.
    @Test func theRestOfASessionIsKept() throws {
        leave(1, "arch load h100", "workload set output 2", "workload set input 3; help", "frob \"")
        func leftover() throws -> JournalFile {
            try #require(JournalFile.leftovers(in: folder.path(of: "journal"), except: "", FileSystem()).first)
        }
        let whole = try leftover()
        #expect(!whole.isRest && whole.summary.hasPrefix("a session of 5 commands from "))
        try whole.keepRest(from: 1, FileSystem())
        #expect(
            folder.read("journal/1-1700000001.sextant")
                == "#> rest\nworkload set output 2\nworkload set input 3; help\nfrob \"\n")
        let rest = try leftover()
        #expect(
            rest.isRest && rest.lines.map(\.text) == ["workload set output 2", "workload set input 3; help", "frob \""])
        #expect(rest.summary.hasPrefix("the rest of a session of 4 commands from "))
        // It goes on from the session that is there.
        let interpreter = shell(journal(2))
        _ = try run("arch load h200; workload set output 9", interpreter)
        #expect(try run("recover", interpreter).hasSuffix(" is back\n  failed again: frob \"\n"))
        #expect(interpreter.session.title == "h200" && interpreter.session.workload.output == 2)
        #expect(interpreter.session.workload.input == 3)
    }

    @Test func recoveryWritesNoFiles() throws {
        let path = folder.path(of: "plans.csv")
        leave(1, "arch load sg2260e; model load deepseek-v3; sweep tp=2 batch=8", "save \(path)")
        try folder.write("changed since", to: "plans.csv")
        let interpreter = shell(journal(2))
        #expect(try run("recover", interpreter).hasSuffix(" is back\n"))
        #expect(folder.read("plans.csv") == "changed since")
        // The file is still this session's.
        #expect(try run("save \(path)", interpreter) == "1 plan written to \(path); units in .units.csv beside it\n")
        #expect(folder.read("plans.csv")?.hasPrefix("row,") == true)
    }

    @Test func warnsOnceWhereItCannotWrite() throws {
        try folder.write("", to: "blocked")
        let journal = Journal(folder: folder.path(of: "blocked/journal"), process: 1, time: 1)
        #expect(journal.record("a")?.hasPrefix("a crash would lose this session: cannot write ") == true)
        #expect(journal.record("b") == nil)
        #expect(journal.offer() == nil)
        journal.close(keeping: false)
    }

    @Test func aSessionComesBackWhereNothingCanBeWritten() throws {
        leave(1, "workload set input 8192")
        // A file in the place of the own journal.
        try folder.write("x", to: "journal/2-1700000002.sextant")
        let interpreter = shell(journal(2))
        let text = try run("recover", interpreter)
        #expect(text.contains(" is back\n  it also stays in \(folder.path(of: "journal/1-1700000001.sextant")), for "))
        #expect(interpreter.session.workload.input == 8192)
        #expect(folder.read("journal/1-1700000001.sextant") == "workload set input 8192\n")
    }

    /// What was cancelled is kept with how far it came, in place of how far it should have gone.
    @Test(arguments: [
        ("sweep tp=2", "sweep --first 7 tp=2"), ("sweep --first 500 tp=2", "sweep --first 7 tp=2"),
        ("sweep tp=2 --first 500", "sweep tp=2 --first 7"),
        ("sweep \"--first\" 500", "sweep --first 7 \"--first\" 500"), ("sweep --first", "sweep --first 7 --first"),
    ])
    func aCutCommandSaysHowFarItCame(_ line: String, _ kept: String) throws {
        let statement = try #require(try Lexer.statements(in: line).first)
        #expect(statement.text(spelling: [try #require(statement.limit(7))]) == kept)
    }

    /// What is typed may look like the journal's own marks, and is kept as what it was: a comment.
    @Test func marksThatAreTypedAreNoMarks() throws {
        let marks = ["#> recovered", "#> rest", "#> ran 0", "#> step quit", "#> ran 1 --first 2", "#>"]
        let journal = journal(1)
        #expect(journal.record("arch load h200") == nil)
        for mark in marks { #expect(journal.record(mark) == nil) }
        #expect(journal.record("model load llama-3.1-8b") == nil)
        journal.close(keeping: true)
        let own = self.journal(2)
        let interpreter = shell(own)
        #expect(try run("recover", interpreter).hasSuffix(" is back\n"))
        #expect(interpreter.session.title == "h200/llama-3.1-8b")
        // Taken over by the next journal they stay what they are.
        own.close(keeping: true)
        let next = shell(self.journal(3))
        #expect(try run("recover", next).hasSuffix(" is back\n"))
        #expect(next.session.title == "h200/llama-3.1-8b")
    }

    @Test func marksOfTheJournalStillCount() throws {
        let journal = journal(1)
        #expect(journal.record("workload set input 8192; workload set output 2") == nil)
        #expect(journal.record(Interruption(commands: 1)) == nil)
        journal.close(keeping: true)
        let interpreter = shell(self.journal(2))
        #expect(try run("recover", interpreter).hasSuffix(" is back\n"))
        #expect(interpreter.session.workload.input == 8192)
        #expect(interpreter.session.workload.output == 0)
    }

    /// Journals of 0.1.0 have the same marks, and no escapes.
    @Test func olderJournalsAreRead() throws {
        try folder.makeFolder("journal")
        try folder.write(
            "arch load h100\n#> recovered\narch load sg2260e\n#> x\nworkload set input 8192; workload set output 2\n#> ran 1\n",
            to: "journal/1-1700000001.sextant")
        let interpreter = shell(journal(2))
        #expect(try run("recover", interpreter).hasSuffix(" is back\n"))
        #expect(interpreter.session.title == "sg2260e")
        #expect(interpreter.session.workload.output == 0)
    }
}
