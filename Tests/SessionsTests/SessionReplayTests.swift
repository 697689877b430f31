import TestSupport
import Testing

/// The sessions that come with the program: each runs, and prints what it recorded.
@Suite struct SessionReplayTests {
    static let names = Folder.names(in: Project.root + "/sessions").filter { $0.hasSuffix(".sextant") }

    @Test func thereAreSessions() { #expect(!Self.names.isEmpty) }

    @Test(arguments: names)
    func runsWithoutAnError(_ name: String) throws {
        let folder = try folder(with: try text(of: name), name)
        let run = try Program.run("sextant", [name], in: folder)
        #expect(run.exitCode == 0)
        #expect(run.error == "")
        #expect(!run.output.isEmpty)
    }

    @Test(arguments: names)
    func printsWhatItRecorded(_ name: String) throws {
        let text = try text(of: name)
        let folder = try folder(with: text, name)
        // Where nothing is recorded there is nothing to compare with.
        let isRecorded = text.split(separator: "\n").contains { $0.hasPrefix("#>") }
        let run = try Program.run("sextant", ["replay"] + (isRecorded ? ["--check"] : []) + [name], in: folder)
        #expect(run.error == "")
        #expect(run.exitCode == 0)
        #expect(!isRecorded || run.output.hasSuffix("; output as recorded\n"))
        #expect(folder.read(name) == text)
    }

    @Test(arguments: names)
    func updatingChangesNothingButTheRecord(_ name: String) throws {
        let text = try text(of: name)
        let folder = try folder(with: text, name)
        let run = try Program.run("sextant", ["-c", "replay --update \(name); replay --check \(name)"], in: folder)
        #expect(run.exitCode == 0, "\(run.error)")
        #expect(commands(in: folder.read(name) ?? "") == commands(in: text))
    }

    /// A folder with a session and the tables that sessions read, which they name from the root of the repository.
    private func folder(with text: String, _ name: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(text, to: name)
        try folder.makeLink("sessions", to: Project.root + "/sessions")
        return folder
    }

    private func text(of name: String) throws -> String {
        try #require(TextFile.read(Project.root + "/sessions/" + name))
    }

    /// All but what is recorded: output, and who recorded it.
    private func commands(in text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix("#>") && !$0.hasPrefix("# Sextant session: format ")
        }
    }
}
