import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `replay --check` and `diff` look into a script and leave every file as it is.
@Suite struct LookingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Every verb that writes, over what is there and through links.
    private var lines: [String] {
        func path(_ name: String) -> String { folder.path(of: name) }
        var lines = [
            "arch load sg2260e", "model load deepseek-v3", "sweep chips=128 tp=2,4 batch=8 moe_tp=1", "note A note.",
        ]
        for name in ["there", "link", "new", "deep/er"].map(path) {
            lines += ["csv", "json", "md", "sextant", "tsv", "db", "xlsx"].map { "save --force \(name).\($0)" }
            lines += ["md", "html", "ipynb", "svg"].map { "export --force \(name).\($0)" }
            lines += ["md", "html"].map { "export report --force \(name).\($0)" }
            lines.append("arch save --force \(name).json")
            lines.append("validate --force --out \(name).csv \(path("runs.csv"))")
            lines += ["> \(name).csv", ">> \(name).csv", "> \(name).txt", "| tee \(name).txt"].map { "top 1 " + $0 }
        }
        // What is kept of one's own runs takes a chip that was calibrated on some.
        lines += ["arch load h100", "calibrate \(path("own.csv"))"]
        lines += ["there", "link", "new", "deep/er"].map { "calibrate save --force \(path($0)).json" }
        return ["replay --update \(path("there.sextant"))"] + lines
    }

    private func prepare() throws {
        for ending in ["csv", "units.csv", "json", "md", "html", "ipynb", "svg", "txt", "tsv", "db", "xlsx"] {
            try folder.write("mine", to: "there.\(ending)")
            try folder.write("mine", to: "target.\(ending)")
            try folder.makeLink("link.\(ending)", to: "target.\(ending)")
        }
        try folder.write("note hers\nworkload set input 8192\n#> x\n", to: "there.sextant")
        try folder.write("note hers\n", to: "target.sextant")
        try folder.makeLink("link.sextant", to: "target.sextant")
        try folder.write(try MeasuredFile.text(), to: "runs.csv")
        let own = try #require(TextFile.read(Project.root + "/Tests/VerbsTests/Screens/Files/vllm.csv"))
        try folder.write(own, to: "own.csv")
    }

    private func state() -> [String] { folder.names.map { "\($0): \(folder.read($0) ?? "none")" } }

    @Test func nothingIsWritten() throws {
        try prepare()
        try folder.write(lines.joined(separator: "\n"), to: "evil.sextant")
        let before = state()
        let shell = try TestShell("arch load sg2260e; model load deepseek-v3; eval")
        let path = folder.path(of: "evil.sextant")
        #expect(try shell.run("replay --check \(path)").hasSuffix(" lines have recorded output; nothing to compare\n"))
        #expect(state() == before)
        // What a check would have written is not this session's.
        #expect(shell.session.written == [])
        #expect(try shell.failure("diff \(path)") == "")
        #expect(state() == before)
        #expect(try shell.failure("save \(folder.path(of: "there.csv"))").contains("was not written by this session"))
    }

    @Test func theLinesCallEveryVerbThatWrites() {
        // A verb that writes takes --force, --out or --update; guides only run other verbs, and recover has its journal.
        for command in Session.registry.commands
        where command.description.arguments.contains(where: {
            ["--force", "--update"].contains($0.label) || $0.label.hasPrefix("--out")
        }) {
            #expect(lines.contains { $0.hasPrefix(command.name + " ") }, "\(command.name)")
        }
        #expect(Session.registry.commands.contains { $0.description.arguments.contains { $0.label == "--force" } })
    }

    @Test func aCheckLeavesTheJournalsOfOthersAlone() throws {
        let left = Journal(folder: folder.path(of: "journal"), process: 1, time: 1_700_000_000)
        #expect(left.record("workload set input 8192") == nil)
        left.close(keeping: true)
        try folder.write("recover drop\n", to: "evil.sextant")
        let own = Journal(folder: folder.path(of: "journal"), process: 2, time: 1_700_000_001)
        let interpreter = Interpreter<Session>(environment: Environment(cores: 1, now: { 0 }, journal: own))
        let sink = OutputSink(standardOutput: { _ in }, standardError: { _ in })
        for verb in ["replay --check", "diff"] {
            let line = SourceLine(file: nil, number: 1, text: "\(verb) \(folder.path(of: "evil.sextant"))")
            let diagnostic = #expect(throws: Diagnostic.self) { try interpreter.run(line, sink) }
            #expect(diagnostic?.message == "there is no session to recover", "\(verb)")
        }
        #expect(folder.read("journal/1-1700000000.sextant") == "workload set input 8192\n")
    }

    /// Below every verb: what a look writes stays in memory, where it can be read again.
    @Test func whatALookWritesStaysInMemory() throws {
        try folder.write("mine", to: "a.txt")
        let files = Environment(cores: 1, now: { 0 }).looking.files
        for path in ["a.txt", "b.txt", "c/d.txt"].map(folder.path) {
            try files.replace(path, with: "new")
            try files.redirect("er", to: path, appends: true)
            #expect(files.exists(path))
            #expect(try files.read(path, limit: .script) == "newer")
        }
        #expect(folder.names == ["a.txt"])
        #expect(folder.read("a.txt") == "mine")
    }

    @Test func aScriptReadsWhatItWrote() throws {
        let chip = folder.path(of: "mine.json")
        try folder.write(
            "arch load h200\narch set inter_bw 16e9\narch save \(chip)\narch load sg2260e\narch load \(chip)\n#> no\n",
            to: "s.sextant")
        let failure = try TestShell().failure("replay --check \(folder.path(of: "s.sextant"))")
        #expect(failure.contains("+ h200: 1.979 PFLOP/s"), "\(failure)")
        #expect(folder.names == ["s.sextant"])
    }

    @Test func aCheckSaysHowManyLinesHaveRecordedOutput() throws {
        let path = folder.path(of: "s.sextant")
        func check(_ text: String) throws -> String {
            try folder.write(text, to: "s.sextant")
            return String(try TestShell().run("replay --check \(path)").dropFirst(path.count + 2))
        }
        #expect(
            try check("workload set input 8192\n#> input: 4096 -> 8192\nmodel list\n")
                == "1 of 2 lines have recorded output; output as recorded\n")
        #expect(
            try check("# Note.\nworkload set input 8192\n\nmodel list\n")
                == "0 of 2 lines have recorded output; nothing to compare\n")
        #expect(try check("# Note.\n") == "no line has output to compare\n")
    }
}
