import Catalog
import CostModel
import Testing

/// Bytes of a weight in every format of checkpoints, checked by hand.
@Suite struct StoredFormatTests {
    /// Attention of 1024 x 1024 alone, feed-forward matrices of 1024 x 4096.
    private func read(_ quantization: String, description: String? = nil) throws(ModelConfigError) -> Precision {
        try HuggingFaceConfig.read(
            """
            {"model_type": "llama", "hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 2,
             "num_attention_heads": 8, "num_key_value_heads": 8, "head_dim": 128, "vocab_size": 1000,
             "torch_dtype": "bfloat16", "tie_word_embeddings": false\(quantization)}
            """, description: description
        ).model.precision
    }

    private static func compressed(_ weights: String, _ activations: String = "null") -> String {
        #""quant_method": "compressed-tensors", "config_groups": {"g": {"targets": ["Linear"], "weights": {"#
            + weights + #"}, "input_activations": "# + activations + "}}"
    }

    private static let byte = #"{"num_bits": 8, "type": "float"}"#
    private static let whole = #"{"num_bits": 8, "type": "int"}"#

    @Test(
        "bytes of an attention weight",
        arguments: [
            // A 32-bit scale for 128 x 128: 1 + 4 / 16,384.
            (#""quant_method": "fp8", "weight_block_size": [128, 128]"#, PrecisionFormat.fp8, 1.000244140625),
            (#""quant_method": "fp8", "weight_block_size": null"#, .fp8, 1),
            // A 32-bit scale for an output of 1,024 inputs: 1 + 4 / 1,024.
            (#""quant_method": "fbgemm_fp8""#, .fp8, 1.00390625),
            // Blocks of 32 with a byte: 1 + 1 / 32.
            (#""quant_method": "mxfp8""#, .mxfp8, 1.03125),
            (#""quant_method": "blockwise_int8", "weight_block_size": [128, 128]"#, .w8a8, 1.000244140625),
            // 4 bits, scale of 16 bits and zero point of 4 for 128: 0.5 + 2.5 / 128; for 32: 0.5 + 2.5 / 32.
            (#""quant_method": "gptq", "bits": 4, "group_size": 128"#, .w4a16, 0.51953125),
            (#""quant_method": "awq", "w_bit": 4, "q_group_size": 32, "zero_point": true"#, .w4a16, 0.578125),
            (#""quant_method": "awq", "bits": 4, "group_size": 32, "zero_point": false"#, .w4a16, 0.5625),
            // The order of 1,024 inputs for 1,024 outputs: 4 / 1,024 more.
            (#""quant_method": "gptq", "bits": 4, "group_size": 128, "desc_act": true"#, .w4a16, 0.5234375),
            // One group a row: 0.5 + 2.5 / 1,024.
            (#""quant_method": "gptq", "bits": 4, "group_size": -1"#, .w4a16, 0.50244140625),
            // 2 and 3 bits: 0.25 + 2.25 / 64; 0.375 + 2.375 / 128.
            (#""quant_method": "gptq", "bits": 2, "group_size": 64"#, .w2a16, 0.28515625),
            (#""quant_method": "gptq", "bits": 3, "group_size": 128"#, .w3a16, 0.3935546875),
            (#""quant_method": "auto-round", "bits": 8, "group_size": 128"#, .w8a16, 1.0234375),
            (#""quant_method": "auto-round", "bits": 4, "group_size": 32, "data_type": "mx_fp""#, .mxfp4a4, 0.53125),
            (compressed(#""num_bits": 4, "group_size": 32"#), .w4a16, 0.5625),
            (compressed(#""num_bits": 4, "group_size": 32, "symmetric": false"#), .w4a16, 0.578125),
            (compressed(#""num_bits": 5, "group_size": 128"#), .w5a16, 0.640625),
            (compressed(#""num_bits": 6, "group_size": 128"#), .w6a16, 0.765625),
            (compressed(#""num_bits": 8, "strategy": "channel""#, whole), .w8a8, 1.001953125),
            (compressed(#""num_bits": 4, "group_size": 128"#, whole), .w4aint8, 0.515625),
            (compressed(#""num_bits": 4, "group_size": 128"#, byte), .w4a8, 0.515625),
            (compressed(#""num_bits": 8, "type": "float", "strategy": "channel""#, byte), .fp8, 1.001953125),
            (compressed(#""num_bits": 8, "type": "float", "strategy": "tensor""#, byte), .fp8, 1),
            (compressed(#""num_bits": 8, "type": "float", "group_size": 32"#, byte), .mxfp8, 1.03125),
            (compressed(#""num_bits": 4, "type": "float", "group_size": 16"#), .nvfp4a16, 0.5625),
            (compressed(#""num_bits": 4, "type": "float", "group_size": 32"#), .mxfp4, 0.53125),
            (compressed(#""num_bits": 4, "type": "float", "group_size": 16"#, byte), .w4a8, 0.5625),
            (#""quant_algo": "W4A16_NVFP4", "group_size": 16"#, .nvfp4a16, 0.5625),
            (#""quant_algo": "nvfp4""#, .nvfp4, 0.5625),
            (#""quant_algo": "W4A8_MXFP4_FP8""#, .w4a8, 0.53125),
            (#""quant_algo": "W4A8_AWQ", "group_size": 128"#, .w4a8, 0.515625),
            (#""quant_method": "modelopt", "quant_algo": "MXFP8""#, .mxfp8, 1.03125),
            // 32-bit scales for 64 weights; of double quantisation a byte for 64 and 32 bits for 256 of those.
            (#""quant_method": "bitsandbytes", "load_in_4bit": true"#, .w4a16, 0.5625),
            (
                #""quant_method": "bitsandbytes", "load_in_4bit": true, "bnb_4bit_use_double_quant": true"#, .w4a16,
                0.515869140625
            ),
            (#""quant_method": "bitsandbytes", "load_in_8bit": true"#, .int8, 1.00390625),
            // Scale and zero point of 16 bits each: 0.5 + 4 / 64; a zero point of 8 bits: 0.5 + 3 / 64.
            (
                #""quant_method": "hqq", "quant_config": {"weight_quant_params": {"nbits": 4, "group_size": 64}}"#,
                .w4a16, 0.5625
            ),
            (#""quant_method": "hqq", "nbits": 4, "group_size": 64, "quant_zero": true"#, .w4a16, 0.546875),
            (
                #""quant_method": "torchao", "quant_type": {"default": {"_type": "Int4WeightOnlyConfig", "_data": {"group_size": 64}}}"#,
                .w4a16, 0.5625
            ),
            (#""quant_method": "torchao", "quant_type": "int8_weight_only""#, .w8a16, 1.001953125),
            (#""quant_method": "fp_quant", "forward_dtype": "mxfp4""#, .mxfp4a4, 0.53125),
            (
                #""quant_method": "quark", "global_quant_config": {"weight": [{"dtype": "fp8_e4m3"}, {"dtype": "int4", "qscheme": "per_channel"}], "input_tensors": {"dtype": "fp8_e4m3"}}"#,
                .w4a8, 0.501953125
            ),
        ])
    func bytes(fields: String, format: PrecisionFormat, bytes: Double) throws {
        let attention = try read(#", "quantization_config": {\#(fields)}"#).attention
        #expect(attention.only == format)
        #expect(attention.bytes == bytes)
    }

    /// A list of parameters: attention W8A8, up and gate W4A8, the rest as it was.
    ///
    /// Of the feed-forward weights two thirds are
    /// in 4 bits with 8 bytes for an output of 1,024 inputs, a third in 16 bits.
    @Test func listOfAscend() throws {
        var list: [String] = [#""version": "1.0.0""#, #""group_size": 256"#, #""lm_head.weight": "FLOAT""#]
        for layer in 0..<2 {
            for name in ["q", "k", "v", "o"] {
                list.append(#""model.layers.\#(layer).self_attn.\#(name)_proj.weight": "W8A8_DYNAMIC""#)
                list.append(#""model.layers.\#(layer).self_attn.\#(name)_proj.weight_scale": "W8A8_DYNAMIC""#)
            }
            for name in ["gate", "up"] {
                list.append(#""model.layers.\#(layer).mlp.\#(name)_proj.weight": "W4A8_DYNAMIC""#)
            }
            list.append(#""model.layers.\#(layer).mlp.down_proj.weight": "FLOAT""#)
        }
        let precision = try read("", description: "{\(list.joined(separator: ", "))}")
        #expect(precision.attention == WeightMix(.w8a8, bytes: 1.0078125))
        #expect(precision.ffn.formats == [.w4aint8, .bf16])
        #expect(abs(precision.ffn.bytes - (2 * 0.5078125 + 2) / 3) < 1e-12)
        #expect(precision.head.only == .bf16)
    }

    private static let tables: [(String, ElementFormat)] = [
        (#""quant_method": "gptq", "bits": 4, "lm_head": true"#, .bf16),
        (#""quant_method": "gptq", "bits": 4, "dynamic": {"+:.*embed_tokens": {"bits": 8}}"#, .int8),
        // A pattern for every name means matrices that are multiplied.
        (#""quant_method": "gptq", "bits": 4, "dynamic": {"+:.*": {"bits": 8}}"#, .bf16),
        (#""quant_method": "auto-round", "bits": 8, "extra_config": {"model.embed_tokens": {"bits": 4}}"#, .fp4),
        (
            #"""
            "quant_algo": "MIXED_PRECISION", "quantized_layers": {"model.embed_tokens": {"quant_algo": "FP8"},
             "model.layers.0.mlp": {"quant_algo": "FP8"}}
            """#, .fp8
        ),
        (#""quant_algo": "NVFP4", "exclude_modules": ["lm_head"]"#, .bf16),
        (#""quant_method": "fp8", "modules_to_convert": ["model.embed_tokens"]"#, .fp8),
        (
            #"""
            "quant_method": "compressed-tensors", "config_groups": {"g": {"targets": ["Linear", "Embedding"],
             "weights": {"num_bits": 8, "type": "int"}}}
            """#, .int8
        ),
        (
            #"""
            "quant_method": "compressed-tensors", "ignore": ["re:.*embed_tokens"], "config_groups": {"g":
             {"targets": ["Linear", "Embedding"], "weights": {"num_bits": 8, "type": "int"}}}
            """#, .bf16
        ),
        (
            #"""
            "quant_method": "torchao", "quant_type": "int8_weight_only", "include_input_output_embeddings": true
            """#, .int8
        ),
        (
            #"""
            "quant_method": "quark", "global_quant_config": {"weight": {"dtype": "int8"}},
             "layer_type_quant_config": {"nn.Embedding": {"weight": {"dtype": "int4", "group_size": 32}}}
            """#, .fp4
        ),
    ]

    @Test("the embedding table is in 16 bits where the file does not speak of it", arguments: tables)
    func table(fields: String, expected: ElementFormat) throws {
        #expect(try read(#", "quantization_config": {\#(fields)}"#).embedding == expected)
    }

    /// 1000 rows of 1024 bytes less where the table is in 8 bits.
    @Test func aNarrowTableTakesLess() throws {
        func bytes(_ targets: String) throws -> Double {
            try HuggingFaceConfig.read(
                """
                {"model_type": "llama", "hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 2,
                 "num_attention_heads": 8, "vocab_size": 1000, "tie_word_embeddings": false, "quantization_config":
                 {"quant_method": "compressed-tensors", "config_groups": {"g": {"targets": [\(targets)],
                  "weights": {"num_bits": 8, "type": "float"}, "input_activations": {"num_bits": 8, "type": "float"}}}}}
                """
            ).model.weightBytes
        }
        #expect(try bytes("\"Linear\"") - bytes("\"Linear\", \"Embedding\"") == 1_024_000)
    }

    @Test(
        "what is unknown is refused by name",
        arguments: [
            (#""quant_method": "aqlm""#, "quantization_config.quant_method 'aqlm' is not known"),
            (#""quant_algo": "W4A4_SVD""#, "quantization_config.quant_algo 'W4A4_SVD' is not known"),
            (
                #""quant_method": "torchao", "quant_type": "int1_weight_only""#,
                "quantization_config.quant_type 'int1_weight_only' is not known"
            ),
            (
                #""quant_method": "quark", "global_quant_config": {"weight": {"dtype": "fp6"}}"#,
                "quantization_config.global_quant_config 'fp6 weights with 16-bit activations' is not known"
            ),
            (#""quant_method": "hqq", "nbits": 1"#, "quantization_config.nbits '1' is not known"),
            (
                #""quant_method": "fp_quant", "forward_dtype": "int4""#,
                "quantization_config.forward_dtype 'int4' is not known"
            ),
            (
                #""quant_method": "gptq", "bits": 4, "dynamic": {"-:(": {}}"#,
                "quantization_config.dynamic 're:(' is not known"
            ),
            (
                #""quant_method": "auto-round", "bits": 4, "data_type": "fp5""#,
                "quantization_config.data_type 'fp5 of 4 bits' is not known"
            ),
        ])
    func refusals(fields: String, message: String) {
        let error = #expect(throws: ModelConfigError.self) { try read(#", "quantization_config": {\#(fields)}"#) }
        #expect(error?.message == message)
    }
}
