import Catalog
import CostModel
import Testing

@Suite struct QuantizationTests {
    /// A mixture of experts with shared experts, to which a quantisation is added.
    private func read(_ quantization: String, file: String? = nil) throws(ModelConfigError) -> Precision {
        try HuggingFaceConfig.read(
            """
            {"model_type": "deepseek_v3", "hidden_size": 7168, "intermediate_size": 18432, "num_hidden_layers": 61,
             "num_attention_heads": 128, "vocab_size": 129280, "kv_lora_rank": 512, "q_lora_rank": 1536,
             "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128, "first_k_dense_replace": 3,
             "n_routed_experts": 256, "n_shared_experts": 1, "num_experts_per_tok": 8, "moe_intermediate_size": 2048,
             "torch_dtype": "bfloat16"\(quantization)}
            """, quantization: file
        ).model.precision
    }

    private func config(_ fields: String) -> String { #", "quantization_config": {\#(fields)}"# }

    private func expect(
        _ precision: Precision, attention: PrecisionFormat, ffn: PrecisionFormat, experts: PrecisionFormat,
        head: PrecisionFormat = .bf16, kvCache: ElementFormat = .bf16, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(precision.attention == attention, "attention", sourceLocation: location)
        #expect(precision.ffn == ffn, "dense and shared", sourceLocation: location)
        #expect(precision.experts == experts, "experts", sourceLocation: location)
        #expect(precision.head == head, "head", sourceLocation: location)
        #expect(precision.kvCache == kvCache, "KV cache", sourceLocation: location)
        #expect(precision.embedding == ElementFormat.bf16, "embedding", sourceLocation: location)
    }

    @Test func none() throws { try expect(read(""), attention: .bf16, ffn: .bf16, experts: .bf16) }

    @Test(
        "one format for all matrices",
        arguments: [
            (#""quant_method": "fp8", "weight_block_size": [128, 128]"#, PrecisionFormat.fp8),
            (#""quant_method": "gptq", "bits": 4, "group_size": 128"#, .w4a16),
            (#""quant_method": "gptq", "bits": 8"#, .w8a16), (#""quant_method": "awq", "bits": 4"#, .w4a16),
            (#""quant_method": "bitsandbytes", "load_in_8bit": true, "load_in_4bit": false"#, .int8),
            (#""quant_method": "bitsandbytes", "load_in_4bit": true"#, .w4a16),
            (#""quant_method": "modelopt", "quant_algo": "FP8", "exclude_modules": ["lm_head"]"#, .fp8),
        ])
    func whole(fields: String, format: PrecisionFormat) throws {
        try expect(read(config(fields)), attention: format, ffn: format, experts: format)
    }

    @Test func mxfp4KeepsAllButExperts() throws {
        let fields = #""quant_method": "mxfp4", "modules_to_not_convert": ["model.layers.*.self_attn", "lm_head"]"#
        try expect(read(config(fields)), attention: .bf16, ffn: .bf16, experts: .mxfp4)
    }

    @Test func modulesNotConvertedKeepSixteenBits() throws {
        let layers = (0..<61).map { #""model.layers.\#($0).self_attn""# }.joined(separator: ", ")
        let fields = #""quant_method": "fp8", "modules_to_not_convert": [\#(layers), "gate", "lm_head"]"#
        try expect(read(config(fields)), attention: .bf16, ffn: .fp8, experts: .fp8)
    }

    @Test func compressedTensors() throws {
        func group(_ weights: String, _ activations: String, ignore: String = #""lm_head""#) throws -> Precision {
            try read(
                config(
                    #"""
                    "quant_method": "compressed-tensors", "ignore": [\#(ignore)],
                    "config_groups": {"group_0": {"targets": ["Linear"], "weights": {\#(weights)},
                    "input_activations": \#(activations)}}
                    """#))
        }
        let byte = #"{"num_bits": 8, "type": "int"}"#
        let int8 = try group(#""num_bits": 8, "type": "int""#, byte)
        expect(int8, attention: .w8a8, ffn: .w8a8, experts: .w8a8)
        let fp8 = try group(#""num_bits": 8, "type": "float""#, #"{"num_bits": 8, "type": "float"}"#)
        expect(fp8, attention: .fp8, ffn: .fp8, experts: .fp8)
        // As Kimi K2 Thinking: 4-bit routed experts, all else 16 bits wide.
        let experts = try group(
            #""num_bits": 4, "type": "int", "group_size": 32"#, "null",
            ignore: #""lm_head", "re:.*self_attn.*", "re:.*shared_experts.*", "re:.*mlp\\.(gate|up|down)_proj.*""#)
        expect(experts, attention: .bf16, ffn: .bf16, experts: .w4a16)
    }

    @Test func fileOfModelOpt() throws {
        // As NVIDIA's DeepSeek-V3: attention is left alone, layer by layer.
        let layers = (0..<61).map { #""model.layers.\#($0).self_attn*", "model.layers.\#($0).mlp.gate""# }
        let file = #"""
            {"producer": {"name": "modelopt"}, "quantization": {"quant_algo": "NVFP4", "kv_cache_quant_algo": "FP8",
             "group_size": 16, "exclude_modules": [\#(layers.joined(separator: ", ")), "lm_head", "model.layers.61*"]}}
            """#
        let precision = try read("", file: file)
        expect(precision, attention: .bf16, ffn: .nvfp4, experts: .nvfp4, kvCache: .fp8)
        let mixed = #"""
            {"quantization": {"quant_algo": "MIXED_PRECISION", "kv_cache_quant_algo": null, "quantized_layers": {
             \#((0..<61).map { #""model.layers.\#($0).self_attn.o_proj": {"quant_algo": "FP8"}"# }.joined(separator: ",")),
             \#((0..<61).map { #""model.layers.\#($0).mlp.experts": {"quant_algo": "NVFP4"}"# }.joined(separator: ","))
            }}}
            """#
        try expect(read("", file: mixed), attention: .bf16, ffn: .bf16, experts: .nvfp4)
    }

    @Test(
        "what is unknown is refused by name",
        arguments: [
            (#""quant_method": "awq2""#, "quantization_config.quant_method 'awq2' is not known"),
            (#""bits": 4"#, "field 'quantization_config.quant_method' is missing"),
            (#""quant_method": "gptq", "bits": 3"#, "quantization_config.bits '3' is not known"),
            (#""quant_method": "modelopt", "quant_algo": "FP5""#, "quantization_config.quant_algo 'FP5' is not known"),
            (#""quant_method": "compressed-tensors""#, "field 'quantization_config.config_groups' is missing"),
        ])
    func refusals(fields: String, message: String) {
        do throws(ModelConfigError) {
            _ = try read(config(fields))
            Issue.record("accepted")
        } catch {
            #expect(error.message == message)
        }
    }

    @Test func unknownAlgorithmOfFile() {
        do throws(ModelConfigError) {
            _ = try read("", file: #"{"quantization": {"quant_algo": "NVFP4", "kv_cache_quant_algo": "INT3"}}"#)
            Issue.record("accepted")
        } catch {
            #expect(error.message == "quantization.kv_cache_quant_algo 'INT3' is not known")
        }
    }
}
