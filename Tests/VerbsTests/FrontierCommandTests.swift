import CostModel
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `frontier` in the shell.
@Suite struct FrontierCommandTests {
    /// The plans kept are those that a look at all pairs leaves, by the first figure.
    @Test func keepsWhatNothingBeats() throws {
        let shell = try TestShell.prepared()
        let all = try #require(shell.session.plans)
        let points = (1...all.count).map {
            (all[$0].tokensPerSecond / all[$0].sequences, all[$0].tokensPerSecond / 128)
        }
        let best = points.filter { point in
            !points.contains { $0.0 >= point.0 && $0.1 >= point.1 && ($0.0 > point.0 || $0.1 > point.1) }
        }
        let text = try shell.run("frontier tps_batch tps_chip")
        #expect(text == "\(best.count) of 15 plans that nothing beats in tps_batch and tps_chip, by tps_batch\n")
        let plans = try #require(shell.session.plans)
        let kept = (1...plans.count).map { plans[$0].tokensPerSecond / plans[$0].sequences }
        #expect(kept == best.map(\.0).sorted(by: >))
    }

    /// 'filter clear' takes it back; another service level leaves it where it is.
    @Test func staysUntilFiltersAreCleared() throws {
        let shell = try TestShell.prepared()
        try shell.run("frontier tps_batch tps_chip")
        let count = try #require(shell.session.plans?.count)
        #expect(count < 15)
        try shell.run("slo tps_batch>=0.1")
        #expect(shell.session.plans?.count == count)
        #expect(try shell.run("filter clear").contains("15 plans back"))
        #expect(shell.session.plans?.count == 15)
    }

    @Test func threeFiguresLeaveMore() throws {
        let shell = try TestShell.prepared()
        try shell.run("frontier tps_batch tps_chip")
        let two = try #require(shell.session.plans?.count)
        try shell.run("filter clear; frontier tps_batch tps_chip dram")
        #expect(try #require(shell.session.plans?.count) >= two)
    }

    @Test func saysWhatItDropped() throws {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=8; frontier tps_batch tps_chip")
        let text = try shell.run("dropped")
        #expect(text.contains(" beaten by others in tps_batch and tps_chip (frontier)\n"))
    }

    /// What does not fit is never kept, and an earlier result may be asked.
    @Test func looksAtWhatCanRun() throws {
        let shell = try TestShell(
            "arch load sg2260e", "model load deepseek-v3", "sweep tp=4 batch=8,10,8000", "sweep tp=2 batch=8")
        #expect(
            try shell.run("frontier out[3] total_tps tpot_ms")
                == "2 of 3 plans that nothing beats in total_tps and tpot_ms, by total_tps\n")
    }

    @Test(arguments: [
        Refusal(
            "frontier tps_chip",
            """
            error: something is missing here
              frontier tps_chip
                               ^ expected two or three metrics, such as tps_batch tps_chip

            """),
        Refusal(
            "frontier tps_chip tps_chip",
            """
            error: 'tps_chip' is given twice
              frontier tps_chip tps_chip
                                ^^^^^^^^ expected two or three metrics, such as tps_batch tps_chip

            """),
        Refusal(
            "frontier tps_chip dram mfu tpot_ms",
            """
            error: unexpected word 'tpot_ms'
              frontier tps_chip dram mfu tpot_ms
                                         ^^^^^^^ expected two or three metrics, such as tps_batch tps_chip

            """),
    ])
    func refuses(_ refusal: Refusal) throws { try refusal.check(in: try TestShell.prepared()) }
}
