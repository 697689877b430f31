import Catalog
import CostModel
import Foundation
import Testing

/// Configurations of quantised checkpoints, and how large those are.
@Suite struct QuantizedFilesTests {
    private func read(_ name: String, in folder: String = "Quantized", quantization: String? = nil) throws -> Model {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Configs/" + folder))
        return try HuggingFaceConfig.read(String(contentsOf: url, encoding: .utf8), quantization: quantization).model
    }

    /// Sizes of checkpoints where they are published, else weights times bytes with all parameters of the class.
    @Test(
        "bytes as shipped, within a hundredth",
        arguments: [
            ("deepseek-r1-awq", 364_589_770_240), ("deepseek-r1-quark-mxfp4", 376_126_158_848),
            ("deepseek-r1-w4afp8", 366_471_170_400), ("kimi-k2-instruct", 1_029_173_157_728),
            ("kimi-k2-thinking-int4-g32", 594_205_259_776), ("kimi-k2.5", 594_205_259_776),
            ("llama-70b-gptq-g32", 43_778_588_672), ("llama-70b-gptq3", 31_144_558_592),
            ("llama-70b-modelopt-mxfp8", 74_795_466_752), ("llama-70b-mxfp4-w4a4", 40_569_946_112),
            ("llama-70b-nvfp4", 42_709_045_632), ("llama-70b-nvfp4a16", 42_709_045_632),
            ("llama-70b-torchao", 40_569_946_112), ("llama-70b-w8a8-int8", 72_669_806_592),
            ("qwen3-30b-autoround-extra", 18_143_932_416), ("qwen3-30b-gptq-dynamic", 18_143_932_416),
            ("qwen3.6-27b-unsloth-nvfp4-mix", 21_646_480_704),
        ] as [(String, Double)])
    func sizes(name: String, bytes: Double) throws {
        let model = try read(name)
        #expect((model.weightBytes / bytes - 1).magnitude < 0.01, "\(model.weightBytes)")
    }

    /// DeepSeek-V4: packed FP4 experts beside FP8; Kimi-K3: MXFP4 experts.
    @Test(
        "bytes of hybrids of the catalogue as shipped, within a hundredth",
        arguments: [("deepseek-v4-flash", 155_994_194_222), ("kimi-k3", 1_559_937_158_400)] as [(String, Double)])
    func hybrids(name: String, bytes: Double) throws {
        let model = try #require(Catalog.models.first { $0.name == name }).value
        #expect((model.weightBytes / bytes - 1).magnitude < 0.01, "\(model.weightBytes)")
    }

    /// Nemotron-3-Super: all in FP8, the head too.
    @Test func formatsOfASecondFile() throws {
        let model = try read(
            "nemotron-3-super", in: "Field",
            quantization: #"{"quantization": {"quant_algo": "FP8", "kv_cache_quant_algo": "FP8"}}"#)
        #expect((model.weightBytes / 121_292_529_800 - 1).magnitude < 0.01, "\(model.weightBytes)")
    }

    /// As NVIDIA's Qwen3.6-27B: of 64 layers every fourth attends to all tokens, and each module is listed by its name.
    @Test func everyLayerHasItsOwnModules() throws {
        let layers = (0..<64).flatMap { layer -> [String] in
            let mixer =
                layer % 4 == 3
                ? ["q_proj", "k_proj", "v_proj", "o_proj"].map { "self_attn.\($0)" }
                : ["in_proj_qkv", "in_proj_z", "out_proj"].map { "linear_attn.\($0)" }
            let block = ["gate_proj", "up_proj", "down_proj"].map { "mlp.\($0)" }
            return mixer.map { #""model.language_model.layers.\#(layer).\#($0)": {"quant_algo": "FP8"}"# }
                + block.map { #""model.language_model.layers.\#(layer).\#($0)": {"quant_algo": "W4A16_NVFP4"}"# }
        }
        let list =
            #"{"quantization": {"quant_algo": "MIXED_PRECISION", "quantized_layers": {\#(layers.joined(separator: ","))}}}"#
        let precision = try read("qwen3.6-27b-unsloth-nvfp4-mix", quantization: list).precision
        #expect(precision.attention == WeightMix(.fp8, bytes: 1))
        #expect(precision.ffn == WeightMix(.nvfp4a16) && precision.head.only == .bf16)
    }

    /// 31.21 B weights of the layers at a byte, and head and table of 151,936 x 5,120 in 16 bits.
    @Test func cacheSchemeAsText() throws {
        let model = try read("qwen3-32b-fp8")
        #expect(model.precision.attention == WeightMix(.fp8, bytes: 1))
        #expect(model.precision.kvCache == ElementFormat.fp8)
        #expect(abs(model.weightBytes / (31_205_621_760 + 4 * 151_936 * 5120) - 1) < 0.001)
    }

    /// `gate` is the router's name and not the beginning of `gate_proj`.
    @Test func namesCoverWholeComponents() throws {
        let precision = try read("minimax-m2.5").precision
        #expect(precision.experts == WeightMix(.fp8) && precision.attention == WeightMix(.fp8))
        #expect(precision.head.only == .bf16)
    }

    /// Layers 56 to 63 of 64 are FP8: 1/8 of the feed-forward weights.
    @Test func aMixIsAMix() throws {
        let precision = try read("qwen3.6-27b-unsloth-nvfp4-mix").precision
        #expect(precision.ffn.formats == [.nvfp4, .fp8])
        #expect(precision.ffn.shares[1].share == 0.125)
        // A 16-bit scale for an output: 2 / 5,120 on gate and up, 2 / 17,408 on down.
        let fp8 = 1 + (2 * 2.0 / 5120 + 2.0 / 17408) / 3
        #expect(abs(precision.ffn.bytes - (0.875 * 0.5625 + 0.125 * fp8)) < 1e-12)
        #expect(precision.attention.only == .fp8 && precision.head.only == .fp8)
    }

    @Test func experts() throws {
        let quark = try read("deepseek-r1-quark-mxfp4").precision
        #expect(quark.attention.only == .bf16 && quark.experts == WeightMix(.mxfp4a4))
        let int4 = try read("deepseek-r1-w4afp8").precision
        #expect(int4.attention == WeightMix(.fp8) && int4.experts == WeightMix(.w4afp8) && int4.head.only == .bf16)
        let kimi = try read("kimi-k2.5").precision
        #expect(kimi.experts == WeightMix(.w4a16, bytes: 0.5625) && kimi.attention.only == .bf16)
    }
}
