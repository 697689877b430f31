import Catalog
import CostModel
import Glibc
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// The names that load a chip or a model.
@Suite struct CatalogueNameTests {
    @Test(arguments: [
        ("Qwen/Qwen3-235B-A22B", "qwen3-235b-a22b"), ("qwen/qwen3-235b-a22b-instruct-2507", "qwen3-235b-a22b"),
        ("meta-llama/Llama-3.1-70B-Instruct", "llama-3.1-70b"), ("meta-llama/Llama-3.3-70B-Instruct", "llama-3.1-70b"),
        ("deepseek-ai/DeepSeek-V3", "deepseek-v3"), ("deepseek-ai/DeepSeek-R1", "deepseek-r1"),
        ("openai/gpt-oss-120b", "gpt-oss-120b"), ("moonshotai/Kimi-K2-Instruct", "kimi-k2"), ("GLM-4.5", "glm-4.5"),
        // Without the owner, and each in the formats of its own configuration.
        ("DeepSeek-V3.2", "deepseek-v3.2-exp"), ("kimi-k2-instruct", "kimi-k2"), ("GLM-5.1", "glm-5"),
        ("moonshotai/Kimi-K2-Thinking", "kimi-k2-thinking"), ("deepseek-ai/DeepSeek-V3.1", "deepseek-v3.1"),
    ])
    func aRepositoryLoadsTheEntryThatHasItsConfiguration(_ name: String, _ entry: String) throws {
        let shell = try TestShell("model load \(name)")
        #expect(shell.session.model?.name == entry)
        let model = try #require(Catalog.model(named: entry))
        #expect(shell.session.model?.value == model.value)
    }

    @Test(arguments: [
        ("kimi-linear", "kimi-linear-48b-a3b"), ("Qwen3.5-397B", "qwen3.5-397b-a17b"),
        ("nemotron-3-nano", "nemotron-3-nano-30b-a3b"), ("longcat", "longcat-flash"), ("devstral-2", "devstral-2-123b"),
        ("qwen3-coder", "qwen3-coder-480b-a35b"), ("ling-3", "ling-3-flash"), ("ernie-4.5", "ernie-4.5-300b-a47b"),
    ])
    func theFirstWordsOfANameAreEnoughWhereNoOtherBeginsSo(_ name: String, _ entry: String) throws {
        #expect(try TestShell("model load \(name)").session.model?.name == entry)
    }

    /// Not a word of the name, and two names that begin so.
    @Test(arguments: ["kimi-lin", "qwen3-vl", "granite-4.0-h"])
    func whatMayMeanSeveralNamesThem(_ name: String) throws {
        let shell = try TestShell()
        #expect(throws: Diagnostic.self) { try shell.run("model load \(name)") }
        #expect(shell.session.model == nil)
    }

    @Test func everyModelHasARepositoryOfItsOwn() {
        let repositories = Catalog.models.map(\.repositories)
        #expect(repositories.allSatisfy { !$0.isEmpty })
        let all = repositories.flatMap { $0.map { $0.lowercased() } }
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy { $0.split(separator: "/").count == 2 })
    }

    /// The catalogue's DeepSeek-V3 has the formats of the case study, and the checkpoint others.
    @Test func anEntryThatDiffersFromTheCheckpointSaysSo() throws {
        let shell = try TestShell()
        #expect(try shell.run("model load deepseek-ai/DeepSeek-V3").contains("\nW8A16 with an 8-bit KV cache"))
        #expect(try !shell.run("model load deepseek-v3").contains("\nW8A16"))
    }

    @Test func aFileOfThatNameGoesBeforeTheRepository() throws {
        let folder = try TemporaryFolder()
        let config = """
            {"model_type": "llama", "hidden_size": 64, "vocab_size": 100, "num_hidden_layers": 2,
             "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 128}
            """
        try #require(mkdir(folder.path(of: "Qwen"), 0o700) == 0)
        try folder.write(config, to: "Qwen/config.json")
        let shell = try TestShell("model load \(folder.path)/Qwen")
        #expect(shell.session.model?.name == "qwen")
        #expect(shell.session.model?.value.hidden == 64)
    }

    static let refused = [
        Refusal(
            "model load deepseek",
            """
            error: unknown model 'deepseek'
              model load deepseek
                         ^^^^^^^^ 'deepseek' fits 8: deepseek-v3, deepseek-v2-lite, deepseek-v2, deepseek-r1, deepseek-v3.1, deepseek-v3.2-exp, deepseek-v4-flash, deepseek-v4-pro
                         expected a name of 'model list', or the path of a config.json

            """),
        Refusal(
            "arch load h2",
            """
            error: unknown chip 'h2'
              arch load h2
                        ^^ 'h2' fits 4: h200, h20, h20-3e, h200-nvl
                        expected a name of 'arch list', or a chip file FILE.json

            """),
        Refusal(
            "model load Qwen/Qwen3-235B-A22B-FP8",
            """
            error: there is no file 'Qwen/Qwen3-235B-A22B-FP8' and no model of that name
              model load Qwen/Qwen3-235B-A22B-FP8
                         ^^^^^^^^^^^^^^^^^^^^^^^^ did you mean 'Qwen/Qwen3-235B-A22B'?
                         expected a name of 'model list', or the path of a config.json

            """),
        Refusal(
            "model load someone/llama-3.1-8",
            """
            error: there is no file 'someone/llama-3.1-8' and no model of that name
              model load someone/llama-3.1-8
                         ^^^^^^^^^^^^^^^^^^^ did you mean 'llama-3.1-8b'?
                         expected a name of 'model list', or the path of a config.json

            """),
    ]

    @Test(arguments: refused)
    func refuses(_ refusal: Refusal) throws { try refusal.check(in: try TestShell()) }
}

/// What loading a model and setting its formats say.
@Suite struct ModelRemarkTests {
    private static let text = """
        "model_type": "llama", "hidden_size": 64, "vocab_size": 100, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 128
        """

    private func load(_ config: String) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write(config, to: "config.json")
        return try TestShell().run("model load \(folder.path)/config.json")
    }

    @Test func aModelReadWithoutItsEncodersSaysSo() throws {
        let sentence = "not counted: weights, time and tokens are those of the text part\n"
        let vision = "{\"model_type\": \"x_vl\", \"text_config\": {\(Self.text)}, \"vision_config\": {\"depth\": 27}}"
        #expect(try load(vision).hasSuffix("\nits vision encoder is " + sentence))
        let flat = "{\(Self.text), \"vision_config\": {\"depth\": 27}, \"audio_config\": {\"layers\": 2}}"
        #expect(try load(flat).hasSuffix("\nits vision encoder and audio encoder are " + sentence))
        #expect(try !load("{\(Self.text)}").contains("not counted"))
        let gemma = try TestShell().run("model load gemma-3-27b")
        #expect(gemma.hasSuffix("\nits vision encoder of 0.42 B is " + sentence))
    }

    @Test func theSummaryNamesTheFormatOfTheCache() throws {
        let shell = try TestShell()
        #expect(try shell.run("model load deepseek-v3").contains(" kB of FP8 KV cache per token"))
        #expect(try shell.run("model load llama-3.1-8b").contains(" kB of BF16 KV cache per token"))
    }

    /// 94 layers of 4 heads of 128 for keys and values: 96256 elements a token, 193 kB in 16 bits.
    @Test func precisionSaysWhatItLeaves() throws {
        let shell = try TestShell("model load qwen3-235b-a22b")
        #expect(
            try shell.run("model set precision fp8")
                == "precision: bf16 -> fp8\n"
                + "KV cache stays BF16 (193 kB a token; 96 kB with kv_precision=fp8), embedding BF16\n")
        #expect(
            try shell.run("model set precision=fp8 kv_precision=fp8")
                == "precision: fp8 -> fp8\nkv_precision: bf16 -> fp8\nembedding stays BF16\n")
        #expect(
            try shell.run("model set precision=bf16").hasSuffix("\nKV cache stays FP8, embedding BF16\n"))
        #expect(try !shell.run("model set kv_precision=bf16").contains("stays"))
        #expect(try !shell.run("model set precision=fp8 kv_precision=fp8 embedding_precision=bf16").contains("stays"))
    }
}
