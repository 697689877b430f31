import Foundation
import TestSupport
import Testing

/// What the README says is what the program says.
@Suite struct ReadmeTests {
    private let readme: String

    init() throws { readme = try #require(TextFile.read(Project.root + "/README.md")) }

    /// What stands between a heading and the next one.
    private func section(_ title: String) throws -> Substring {
        let rest = try #require(
            readme.split(separator: "## \(title)\n", omittingEmptySubsequences: false).dropFirst().first)
        return rest.split(separator: "\n## ", omittingEmptySubsequences: false).first ?? rest
    }

    @Test func theTranscriptIsARecordedSession() throws {
        let session = try #require(TextFile.read(Project.root + "/sessions/first-study.sextant"))
        let parts = try section("A session").split(separator: "```\n", omittingEmptySubsequences: false)
        #expect(String(try #require(parts.dropFirst().first)) == expected(session))
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

    /// Every command of the table begins with a verb, and every verb's first word stands in it or is found by `help`.
    @Test func theTableOfVerbsNamesVerbs() throws {
        let run = try Program.run("sextant", ["--generate", "json"], in: try TemporaryFolder())
        let shell = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let verbs = try #require(shell["verbs"] as? [[String: Any]])
        let first = Set(verbs.compactMap { ($0["name"] as? String)?.split(separator: " ").first.map(String.init) })
        let codes = try section("Verbs").split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        #expect(codes.count > 30)
        for code in codes where !code.hasPrefix("serving=") {
            let word = String(code.prefix { $0 != " " })
            #expect(first.contains(word), "\(code)")
        }
        // Those that need no row of their own.
        let rest: Set = ["help", "quit", "clear", "history", "bench"]
        let named = Set(codes.map { String($0.prefix { $0 != " " }) })
        #expect(first.subtracting(named).subtracting(rest) == [])
    }

    @Test func theCountsAreThoseOfTheCatalogue() throws {
        func count(_ command: String) throws -> Int {
            let run = try Program.run("sextant", ["-c", "format csv; " + command], in: try TemporaryFolder())
            return run.output.split(separator: "\n").count - 1
        }
        let (chips, models) = (try count("arch list"), try count("model list"))
        #expect(readme.contains("for \(chips) chips and \(models) models"), "\(chips) \(models)")
    }
}
