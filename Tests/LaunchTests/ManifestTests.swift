import Testing

@testable import Launch

/// Servers in manifests.
@Suite struct ManifestTests {
    private func read(_ text: String) throws -> [LaunchReading] {
        try LaunchManifest.read(text, named: "a.yaml") { _ in nil }
    }

    @Test func aDeploymentStartsItsContainer() throws {
        let reading = try #require(
            try read(
                """
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  template:
                    spec:
                      nodeSelector:
                        nvidia.com/gpu.product: NVIDIA-H200
                      containers:
                      - name: main
                        image: vllm/vllm-openai:v0.21.0
                        args:
                        - --model=openai/gpt-oss-120b
                        - --tensor-parallel-size=2
                        - "--max-num-seqs"
                        - "64"
                """
            ).first)
        #expect(reading.runtime.name == "vllm" && reading.version == "0.21.0" && reading.chipName == "NVIDIA-H200")
        #expect(reading.modelNames == ["openai/gpt-oss-120b"])
        #expect(reading.tensor == 2 && reading.maxRunning == 64)
    }

    @Test func aGraphHasBothRoles() throws {
        let readings = try read(
            """
            apiVersion: nvidia.com/v1alpha1
            kind: DynamoGraphDeployment
            spec:
              services:
                Frontend:
                  extraPodSpec: {mainContainer: {image: x}}
                VllmPrefillWorker:
                  extraPodSpec:
                    mainContainer:
                      command: ["/bin/sh", "-c"]
                      args:
                      - |
                        python3 -m dynamo.vllm --model Qwen/Qwen3-32B \\
                          --tensor-parallel-size 2
                VllmDecodeWorker:
                  extraPodSpec:
                    mainContainer:
                      command: [python3, -m, dynamo.vllm]
                      args: [--model, Qwen/Qwen3-32B, --tensor-parallel-size, "4"]
            """)
        #expect(readings.map(\.role) == [.prefill, .decode])
        #expect(readings.map(\.tensor) == [2, 4])
    }

    /// As in llm-d@034b87dc guides/wide-ep-lws (Apache-2.0): sizes stand in variables of the container and of its group.
    @Test func aGroupKnowsItsSize() throws {
        let reading = try #require(
            try read(
                """
                kind: LeaderWorkerSet
                metadata:
                  name: wide-ep-decode
                spec:
                  leaderWorkerTemplate:
                    size: 2
                    workerTemplate:
                      spec:
                        containers:
                          - name: vllm
                            image: vllm/vllm-openai:v0.22.1
                            command: [/bin/bash, -c]
                            args:
                              - |-
                                # a comment
                                START=$(( ${LWS_WORKER_INDEX:-0} * LOCAL ))
                                exec vllm serve \\
                                  deepseek-ai/DeepSeek-V4-Pro \\
                                  --enable-expert-parallel \\
                                  --data-parallel-size $((LWS_GROUP_SIZE * LOCAL)) \\
                                  --data-parallel-size-local $LOCAL --data-parallel-start-rank $START \\
                                  --kv_transfer_config '{"kv_connector":"NixlConnector",
                                      "kv_role":"kv_both"}'
                            env:
                              - name: LOCAL
                                value: "4"
                """
            ).first)
        // 2 pods of 4 ranks.
        #expect(reading.chips == 8 && reading.data == 8 && reading.experts == 8 && reading.ownChips == 4)
        #expect(reading.version == "0.22.1")
    }

    @Test func valuesOfAChartHaveSizesOfTheirOwn() throws {
        let readings = try read(
            """
            modelArtifacts:
              uri: "hf://Qwen/Qwen3-32B"
            decode:
              parallelism:
                tensor: 4
              containers:
              - name: vllm
                modelCommand: vllmServe
                args: ["--max-num-seqs", "32"]
            """)
        #expect(readings.map(\.role) == [.decode])
        #expect(readings.first?.tensor == 4 && readings.first?.maxRunning == 32)
        #expect(readings.first?.modelNames == ["Qwen/Qwen3-32B"])
    }

    @Test func settingsOfAnEngineAreRead() throws {
        let reading = try #require(
            try read("tensor_parallel_size: 4\nmoe_config:\n  backend: TRTLLM\nenable_attention_dp: true\n").first)
        #expect(reading.runtime.name == "trtllm" && reading.data == 4)
        #expect(reading.noted.map(\.setting.value) == ["TRTLLM"])
    }

    @Test func whatIsNoManifestIsRefused() {
        #expect(throws: LaunchFault(.noLaunch, at: nil)) { try read("a: 1\n") }
        #expect(throws: LaunchFault.self) { try read("a: 1\n  b: 2\n") }
    }
}
