import Presentation
import TestSupport
import Testing

@testable import Notebook
@testable import Verbs

/// The best plan for each value of an axis.
@Suite struct TableCommandTests {
    private func shell() throws -> TestShell {
        try TestShell("arch load sg2260e", "model load deepseek-v3", "workload set input 4096")
    }

    /// The rows of the table as words.
    private func rows(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.first.flatMap { Int($0) } != nil }
    }

    /// The study: prefill on 16 and 32 chips with sp 4 and 8, decode on 64, 128 and 256; 128 is the reference, 64 is not advised.
    @Test func theStudysChipCounts() throws {
        let shell = try shell()
        let text = try shell.run(
            "table chips=16..256:*2 tp=4 batch=6,8,10,12,16 moe_tp=1 --where tps_batch>=10")
        let rows = rows(text)
        #expect(rows.count == 10)
        #expect(rows[0].suffix(3) == ["442.3", "425", "Prefill"])
        #expect(rows[2].suffix(3) == ["385.2", "370", "Prefill"])
        // 62.0 of 127.0 tokens/s/chip is 49 %, less than two thirds.
        #expect(rows[5].suffix(5) == ["62.0", "60", "not", "advised", "(49"] || text.contains("not advised (49 %)"))
        #expect(rows[7].contains("104.1") && rows[7].suffix(3) == ["Decode,", "the", "reference"])
        // 127.0 / 104.1 = 1.22.
        #expect(rows[9].suffix(3) == ["127.0", "122", "Decode"])
        // No batch on 16 chips yields ten tokens/s.
        #expect(text.contains("not advised (limits)"))
    }

    /// What is shown of a row is what the plan has by itself.
    @Test func rowsAreThePlansAtHand() throws {
        let shell = try shell()
        try shell.run("table chips=128,256 tp=4 batch=10 moe_tp=1")
        #expect(shell.session.plans?.count == 4)
        let plan = try #require(shell.session.plans?[2])
        #expect(plan.scenario.deployment.chips == 128 && plan.scenario.workload.phase == .decode)
        #expect(try shell.run("breakdown 2").contains("decode step 96.1 ms"))
        try shell.run("config from 2")
        #expect(try shell.run("eval --only").contains("104.1"))
    }

    @Test func onePhaseAlone() throws {
        let shell = try shell()
        #expect(rows(try shell.run("table inter_bw=16GB/s,64GB/s phase=decode tp=4 batch=10")).count == 2)
        try shell.run("workload set serving=agg output=512")
        #expect(rows(try shell.run("table chips=64,128 tp=4 concurrency=256")).count == 2)
    }

    @Test func chipsOfTheCatalogue() throws {
        let shell = try TestShell("arch load h200", "model load qwen3-32b", "config set chips=8")
        let text = try shell.run("table arch=h100,h200 tp=2 batch=8 phase=decode")
        #expect(rows(text).map { $0[1] } == ["h100", "h200"])
    }

    @Test func whatDoesNotFitIsSaid() throws {
        let shell = try shell()
        let text = try shell.run("table chips=8,128 tp=4 batch=10 moe_tp=1")
        #expect(text.contains("chips=8: no plan for Decode divides and fits"))
        #expect(throws: (any Error).self) { try shell.run("table chips=8 tp=4 batch=10 moe_tp=1") }
        #expect(throws: (any Error).self) { try shell.run("table") }
    }

    @Test func programsGetEveryColumn() throws {
        let shell = try shell()
        try shell.run("format csv")
        let text = try shell.run("table chips=64,128 tp=4 batch=10 moe_tp=1")
        let head = try #require(text.split(separator: "\n").first)
        #expect(head.contains("tps_chip") && head.hasSuffix("relative_pct,use"))
        #expect(text.split(separator: "\n").count == 5)
    }
}
