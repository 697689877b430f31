import Glibc
import Storage
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What the shell says, screen by screen: each file of `Screens` holds commands with all that they print, errors too.
///
/// The files are scripts with recorded output, but a command that fails ends none of them. `#cat FILE` shows a file that
/// commands wrote. The other files of the folder are those that commands read. `RECORD=1 swift test --filter ScreenTests`
/// writes the outputs of today in place of those recorded: read what changed before it is kept.
@Suite struct ScreenTests {
    private static let folder = Project.root + "/Tests/VerbsTests/Screens"
    static let names = Folder.names(in: folder).filter { $0.hasSuffix(".sextant") }

    @Test func thereAreScreens() { #expect(Self.names.count > 10) }

    @Test(arguments: names) func printsWhatItRecorded(_ name: String) throws {
        let script = Script(try #require(TextFile.read(Self.folder + "/" + name)), name: name)
        let disk = MemoryDisk()
        for file in Folder.names(in: Self.folder) where !file.hasSuffix(".sextant") {
            disk.put(try #require(TextFile.read(Self.folder + "/" + file)), at: file)
        }
        let interpreter = Interpreter<Session>(
            environment: Environment(cores: 1, now: { 0 }, files: disk.fileSystem))
        let outputs = script.entries.map { entry in
            entry.text.hasPrefix("#cat ")
                ? disk.text(String(entry.text.dropFirst(5))) ?? "there is no such file\n"
                : output(of: entry.text, interpreter)
        }
        guard getenv("RECORD") == nil else {
            return try record(Replay.updated(script, outputs, Session.stamp), name)
        }
        for (entry, output) in zip(script.entries, outputs) {
            #expect((entry.recorded ?? "") == output, "line \(entry.number): \(entry.text)")
        }
    }

    /// All that a line prints to either stream, and its error.
    private func output(of line: String, _ interpreter: Interpreter<Session>) -> String {
        var text = ""
        var sink = OutputSink(standardOutput: { text += $0 }, standardError: { text += $0 })
        // Programs are those of the machine, and only their name is of interest here.
        sink.program = { command, input in
            text += "to \(command):\n\(input)"
            return command == "false" ? 1 : 0
        }
        do throws(Diagnostic) {
            try interpreter.run(SourceLine(file: nil, number: 1, text: line), sink)
        } catch {
            text += error.render()
        }
        return text
    }

    private func record(_ text: String, _ name: String) throws {
        guard let file = fopen(Self.folder + "/" + name, "w") else { throw TestFailure("cannot write \(name)") }
        defer { fclose(file) }
        fputs(text, file)
    }
}
