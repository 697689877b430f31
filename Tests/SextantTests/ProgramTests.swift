import Glibc
import TestSupport
import Testing

/// What other programs have of this one: a server, schemas, libraries.
@Suite struct ServedProgramTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let begin =
        #"{"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "2025-11-25"}}"# + "\n"

    private func call(_ id: Int, _ lines: String) -> String {
        #"{"jsonrpc": "2.0", "id": \#(id), "method": "tools/call", "params": {"name": "run", "arguments": {"lines": "\#(lines)"}}}"#
            + "\n"
    }

    private func serve(_ input: String, _ arguments: String...) throws -> ProgramRun {
        try Program.run("sextant", ["serve"] + arguments, input: input, in: folder)
    }

    @Test func everyMessageIsAnsweredByOneLine() throws {
        let run = try serve(Self.begin + call(1, "arch load h200") + "{\n" + call(2, "nothing"))
        let lines = run.output.split(separator: "\n")
        #expect(run.exitCode == 0 && run.error.isEmpty)
        #expect(lines.count == 4)
        // What is no JSON is refused where it comes in, perhaps before what waits is done.
        #expect(lines.contains { $0.contains("\"code\": -32700") })
        #expect(lines.contains { $0.contains("\"id\": 2") && $0.contains("unknown command 'nothing'") })
        #expect(try serve("").output.isEmpty)
    }

    @Test func theLastLineNeedsNoEnd() throws {
        let run = try serve(Self.begin + String(call(1, "arch list").dropLast()))
        #expect(run.output.split(separator: "\n").count == 2)
    }

    @Test func theFolderIsThatOfAllFiles() throws {
        try folder.makeFolder("work")
        try folder.write("arch load h20\n", to: "work/a.sextant")
        let run = try serve(Self.begin + call(1, "source a.sextant; arch list > b.csv"), "work")
        #expect(run.output.contains("written to b.csv"))
        #expect(folder.read("work/b.csv") != nil)
        let none = try serve(Self.begin, "nowhere")
        #expect(none.exitCode == 2 && none.error.hasPrefix("sextant: cannot serve 'nowhere': "))
        #expect(try serve("", "a", "b").exitCode == 2)
    }

    /// A request that would run for minutes ends at once when it is called off, as far as a busy machine lets it.
    @Test func aRunningRequestIsCalledOff() throws {
        let sweep = "sweep --keep 5 tp=1..64 batch=1..4096 chips=8..4096:8 inter_bw=1e9..100e9:1e7"
        let long = "arch load h200; model load deepseek-v3; " + sweep
        try folder.write(Self.begin + call(1, long), to: "first")
        try folder.write(
            #"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}"# + "\n"
                + call(2, "arch list"), to: "second")
        let script = """
            (cat first; sleep 1; date +%s%N > sent; cat second; sleep 5 & wait $!) | \
            "$1" serve . | (while read -r line; do case $line in *'"id": 2'*) date +%s%N > came; echo "$line";; \
            *) echo "$line";; esac; done)
            """
        let path = Project.program("sextant")
        let run = try Program.run("/bin/bash", ["-c", script, "bash", path], in: folder)
        #expect(!run.output.contains("\"id\": 1,"))
        #expect(run.output.contains("\"id\": 2"))
        let times = ["sent", "came"].compactMap { folder.read($0).flatMap { Int($0.filter(\.isNumber)) } }
        try #require(times.count == 2)
        let milliseconds = (times[1] - times[0]) / 1_000_000
        #expect(milliseconds < 20_000, "\(milliseconds) ms")
    }

    @Test func theSchemaIsGenerated() throws {
        let run = try Program.run("sextant", ["--generate", "schema"], in: folder)
        #expect(run.exitCode == 0)
        #expect(run.output.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\""))
        #expect(run.output.contains("\"tps_chip\": {"))
    }

    /// Of the 128-chip study: the best plan with 10 tokens/s for each request is tp=4 batch=10.
    @Test func tenLinesOfSwiftUseTheLibraries() throws {
        let run = try Program.run("LibraryExample", [], in: folder)
        #expect(run.exitCode == 0)
        #expect(run.output.hasPrefix("tp=4.0 tps_chip=104.07"))
    }

    @Test func theArticleShowsTheExampleThatIsCompiled() throws {
        let example = try #require(TextFile.read(Project.root + "/Tests/LibraryExample/main.swift"))
        let article = try #require(
            TextFile.read(Project.root + "/Sources/sextant/Sextant.docc/Programs.md"))
        #expect(article.contains("```swift\n" + example + "```"))
        let python = try #require(TextFile.read(Project.root + "/Sources/Python/README.md"))
        let start = try #require(python.firstRange(of: "```python\n"))
        let end = try #require(python[start.upperBound...].firstRange(of: "```"))
        #expect(article.contains(python[start.lowerBound..<end.upperBound]))
    }
}
