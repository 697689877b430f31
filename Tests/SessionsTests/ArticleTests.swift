import TestSupport
import Testing

/// What articles of the documentation show is what the program prints: every command in them runs.
@Suite struct ArticleTests {
    @Test func everyArticleIsAsRecorded() throws {
        let catalogue = Project.root + "/Sources/sextant/Sextant.docc"
        let run = try Program.run(
            "/usr/bin/env",
            [
                "python3", Project.root + "/.ci/articles.py", Project.program("sextant"), catalogue, Project.root,
                "--check",
            ],
            in: try TemporaryFolder())
        #expect(run.output + run.error == "all articles are as recorded\n", "make pages renews them")
    }
}
