import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Chips and models from files of one's own.
@Suite struct FileSourceTests {
    @Test func aSavedChipIsLoadedAsItWas() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mine.json"
        let shell = try TestShell()
        try shell.run("arch load h100; arch set dram_bw 4e12")
        try shell.run("arch save \(path)")
        let before = try #require(shell.session.chip).value
        try shell.run("arch load sg2260e; arch load \(path)")
        let after = try #require(shell.session.chip)
        #expect(after.value == before)
        #expect(after.name == "h100")
    }

    @Test func aChipFileThatIsWrongIsRefusedByName() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/bad.json"
        try folder.write(#"{"name": "x", "flops": 1e15, "dramm": 1}"#, to: "bad.json")
        let error = try TestShell().failure("arch load \(path)")
        #expect(
            error == """
                error: \(path):1:30: unknown field 'dramm', did you mean 'dram'?
                  arch load \(path)
                            \(String(repeating: "^", count: path.count))
                  1 | {"name": "x", "flops": 1e15, "dramm": 1}
                                                   ^^^^^^^

                """)
    }

    @Test func aFileThatIsNotJSONIsShownWhereItStops() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "config.json")
        try folder.write("{\n\t\"昇\": 1,, \"x\": 2}", to: "config.json")
        for verb in ["arch load", "model load"] {
            #expect(
                try TestShell().failure("\(verb) \(path)") == """
                    error: \(path):2:9: not JSON, expected a field in double quotes
                      \(verb) \(path)
                      \(String(repeating: " ", count: verb.count)) \(String(repeating: "^", count: path.count))
                      2 |  "昇": 1,, "x": 2}
                                   ^

                    """)
        }
    }

    @Test func aFieldOfAConfigurationIsShownByItsPathInItsFile() throws {
        let folder = try TemporaryFolder()
        let config = """
            {"model_type": "qwen3_5", "text_config": {
              "model_type": "qwen3_5_text",
              "num_hidden_layers": "many"}}
            """
        try folder.write(config, to: "config.json")
        let path = folder.path
        let carets = String(repeating: "^", count: path.count)
        #expect(
            try TestShell().failure("model load \(path)") == """
                error: \(path)/config.json:3:24: field 'text_config.num_hidden_layers' is not a number that is not negative
                  model load \(path)
                             \(carets)
                  3 |   "num_hidden_layers": "many"}}
                                             ^^^^^^

                """)
        try folder.write(#"{"model_type": "llama"}"#, to: "config.json")
        try folder.write(#"{"quantization": {"quant_algo": "FP5"}}"#, to: "hf_quant_config.json")
        #expect(
            try TestShell().failure("model load \(path)") == """
                error: \(path)/hf_quant_config.json:1:33: quantization.quant_algo 'FP5' is not known
                  model load \(path)
                             \(carets)
                  1 | {"quantization": {"quant_algo": "FP5"}}
                                                      ^^^^^

                """)
    }

    @Test func tiersReachFurtherFromTheInsideOut() throws {
        let shell = try TestShell("arch load sg2260e")
        let error = try shell.failure("arch set inter_size 2")
        #expect(
            error == """
                error: inter_size=2 reaches no further than the tier inside it
                  arch set inter_size 2
                                      ^ expected more than 4 chips

                """)
        try shell.run("arch set inter_size=64 rack_size=1024 rack_bw=10GB/s")
        #expect(try shell.failure("arch set rack_size 32").contains("rack_size=32 reaches no further"))
    }

    @Test func aPrefixLeavesSomethingToCompute() throws {
        let shell = try TestShell("arch load sg2260e; model load deepseek-v3; workload set phase=prefill input=4096")
        #expect(try shell.failure("workload set prefix 4096").contains("prefix=4096 leaves nothing of input=4096"))
        let swept = try shell.run("sweep chips=16 tp=4 sp=4 batch=4 prefix=0,2048,4096")
        #expect(swept.hasPrefix("2 plans; 1 combination skipped"))
    }

    @Test func aFolderWithAConfigurationIsAModel() throws {
        let folder = try TemporaryFolder()
        let config = """
            {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 4096,
             "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
             "num_key_value_heads": 8, "vocab_size": 128256, "tie_word_embeddings": false,
             "torch_dtype": "bfloat16"}
            """
        try folder.makeFolder("my-llama")
        try folder.write(config, to: "my-llama/config.json")
        let shell = try TestShell()
        try shell.run("model load \(folder.path)/my-llama")
        let model = try #require(shell.session.model)
        #expect(model.name == "my-llama")
        // Llama-3.1-8B: 8.03 B parameters.
        #expect((model.value.totalParameters / 8.03e9 - 1).magnitude < 0.01)
    }

    @Test func anUnknownArchitectureIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"model_type": "lama", "architectures": ["LamaForCausalLM"]}"#, to: "config.json")
        let error = try TestShell().failure("model load \(folder.path)/config.json")
        #expect(error.contains("architecture 'LamaForCausalLM' (model_type 'lama') is not known"))
        #expect(error.contains("the nearest is 'llama'"))
    }

    @Test func pinsOutliveSweepsAndPhases() throws {
        let shell = try TestShell()
        try shell.run("arch load sg2260e; model load deepseek-v3; pins clear")
        try shell.run("sweep chips=128 tp=4 batch=10; pin; workload set phase prefill")
        try shell.run("sweep chips=16 tp=4 sp=4 batch=4; pin")
        #expect(shell.session.pins.map { $0.plan.scenario.workload.phase } == [.decode, .prefill])
    }
}
