import TestSupport
import Testing

/// Sessions as 0.1.0 recorded them: every command still runs, whatever became of its figures.
@Suite struct RecordedSessionTests {
    private static let folder = Project.root + "/Tests/SessionsTests/Recorded"
    static let names = Folder.names(in: folder).filter { $0.hasSuffix(".sextant") }

    @Test func thereAreSessions() { #expect(Self.names.count == 3) }

    /// With the heading that `save` of 0.1.0 wrote, and without.
    @Test(arguments: names, ["", "# Sextant session\n"])
    func replays(_ name: String, under heading: String) throws {
        let folder = try TemporaryFolder()
        let text = heading + (try #require(TextFile.read(Self.folder + "/" + name)))
        try folder.write(text, to: name)
        let run = try Program.run("sextant", ["replay", name], in: folder)
        #expect(run.error == "")
        #expect(run.exitCode == 0)
    }

    @Test(arguments: names)
    func aCheckListsWhatMovedAndAnUpdateAccepts(_ name: String) throws {
        let folder = try TemporaryFolder()
        let text = "# Sextant session\n" + (try #require(TextFile.read(Self.folder + "/" + name)))
        try folder.write(text, to: name)
        let check = try Program.run("sextant", ["replay", "--check", name], in: folder)
        #expect(check.exitCode == 1)
        #expect(check.error.contains("^ recorded by a Sextant that wrote no version; this is "))
        #expect(check.error.contains(" moved, the largest change first:\n   line  "))
        // No more than a screen.
        #expect(check.error.split(separator: "\n").count <= 30)
        #expect(folder.read(name) == text)
        #expect(folder.names == [name])
        let update = try Program.run("sextant", ["-c", "replay --update \(name); replay --check \(name)"], in: folder)
        #expect(update.exitCode == 0, "\(update.error)")
        #expect(folder.read(name)?.hasPrefix("# Sextant session: format 2, version ") == true)
    }
}
