import Testing
import TestSupport

@testable import Language
@testable import Notebook
@testable import Verbs

/// Runtimes, their releases and loads of experts as they are typed.
@Suite struct RuntimeCommandTests {
    @Test func aRuntimeSaysWhatHolds() throws {
        let shell = try TestShell("arch load h100", "model load llama-3.1-8b")
        #expect(
            try shell.run("workload set runtime=vllm")
                == """
                runtime: custom -> vllm
                vllm: chunk=8,192, max_running=1,024, 92.0 % of DRAM, prompts and decoding share a step; 'workload runtime' says \
                where that is from

                """)
        let old = try shell.run("workload set runtime_version=0.18")
        #expect(
            old.hasPrefix("runtime_version: newest -> 0.18\nvllm 0.18: chunk=8,192, max_running=1,024, 90.0 % of DRAM"))
        try shell.run("config set chunk=512 max_running=9 mem_fraction=0.5")
        let set = try shell.run("workload runtime")
        for text in ["chunk=512 (set)", "max_running=9 (set)", "50.0 % of DRAM (set)", "gpu_memory_utilization"] {
            #expect(set.contains(text))
        }
    }

    @Test func autoIsMindIEOnAscend() throws {
        let shell = try TestShell("arch load ascend-910b", "model load qwen3-32b")
        let text = try shell.run("workload set runtime=auto")
        #expect(text.contains("auto: mindie, by which ascend-910b is usually served (usual_runtime)\n"))
        #expect(text.contains("mindie: no chunks, max_running=200, 80.0 % of DRAM, prompts first, decoding waits"))
        let usual = try shell.run("workload runtime")
        #expect(usual.contains("by which ascend-910b is usually served") && usual.contains("NPU_MEMORY_FRACTION 0.8"))
        #expect(try !shell.run("workload runtime mindie").contains("usually served"))
        try shell.run("arch load sg2260e")
        #expect(try shell.run("workload runtime").contains("no runtime is set"))
    }

    @Test func everyRuntimeIsAnAxisAndAColumn() throws {
        let shell = try TestShell("arch load h100", "model load llama-3.1-8b")
        try shell.run("workload set serving=agg input=1024 output=256")
        try shell.run("config set chips=1 tp=1 concurrency=64")
        let text = try shell.run("sweep runtime=trtllm,sglang,vllm,mindie; columns runtime ttft_ms tpot_ms; top 4")
        for name in ["trtllm", "sglang", "vllm", "mindie"] { #expect(text.contains(" \(name) ")) }
        #expect(
            try shell.run("sweep runtime=vllm runtime_version=0.18,newest; columns runtime_version tpot_ms; top 2")
                .contains(" 0.18 "))
    }

    @Test(arguments: [
        ("workload set runtime=mindy", "unknown runtime 'mindy'"),
        ("workload runtime mindy", "unknown runtime 'mindy'"),
        ("workload set runtime_version=abc", "'abc' is no release"),
        ("workload set expert_load=pow:1", "'pow:1' is no load of experts"),
        ("workload set expert_load=none.csv", "none.csv"),
    ])
    func whatIsUnknownIsSaid(_ line: String, _ message: String) throws {
        #expect(try TestShell().failure(line).contains(message))
    }

    /// 1, 2, 3 and 4 visits: mean 2.5, variance 1.25, deviation over the mean 0.4472.
    @Test(arguments: [
        ("loads.csv", "expert,count\n0,1\n1,2\n2,3\n3,4\n"), ("plain.csv", "1\n2\n3\n4\n"),
        ("line.csv", "1,2,3,4\n4,3,2,1\n"),
        ("loads.json", "[0.1, 0.2, 0.3, 0.4]"), ("layers.json", "{\"layers\": [[1, 2, 3, 4], [2, 4, 6, 8]]}"),
        ("named.json", "{\"0\": 1, \"1\": 2, \"2\": 3, \"3\": 4}"),
        ("layered.csv", "layer,expert,tokens\n0,0,1\n0,1,2\n0,2,3\n0,3,4\n1,0,8\n1,1,6\n1,2,4\n1,3,2\n"),
    ])
    func aFileBecomesASpread(_ name: String, _ text: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: name)
        try folder.write(text, to: name)
        let shell = try TestShell()
        #expect(try shell.run("workload set expert_load=\(path)") == "expert_load: default -> spread:0.4472\n")
        // What is saved holds the number.
        #expect(shell.interpreter.commands.last == "workload set expert_load=spread:0.4472")
        #expect(try shell.run("workload set expert_load \(path)") == "expert_load: spread:0.4472 -> spread:0.4472\n")
        try shell.run("model load deepseek-r1")
        #expect(try shell.failure("workload set expert_load=\(path)").contains("the file has 4 experts, the model 256"))
    }

    @Test func loadsMoveFigures() throws {
        let shell = try TestShell("arch load h20", "model load deepseek-r1", "config set chips=16 tp=1 batch=32")
        func step(_ load: String) throws -> String {
            try shell.run("workload set expert_load=\(load)")
            return try shell.run("eval").split(separator: "\n").first { $0.hasPrefix(" tpot_ms") }.map(String.init)
                ?? ""
        }
        let all = [try step("default"), try step("balanced"), try step("power:1.01"), try step("spread:2")]
        #expect(!all.contains("") && Set(all).count >= 3)
    }
}
