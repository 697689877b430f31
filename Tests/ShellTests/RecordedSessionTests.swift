import TestSupport
import Testing

@testable import Shell

/// The sessions that come with the program, screen by screen; those that read no table of measurements.
@Suite struct RecordedSessionTests {
    static let names = Folder.names(in: Project.root + "/sessions").filter { name in
        name.hasSuffix(".sextant") && TextFile.read(Project.root + "/sessions/" + name)?.contains("validate ") == false
    }

    @Test(arguments: names)
    func printsWhatItRecorded(_ name: String) throws {
        let script = Script(try #require(TextFile.read(Project.root + "/sessions/" + name)), name: name)
        var environment = Environment(cores: 2, now: { 0 })
        environment.keepsFiles = true
        let context = Context(session: Session(), environment: environment, past: [], future: [], depth: 0)
        let outputs = try Replay.run(script, context).outputs
        #expect(Replay.differences(script, outputs).map { "\($0.line): \($0.now)" } == [])
        #expect(outputs.count == script.entries.count)
    }
}
