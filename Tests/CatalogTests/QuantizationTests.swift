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
        #expect(precision.attention.only == attention, "attention", sourceLocation: location)
        #expect(precision.ffn.only == ffn, "dense and shared", sourceLocation: location)
        #expect(precision.experts.only == experts, "experts", sourceLocation: location)
        #expect(precision.head.only == head, "head", sourceLocation: location)
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
        // Of the 187,105,280 weights of a layer's attention 128 x 128 x 7168 are those of the output.
        let attention = try read("", file: mixed).attention
        #expect(attention.formats == [.fp8, .bf16])
        #expect(abs(attention.bytes - (2 - 117_440_512.0 / 187_105_280)) < 1e-12)
        #expect(try read("", file: mixed).ffn.only == .bf16)
        #expect(try read("", file: mixed).experts.only == .nvfp4)
    }

    /// Of 256 experts of a layer 64 are in FP8: a quarter of the weights.
    @Test func expertsListedOneByOne() throws {
        var entries: [String] = []
        for layer in 3..<61 {
            for expert in 0..<256 {
                for name in ["gate_proj", "up_proj", "down_proj"] {
                    let algorithm = expert < 64 ? "FP8" : "NVFP4"
                    entries.append(
                        #""model.layers.\#(layer).mlp.experts.\#(expert).\#(name)": {"quant_algo": "\#(algorithm)"}"#)
                }
            }
        }
        let list = entries.joined(separator: ",")
        let precision = try read(
            "", file: #"{"quantization": {"quant_algo": "MIXED_PRECISION", "quantized_layers": {\#(list)}}}"#)
        #expect(precision.experts.formats == [.nvfp4, .fp8])
        #expect(precision.experts.shares[1].share == 0.25)
        #expect(precision.experts.bytes == 0.75 * 0.5625 + 0.25)
    }

    @Test("modules are told apart as each tool names them")
    func modules() throws {
        func expect(
            _ fields: String, _ attention: [PrecisionFormat], _ ffn: [PrecisionFormat], _ experts: [PrecisionFormat]
        ) throws {
            let precision = try read(config(fields))
            #expect(precision.attention.formats == attention, "\(fields)")
            #expect(precision.ffn.formats == ffn, "\(fields)")
            #expect(precision.experts.formats == experts, "\(fields)")
        }
        // The first pattern that matches counts; it is matched from the beginning.
        try expect(
            #"""
            "quant_method": "gptqmodel", "bits": 4, "group_size": 128, "dynamic": {
             "+:.*\\.mlp\\.shared_experts\\..*": {"bits": 8}, "-:.*mlp\\.(shared_experts|gate_proj|up_proj|down_proj).*": {},
             "self_attn": {"bits": 3}}
            """#, [.w4a16], [.w8a16, .bf16], [.w4a16])
        try expect(
            #""quant_method": "gptq", "bits": 4, "modules_in_block_to_quantize": [["self_attn.o_proj"], ["mlp.experts"]]"#,
            [.w4a16, .bf16], [.bf16], [.w4a16])
        try expect(
            #""quant_method": "auto-round", "bits": 4, "block_name_to_quantize": "model.layers", "extra_config": {".*self_attn.*": {"bits": 16}, "model.layers.0.mlp.down_proj": {"bits": 8}}"#,
            [.bf16], [.w4a16, .w8a16], [.w4a16])
        try expect(
            #""quant_method": "bitsandbytes", "load_in_4bit": true, "llm_int8_skip_modules": ["lm_head", "model.layers.3.mlp", "self_attn"]"#,
            [.bf16], [.w4a16, .bf16], [.w4a16, .bf16])
        try expect(
            #""quant_method": "torchao", "quant_type": {"default": {"_type": "Int8WeightOnlyConfig"}, "re:.*\\.experts\\..*": {"_type": "Int4WeightOnlyConfig", "_data": {"group_size": 128}}, "model.layers.0.self_attn.o_proj": null}"#,
            [.w8a16, .bf16], [.w8a16], [.w4a16])
        try expect(
            #""quant_method": "fp8", "weight_block_size": [128, 128], "expert_dtype": "fp4""#, [.fp8], [.fp8], [.mxfp4])
        try expect(
            #""quant_method": "quark", "global_quant_config": {"weight": {"dtype": "fp4", "group_size": 32}, "input_tensors": {"dtype": "fp4"}}, "layer_quant_config": {"*self_attn*": {"weight": {"dtype": "fp8_e4m3"}, "input_tensors": {"dtype": "fp8_e4m3"}}}, "exclude": ["lm_head", "re:.*shared_experts.*"]"#,
            [.fp8], [.bf16, .mxfp4a4], [.mxfp4a4])
        try expect(
            #""quant_method": "hqq", "dynamic_config": {"self_attn.o_proj": {"nbits": 4, "group_size": 64}, "mlp.experts.0.gate_proj": null}, "nbits": 3, "group_size": 64"#,
            [.w4a16, .w3a16], [.w3a16], [.w3a16, .bf16])
        try expect(
            #""quant_method": "mxfp8", "modules_to_not_convert": ["mlp.shared_experts"]"#, [.mxfp8], [.bf16, .mxfp8],
            [.mxfp8])
    }

    @Test(
        "what is unknown is refused by name",
        arguments: [
            (#""quant_method": "awq2""#, "quantization_config.quant_method 'awq2' is not known"),
            (#""bits": 4"#, "field 'quantization_config.quant_method' is missing"),
            (#""quant_method": "gptq", "bits": 7"#, "quantization_config.bits '7' is not known"),
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
