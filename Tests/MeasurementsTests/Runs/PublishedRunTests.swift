import CostModel
import Testing

@testable import Measurements

/// Rows of separate workers and the published runs they are of.
@Suite struct PublishedRunTests {
    private static let cu130 = "lmsysorg/sglang:v0.5.8.post1-cu130-runtime"

    private func scenario(_ change: [String: String]) throws -> Scenario {
        try RunTable.scenario(RunTable.apart, change)
    }

    @Test func aRunFillsInWhatItsColumnsLeaveOut() throws {
        // B200 in 4 bits on long prompts with 1024 requests: 7 prefill workers of 4 chips, 2 for decode of 8.
        let d = try scenario([
            "silicon_data_source": RunTable.source(1024, "2026-02-11", Self.cu130), "precision": "fp4", "isl": "8192",
            "prefill_tp_size": "1", "prefill_attention_dp_size": "1", "prefill_moe_ep_size": "4",
        ]).deployment
        #expect([d.chips, d.tp, d.moeTP, d.decodeWorkers] == [8, 1, 1, 2])
        #expect([d.prefillChips, d.prefillTP, d.prefillMoeTP, d.prefillWorkers] == [4, 1, 1, 7])
        #expect(d.concurrency == 1024)
    }

    /// 8 bits, 16 requests: 3 decode workers with tensor parallelism in February 7, two drafted tokens on the 13th.
    @Test(arguments: [("2026-02-07", 16, 0.0, 3.0), ("2026-02-13", 16, 2, 3), ("2026-02-13", 64, 2, 1)])
    func daysTellRunsApart(_ day: String, _ requests: Int, _ draft: Double, _ workers: Double) throws {
        let scenario = try scenario(["silicon_data_source": RunTable.source(requests, day)])
        #expect(scenario.workload.draft == draft && scenario.deployment.decodeWorkers == workers)
    }

    @Test func imagesTellRunsApart() throws {
        let change = [
            "precision": "fp4", "isl": "8192", "prefill_tp_size": "1", "prefill_moe_ep_size": "4",
        ]
        // The same requests in a container of another name drafted two tokens, on one decode worker.
        let drafted = try scenario(
            change.merging([
                "silicon_data_source": RunTable.source(128, "2026-02-11", "lmsysorg/sglang:v0.5.8.post1-cu130")
            ]) { $1 })
        #expect(drafted.workload.draft == 2 && drafted.deployment.decodeWorkers == 1)
        #expect(drafted.deployment.prefillWorkers == 1)
        // The runtime image ran 128 requests in two layouts, which nothing in a single row tells apart.
        let fault = try RunTable.fault(
            RunTable.apart,
            change.merging(["silicon_data_source": RunTable.source(128, "2026-02-11", Self.cu130)]) { $1 })
        #expect(fault == .severalRuns(2))
    }

    @Test(arguments: [
        ["silicon_data_source": RunTable.source(17, "2026-02-07")],
        ["silicon_data_source": RunTable.source(16, "2026-02-08")],
        ["silicon_data_source": RunTable.source(16, "2026-02-07"), "isl": "4096"],
        ["silicon_data_source": RunTable.source(16, "2026-02-07"), "precision": "int8_wo"],
        ["silicon_data_source": RunTable.source(16, "2026-02-07"), "prefill_moe_ep_size": "1"],
        ["silicon_data_source": RunTable.source(16, "2026-02-07"), "backend": "vllm"],
        ["silicon_data_source": RunTable.source(16, "2026-02-07"), "system": "h100_sxm"],
    ])
    func aRunThatFitsInAllButOneColumnDoesNot(_ change: [String: String]) throws {
        #expect(try RunTable.fault(RunTable.apart, change) == .unknownRun)
    }

    @Test func rowsThatStateTheirWorkersNeedNoRun() throws {
        let stated = try scenario([
            "silicon_data_source": RunTable.source(17, "2026-02-08"), "decode_num_workers": "4",
            "prefill_num_workers": "2",
        ])
        #expect(stated.deployment.decodeWorkers == 4 && stated.deployment.prefillWorkers == 2)
        #expect(stated.workload.draft == 0)
        // Rows of others are taken at their word too: one worker of each kind where they leave it out.
        let other = try scenario(["silicon_data_source": "silicon_concurrency=17"])
        #expect(other.deployment.decodeWorkers == 1 && other.deployment.prefillWorkers == 1)
    }

    @Test func everyRunDividesOnItsChip() throws {
        for (index, run) in PublishedRun.all.enumerated() {
            var change = [
                "system": "\(run.system)_sxm", "backend": run.runtime.rawValue, "precision": run.precision,
                "isl": "\(Int(run.input))", "prefill_moe_ep_size": "\(Int(run.prefill.columns.moeEP ?? 1))",
            ]
            let requests = Int(try #require(run.requests.first))
            change["silicon_data_source"] = RunTable.source(requests, run.days.first ?? "2026-05-05", run.image)
            var row = SiliconRow()
            (row.backend, row.model, row.system) = (run.runtime.rawValue, "deepseek-r1", "\(run.system)_sxm")
            (row.precision, row.input, row.mode) = (run.precision, run.input, .disagg)
            row.prefill.moeEP = run.prefill.columns.moeEP
            row.source = try #require(change["silicon_data_source"])
            #expect(run.fits(row), "\(index)")
            #expect(row.candidates.contains(OpenInputs(draft: run.draft, run: index)), "\(index)")
            let table = try RunTable.table(RunTable.apart, [change])
            let faults = table.unmapped.map(\.fault)
            // One of several runs stays open; none fails to divide.
            #expect(faults.allSatisfy { $0 == .severalRuns(row.candidates.count) }, "\(index): \(faults)")
        }
    }
}
