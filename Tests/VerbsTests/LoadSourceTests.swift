import CostModel
import TestSupport
import Testing

@testable import Notebook
@testable import Verbs

/// Where a load comes from: a rate, users, or recorded requests; and what of it counts as good.
@Suite struct LoadSourceTests {
    private func shell(_ lines: String...) throws -> TestShell {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set serving=agg input=2000 output=500",
            "config set chips=8 tp=4 replicas=2")
        for line in lines { try shell.run(line) }
        return shell
    }

    @Test func usersWhoThinkSendAtTheRateThatTheyAreAnsweredAt() throws {
        let shell = try shell("workload set users=300 think=60s", "eval")
        let plan = try #require(shell.session.plans)[1]
        let users = plan.requestRate * (60 + plan.requestSeconds)
        #expect(abs(users / 300 - 1) < 1e-3)
        let text = try shell.run("eval")
        #expect(text.contains("300 users who think 60 s send ") && text.contains("mean TTFT"))
        // A rate beside them plays no part.
        try shell.run("workload set rate=1; eval")
        #expect(try #require(shell.session.plans)[1].requestRate == plan.requestRate)
    }

    @Test func tooManyUsersWaitForOneAnother() throws {
        let shell = try shell("workload set users=100000 think=60s")
        let text = try shell.run("eval")
        #expect(text.contains("nearly all that can be served"))
        try shell.run("assert load>=99% and load<100%")
        try shell.run("assert ttft_ms>=60s")
    }

    @Test func usersWhoDoNotThinkAreAClosedLoop() throws {
        let shell = try shell("workload set users=64", "eval")
        let users = try #require(shell.session.plans)[1]
        try shell.run("workload set users=0; config set concurrency=64; eval")
        #expect(try #require(shell.session.plans)[1].totals == users.totals)
    }

    @Test func goodputIsWhatKeepsTheLimits() throws {
        let shell = try shell(
            "workload set rate=12 output_cv=0.5 input_cv=0.5", "slo ttft_ms<=150 tpot_p95_ms<=30", "eval")
        let plan = try #require(shell.session.plans)[1]
        let goodput = Metric.goodput.read(plan)
        #expect(goodput > 8 && goodput < 12)
        #expect(try shell.run("eval").contains("goodput "))
        // Wider limits let more through, and no limits leave nothing to count.
        try shell.run("slo ttft_ms<=10s tpot_ms<=300")
        #expect(Metric.goodput.read(try #require(shell.session.plans)[1]) > goodput)
        try shell.run("slo clear")
        #expect(Metric.goodput.read(try #require(shell.session.plans)[1]).isNaN)
        try shell.run("slo ttft_ms<=1s; sweep replicas=1,2,3; filter goodput>=11; sort goodput; rows goodput replicas")
    }

    @Test func aShareOfThePromptIsAlwaysFound() throws {
        let shell = try shell("workload set prefix=1000 prefix_hit=50%", "workload set prefix=90%")
        #expect((shell.session.workload.prefix, shell.session.workload.prefixHit) == (1800, 1))
    }

    @Test func aFileOfRequestsSetsTheLoad() throws {
        let folder = try TemporaryFolder()
        try folder.write("time,input,output\n0,100,50\n1,300,50\n2,100,50\n6,300,50\n", to: "trace.csv")
        let shell = try shell()
        let text = try shell.run("workload load \(folder.path(of: "trace.csv"))")
        #expect(text.contains("4 requests in 6 s"))
        let workload = shell.session.workload
        #expect((workload.input, workload.inputVariation, workload.output, workload.rate) == (200, 0.5, 50, 0.667))
        #expect(try shell.failure("workload load nothing.csv").contains("nothing.csv"))
        try folder.write("a,b\n1,2\n", to: "bad.csv")
        #expect(try shell.failure("workload load \(folder.path(of: "bad.csv"))").contains("error"))
    }

    @Test func aSizeOfUsersIsThatOfTheRateThatTheyBringAbout() throws {
        let shell = try shell("workload set users=1200 think=60s", "slo tpot_ms<=50")
        #expect(try shell.run("size").contains("requests of 1200 users who think 60 s of 2000 + 500 tokens"))
        try shell.run("config from 1")
        // 1200 users who think a minute send 20 requests/s at most, and fewer where answers take their time.
        let rate = try #require(shell.session.plans?[1]).requestRate
        #expect(rate > 10 && rate < 20)
        #expect(try shell.run("eval").contains("1200 users who think 60 s send"))
    }
}
