import Foundation
import TestSupport
import Testing

/// What the README says is what the program says.
@Suite struct ReadmeTests {
    /// A README in one language.
    struct Page: Sendable, CustomTestStringConvertible {
        let file: String
        /// The headings of its transcript and of its table of verbs.
        let transcript: String
        let verbs: String
        /// The recorded session that it shows.
        let session: String
        /// How it says what the catalogue holds.
        let counts: @Sendable (Int, Int) -> String

        var testDescription: String { file }
        var text: String? { TextFile.read(Project.root + "/" + file) }
    }

    static let pages = [
        Page(
            file: "README.md", transcript: "A session", verbs: "Verbs", session: "first-study.sextant",
            counts: { "for \($0) chips and \($1) models" }),
        Page(
            file: "README.zh-CN.md", transcript: "一次会话", verbs: "命令", session: "first-study.zh.sextant",
            counts: { "\($0) 款芯片和 \($1) 个模型" }),
    ]

    /// What stands between a heading and the next one.
    private func section(_ title: String, of page: Page) throws -> Substring {
        let text = try #require(page.text)
        let rest = try #require(
            text.split(separator: "## \(title)\n", omittingEmptySubsequences: false).dropFirst().first)
        return rest.split(separator: "\n## ", omittingEmptySubsequences: false).first ?? rest
    }

    @Test(arguments: pages) func theTranscriptIsARecordedSession(_ page: Page) throws {
        let session = try #require(TextFile.read(Project.root + "/sessions/" + page.session))
        let parts = try section(page.transcript, of: page).split(separator: "```\n", omittingEmptySubsequences: false)
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
    @Test(arguments: pages) func theTableOfVerbsNamesVerbs(_ page: Page) throws {
        let run = try Program.run("sextant", ["--generate", "json"], in: try TemporaryFolder())
        let shell = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let verbs = try #require(shell["verbs"] as? [[String: Any]])
        let first = Set(verbs.compactMap { ($0["name"] as? String)?.split(separator: " ").first.map(String.init) })
        let codes = try section(page.verbs, of: page).split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
            .map(\.element)
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

    @Test(arguments: pages) func theCountsAreThoseOfTheCatalogue(_ page: Page) throws {
        func count(_ command: String) throws -> Int {
            let run = try Program.run("sextant", ["-c", "format csv; " + command], in: try TemporaryFolder())
            return run.output.split(separator: "\n").count - 1
        }
        let (chips, models) = (try count("arch list"), try count("model list"))
        #expect(page.text?.contains(page.counts(chips, models)) == true, "\(chips) \(models)")
    }
}
