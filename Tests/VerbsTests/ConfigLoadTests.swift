import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Verbs

/// Command lines of servers as configurations.
@Suite struct ConfigLoadTests {
    private func value(_ name: String, _ shell: TestShell) throws -> String {
        let parameter = try #require(Parameter.named(name))
        return parameter.word(parameter.get(shell.session.draft))
    }

    @Test func theWholeLineStandsInQuotes() throws {
        let shell = try TestShell("arch load h200")
        let output = try shell.run(
            "config load \"vllm serve deepseek-ai/DeepSeek-R1-0528 -tp 1 -dp 8 --enable-expert-parallel "
                + "--max-num-seqs 128 --kv-cache-dtype fp8 --speculative-config "
                + "'{\"method\": \"mtp\", \"num_speculative_tokens\": 1}' --max-model-len $LEN --port 80\"")
        #expect(output.hasPrefix("vllm: 8 chips, tp=1 dp=8 ep=8 moe_tp=1 pp=1\ndeepseek-r1: 671 B parameters"))
        #expect(output.contains("1 other flag changes no figure"))
        #expect(shell.session.model?.name == "deepseek-r1")
        let names = ["chips", "tp", "moe_tp", "pp", "max_running", "kv_precision", "draft", "runtime"]
        #expect(try names.map { try value($0, shell) } == ["8", "1", "1", "1", "128", "fp8", "1", "vllm"])
        #expect(output.contains(" --max-model-len "))
        try shell.run("undo")
        #expect(shell.session.model == nil)
        #expect(try value("chips", shell) == "128")
    }

    @Test func whatIsNotStatedIsAsAtTheStart() throws {
        let shell = try TestShell(
            "arch load h200", "model load deepseek-r1", "config set chunk=2048 redundant=128 max_running=7 replicas=2",
            "config load 'vllm serve deepseek-ai/DeepSeek-R1 -tp 8'")
        let names = ["chips", "tp", "moe_tp", "chunk", "redundant", "max_running", "replicas"]
        #expect(try names.map { try value($0, shell) } == ["8", "8", "8", "0", "0", "0", "1"])
    }

    @Test func aMemoryShareIsOneOfAllDRAM() throws {
        let shell = try TestShell(
            "arch load h200", "config load 'vllm serve Qwen/Qwen3-32B -tp 2 --gpu-memory-utilization 0.9'")
        #expect(shell.session.deployment.memoryFraction == 0.9)
        // 10 % of the 139.8 GiB of an H200, 150.1 GB.
        #expect((StepTotals.of(shell.session.draft).memory.reserve - 15.01e9).magnitude < 0.01e9)
        // TensorRT-LLM states a share of what weights leave.
        try shell.run("config load 'trtllm-serve Qwen/Qwen3-32B --kv_cache_free_gpu_memory_fraction 0.8'")
        #expect(shell.session.deployment.memoryFraction == 0.8 && shell.session.workload.runtime == .trtllm)
        // A text that says nothing takes back what the last one set.
        try shell.run("config load 'vllm serve Qwen/Qwen3-32B'")
        #expect(shell.session.deployment.memoryFraction == 0)
    }

    @Test func rolesMakeAPair() throws {
        let shell = try TestShell("arch load h200", "workload set output=1024")
        try shell.run(
            "config load 'python3 -m sglang.launch_server --model deepseek-ai/DeepSeek-R1 --tp 8 "
                + "--disaggregation-mode prefill'")
        try shell.run(
            "config load 'python3 -m sglang.launch_server --model deepseek-ai/DeepSeek-R1 --tp 16 --dp 16 "
                + "--enable-dp-attention --ep 16 --disaggregation-mode decode'")
        let names = ["serving", "chips", "tp", "moe_tp", "prefill_chips", "prefill_tp", "prefill_moe_tp", "runtime"]
        #expect(try names.map { try value($0, shell) } == ["disagg", "16", "1", "1", "8", "8", "8", "sglang"])
    }

    @Test func formatsComeFromFlagsAndNames() throws {
        let shell = try TestShell("arch load b200")
        try shell.run(
            "config load 'sglang serve --model-path nvidia/DeepSeek-R1-0528-FP4-V2 --quantization modelopt_fp4'")
        #expect(try value("expert_precision", shell) == "nvfp4")
        try shell.run("config load 'vllm serve /w/dsk-w4a4_mlp-w8a8c8_attn --served-model-name deepseek_v3 -tp 8'")
        #expect(try value("attn_precision", shell) == "w8a8")
        #expect(try value("kv_precision", shell) == "int8")
    }

    @Test func partsOfAFileAreOneModel() throws {
        let shell = try TestShell("arch load h200")
        try shell.run("config load 'llama-server -m /m/gpt-oss-120b-mxfp4-00001-of-00003.gguf -ctk q8_0'")
        #expect(shell.session.model?.name == "gpt-oss-120b")
        let output = try shell.run("config load 'vllm serve Qwen/Qwen3-32B --kv-cache-dtype int4_per_token_head'")
        #expect(output.contains("'int4_per_token_head' is not a format of a KV cache here"))
    }

    @Test func filesHoldScriptsAndManifests() throws {
        let folder = try TemporaryFolder()
        try folder.write("enable_attention_dp: true\n", to: "a.yml")
        try folder.write(
            "TP=4\ntrtllm-serve Qwen/Qwen3-235B-A22B --tp_size $TP --ep_size 4 \\\n  --config /x/a.yml\n", to: "run.sh")
        let shell = try TestShell("arch load h200")
        let output = try shell.run("config load \(folder.path(of: "run.sh"))")
        #expect(output.hasPrefix("trtllm: 4 chips, tp=1 dp=4 ep=4 moe_tp=1 pp=1\n"))
        try folder.write("# a comment\nvllm serve m -tp x\n", to: "bad.sh")
        let error = try shell.failure("config load \(folder.path(of: "bad.sh"))")
        #expect(error.contains("bad.sh:2:18: -tp takes a whole number, not 'x'"))
        #expect(error.contains("  2 | vllm serve m -tp x\n"))
    }

    @Test func whatIsWrongHasACaret() throws {
        let shell = try TestShell()
        let error = try shell.failure("config load \"vllm serve m -tp x\"")
        #expect(error.contains("  config load \"vllm serve m -tp x\"\n                                ^"))
        #expect(try shell.failure("config load nothing.sh").contains("'nothing.sh' is neither a file nor a command"))
        #expect(try shell.failure("config load ls -l").contains("nothing in the text starts a runtime"))
    }

    @Test func aModelLeftOpenIsTheOneLoaded() throws {
        let shell = try TestShell(
            "arch load h200", "model load deepseek-r1",
            "config load \"vllm serve $MODEL -tp 8 --kv-cache-dtype fp8 $MORE\"")
        #expect(shell.session.model?.name == "deepseek-r1")
        #expect(try value("kv_precision", shell) == "fp8")
        #expect(shell.output.contains("$MORE"))
    }

    @Test func modelsThatAreNotThereAreSaid() throws {
        let shell = try TestShell("arch load h200")
        let output = try shell.run("config load 'vllm serve zai-org/GLM-9.9 -tp 8'")
        #expect(output.contains("the catalogue has no model 'zai-org/GLM-9.9'"))
    }
}
