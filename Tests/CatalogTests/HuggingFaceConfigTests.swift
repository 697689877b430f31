import Catalog
import CostModel
import Foundation
import Testing

/// Configurations as they are on the Hub, trimmed to the fields that say something about shapes.
@Suite struct HuggingFaceConfigTests {
    /// Models whose configuration lies here too, with the fields alone that the sizes follow from.
    static let trimmed =
        ("deepseek-r1 deepseek-v3 gpt-oss-120b gpt-oss-20b kimi-k2 llama-3.1-405b llama-3.1-70b llama-3.1-8b "
        + "mixtral-8x22b mixtral-8x7b nemotron-h-56b qwen3-235b-a22b qwen3-30b-a3b qwen3-32b qwen3-8b")
        .split(separator: " ").map { String($0) }

    @Test("fields that say nothing about sizes change nothing", arguments: trimmed)
    func catalogue(name: String) throws {
        let entry = try #require(Catalog.model(named: name))
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Configs"))
        var model = try HuggingFaceConfig.read(String(contentsOf: url, encoding: .utf8)).model
        // The checkpoint is FP8; the case study's deployment is not.
        if name == "deepseek-v3" { model.precision = .w8a16 }
        #expect(model == entry.value)
    }

    @Test("what a multimodal configuration leaves out is its class's default")
    func nestedDefaults() throws {
        let gemma = try HuggingFaceConfig.read(
            """
            {"architectures": ["Gemma3ForConditionalGeneration"], "model_type": "gemma3",
             "text_config": {"hidden_size": 2560, "intermediate_size": 10240, "model_type": "gemma3_text",
                             "num_hidden_layers": 34, "sliding_window": 1024},
             "torch_dtype": "bfloat16", "vision_config": {"hidden_size": 1152}}
            """
        ).model
        #expect(gemma.heads == 8)
        #expect(gemma.kvHeads == 4)
        #expect(gemma.headDim == 256)
        #expect(gemma.vocabulary == 262208)
        #expect(gemma.fullLayers == 5)
        #expect(gemma.windowLayers == 29)
        #expect(gemma.tiedEmbedding == .yes)

        let llava = try HuggingFaceConfig.read(
            """
            {"model_type": "llava", "tie_word_embeddings": false,
             "text_config": {"_name_or_path": "lmsys/vicuna-7b-v1.5", "model_type": "llama", "vocab_size": 32064}}
            """
        ).model
        #expect(llava.fullLayers == 32)
        #expect(abs(llava.totalParameters / 6.74e9 - 1) < 0.01)
    }

    @Test("a number may be written with a point, a field may be null, and Python writes Infinity")
    func spellings() throws {
        let (name, model, _) = try HuggingFaceConfig.read(
            """
            {"model_type": "mamba2", "hidden_size": 4096.0, "num_hidden_layers": 64, "vocab_size": 32768,
             "state_size": 128, "num_heads": 128, "head_dim": 64, "n_groups": 8, "rope_scaling": null,
             "time_step_limit": [0.0, Infinity], "_name_or_path": "some/where/Mamba-Codestral-7B-v0.1"}
            """)
        #expect(name == "Mamba-Codestral-7B-v0.1")
        #expect(model.ssmLayers == 64)
        #expect(abs(model.totalParameters / 7_285_403_648 - 1) < 0.001)
    }

    /// GLM-5.2 keeps 656 bytes in each of 78 layers and 132 in the 21 that own an index; here 3 of 8.
    @Test("layers that share an index keep none of their own")
    func sharedIndexes() throws {
        func model(_ types: String) throws -> Model {
            try HuggingFaceConfig.read(
                """
                {"model_type": "glm_moe_dsa", "hidden_size": 6144, "num_hidden_layers": 8, "vocab_size": 154880,
                 "num_attention_heads": 64, "q_lora_rank": 2048, "kv_lora_rank": 512, "qk_nope_head_dim": 192,
                 "qk_rope_head_dim": 64, "v_head_dim": 256, "intermediate_size": 12288, "moe_intermediate_size": 2048,
                 "n_routed_experts": 256, "num_experts_per_tok": 8, "n_shared_experts": 1, "first_k_dense_replace": 3,
                 "n_group": 1, "topk_group": 1, "index_topk": 2048, "index_n_heads": 32, "index_head_dim": 128,
                 "tie_word_embeddings": false\(types)}
                """
            ).model
        }
        let full = try model("")
        #expect(full.indexLayers == 0)
        let names = ["full", "full", "shared", "shared", "shared", "full", "shared", "shared"]
        let shared = try model(", \"indexer_types\": [\(names.map { "\"\($0)\"" }.joined(separator: ", "))]")
        #expect(shared.indexLayers == 3)
        #expect(full.kvBytesPerToken - shared.kvBytesPerToken == 5 * 132)
        // Five indexes less: 2048 x 32 x 128 + 6144 (128 + 32) each.
        #expect(full.totalParameters - shared.totalParameters == 5 * (8_388_608 + 983_040))
    }

    @Test("windows are read from flags, patterns and lists")
    func windows() throws {
        func model(_ type: String, _ fields: String) throws -> Model {
            try HuggingFaceConfig.read(
                """
                {"model_type": "\(type)", "hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 8,
                 "num_attention_heads": 8, "vocab_size": 1000, "max_position_embeddings": 8192, \(fields)}
                """
            ).model
        }
        let swept = #""sliding_window": 512"#
        #expect(try model("mistral", swept).windowLayers == 8)
        #expect(try model("mistral", #""sliding_window": null"#).fullLayers == 8)
        #expect(try model("mistral", #""sliding_window": 8192"#).windowLayers == 0)
        #expect(try model("qwen2", swept + #", "use_sliding_window": false, "max_window_layers": 6"#).windowLayers == 0)
        #expect(try model("qwen2", swept + #", "use_sliding_window": true, "max_window_layers": 6"#).windowLayers == 2)
        #expect(try model("gemma2", swept).windowLayers == 4)
        #expect(try model("cohere2", swept + #", "sliding_window_pattern": 4"#).windowLayers == 6)
        #expect(try model("exaone4", swept + #", "sliding_window_pattern": "LLLG""#).fullLayers == 2)
        let list =
            #""layer_types": ["full_attention", "full_attention", "full_attention", "full_attention", "#
            + #""full_attention", "full_attention", "full_attention", "sliding_attention"]"#
        #expect(try model("olmo3", swept + ", " + list).windowLayers == 1)
    }

    @Test("what is unknown, missing or wrong is refused by name")
    func refusals() {
        func message(_ text: String) -> String {
            do throws(ModelConfigError) {
                _ = try HuggingFaceConfig.read(text)
                return "accepted"
            } catch {
                return error.message
            }
        }
        let rest = #""hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100, "intermediate_size": 128"#
        #expect(
            message(#"{"architectures": ["FooForCausalLM"], "model_type": "foo"}"#)
                == "architecture 'FooForCausalLM' (model_type 'foo') is not known; "
                + "\(HuggingFaceConfig.modelTypes.count) model types are")
        #expect(message("{\(rest)}") == "field 'model_type' is missing")
        #expect(message(#"{"model_type": "baichuan", \#(rest)}"#) == "field 'num_hidden_layers' is missing")
        #expect(
            message(#"{"model_type": "llama", "num_hidden_layers": "two", \#(rest)}"#)
                == "field 'num_hidden_layers' is not a number that is not negative")
        #expect(
            message(#"{"model_type": "llama", "num_hidden_layers": 0, \#(rest)}"#)
                == "field 'num_hidden_layers' is not a whole number of at least 1")
        #expect(
            message(
                #"{"model_type": "nemotron_h", "num_hidden_layers": 3, "hybrid_override_pattern": "M-X", \#(rest)}"#)
                == "hybrid_override_pattern: unknown layer 'X'")
        #expect(
            message(#"{"model_type": "gemma3_text", "num_hidden_layers": 1, "layer_types": ["conv"], \#(rest)}"#)
                == "layer_types[1]: unknown layer 'conv'")
        #expect(
            message(#"{"model_type": "blt", \#(rest)}"#)
                == "model_type 'blt': patches of bytes that the text itself decides cannot be expressed")
        #expect(
            message(#"{"model_type": "llama", "num_hidden_layers": 2, "is_encoder_decoder": true, \#(rest)}"#)
                == "model_type 'llama': an encoder beside the decoder cannot be expressed")
        #expect(
            message(#"{"model_type": "doge", "num_hidden_layers": 2, "is_moe": true, \#(rest)}"#)
                == "model_type 'doge': experts of one row each (is_moe) cannot be expressed")
        #expect(message("[1]") == "config.json is not a JSON object")
        #expect(message("{\n  ") == "line 2, column 3: not JSON, expected a field in double quotes")
        let long = String(repeating: "x", count: 201)
        #expect(
            message("{\"model_type\": \"\(long)\"}") == "field 'model_type' is not a text of at most 200 characters")
        #expect(
            message("{\"model_type\": \"llama\", \"architectures\": [\"\(long)\"]}")
                == "field 'architectures' is not a list of texts of at most 200 characters")
    }

    @Test(
        "numbers that no model has are named with the range",
        arguments: [
            ("1e18", "1e+18"), ("1e999", "1e999"), ("Infinity", "inf"), ("-1", "-1"), ("NaN", "nan"), ("1e16", "1e+16"),
        ])
    func range(number: String, found: String) {
        let error = #expect(throws: ModelConfigError.self) {
            try HuggingFaceConfig.read("{\"model_type\": \"llama\", \"hidden_size\": \(number)}")
        }
        #expect(error?.message == "field 'hidden_size' is \(found), expected a number from 0 to 1e15")
    }

    @Test("a byte order mark is skipped, and of fields that occur twice the last counts, as in transformers")
    func python() throws {
        let (name, model, _) = try HuggingFaceConfig.read(
            "\u{FEFF}" + """
                {"model_type": "llama", "hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100,
                 "intermediate_size": 128, "num_hidden_layers": 9, "num_hidden_layers": 2}
                """)
        #expect(name == "llama")
        #expect(model.fullLayers == 2)
    }

    @Test("the class tells the model_type where a file has none")
    func architecture() throws {
        let (name, model, _) = try HuggingFaceConfig.read(
            """
            {"architectures": ["Qwen3ForCausalLM"], "hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100,
             "num_key_value_heads": 2, "head_dim": 16, "intermediate_size": 128, "num_hidden_layers": 2}
            """)
        #expect(name == "qwen3" && model.fullLayers == 2)
        let error = #expect(throws: ModelConfigError.self) {
            try HuggingFaceConfig.read(#"{"architectures": ["NoneForCausalLM"]}"#)
        }
        #expect(error == .missingField(ConfigField(path: "model_type", file: nil)))
    }

    /// Nesting once took minutes: 100 fields, each 450 lists deep.
    @Test("deep nesting is refused at once")
    func bomb() {
        let deep = String(repeating: "[", count: 450) + String(repeating: "]", count: 450)
        let fields = (0..<100).map { "\"x\($0)\": \(deep)" }.joined(separator: ",")
        let error = #expect(throws: ModelConfigError.self) {
            try HuggingFaceConfig.read("{\"model_type\":\"llama\",\(fields)}")
        }
        // 22 characters before the first list's field, 6 of its name, and 63 lists in the one object.
        #expect(error?.message == "line 1, column 92: lists and objects are nested more than 64 deep")
    }
}
