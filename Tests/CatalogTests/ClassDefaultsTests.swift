import CatalogData
import Testing
import Text

@testable import Catalog

/// The defaults of configuration classes, against what transformers 5.24 has.
@Suite struct ClassDefaultsTests {
    /// The lines of the data, each read; the first says where they are from.
    private func entries() throws -> [[String: JSON]] {
        let text = sextant_class_defaults()
        let lines = String(decoding: UnsafeBufferPointer(start: text.bytes, count: text.size), as: UTF8.self)
            .split(separator: "\n")
        return try lines.map { line in try #require(try JSON(parsing: String(line)).fields) }
    }

    private func number(_ value: JSON?) throws -> Double {
        guard case .number(let number)? = value else { throw NotANumber() }
        return number
    }

    private struct NotANumber: Error {}

    @Test func everyLineIsReadAndFoundAlone() throws {
        let entries = try entries()
        #expect(entries[0]["source"] == .string("https://pypi.org/project/transformers/5.24.0/"))
        var types: [String] = []
        for entry in entries.dropFirst() {
            guard case .string(let type)? = entry["model_type"] else { throw NotANumber() }
            let defaults = try #require(ClassDefaults(of: type))
            #expect(.object(sorted(defaults.fields)) == .object(sorted(entry["fields"]?.fields ?? [:])))
            types.append(type)
        }
        #expect(types == types.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } && Set(types).count == types.count)
        // Those that have a class for text: more than the 149 that are not the half of an encoder.
        #expect(entries.count { $0["architectures"] != nil } >= 149)
    }

    private func sorted(_ fields: [String: JSON]) -> [(key: String, value: JSON)] {
        fields.map { ($0.key, $0.value) }.sorted { $0.key < $1.key }
    }

    @Test func declaredValuesAreApartFromThoseWorkedOut() throws {
        let llama = try #require(ClassDefaults(of: "llama"))
        #expect(try number(llama.fields["hidden_size"]) == 4096)
        #expect(llama.fields["head_dim"] == nil && llama.fields["num_key_value_heads"] == nil)
        // 4096 / 32 heads, and as many heads of keys.
        #expect(try number(llama.derived["head_dim"]) == 128)
        #expect(try number(llama.derived["num_key_value_heads"]) == 32)
    }

    @Test func nestedPartsNameTheirType() throws {
        let gemma = try #require(ClassDefaults(of: "gemma3"))
        #expect(gemma.derived["text_config"]?.compact == "{\"model_type\": \"gemma3_text\"}")
        #expect(ClassDefaults(of: "gemma3_text")?.fields["sliding_window"] == .number(4096))
    }

    /// What looks like a factor of a figure or the id of a token may be a size.
    @Test func nothingThatASizeFollowsFromIsLeftOut() throws {
        #expect(ClassDefaults(of: "lfm2")?.fields["block_ffn_dim_multiplier"] == .number(1))
        #expect(ClassDefaults(of: "nemotron_h")?.fields["mamba_ssm_cache_dtype"] == .string("float32"))
        #expect(ClassDefaults(of: "llama")?.fields["bos_token_id"] == nil)
    }

    @Test func otherSpellingsAreKept() throws {
        #expect(ClassDefaults(of: "gpt2")?.spellings["num_hidden_layers"] == .string("n_layer"))
    }

    @Test(arguments: ["", "lla", "llama ", "Llama", "llama\", \"x", "no\nsuch"])
    func whatIsNotThereIsNil(_ type: String) {
        #expect(ClassDefaults(of: type) == nil)
        #expect(ClassDefaults.modelType(ofClass: type) == nil)
    }

    @Test(arguments: [
        ("LlamaForCausalLM", "llama"), ("Gemma4ForCausalLM", "gemma4_text"), ("Glm4MoeForCausalLM", "glm4_moe"),
        ("Gemma3ForConditionalGeneration", "gemma3"), ("DeepseekV4ForCausalLM", "deepseek_v4"),
        ("AXK1ForCausalLM", "axk1"), ("xLSTMForCausalLM", "xlstm"),
    ])
    func classesHaveATypeWithDefaults(_ name: String, _ type: String) {
        #expect(ClassDefaults.modelType(ofClass: name) == type)
        #expect(ClassDefaults(of: type) != nil)
    }
}
