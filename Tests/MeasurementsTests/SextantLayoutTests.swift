import CostModel
import Testing

@testable import Measurements

/// Tables whose columns are parameters, as runs of servers.
@Suite struct SextantLayoutTests {
    /// A run of DeepSeek-R1 with 64 requests in flight on 8 H200, and what differs from it.
    private func table(_ changes: [String: String]) throws -> MeasuredTable {
        let cells = [
            "chip": "h200", "model": "deepseek-r1", "serving": "agg", "chips": "8", "tp": "8", "moe_tp": "8",
            "concurrency": "64", "input": "1024", "output": "512", "rounds": "10", "wait_steps": "12",
            "dram_reserve": "0.04", "expert_precision": "fp8", "ttft_ms": "400", "tpot_ms": "20", "runtime": "sglang",
        ].merging(changes) { $1 }
        let headings = cells.keys.sorted()
        let row = headings.map { cells[$0] ?? "" }.joined(separator: ",")
        return try MeasuredTable(parsing: headings.joined(separator: ",") + "\n" + row + "\n")
    }

    private func row(_ changes: [String: String]) throws -> Measurement {
        let table = try table(changes)
        #expect(table.unmapped.map { $0.fault.sentence { rule, _ in "\(rule)" } } == [])
        return try #require(table.measurements.first)
    }

    private func fault(_ changes: [String: String]) throws -> String {
        try #require(try table(changes).unmapped.first).fault.sentence { rule, _ in "\(rule)" }
    }

    @Test func columnsBecomeADeployment() throws {
        let row = try row([:])
        #expect(row.line == 2 && row.chip == "h200" && row.fields["runtime"] == "sglang")
        let (d, w) = (row.scenario.deployment, row.scenario.workload)
        #expect([d.chips, d.tp, d.moeTP, d.pp, d.dp, d.ep] == [8, 8, 8, 1, 1, 1])
        #expect(d.concurrency == 64 && d.waitSteps == 12 && row.scenario.chip.dramReserve == 0.04)
        #expect(w.input == 1024 && w.output == 512 && w.serving == .agg && w.rounds == 10)
        #expect(Set(row.figures.map(\.metric)) == [.tpot, .ttft])
    }

    /// The highest throughput that a vendor publishes: half as many requests in flight serve less, and twice as many no more.
    @Test func aThroughputWithoutALoadIsTheHighest() throws {
        let cells = ["concurrency": "", "rounds": "", "ttft_ms": "", "tpot_ms": "", "tps_chip": "1500"]
        let row = try row(cells)
        #expect(row.isSaturated && row.scenario.workload.serving == .agg)
        func rate(_ share: Double) -> Double {
            var scenario = row.scenario
            scenario.deployment.concurrency = (share * scenario.deployment.concurrency).rounded()
            return MeasuredMetric.tpsChip.predicted(PlanResult(scenario))
        }
        #expect(rate(0.5) < 0.995 * rate(1) && rate(2) <= rate(1) * 1.006)
        // A runtime that runs fewer needs fewer for its highest.
        let limited = try self.row(cells.merging(["max_running": "16"]) { $1 })
        #expect(limited.scenario.deployment.concurrency <= 16)
        // With a load, a batch, a phase or another figure it is what it says.
        for stated in [["concurrency": "64"], ["batch": "8"], ["phase": "prefill", "serving": "static"]] {
            #expect(try !self.row(cells.merging(stated) { $1 }).isSaturated)
        }
        #expect(try !self.row(cells.merging(["tpot_ms": "20", "serving": ""]) { $1 }).isSaturated)
    }

    @Test func disaggregatedWorkersHaveSizesOfTheirOwn() throws {
        let row = try row([
            "chip": "b200", "serving": "disagg", "moe_tp": "1", "decode_workers": "5", "prefill_workers": "2",
            "prefill_chips": "4", "prefill_tp": "1", "prefill_moe_tp": "1", "expert_precision": "nvfp4",
        ])
        let d = row.scenario.deployment
        #expect([d.chips, d.tp, d.moeTP, d.decodeWorkers] == [8, 8, 1, 5])
        #expect([d.prefillChips, d.prefillTP, d.prefillMoeTP, d.prefillWorkers, d.prefillBatch] == [4, 1, 1, 2, 0])
        #expect(row.scenario.workload.serving == .disagg)
    }

    @Test(arguments: [
        (["tp": "6", "moe_tp": "6", "chips": "6"], "headsByTP"),
        (["tp": "x"], "tp='x' is not a number such as 128 or 4K"),
        (["chip": "h100_sxn"], "chip='h100_sxn' is not a chip that is known; the nearest is 'h100'"),
        (["serving": "aggr"], "serving='aggr' is not a choice that is known; the nearest is 'agg'"),
        (["tpot_ms": "", "ttft_ms": ""], "nothing was measured"),
        (["tpot_ms": "0"], "tpot_ms='0' is not a number above 0"),
    ])
    func whatCannotBeExpressedSaysWhy(_ changes: [String: String], _ reason: String) throws {
        #expect(try fault(changes) == reason)
    }

    @Test func weightsThatDoNotFitAreNamedAndAFullCacheIsNot() throws {
        // 671 B parameters of a byte and a 16-bit head on 4 x 79.2 GiB.
        let weights = try fault(["chip": "h100", "chips": "4", "tp": "4", "moe_tp": "4"])
        #expect(weights.hasPrefix("weights need 15") && weights.hasSuffix(" GiB of 79.2 GiB per chip"))
        #expect(try row(["concurrency": "100000"]).scenario.deployment.concurrency == 1e5)
        let prefill = try fault([
            "serving": "disagg", "prefill_chips": "2", "prefill_tp": "2", "prefill_moe_tp": "2",
        ])
        #expect(prefill.hasPrefix("prefill worker: weights need "))
    }

    /// The columns of a load generator's own table are labels beside it.
    @Test func otherColumnsAreLabels() throws {
        #expect(try table(["request_throughput": "3.4", "duration": "60"]).labels.contains("request_throughput"))
    }
}
