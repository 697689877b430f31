import CostModel
import Planning
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `sensitivity` in the shell.
@Suite struct SensitivityCommandTests {
    /// Without plans the plan is the one that is set; with plans the first of them.
    @Test func aPlanIsTheFirstOrTheOneThatIsSet() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
        #expect(try shell.run("sensitivity").hasPrefix("tps_chip 104.1 of chips=128 tp=4 batch=10 moe_tp=1\n"))
        try shell.run("sweep tp=2,4 batch=8,10")
        #expect(try shell.run("sensitivity tpot_ms 3").contains(" of chips=128 tp=4 batch=8 moe_tp=1\n"))
        try shell.run("sort tps_batch")
        #expect(try shell.run("sensitivity").hasPrefix("tps_batch "))
    }

    /// Throughput is what comes: where nobody names a figure it is the first that is limited, or what could come.
    @Test func ofALoadItIsWhatIsLimited() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "config set chips=2 tp=2 replicas=4",
            "workload set serving=agg input=2000 output=500 rate=5")
        #expect(try shell.run("sensitivity").hasPrefix("capacity "))
        try shell.run("slo tpot_p95_ms<=50 ttft_p95_ms<=2s")
        #expect(try shell.run("sensitivity").hasPrefix("tpot_p95_ms "))
        #expect(try shell.run("sensitivity tps_chip").hasPrefix("tps_chip "))
    }

    /// DRAM is what this plan waits for: a tenth more bandwidth is between none and a tenth more speed.
    @Test func saysWhatEachParameterDoes() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
        try shell.run("format csv")
        let rows = try shell.run("sensitivity").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows[0].prefix(6) == ["parameter", "now", "elasticity", "up_pct", "down_pct", "between"])
        let bandwidth = try #require(rows.first { $0[0] == "dram_bw" })
        let elasticity = try #require(Double(bandwidth[2]))
        #expect(elasticity > 0.3 && elasticity < 1)
        let (up, down) = (try #require(Double(bandwidth[3])), try #require(Double(bandwidth[4])))
        #expect(up > 5 * elasticity && up < 10 * elasticity && down < -10 * elasticity)
        let batch = try #require(rows.first { $0[0] == "batch" })
        #expect(batch[5] == "9 and 11" && batch[3] == "")
    }

    /// H200 was fitted: its constants have intervals, and what these come to is between nothing and a few percent.
    @Test func fittedConstantsHaveIntervals() throws {
        let shell = try TestShell("arch load h200", "model load llama-3.1-70b", "config set chips=8 tp=8 batch=16")
        let text = try shell.run("sensitivity")
        #expect(text.contains("fitted") && text.contains("moves by"))
        try shell.run("arch set dram_util 0.8")
        let line = try #require(try shell.run("sensitivity").split(separator: "\n").first { $0.contains("dram_util") })
        #expect(!line.contains(" to "))
    }

    @Test func saysWhetherTheOrderHolds() throws {
        let shell = try TestShell.prepared()
        let text = try shell.run("sensitivity tps_chip")
        #expect(text.contains("\nthe order of the best 5 in tps_chip holds within +-10 % of "))
        #expect(try !shell.run("eval --only; sensitivity tps_chip").contains("the order of"))
    }

    @Test func servedPlansHaveElasticities() throws {
        let shell = try TestShell(
            "arch load h200; model load llama-3.1-70b; workload set serving=disagg input=512 output=64",
            "config set chips=8 tp=8 concurrency=32")
        let text = try shell.run("sensitivity ttft_ms")
        #expect(text.hasPrefix("ttft_ms ") && text.contains("\n input ") || text.contains(" input "))
    }

    @Test(arguments: [
        ("sensitivity tps_chop", "unknown metric 'tps_chop'"), ("sensitivity tps_chip 99", "there is no row 99"),
        ("sensitivity ttft_ms", "ttft_ms is not a figure that moves in this plan"),
        ("sensitivity fits", "fits is not a figure that moves in this plan"),
    ])
    func refuses(_ line: String, _ problem: String) throws {
        let failure = try TestShell.prepared().failure(line)
        #expect(failure.contains(problem), "\(failure)")
    }
}
