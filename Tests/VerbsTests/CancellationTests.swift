import TestSupport
import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct CancellationTests {
    private static let sweep = "sweep tp=4 batch=1..100 input=1..20000"
    private static let before = "arch load sg2260e; model load deepseek-v3"

    @Test func aCancelledSweepKeepsWhatIsDone() throws {
        let shell = TestShell(cancelledAfter: 8)
        try shell.run(Self.before)
        let text = try shell.run(Self.sweep)
        let plans = try #require(shell.session.plans)
        #expect(plans.result.isPartial)
        #expect(plans.result.evaluated > 0 && plans.result.evaluated < 2_000_000)
        let done = plans.result.evaluated
        // Boxes of one batch: what is done is a prefix, and the sweep is recorded as that prefix.
        #expect(done % 20_000 == 0)
        #expect(text.contains("; the first \(Decimal.grouped(done)) of 2,000,000 combinations\n"))
        let cell = try #require(shell.session.cells.last)
        #expect(cell.text == "sweep --first \(done) tp=4 batch=1..100 input=1..20000")
        #expect(shell.interpreter.interruption == Interruption(commands: 1, extent: done))
    }

    /// What a cancelled sweep left is made again by the script that is saved, by rerun and by edit.
    @Test func aCancelledSweepStaysCancelled() throws {
        let cancelled = TestShell(cancelledAfter: 8)
        try cancelled.run(Self.before)
        try cancelled.run(Self.sweep)
        let done = try #require(cancelled.session.plans).result.evaluated
        let again = try TestShell()
        for line in cancelled.script.split(separator: "\n") where !line.hasPrefix("#") { try again.run(String(line)) }
        #expect(again.script == cancelled.script)
        #expect(again.snapshot == cancelled.snapshot)
        try again.run("rerun 3")
        #expect(again.session.plans?.result.evaluated == done)
        try again.run("edit 3")
        #expect(again.session.plans?.result.evaluated == done)
        try again.run("edit 2 model load deepseek-r1")
        #expect(again.session.plans?.result.evaluated == done)
    }

    @Test func aSweepOfTheFirstCombinations() throws {
        let shell = try TestShell.prepared()
        // 3 x 5 combinations, the last axis fastest: all of tp=2, then two of tp=4.
        #expect(
            try shell.run("sweep chips=128 tp=2,4,8 --first 7 batch=6,8,10,12,16 moe_tp=1")
                == "7 plans; the first 7 of 15 combinations\n")
        let plans = try #require(shell.session.plans)
        #expect((1...7).map { plans[$0].scenario.deployment.tp } == [2, 2, 2, 2, 2, 4, 4])
        #expect(shell.session.cells.last?.text == "sweep chips=128 tp=2,4,8 --first 7 batch=6,8,10,12,16 moe_tp=1")
        #expect(try shell.run("sweep --first 20 tp=2,4") == "2 plans\n")
        #expect(try shell.failure("sweep --first 0 tp=2,4").hasPrefix("error: '0' is not a number for --first\n"))
        #expect(try shell.failure("sweep tp=2,4 --first").hasPrefix("error: nothing stands behind '--first'\n"))
        // More combinations than fit in memory are no matter where only the first are asked for.
        #expect(
            try shell.run("sweep --first 3 batch=1..1000000 input=1..1000000").hasPrefix("3 plans; the first 3 of "))
    }

    @Test func aMarkReadsBack() {
        for mark in ["#> ran 0", "#> ran 2", "#> ran 2 --first 604160"] {
            #expect(Interruption(mark: mark)?.mark == mark)
        }
        for text in ["#> ran", "#> ran x", "#> recovered", "ran 2"] { #expect(Interruption(mark: text) == nil) }
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
