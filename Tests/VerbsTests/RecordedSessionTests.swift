import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// The sessions that come with the program, screen by screen; those that read no table of measurements.
@Suite struct RecordedSessionTests {
    static let names = Folder.names(in: Project.root + "/sessions").filter { name in
        name.hasSuffix(".sextant") && TextFile.read(Project.root + "/sessions/" + name)?.contains("validate ") == false
    }

    @Test(arguments: names)
    func printsWhatItRecorded(_ name: String) throws {
        let script = Script(try #require(TextFile.read(Project.root + "/sessions/" + name)), name: name)
        let run: Replay.Run<Session> = try Replay.run(
            script, Environment(cores: 2, now: { 0 }).looking, depth: 0, in: script.tongue)
        let outputs = run.outputs
        for (entry, output) in zip(script.entries, outputs) where entry.recorded != nil {
            #expect(entry.recorded == output, "line \(entry.number)")
        }
        #expect(outputs.count == script.entries.count)
    }
}
