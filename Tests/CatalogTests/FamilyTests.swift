import CostModel
import TestSupport
import Testing
import Text

@testable import Catalog

/// Layers that configurations give, counted by hand.
@Suite struct FamilyTests {
    private func model(_ text: String) throws -> Model { try HuggingFaceConfig.read(text).model }

    private func message(_ text: String) -> String {
        do throws(ModelConfigError) {
            _ = try HuggingFaceConfig.read(text)
            return "accepted"
        } catch {
            return error.message
        }
    }

    private let small =
        #""hidden_size": 64, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16, "vocab_size": 100, "#
        + #""intermediate_size": 128, "tie_word_embeddings": false"#

    @Test("equal layers are one group, in the order in which they come first")
    func groups() throws {
        let types = [1, 0, 0, 1, 0, 0].map { $0 == 1 ? "\"full_attention\"" : "\"sliding_attention\"" }
        let model = try model(
            """
            {"model_type": "gemma4_text", "num_hidden_layers": 6, "layer_types": [\(types.joined(separator: ","))],
             "sliding_window": 32, "global_head_dim": 32, "num_global_key_value_heads": 1, "attention_k_eq_v": true,
             "hidden_size_per_layer_input": 0, "enable_moe_block": true, "num_experts": 8, "top_k_experts": 2,
             "moe_intermediate_size": 24, \(small)}
            """)
        #expect(model.groups.map(\.layers) == [2, 4] && model.groups.map(\.parts.count) == [3, 3])
        // A global layer stores one key head of 32, and keeps it as value too; a window has two of each.
        #expect(model.kvBytesPerToken == 2 * 2 * (32 + 32))
        // Queries and outputs 2 x 64 x 4 x 32 and a key 64 x 32; 2 x 64 x 4 x 16 and 2 x 64 x 2 x 16.
        let attention = 2 * (16_384 + 2048) + 4 * (8192 + 4096)
        // A block of 3 x 64 x 128 beside 8 experts of 3 x 64 x 24 and their router, in each layer; both tables.
        let blocks = 6 * (24_576 + 8 * 4608 + 512)
        #expect(model.totalParameters == Double(attention + blocks + 2 * 6400))
    }

    @Test("layers that are passed several times are stored once")
    func loops() throws {
        let model = try model(
            #"{"model_type": "hrm_text", "num_hidden_layers": 3, "H_cycles": 2, "L_cycles": 2, \#(small)}"#)
        // 3 layers in each of two stacks; each of 2 rounds passes the lower one twice and the upper one once.
        #expect(model.groups.map(\.layers) == [18] && model.groups.map(\.stored) == [6])
    }

    @Test("layers that share the cache of others keep none, and may be twice as wide")
    func sharedCache() throws {
        let model = try model(
            """
            {"model_type": "gemma4_text", "num_hidden_layers": 2, "layer_types": ["full_attention", "full_attention"],
             "global_head_dim": 16, "num_kv_shared_layers": 1, "use_double_wide_mlp": true,
             "hidden_size_per_layer_input": 8, "vocab_size_per_layer_input": 50, \(small)}
            """)
        // One layer of 2 heads, 16 wide, in 16 bits.
        #expect(model.kvBytesPerToken == 2 * 2 * 16 * 2)
        let attention = 2 * 8192 + 4096
        // Blocks of 128 and 256; a table of 50 rows of 2 x 8, what is made of the embedding, and the ways in and out.
        let rest = 24_576 + 49_152 + 50 * 16 + 64 * 16 + 2 * 2 * 64 * 8
        #expect(model.totalParameters == Double(attention + rest + 2 * 6400))
    }

    @Test("a layer that has neither attention nor a block is left out")
    func searched() throws {
        let model = try model(
            """
            {"model_type": "nemotron-nas", "num_hidden_layers": 3, "block_configs": [
             {"attention": {"n_heads_in_group": 2}, "ffn": {"ffn_mult": 4.5}},
             {"attention": {"no_op": true}, "ffn": {"intermediate_size": 96}},
             {"attention": {"no_op": true}, "ffn": {"no_op": true}}], \(small)}
            """)
        #expect(model.groups.map(\.layers) == [1, 1])
        // 2/3 of 4.5 x 64 is 192, rounded up to 256.
        #expect(model.totalParameters == Double(8192 + 4096 + 3 * 64 * 256 + 3 * 64 * 96 + 2 * 6400))
    }

    @Test("the class decides where transformers has another model of that type")
    func classes() throws {
        let model = try model(
            """
            {"architectures": ["Grok1ForCausalLM"], "model_type": "git", "num_hidden_layers": 2, "residual_moe": true,
             "num_local_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 32, \(small)}
            """)
        #expect(model.groups.map(\.parts.count) == [3])
        #expect(message(#"{"model_type": "newest", "architectures": ["LlamaForCausalLM"]}"#) == "accepted")
    }

    @Test("Mistral's own file is read in its own words")
    func mistral() throws {
        let dense = #""dim": 64, "n_layers": 2, "n_heads": 4, "n_kv_heads": 2, "head_dim": 16, "vocab_size": 100"#
        let plain = try HuggingFaceConfig.read("{\(dense), \"hidden_dim\": 128}")
        #expect(plain.name == "mistral" && plain.model.windowLayers == 0)
        #expect(plain.model.totalParameters == Double(2 * (8192 + 4096 + 24_576) + 2 * 6400))
        let experts = try model(
            "{\(dense), \"hidden_dim\": 128, \"moe\": {\"num_experts\": 8, \"num_experts_per_tok\": 2}}")
        #expect(experts.groups.map(\.parts.count) == [2] && experts.totalParameters > 4 * plain.model.totalParameters)
    }

    @Test("a field that the class knows by another name is read")
    func spellings() throws {
        let model = try model(#"{"model_type": "gpt2", "hidden_size": 64, "n_head": 4, "num_hidden_layers": 2}"#)
        #expect(model.hidden == 64 && model.layers == 2)
    }

    @Test("a Hunyuan of one expert has a router where its class is that of transformers")
    func oneExpert() throws {
        let fields = #""num_hidden_layers": 2, "num_experts": 1, "moe_topk": 1, "num_shared_expert": 1, \#(small)"#
        // A block of 3 x 64 x 128; with experts two of them and 64 x 1 of router.
        let plain = try model(#"{"model_type": "hunyuan", \#(fields)}"#)
        let routed = try model(#"{"model_type": "hunyuan_v1_moe", \#(fields)}"#)
        #expect(plain.totalParameters == Double(2 * (8192 + 4096 + 24_576) + 2 * 6400))
        #expect(routed.totalParameters == Double(2 * (8192 + 4096 + 2 * 24_576 + 64) + 2 * 6400))
    }

    @Test("a table with rows for prompts is no head")
    func promptRows() throws {
        let model = try model(
            """
            {"model_type": "cpmant", "num_hidden_layers": 1, "dim_head": 16, "dim_ff": 128, "prompt_types": 4,
             "prompt_length": 8, "segment_types": 3, "hidden_size": 64, "num_attention_heads": 4, "vocab_size": 100}
            """)
        // 4 x 64 x 64 of attention, 3 x 64 x 128 of the block, 32 rows of prompts and 3 of segments, and both tables.
        #expect(model.totalParameters == Double(16_384 + 24_576 + 35 * 64 + 2 * 6400))
    }

    @Test("the decoder of GIT has learned positions and a head of its own; its encoder is left out")
    func git() throws {
        let read = try HuggingFaceConfig.read(#"{"model_type": "git", "vision_config": {}}"#)
        #expect(read.leftOut == ["vision encoder"])
        // 6 layers of 4 x 768^2 and 2 x 768 x 3072, 1024 positions, and 30522 rows twice.
        #expect(read.model.totalParameters == Double(6 * (2_359_296 + 4_718_592) + 786_432 + 2 * 23_440_896))
    }

    @Test(
        "what is wrong in a list is said by its name",
        arguments: [
            (
                #""model_type": "deepseek_v4", "compress_ratios": [0, 8]"#,
                "field 'compress_ratios' is not a list of 0, 4 or 128"
            ),
            (
                #""model_type": "step3p5", "moe_layers_enum": "0,x""#,
                "field 'moe_layers_enum' is not numbers of layers with commas between them"
            ),
            (
                #""model_type": "qwen3_moe", "mlp_layer_types": ["dense"]"#,
                "field 'mlp_layer_types' is not one entry for each layer"
            ),
            (#""model_type": "lfm2", "layer_types": ["conv", "rnn"]"#, "layer_types[2]: unknown layer 'rnn'"),
            // What stands in for the class's own applies where its sizes do: not to 2 layers.
            (#""model_type": "lfm2_moe""#, "field 'layer_types' is missing"),
            (#""model_type": "deepseek_v2""#, "field 'num_experts_per_tok' is missing"),
            (#""model_type": "gemma3n_text", "intermediate_size": [8, -1]"#, ""),
        ])
    func lists(fields: String, expected: String) {
        let found = message("{\(fields), \"num_hidden_layers\": 2}")
        #expect(
            found
                == (expected.isEmpty
                    ? "field 'intermediate_size' is not a list of numbers that are not negative" : expected))
    }

    /// Some types with one field of their class put to what no model has: each is read or refused.
    @Test func nothingThatAFieldHoldsStopsTheReader() throws {
        var generator = SeededGenerator(property: 13)
        let values = [
            "0", "-1", "1e300", "NaN", "0.3", "\"x\"", "[]", "[1]", "[-1, NaN]", "{}", "null", "true", "[\"x\"]", "1",
        ]
        for type in HuggingFaceConfig.modelTypes.shuffled(using: &generator).prefix(40) {
            guard let class_ = ClassDefaults(of: type) else { continue }
            let all = class_.fields.merging(class_.derived) { own, _ in own }
            for name in all.keys.sorted().shuffled(using: &generator).prefix(3) {
                let value = values.randomElement(using: &generator) ?? "0"
                let stated = all.keys.sorted().filter { $0 != name && Bool.random(using: &generator) }
                    .compactMap { key in all[key].map { "\(JSON.quoted(key)): \($0.compact)" } }
                let fields = (["\"model_type\": \"\(type)\"", "\(JSON.quoted(name)): \(value)"] + stated)
                guard let model = try? HuggingFaceConfig.read("{\(fields.joined(separator: ", "))}").model else {
                    continue
                }
                #expect(!model.totalParameters.isNaN, "\(type) \(name) \(value), \(PropertySeed.note)")
            }
        }
    }
}
