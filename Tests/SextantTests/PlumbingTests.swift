import TestSupport
import Testing

/// Pipes, files and the pager through the program.
@Suite struct PlumbingTests {
    private static let sweep = "arch load sg2260e; model load deepseek-v3; sweep chips=128 tp=2,4,8 batch=6,8,10"

    @Test func outputGoesThroughAProgram() throws {
        let folder = try TemporaryFolder()
        let run = try Program.run(
            "sextant", ["-c", "\(Self.sweep) > /dev/null; rows | tail -2 | head -1 | cut -c 1-3"], in: folder)
        #expect(run.error == "")
        #expect(run.output.hasSuffix("written to /dev/null\n 9 \n"))
    }

    @Test func outputGoesToFiles() throws {
        let folder = try TemporaryFolder()
        let run = try Program.run(
            "sextant", [], input: "\(Self.sweep)\nrows > rows.txt\ntop 1 >> rows.txt\nfilter tps_batch > 10\n",
            in: folder)
        #expect(run.exitCode == 0, "\(run.error)")
        // A title, 3 lines of headings and 9 of rows; a title, 3 and 1 of top with its remark on the SLO; twice how far
        // they can be trusted.
        #expect(folder.read("rows.txt")?.split(separator: "\n").count == 20)
        #expect(run.output.hasSuffix("dropped by tps_batch>10\n"))
    }

    @Test func aProgramThatIsNotThereEndsAScript() throws {
        let run = try Program.run(
            "sextant", ["-c", "help | no-such-program; quit"], in: try TemporaryFolder())
        #expect(run.exitCode == 1)
        #expect(run.error.contains("-c:1:8: error: 'no-such-program' ended with exit code 127\n"))
    }

    @Test func redirectionOfTheCommandLineIsNotOurs() throws {
        let folder = try TemporaryFolder()
        let run = try Program.run("sextant", ["help", "|", "cat"], in: folder)
        #expect(run.exitCode == 1)
        #expect(folder.names == [])
    }

    private func start(_ environment: [String: String?] = [:]) throws -> PtySession {
        let session = try PtySession(Project.program("sextant"), environment: environment, columns: 120, rows: 20)
        session.expect("sextant> ")
        return session
    }

    @Test func whatIsTallerThanTheScreenIsPaged() throws {
        let session = try start(["PAGER": "sed 's/^/paged /'"])
        session.send("arch load sg2260e\r")
        session.expect("sg2260e: 8 cores")
        session.expect("sextant sg2260e> ")
        session.send("help\r")
        session.expect("paged Verbs")
        session.expect("\nsextant sg2260e> ")
    }

    @Test func lessShowsOnePageAndGivesTheTerminalBack() throws {
        let session = try start()
        session.send("help\r")
        session.expect("Verbs")
        session.expectLastRow(":")
        session.send("q")
        session.expect("sextant> ")
        session.send("workload set input 8192\r")
        session.expect("input: 4096 -> 8192")
        session.expect("sextant> ")
        session.send("quit\r")
        #expect(try session.exitCode() == 0)
        #expect(session.isCookedAndEchoing)
    }

    @Test(arguments: ["", "cat", "no-such-pager"])
    func withoutAPagerEverythingIsPrinted(_ pager: String) throws {
        let session = try start(["PAGER": pager])
        session.send("help\r")
        session.expect("Verbs")
        session.expect("config set: ")
        session.expect("\nsextant> ")
    }

    @Test func aPipeEndsPromptly() throws {
        let session = try start()
        session.send("help | head -1\r")
        session.expect("Verbs")
        session.expect("sextant> ")
        #expect(!session.screen.transcript.contains("quit   "))
    }
}
