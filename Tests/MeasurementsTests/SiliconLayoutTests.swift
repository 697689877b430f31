import CostModel
import Testing

@testable import Measurements

/// The naming of NVIDIA aiconfigurator's measurements as deployments of the engine.
@Suite struct SiliconLayoutTests {
    /// The row `tp8_ep1` with 64 requests in flight, and what differs from it.
    private func table(_ changes: [String: String]...) throws -> MeasuredTable {
        let base = [
            "id": "r1_agg_tp8_ep1_7", "silicon_data_source": "x; silicon_concurrency=64; y",
            "model_path": "deepseek-ai/DeepSeek-R1", "system": "h200_sxm", "precision": "fp8", "mode": "agg",
            "isl": "1024", "osl": "512", "gemm_quant_mode": "fp8", "moe_quant_mode": "fp8_block", "batch_size": "64.0",
            "tp_size": "8", "pp_size": "1", "attention_dp_size": "1", "moe_tp_size": "8", "moe_ep_size": "1",
            "silicon_ttft_ms": "400", "silicon_tpot_ms": "20", "backend": "trtllm",
        ]
        let headings =
            base.keys.sorted() + SiliconRow.columns.map(\.name).filter { $0.contains("fill_") }
            + SiliconRow.columns.map(\.name).filter { $0.hasPrefix("decode_") }
        let rows = changes.map { change in
            headings.map { change[$0] ?? base[$0] ?? "" }.joined(separator: ",")
        }
        return try MeasuredTable(parsing: ([headings.joined(separator: ",")] + rows).joined(separator: "\n"))
    }

    private func row(_ changes: [String: String]) throws -> Measurement {
        let table = try table(changes)
        let faults = table.unmapped.map { $0.fault.sentence { rule, _ in "\(rule)" } }
        #expect(faults == [])
        return try #require(table.measurements.first)
    }

    private func fault(_ changes: [String: String]) throws -> String {
        try #require(try table(changes).unmapped.first).fault.sentence { rule, _ in "\(rule)" }
    }

    @Test func columnsBecomeADeployment() throws {
        let row = try row([:])
        #expect(row.line == 2 && row.chip == "h200" && row.fields["backend"] == "trtllm")
        let (d, w) = (row.scenario.deployment, row.scenario.workload)
        #expect([d.chips, d.tp, d.moeTP, d.pp, d.dp, d.ep] == [8, 8, 8, 1, 1, 1])
        // 64 requests on 8 chips.
        #expect(d.concurrency == 64 && d.batch == 8)
        #expect(w.input == 1024 && w.output == 512 && w.serving == .agg && w.rounds == 10)
        #expect(row.figures == [MeasuredFigure(.tpot, 0.02), MeasuredFigure(.ttft, 0.4)])
    }

    @Test(arguments: [
        // tp_size holds the product of 8 chips and 8 ranks.
        (["id": "r1_tp8_ep8_9", "tp_size": "64", "moe_ep_size": "8"], [8.0, 8, 1, 8, 1]),
        // attention_dp_size holds it: 8 replicas of one chip, 256 requests.
        (
            [
                "id": "cfg181", "tp_size": "1", "attention_dp_size": "64", "moe_ep_size": "8", "batch_size": "4",
                "silicon_data_source": "",
            ], [8, 1, 1, 8, 8]
        ),
        // Written as it ran, as the id says: experts over 2 ranks of 2 chips.
        (
            [
                "id": "oss_tp4_epnone_5", "model_path": "openai/gpt-oss-120b", "tp_size": "4", "moe_tp_size": "2",
                "moe_ep_size": "2",
            ], [4, 4, 2, 2, 1]
        ),
        // Experts over all ranks need no correction, and moe_tp_size follows where it is empty.
        (["moe_tp_size": "1", "moe_ep_size": "8"], [8, 8, 1, 8, 1]),
        (["moe_tp_size": "", "moe_ep_size": "8"], [8, 8, 1, 8, 1]),
        (["attention_dp_size": "", "moe_tp_size": "8"], [8, 8, 8, 1, 1]),
    ])
    func productsBecomeTheSizesThatRan(_ changes: [String: String], _ sizes: [Double]) throws {
        let d = try row(changes).scenario.deployment
        #expect([d.chips, d.tp, d.moeTP, d.ep, d.dp] == sizes)
    }

    @Test func requestsAreTheBatchOfEachReplicaAsWrittenUnlessStated() throws {
        let changes = [
            "id": "cfg", "tp_size": "1", "attention_dp_size": "64", "moe_ep_size": "8", "batch_size": "4",
            "silicon_data_source": "no word",
        ]
        // 4 x 64.
        #expect(try row(changes).scenario.deployment.concurrency == 256)
        #expect(try row(["batch_size": "48"]).scenario.deployment.concurrency == 64)
    }

    @Test func aDenseModelSharesNoExperts() throws {
        let row = try row([
            "model_path": "meta-llama/Llama-3.1-8B-Instruct", "precision": "", "gemm_quant_mode": "",
            "moe_quant_mode": "", "tp_size": "4", "moe_tp_size": "1",
        ])
        #expect(row.scenario.deployment.moeTP == 1 && row.scenario.deployment.chips == 4)
        #expect(row.scenario.model.precision.attention == PrecisionFormat.bf16)
    }

    @Test func thePrecisionColumnStandsInForBothModes() throws {
        let row = try row(["precision": "fp4", "gemm_quant_mode": "", "moe_quant_mode": "", "system": "b200_sxm"])
        #expect(row.scenario.model.precision.experts == PrecisionFormat.nvfp4)
        #expect(row.scenario.model.precision.attention == PrecisionFormat.fp8)
    }

    @Test func disaggregatedWorkersHaveSizesOfTheirOwn() throws {
        var changes = [
            "mode": "disagg", "prefill_tp_size": "1", "prefill_attention_dp_size": "4", "prefill_moe_tp_size": "1",
            "prefill_moe_ep_size": "4", "decode_tp_size": "8", "decode_moe_tp_size": "1", "decode_moe_ep_size": "8",
        ]
        changes["system"] = "b200_sxm"
        changes["gemm_quant_mode"] = "nvfp4"
        changes["moe_quant_mode"] = "nvfp4"
        changes["prefill_num_workers"] = "2"
        changes["prefill_batch_size"] = "1"
        changes["decode_num_workers"] = "5"
        changes["decode_batch_size"] = "18"
        let d = try row(changes).scenario.deployment
        #expect([d.chips, d.tp, d.moeTP, d.decodeWorkers] == [8, 8, 1, 5])
        // Prompts at once are no limit, which is why they stay 0.
        #expect([d.prefillChips, d.prefillTP, d.prefillMoeTP, d.prefillWorkers, d.prefillBatch] == [4, 1, 1, 2, 0])
        #expect(d.concurrency == 64)
        // 18 requests of one replica in each of 5 workers.
        changes["silicon_data_source"] = ""
        #expect(try row(changes).scenario.deployment.concurrency == 90)
        // Workers that are left out are one of each kind.
        for column in ["prefill_num_workers", "decode_num_workers"] { changes[column] = "" }
        changes["silicon_data_source"] = "silicon_concurrency=18"
        let one = try row(changes).scenario
        #expect(one.deployment.decodeWorkers == 1 && one.deployment.prefillWorkers == 1)
        #expect(one.workload.serving == .disagg)
    }

    @Test func phasesServedAloneAreAScenarioEach() throws {
        let table = try table(["mode": "static", "silicon_data_source": ""])
        #expect(table.measurements.map(\.line) == [2, 2])
        for measurement in table.measurements {
            let isPrefill = measurement.figures[0].metric == .ttft
            #expect(measurement.scenario.workload.phase == (isPrefill ? .prefill : .decode))
            // 64 prompts in all, 8 sequences a chip.
            #expect(measurement.scenario.deployment.batch == (isPrefill ? 64 : 8))
        }
    }

    @Test(arguments: [
        (["tp_size": "6", "moe_tp_size": "6"], "headsByTP"),
        (["moe_tp_size": "4"], "attention runs on 8 chips, the experts on 4"),
        (["tp_size": "x"], "tp_size='x' is not a whole number from 1"),
        (["isl": ""], "isl is empty"),
        (["system": "h100_sxn"], "system='h100_sxn' is not a chip that is known; the nearest is 'h100'"),
        (["mode": "aggr"], "mode='aggr' is not a mode that is known; the nearest is 'agg'"),
        (["silicon_tpot_ms": "", "silicon_ttft_ms": ""], "nothing was measured"),
        (["silicon_tpot_ms": "0"], "silicon_tpot_ms='0' is not a number above 0"),
        (["batch_size": "", "silicon_data_source": ""], "batch_size is empty"),
        (["gemm_quant_mode": "fp9"], "gemm_quant_mode='fp9' is not a format that is known; the nearest is 'fp8'"),
    ])
    func whatCannotBeExpressedSaysWhy(_ changes: [String: String], _ reason: String) throws {
        #expect(try fault(changes) == reason)
    }

    @Test func weightsThatDoNotFitAreNamedAndAFullCacheIsNot() throws {
        // 671 B parameters of a byte and a 16-bit head on 4 x 79.2 GiB.
        let weights = try fault(["system": "h100_sxm", "tp_size": "4", "moe_tp_size": "4"])
        #expect(weights.hasPrefix("weights need 15") && weights.hasSuffix(" GiB of 79.2 GiB per chip"))
        #expect(try row(["silicon_data_source": "silicon_concurrency=100000"]).scenario.deployment.concurrency == 1e5)
        let prefill = try fault([
            "mode": "disagg", "prefill_tp_size": "2", "prefill_moe_tp_size": "2", "decode_tp_size": "8",
            "decode_moe_tp_size": "8",
        ])
        #expect(prefill.hasPrefix("prefill worker: weights need "))
    }
}
