import TestSupport
import Testing

/// Articles that the program writes are those that it would write now: `make pages` renews them.
@Suite struct PageTests {
    @Test(arguments: [("reference", "Reference.md"), ("accuracy", "AccuracyTables.md")])
    func thePageIsWhatTheProgramSays(_ kind: String, _ file: String) throws {
        let page = try #require(TextFile.read(Project.root + "/Sources/sextant/Sextant.docc/" + file))
        let run = try Program.run(
            "/bin/sh",
            ["-c", "cd \"$1\" && exec \"$2\" --generate \"$3\"", "sh", Project.root, Project.program("sextant"), kind],
            in: try TemporaryFolder())
        #expect(run.error == "")
        #expect(run.output == page, "\(file) is not what --generate \(kind) says: make pages")
    }

    @Test func measurementsThatAreNotHereAreAnError() throws {
        let run = try Program.run("sextant", ["--generate", "accuracy"], in: try TemporaryFolder())
        #expect(run.exitCode == 1)
        #expect(run.error.hasPrefix("error: cannot read 'Tests/AccuracyTests/Measured/silicon.csv': "))
    }
}
