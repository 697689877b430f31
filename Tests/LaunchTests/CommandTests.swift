import TestSupport
import Testing

@testable import Launch

/// Command lines that people have published, read back; what each states was read by hand.
@Suite struct CommandTests {
    /// A line, the files beside it, and the sizes that it states.
    struct Published: Sendable, CustomTestStringConvertible {
        let source: String
        let text: String
        var files: [String: String] = [:]
        let runtime: String
        /// The sizes: chips, tp, dp, ep, moe_tp, pp.
        let sizes: [Int]
        /// The loads: chunk, max_running, drafts, redundant; nil where they are not stated.
        let loads: [Int?]

        var testDescription: String { source }
    }

    /// Of SemiAnalysisAI/InferenceX (Apache-2.0), vllm-project/recipes (Apache-2.0), llm-d/llm-d (Apache-2.0),
    /// ai-dynamo/dynamo (Apache-2.0) and vllm-project/vllm-ascend (Apache-2.0), at the commits named; variables of the scripts
    /// are filled in.
    static let published: [Published] = [
        Published(
            source: "InferenceX@843c6254 dsv4_fp4_b200_vllm_mtp.sh",
            text: """
                vllm serve deepseek-ai/DeepSeek-V4-Pro --host 0.0.0.0 --port 8888 --trust-remote-code --kv-cache-dtype fp8 \
                --block-size 256 --no-enable-prefix-caching --tensor-parallel-size 1 --data-parallel-size 8 \
                --enable-expert-parallel --gpu-memory-utilization 0.9 --moe-backend deep_gemm_mega_moe \
                --prefill-schedule-interval 4 \
                --compilation-config '{"cudagraph_mode":"FULL_AND_PIECEWISE","custom_ops":["all"]}' \
                --attention_config.use_fp4_indexer_cache=True --max-cudagraph-capture-size 2048 \
                --speculative-config '{"method": "mtp", "num_speculative_tokens": 2}' --max-model-len $MAX_MODEL_LEN \
                --max-num-batched-tokens 16384
                """, runtime: "vllm", sizes: [8, 1, 8, 8, 1, 1], loads: [16384, nil, 2, nil]),
        Published(
            source: "InferenceX@843c6254 gptoss_fp4_h100.sh",
            text: """
                VLLM_MXFP4_USE_MARLIN=1 vllm serve openai/gpt-oss-120b --host=0.0.0.0 --port=8888 --config config.yaml \
                --gpu-memory-utilization=0.9 --tensor-parallel-size=2 --max-num-seqs=64
                """,
            files: ["config.yaml": "no-enable-prefix-caching: true\nmax-num-batched-tokens: 8192\n"], runtime: "vllm",
            sizes: [2, 2, 1, 1, 2, 1], loads: [8192, 64, nil, nil]),
        Published(
            source: "recipes@8959cf64 models/openai/gpt-oss-120b.yaml:154",
            text: """
                vllm serve openai/gpt-oss-120b --tensor-parallel-size 2 --data-parallel-size 4 --max-model-len 9216 \
                --max-num-batched-tokens 16384 --max-num-seqs 2048 --gpu-memory-utilization 0.86 --kv-cache-dtype fp8
                """, runtime: "vllm", sizes: [8, 2, 4, 1, 8, 1], loads: [16384, 2048, nil, nil]),
        Published(
            source: "llm-d@034b87dc wide-ep-lws decode.yaml",
            text: """
                vllm serve deepseek-ai/DeepSeek-V4-Pro --port 8200 --data-parallel-hybrid-lb --enable-expert-parallel \
                --tensor-parallel-size 1 --data-parallel-size $((2 * 4)) --data-parallel-size-local 4 \
                --data-parallel-address ${LWS_LEADER_ADDRESS} --data-parallel-start-rank $START_RANK \
                --kv_transfer_config '{"kv_connector":"NixlConnector", "kv_role":"kv_both"}' --max-num-batched-tokens 512 \
                --max-num-seqs 512 --kv-cache-dtype fp8 --kv-cache-memory-bytes=${KV_CACHE_MEMORY_BYTES-}
                """, runtime: "vllm", sizes: [8, 1, 8, 8, 1, 1], loads: [512, 512, nil, nil]),
        Published(
            source: "dynamo recipes/deepseek-r1/vllm/disagg/deploy_hopper_16gpu.yaml",
            text: """
                python3 -m dynamo.vllm --model /model-cache/deepseek-r1 --is-prefill-worker \
                --served-model-name deepseek-ai/DeepSeek-R1 --tensor-parallel-size 1 --data-parallel-size 16 \
                --enable-expert-parallel --enable-dbo --enable-eplb \
                --eplb-config '{"window_size":"1000","num_redundant_experts":"32","log_balancedness":"False"}' \
                --max-num-seqs 512
                """, runtime: "dynamo-vllm", sizes: [16, 1, 16, 16, 1, 1], loads: [nil, 512, nil, 32]),
        Published(
            source: "vllm-ascend@182b75ea DeepSeek-V3.1.md:400",
            text: """
                vllm serve /weights/DeepSeek-V3.1-w8a8-mtp-QuaRot --headless --data-parallel-size 4 \
                --data-parallel-size-local 2 --data-parallel-start-rank 2 --tensor-parallel-size 4 --quantization ascend \
                --enable-expert-parallel --max-num-seqs 16 --max-num-batched-tokens 4096 \
                --speculative-config '{"num_speculative_tokens": 3, "method": "mtp"}'
                """, runtime: "vllm-ascend", sizes: [16, 4, 4, 16, 1, 1], loads: [4096, 16, 3, nil]),
        // The group's 32768 tokens and 256 requests are those of 4 replicas: 8192 and 64 each.
        Published(
            source: "InferenceX@843c6254 dsr1_fp4_b200.sh",
            text: """
                SGLANG_RADIX_FORCE_MISS=1 python3 -m sglang.launch_server --model-path nvidia/DeepSeek-R1-0528-FP4-V2 \
                --tensor-parallel-size=4 --data-parallel-size=4 --enable-dp-attention --enable-dp-lm-head \
                --cuda-graph-max-bs 256 --max-running-requests 256 --mem-fraction-static 0.85 \
                --kv-cache-dtype fp8_e4m3 --chunked-prefill-size 32768 --ep-size 4 --quantization modelopt_fp4
                """, runtime: "sglang", sizes: [4, 1, 4, 4, 1, 1], loads: [8192, 64, nil, nil]),
        // Two steps and one more token are verified: 3 tokens, of which 2 are drafts.
        Published(
            source: "InferenceX@843c6254 dsr1_fp4_b200_mtp.sh",
            text: """
                python3 -m sglang.launch_server --model-path nvidia/DeepSeek-R1-0528-FP4-V2 --tp 4 --dp-size 1 \
                --max-running-requests 256 --chunked-prefill-size 16384 --ep-size 1 --speculative-algorithm EAGLE \
                --speculative-num-steps 2 --speculative-num-draft-tokens 3 --speculative-eagle-topk 1
                """, runtime: "sglang", sizes: [4, 4, 1, 1, 4, 1], loads: [16384, 256, 2, nil]),
        Published(
            source: "InferenceX@843c6254 dsr1_fp8_h200_trt.sh",
            text: """
                mpirun -n 1 --oversubscribe --allow-run-as-root trtllm-serve deepseek-ai/DeepSeek-R1-0528 --port=8888 \
                --trust_remote_code --backend=pytorch --max_seq_len=$MAX_MODEL_LEN --max_num_tokens=8320 --tp_size=8 \
                --ep_size=8 --extra_llm_api_options=dsr1-fp8.yml
                """,
            files: [
                "dsr1-fp8.yml":
                    "enable_attention_dp: true\nkv_cache_config: {dtype: fp8, free_gpu_memory_fraction: 0.75}\n"
            ], runtime: "trtllm", sizes: [8, 1, 8, 8, 1, 1], loads: [8320, nil, nil, nil]),
        Published(
            source: "dynamo@09783f64 wide_ep/gb200/deploy.yaml",
            text: """
                python3 -m dynamo.trtllm --model-path /model-cache/deepseek-r1-fp4 \
                --served-model-name deepseek-ai/DeepSeek-R1 --extra-engine-args /config/decode_config_dep32.yaml \
                --disaggregation-mode decode
                """,
            files: [
                "/config/decode_config_dep32.yaml": """
                tensor_parallel_size: 32
                moe_expert_parallel_size: 32
                enable_attention_dp: true
                max_batch_size: 32
                max_num_tokens: 32
                """
            ], runtime: "dynamo-trtllm", sizes: [32, 1, 32, 32, 1, 1], loads: [32, 32, nil, nil]),
    ]

    @Test(arguments: published) func sizesMeanWhatTheyMeanInTheRuntime(_ line: Published) throws {
        let readings = try LaunchCommand.read(script: line.text) { line.files[$0] }
        let reading = try #require(readings.first)
        #expect(readings.count == 1)
        #expect(reading.runtime.name == line.runtime)
        #expect(
            [
                reading.chips, reading.tensor, reading.data, reading.experts, reading.expertTensor, reading.pipeline,
            ] == line.sizes)
        #expect([reading.chunk, reading.maxRunning, reading.drafts, reading.redundant] == line.loads)
        #expect(reading.missing.isEmpty)
    }

    private func read(_ text: String, _ files: [String: String] = [:]) throws -> LaunchReading {
        try #require(try LaunchCommand.read(script: text) { files[$0] }.first)
    }

    @Test func aProcessMayHoldAPart() throws {
        // 4 ranks of 4 chips, of which 2 are local.
        let text = "vllm serve m -tp 4 -dp 4 -dpl 2 -ep"
        #expect(try read(text).ownChips == 8)
        #expect(try read("python3 -m sglang.launch_server --model m --tp 16 --nnodes 2 --node-rank 1").ownChips == 8)
    }

    @Test func variablesThatMayBeFlagsAreSaid() throws {
        let reading = try read("vllm serve m -tp 2 $MORE --seed 1 \"${ARGS[@]}\"")
        #expect(reading.loose == ["$MORE", "${ARGS[@]}"] && reading.modelNames == ["m"])
    }

    @Test func oneLetterMayHaveItsValueBehind() throws {
        let reading = try read("vllm serve m -O3 -tp=2 -cc.pass_config.x=True")
        #expect(reading.unknown.isEmpty && reading.tensor == 2)
        #expect(reading.stated.contains { $0.setting.flag == "-O" && $0.setting.value == "3" })
    }

    @Test func theForkForAscendIsTold() throws {
        #expect(try read("HCCL_BUFFSIZE=1024 vllm serve m -tp 8").runtime.name == "vllm-ascend")
        let settings = "--additional-config '{\"torchair_graph_config\":{\"enabled\":true}}'"
        #expect(try read("vllm serve m \(settings)").runtime.name == "vllm-ascend")
    }

    @Test func rolesAreRead() throws {
        let config = "--kv-transfer-config '{\"kv_connector\":\"NixlConnector\",\"kv_role\":\"kv_producer\"}'"
        #expect(try read("vllm serve m \(config)").role == .prefill)
        #expect(try read("sglang serve --model-path m --disaggregation-mode decode").role == .decode)
        #expect(try read("vllm serve m").role == nil)
    }

    @Test func theLastOfSeveralCounts() throws {
        #expect(try read("vllm serve m -tp 4 --tensor-parallel-size=8").tensor == 8)
        // The command line is above a file of vLLM, and below one of TensorRT-LLM.
        #expect(try read("vllm serve m -tp 4 --config a.yaml", ["a.yaml": "tensor-parallel-size: 2"]).tensor == 4)
        #expect(
            try read("trtllm-serve m --tp_size 4 --config a.yaml", ["a.yaml": "tensor_parallel_size: 2"]).tensor == 2)
    }

    @Test func replicasAreCopies() throws {
        let reading = try read("python3 -m sglang.launch_server --model m --tp 4 --dp 2")
        #expect(reading.replicas == 2 && reading.chips == 4 && reading.data == 1)
    }

    @Test func whatIsNotThereIsSaid() throws {
        let reading = try read("trtllm-serve m --tp_size 2 --extra_llm_api_options x.yml --swap-spce 3 -tp $TP")
        #expect(reading.missing == ["x.yml"])
        #expect(reading.unknown == ["--swap-spce", "-tp"])
        #expect(try read("vllm serve m -tp $TP").open.map(\.setting.value) == ["$TP"])
    }

    @Test(arguments: [
        ("vllm serve m -tp x", LaunchFault.Problem.notACount(flag: "-tp", value: "x"), 17..<18),
        ("vllm serve m -tp 0", .notACount(flag: "-tp", value: "0"), 17..<18),
        ("vllm serve m -tp", .noValue(flag: "-tp"), 13..<16),
        (
            "vllm serve m --gpu-memory-utilization 9", .notAShare(flag: "--gpu-memory-utilization", value: "9"),
            38..<39
        ),
        ("vllm serve m -dp 2 -dpl 4", .above(flag: "-dpl", value: 4, bound: "--data-parallel-size", limit: 2), 24..<25),
        (
            "sglang serve --model m --tp 8 --attn-dp-size 3",
            .notMultiple(flag: "--tp", value: 8, of: "--attn-dp-size", divisor: 3), 45..<46
        ),
        (
            "vllm serve m --speculative-config '{a}'", .notJSON(flag: "--speculative-config", value: "{a}"), 34..<39
        ),
    ]) func whatIsWrongIsAtItsPlace(_ text: String, _ problem: LaunchFault.Problem, _ span: Range<Int>) {
        #expect(throws: LaunchFault(problem, at: span)) { try LaunchCommand.read(script: text) { _ in nil } }
    }

    /// A line that is being typed, or was cut off, is read or refused, whatever stands in it.
    @Test(arguments: published) func everyBeginningIsReadOrRefused(_ line: Published) {
        var read = 0
        for length in stride(from: 0, through: line.text.count, by: 3) {
            for text in [String(line.text.prefix(length)), String(line.text.dropFirst(length))] {
                if (try? LaunchCommand.read(script: text) { line.files[$0] }) != nil { read += 1 }
                _ = try? LaunchManifest.read(text, named: "a.yaml") { _ in nil }
            }
        }
        #expect(read > 10)
    }

    @Test(arguments: [
        "$((", "${", "a\\", "\"$", "$(", "<<", "a=(", "`", "${A[@]}", "2>", "&>", "vllm serve m -tp 99999999999",
    ])
    func oddEndsAreNoTraps(_ text: String) {
        #expect(throws: LaunchFault.self) { try LaunchCommand.read(script: text) { _ in nil } }
    }

    @Test func aTextWithoutAServerIsRefused() {
        #expect(throws: LaunchFault(.noLaunch, at: nil)) { try LaunchCommand.read(script: "ls -l") { _ in nil } }
    }
}
