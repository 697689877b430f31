import CostModel
import Testing

@testable import Planning
@testable import Language
@testable import Notebook
@testable import Verbs

/// Plans whose serving does not settle, and prefill workers that follow what plans are ranked by.
@Suite struct SettlingTests {
    private static let served =
        "arch load h20; model load qwen2.5-72b; model set precision=fp8; "
        + "workload set serving=disagg input=512 output=128; "
        + "config set chips=128 tp=2 moe_tp=4 concurrency=64 prefill_chips=4 prefill_tp=2; "

    /// Three plans, of which the first is said not to have settled.
    private func prepared() throws -> TestShell {
        let shell = try TestShell()
        try shell.run(Self.served + "sweep matrix_eff=0.7,0.8,1")
        let plans = try #require(shell.session.plans)
        plans.result.columns.served?.isSettled[0] = false
        return shell
    }

    @Test func rowsSayWhichPlanDoesNotSettle() throws {
        let shell = try prepared()
        let rows = try shell.run("rows")
        #expect(rows.contains("not settled") && rows.contains("ok"))
        #expect(try shell.run("memory 1").contains("it does not settle"))
        #expect(try shell.run("explain tpot_ms 1").contains("it does not settle"))
        #expect(!(try shell.run("explain tpot_ms 2").contains("settle")))
    }

    @Test func aPlanThatDoesNotSettleIsNeverChosen() throws {
        var shell = try prepared()
        #expect(try shell.run("top 5").contains("1 plan left out that does not settle"))
        #expect(shell.session.plans?.count == 2)
        shell = try prepared()
        #expect(try shell.run("filter tps_chip>=1").contains("1 dropped that does not settle"))
        #expect(try shell.run("dropped").contains("does not settle"))
        let plans = try #require(try prepared().session.plans)
        #expect(!plans[1].isFeasible && plans[1].fits && plans[2].isFeasible)
    }

    /// 2 workers give most tokens/s and chip; a shorter first token and more tokens/s in all take no fewer.
    @Test func sortingChoosesPrefillWorkersAnew() throws {
        let shell = try TestShell()
        try shell.run(Self.served + "sweep concurrency=64,256")
        let before = try #require(shell.session.plans)
        let workers = (1...2).map { before[$0].totals.prefillWorkers }
        #expect(try shell.run("sort ttft_ms").contains("automatic prefill workers chosen anew for ttft_ms"))
        let after = try #require(shell.session.plans)
        #expect(after.count == 2 && after[1].scenario.deployment.prefillGoal == .firstToken)
        let byRequests = (1...2).map { after[$0] }.sorted { $0.sequences < $1.sequences }
        #expect(zip(byRequests, workers).allSatisfy { $0.totals.prefillWorkers >= $1 })
        // Sorted back, they are what they were; another metric leaves them.
        #expect(!(try shell.run("sort dram").contains("anew")))
        #expect(try shell.run("sort tps_chip").contains("chosen anew for tps_chip"))
        let back = try #require(shell.session.plans)
        #expect((1...2).map { back[$0].totals.prefillWorkers }.sorted() == workers.sorted())
        // Workers that are set stay.
        try shell.run("config set prefill_workers=3; sweep concurrency=64,256")
        #expect(!(try shell.run("sort ttft_ms").contains("anew")))
    }
}
