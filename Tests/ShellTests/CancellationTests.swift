import TestSupport
import Testing

@testable import Shell

@Suite struct CancellationTests {
    private static let sweep = "sweep tp=4 batch=1..100 input=1..200"
    private static let before = "arch load sg2260e; model load deepseek-v3"

    @Test func aCancelledSweepKeepsWhatIsDone() throws {
        let shell = TestShell(cancelledAfter: 8)
        try shell.run(Self.before)
        let text = try shell.run(Self.sweep)
        let plans = try #require(shell.session.plans)
        #expect(plans.result.isPartial)
        #expect(plans.result.evaluated > 0 && plans.result.evaluated < 20_000)
        #expect(text.contains("; cancelled after ") && text.hasSuffix(" of 20,000\n"))
    }

    @Test func aSweepWithoutAPlanIsRefused() throws {
        let shell = TestShell(cancelledAfter: 0)
        _ = try shell.failure("arch load sg2260e")
        _ = try shell.failure("model load deepseek-v3")
        let before = shell.snapshot
        #expect(try shell.failure(Self.sweep) == "error: the sweep was cancelled before its first plan\n")
        #expect(shell.snapshot == before)
    }

    @Test func whatFollowsOnTheLineDoesNotRun() throws {
        let folder = try TemporaryFolder()
        let shell = TestShell(cancelledAfter: 8)
        try shell.run(Self.before)
        _ = try shell.failure("\(Self.sweep); save \(folder.path(of: "plans.csv"))")
        #expect(shell.session.plans != nil)
        #expect(folder.names.isEmpty)
    }

    @Test func aCancelledReplayDoesNotRewriteItsScript() throws {
        let folder = try TemporaryFolder()
        let script = "\(Self.before)\n\(Self.sweep)\n#> 20,000 plans\nrows 1\n"
        try folder.write(script, to: "study.sextant")
        let shell = TestShell(cancelledAfter: 8)
        let before = shell.snapshot
        #expect(try !shell.failure("replay --update \(folder.path(of: "study.sextant"))").isEmpty)
        #expect(shell.snapshot == before)
        #expect(folder.read("study.sextant") == script)
    }
}
