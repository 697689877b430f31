import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Where output goes: which words redirect, and what reaches the other side.
@Suite struct PlumbingTests {
    private func split(_ line: String, readsRelations: Bool = false) throws -> (String, Destination?) {
        let statement = try #require(try Lexer.statements(in: line).first)
        let (command, destination) = try statement.redirection { readsRelations && ConditionReader.isQuantifier($0) }
        return (command.text, destination?.value)
    }

    @Test(
        arguments: [
            ("rows", "rows", nil), ("rows | head -3", "rows", .program("head -3")),
            ("rows | grep \"a  b\" | wc", "rows", .program("grep \"a  b\" | wc")),
            ("rows > out.txt", "rows", .file("out.txt", appends: false)),
            ("rows >> 'my out.txt'", "rows", .file("my out.txt", appends: true)),
            ("sort tps_chip > out.txt", "sort tps_chip", .file("out.txt", appends: false)),
            ("help '|' x", "help '|' x", nil), ("help a|b", "help a|b", nil), ("rows >x", "rows >x", nil),
        ] as [(String, String, Destination?)])
    func onlyWordsOfTheirOwnRedirect(_ line: String, _ command: String, _ destination: Destination?) throws {
        let found = try split(line)
        #expect(found.0 == command)
        #expect(found.1 == destination)
    }

    @Test(
        arguments: [
            ("filter tps_batch > 10", nil), ("filter tps_batch>=10", nil), ("filter tps_batch >= 10", nil),
            ("filter tps_batch > 10 and tp > 2", nil),
            ("filter tps_batch > 10 > out.txt", .file("out.txt", appends: false)),
            ("filter tps_batch > 10 | cat", .program("cat")),
        ] as [(String, Destination?)])
    func aConditionKeepsItsRelation(_ line: String, _ destination: Destination?) throws {
        #expect(try split(line, readsRelations: true).1 == destination)
    }

    /// A shell whose programs are kept, not run.
    private final class Programs {
        var runs: [(command: String, input: String)] = []
        var status: Int32 = 0
        var output = ""
        let shell: TestShell

        init() throws { shell = try TestShell.prepared() }

        /// Runs a line and returns what it put on the screen.
        func said(_ line: String) throws -> String {
            output = ""
            try run(line)
            return output
        }

        func run(_ line: String) throws {
            var sink = OutputSink(standardOutput: { self.output += $0 }, standardError: { self.output += $0 })
            sink.program = { command, input in
                self.runs.append((command, input))
                return self.status
            }
            try shell.interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        }
    }

    @Test func aProgramGetsWhatTheScreenWouldHaveGot() throws {
        let programs = try Programs()
        let shown = try TestShell.prepared().run("top 5")
        try programs.run("top 5 | head -3")
        #expect(programs.runs.map(\.command) == ["head -3"])
        #expect(programs.runs.map(\.input) == [shown])
        #expect(programs.output == "")
    }

    @Test func theSessionKnowsTheCommandAlone() throws {
        let programs = try Programs()
        try programs.run("top 5 | head -3")
        #expect(programs.shell.session.numberedCells.last?.text == "top 5")
        let plain = try TestShell.prepared()
        try plain.run("top 5")
        #expect(programs.shell.script == plain.script)
    }

    @Test func aProgramThatFailsChangesNothing() throws {
        let programs = try Programs()
        programs.status = 1
        let before = programs.shell.snapshot
        let diagnostic = try #require(throws: Diagnostic.self) { try programs.run("filter tp>2 | grep x") }
        #expect(
            diagnostic.render() == """
                error: 'grep x' ended with exit code 1
                  filter tp>2 | grep x
                                ^^^^^^

                """)
        #expect(programs.shell.snapshot == before)
    }

    @Test func filesAreWrittenAndAppended() throws {
        let folder = try TemporaryFolder()
        let programs = try Programs()
        let path = folder.path(of: "out.txt")
        try programs.run("rows 1 > \(path); rows 1 >> \(path)")
        let once = try TestShell.prepared().run("rows 1")
        #expect(folder.read("out.txt") == once + once)
        #expect(programs.output == "written to \(path)\nwritten to \(path)\n")
        try programs.run("rows 1 > \(path)")
        #expect(folder.read("out.txt") == once)
    }

    @Test func dataFormatsWriteTablesOnly() throws {
        let folder = try TemporaryFolder()
        let programs = try Programs()
        try programs.run("format csv; top 1 > \(folder.path(of: "a.csv")); help top > \(folder.path(of: "b.txt"))")
        #expect(folder.read("a.csv")?.hasPrefix("row,chip,") == true)
        #expect(folder.read("a.csv")?.split(separator: "\n").count == 2)
        #expect(folder.read("b.txt")?.hasPrefix("top ") == true)
    }

    @Test func aFileIsWrittenAsItsEndingSays() throws {
        let folder = try TemporaryFolder()
        let programs = try Programs()
        let before = try programs.said("top 2")
        for name in ["a.csv", "b.json", "c.md", "d.CSV", "e.txt", "f"] {
            let said = try programs.said("top 2 > \(folder.path(of: name))")
            #expect(said == "written to \(folder.path(of: name))\n", "\(name)")
        }
        let csv = try #require(folder.read("a.csv"))
        #expect(csv.hasPrefix("row,chip,model,phase,serving,input,"))
        #expect(csv.split(separator: "\n").count == 3)
        #expect(folder.read("d.CSV") == csv)
        #expect(folder.read("b.json")?.contains("\"rows\": [\n  {\"row\": 1, \"chip\": \"sg2260e\", ") == true)
        #expect(
            folder.read("c.md")?.hasPrefix("chips=128 moe_tp=1 ep=128 batch=16; decode of 4096 tokens\n\n| # |") == true
        )
        #expect(folder.read("e.txt") == before)
        #expect(folder.read("f") == before)
        // The session goes on as it was, and holds what it would have shown.
        #expect(try programs.said("top 2") == before)
        #expect(programs.shell.session.format == .box)
        #expect(Set(programs.shell.session.numberedCells.suffix(7).map { $0.recorded({ false }) ?? "" }).count == 1)
    }

    /// What the command writes itself is written once, and what it says without a table stays words.
    @Test func aRedirectedCommandWithFilesOfItsOwnRuns() throws {
        let folder = try TemporaryFolder()
        let programs = try Programs()
        let table = folder.path(of: "study.csv")
        try programs.run("save --columns study \(table)")
        try programs.run(
            "validate --out \(folder.path(of: "residuals.csv")) \(table) > \(folder.path(of: "errors.csv"))")
        #expect(
            folder.read("errors.csv")?.hasPrefix(
                "group,metric,n,mape,median,bias,banded,within,not_expressed\nall,tpot_ms,15,")
                == true)
        #expect(folder.read("residuals.csv")?.contains("tpot_ms_predicted,tpot_ms_measured,") == true)
        try programs.run("help top > \(folder.path(of: "top.md"))")
        #expect(folder.read("top.md")?.hasPrefix("top ") == true)
    }

    @Test func whatIsMissingIsSaid() throws {
        let programs = try Programs()
        for (line, message) in [
            ("rows |", "nothing stands behind '|'"), ("rows >", "nothing stands behind '>'"),
            ("rows > a b", "unexpected word 'b'"), ("rows > /", "cannot write '/': it is a folder"),
            ("| head", "unknown command '|'"),
        ] {
            let diagnostic = try #require(throws: Diagnostic.self) { try programs.run(line) }
            #expect(diagnostic.message == message)
        }
    }

    @Test func aReplayRunsNoPrograms() throws {
        let folder = try TemporaryFolder()
        let programs = try Programs()
        try folder.write("arch load sg2260e | sh -c 'exit 3'\nhelp > \(folder.path(of: "x"))\n", to: "s.sextant")
        try programs.run("replay \(folder.path(of: "s.sextant"))")
        #expect(programs.runs.isEmpty)
        #expect(folder.names == ["s.sextant"])
        #expect(programs.output.hasPrefix("sg2260e: "))
    }

    @Test func filesAreCompletedBehindArrows() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "out.txt")
        let shell = try TestShell.prepared()
        func words(_ line: String) -> [String] {
            Completer(Session.registry, shell.session, FileSystem()).complete(line).candidates.map(\.text)
        }
        #expect(words("rows > \(folder.path)/o") == [folder.path(of: "out.txt")])
        #expect(words("rows | he") == [])
        #expect(words("filter tps_batch > \(folder.path)/o") == [])
    }
}
