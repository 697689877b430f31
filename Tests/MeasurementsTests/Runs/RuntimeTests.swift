import CostModel
import Testing

@testable import Measurements

/// Settings that follow from the serving software.
@Suite struct RuntimeTests {
    private func scenario(_ change: [String: String], requests: Int = 64) throws -> Scenario {
        let source = "config_id=7; silicon_concurrency=\(requests)"
        return try RunTable.scenario(RunTable.pooled, change.merging(["silicon_data_source": source]) { $1 })
    }

    private static let replicas = ["tp_size": "1", "attention_dp_size": "8", "moe_tp_size": "1", "moe_ep_size": "8"]

    @Test func stepsThatAFirstTokenWaits() throws {
        #expect(try scenario([:]).deployment.waitSteps == 10)
        // TensorRT-LLM waits until every replica has a prompt.
        #expect(try scenario(Self.replicas).deployment.waitSteps == 50)
        // SGLang looks for requests less often under load, on Blackwell.
        #expect(try scenario(["backend": "sglang"], requests: 15).deployment.waitSteps == 15)
        #expect(try scenario(["backend": "sglang"], requests: 16).deployment.waitSteps == 35)
        #expect(try scenario(["backend": "SGLang", "system": "h200_sxm"], requests: 16).deployment.waitSteps == 12)
        #expect(try scenario(["backend": "vllm"]).deployment.waitSteps == 4)
    }

    @Test func theCacheOfLatentsHasTheRuntimesFormat() throws {
        func format(_ change: [String: String]) throws -> ElementFormat { try scenario(change).model.precision.kvCache }
        #expect(try format([:]) == ElementFormat.fp8)
        #expect(try format(["system": "h200_sxm"]) == ElementFormat.fp8)
        #expect(try format(["backend": "sglang"]) == ElementFormat.fp8)
        #expect(try format(["backend": "sglang", "system": "h200_sxm"]) == ElementFormat.bf16)
        // A dense model keeps the catalogue's, but for quantised checkpoints of TensorRT-LLM.
        var dense = [
            "model_path": "meta-llama/Llama-3.1-8B-Instruct", "moe_tp_size": "1", "precision": "", "system": "h200_sxm",
        ]
        #expect(try format(dense) == ElementFormat.bf16)
        dense["precision"] = "fp8"
        #expect(try format(dense) == ElementFormat.fp8)
        dense["backend"] = "sglang"
        #expect(try format(dense) == ElementFormat.bf16)
    }

    @Test(arguments: ["", "lmdeploy"]) func anUnknownBackendChangesNothing(_ backend: String) throws {
        let scenario = try scenario(["backend": backend])
        let fresh = Deployment(chips: 1, tp: 1, batch: 1)
        #expect(scenario.deployment.waitSteps == fresh.waitSteps)
        #expect(scenario.workload.acceptance == Workload(input: 1).acceptance)
        #expect(scenario.workload.draft == 0)
        #expect(scenario.deployment.concurrency == 64 && scenario.workload.rounds == 10)
    }

    @Test func phasesServedAloneDoNotWait() throws {
        let scenario = try RunTable.table(
            RunTable.pooled, [["mode": "static", "silicon_data_source": "silicon_concurrency=64"]]
        ).measurements.map(\.scenario)
        #expect(scenario.count == 2)
        for phase in scenario { #expect(phase.deployment.waitSteps == 1 && phase.workload.serving == .static) }
    }
}
