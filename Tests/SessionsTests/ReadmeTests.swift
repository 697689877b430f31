import TestSupport
import Testing

/// The transcript in the README is what the session prints.
@Suite struct ReadmeTests {
    @Test func theTranscriptIsTheRecordedSession() throws {
        let readme = try #require(TextFile.read(Project.root + "/README.md"))
        let session = try #require(TextFile.read(Project.root + "/sessions/128-chip-decode.sextant"))
        let section = try #require(readme.split(separator: "## A session\n").last)
        let transcript = try #require(
            section.split(separator: "```\n", omittingEmptySubsequences: false).dropFirst().first)
        #expect(String(transcript) == expected(session))
    }

    /// Commands behind the prompt that they were typed at, with their output; no notes.
    private func expected(_ session: String) -> String {
        var prompt = "sextant"
        var text = ""
        for line in session.split(separator: "\n") {
            if line.hasPrefix("#>") {
                text += line.dropFirst(3) + "\n"
            } else if !line.hasPrefix("#") {
                text += "\(prompt)> \(line)\n"
                if line.hasPrefix("arch load") { prompt = "sextant sg2260e" }
                if line.hasPrefix("model load") { prompt = "sextant sg2260e/deepseek-v3" }
            }
        }
        return text
    }
}
