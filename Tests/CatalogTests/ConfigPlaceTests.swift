import Testing
import Text

@testable import Catalog

/// Where in a configuration the field is that an error is about, and how it is named.
@Suite struct ConfigPlaceTests {
    /// The message with the place and the word there.
    private func found(_ text: String, quantization: String? = nil, description: String? = nil) -> String {
        do throws(ModelConfigError) {
            _ = try HuggingFaceConfig.read(text, quantization: quantization, description: description)
            return "accepted"
        } catch {
            let blamed = error.file == nil ? text : quantization ?? description ?? ""
            guard let place = error.place(in: blamed) else { return error.message }
            let characters = Array(place.text)
            let word = String(characters[place.span.clamped(to: 0..<characters.count)])
            return "\(error.file ?? ""):\(place.line):\(place.column): \(word): \(error.sentence)"
        }
    }

    private static let block = #""model_type": "nemotron-nas", "vocab_size": 100, "hidden_size": 64"#

    @Test(arguments: [
        (
            "{\"model_type\": \"llama\",\n \"num_hidden_layers\": \"x\"}",
            ":2:23: \"x\": field 'num_hidden_layers' is not a number that is not negative"
        ),
        (
            "{\"model_type\": \"qwen3_5\", \"text_config\": {\n \"model_type\": \"qwen3_5_text\", \"hidden_size\": -1}}",
            ":2:47: -1: field 'text_config.hidden_size' is -1, expected a number from 0 to 1e15"
        ),
        // By the name that the file has for it.
        (
            "{\"model_type\": \"gpt2\",\n \"n_layer\": 0.5}",
            ":2:13: 0.5: field 'n_layer' is not a whole number of at least 1"
        ),
        (
            "{\"dim\": 64, \"n_layers\": 2, \"moe\": {\"num_experts\": 1e16}}",
            ":1:51: 1e16: field 'moe.num_experts' is 1e+16, expected a number from 0 to 1e15"
        ),
        // The layer of a list.
        (
            "{\"model_type\": \"llama\", \"num_hidden_layers\": 2,\n \"layer_types\": [\"full_attention\", \"rnn\"]}",
            ":2:36: \"rnn\": layer_types[2]: unknown layer 'rnn'"
        ),
        // A field that is missing in an object is missing in that object.
        (
            "{\(block), \"num_hidden_layers\": 1,\n \"block_configs\": [{\"attention\": {\"no_op\": true}}]}",
            ":2:20: {\"attention\": {\"no_op\": true}}: field 'block_configs[1].ffn' is missing"
        ),
        (
            "{\"model_type\": \"dbrx\", \"attn_config\": 1}", ":1:39: 1: field 'attn_config' is not an object"
        ),
        (
            "{\"model_type\": \"llama\", \"quantization_config\": {\"quant_method\": \"compressed-tensors\",\n"
                + " \"config_groups\": {\"g.0\": {\"weights\": {\"type\": \"int\"}}}}}",
            ":2:28: \"weights\": field 'quantization_config.config_groups.g.0.weights.num_bits' is missing"
        ),
        (
            "{\"model_type\": \"llama\",\n \"dtype\": \"int3\"}", ":2:11: \"int3\": dtype 'int3' is not known"
        ),
        // What is missing at the top has no place.
        ("{}", "field 'model_type' is missing"),
        ("{\"model_type\": \"llama\",}", ":1:24: }: not JSON, expected a field in double quotes"),
    ])
    func errorsHaveAPlace(_ text: String, _ expected: String) { #expect(found(text) == expected) }

    @Test func filesBesideHaveTheirOwn() {
        let llama = #"{"model_type": "llama"}"#
        #expect(
            found(llama, quantization: "{\"quantization\":\n {\"quant_algo\": \"FP5\"}}")
                == "hf_quant_config.json:2:17: \"FP5\": quantization.quant_algo 'FP5' is not known")
        #expect(
            found(llama, quantization: "{\"quantization\": {\n \"kv_cache_quant_algo\": null}}")
                == "hf_quant_config.json:1:2: \"quantization\": field 'quantization.quant_algo' is missing")
        #expect(
            found(llama, description: "{\"model.norm.weight\": \"FLOAT\",\n \"lm_head.weight\": \"W3\"}")
                == "quant_model_description.json:2:20: \"W3\": lm_head.weight 'W3' is not known")
    }
}
