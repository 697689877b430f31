import CostModel
import Testing

@testable import Catalog

/// Vision encoders of configurations, with the figures that the classes of transformers have for an image.
@Suite struct VisionConfigTests {
    private func encoder(_ text: String, hidden: Double) throws -> Engine<Double>.VisionEncoder {
        let fields = try ConfigFields(parsing: text, file: nil)
        return try #require(try VisionConfig.encoder(fields, hidden: hidden))
    }

    private func check(
        _ encoder: Engine<Double>.VisionEncoder, side: Double, millions: (Double, Double), patches: Double,
        tokens: Double, gigaFLOP: Double
    ) {
        #expect((encoder.parameters / 1e6 / millions.0 - 1).magnitude < 0.005)
        #expect((encoder.projector / 1e6 / millions.1 - 1).magnitude < 0.005)
        #expect(encoder.patches(side: side) == patches && encoder.tokens(side: side) == tokens)
        #expect((encoder.flops(side: side) / 1e9 / gigaFLOP - 1).magnitude < 0.005)
    }

    /// 27 layers of 4 x 1152^2 + 2 x 1152 x 4304; a merger of 4608^2 + 4608 x 4096; 32 px a token.
    @Test func qwen35() throws {
        let encoder = try encoder(
            """
            {"model_type": "qwen3_5_moe", "vision_config": {"deepstack_visual_indexes": [], "depth": 27,
            "hidden_size": 1152, "in_channels": 3, "intermediate_size": 4304, "model_type": "qwen3_5_moe",
            "out_hidden_size": 4096, "patch_size": 16, "spatial_merge_size": 2, "temporal_patch_size": 2}}
            """, hidden: 4096)
        check(encoder, side: 1024, millions: (413.3, 40.1), patches: 4096, tokens: 1024, gigaFLOP: 5555)
    }

    /// Three further mergers feed the first layers.
    @Test func qwen3VL() throws {
        let encoder = try encoder(
            """
            {"model_type": "qwen3_vl", "vision_config": {"deepstack_visual_indexes": [8, 16, 24], "depth": 27,
            "hidden_size": 1152, "intermediate_size": 4304, "model_type": "qwen3_vl", "out_hidden_size": 4096,
            "patch_size": 16, "spatial_merge_size": 2, "temporal_patch_size": 2}}
            """, hidden: 4096)
        check(encoder, side: 1024, millions: (413.3, 160.4), patches: 4096, tokens: 1024, gigaFLOP: 5802)
    }

    /// Windows of 8 x 8 patches in all but 4 of 32 layers.
    @Test func qwen25VL() throws {
        let encoder = try encoder(
            """
            {"model_type": "qwen2_5_vl", "vision_config": {"depth": 32, "hidden_size": 1280, "intermediate_size": 3420,
            "model_type": "qwen2_5_vl", "out_hidden_size": 3584, "patch_size": 14, "spatial_merge_size": 2,
            "temporal_patch_size": 2, "window_size": 112, "fullatt_block_indexes": [7, 15, 23, 31]}}
            """, hidden: 3584)
        check(encoder, side: 1024, millions: (632.0, 44.6), patches: 5476, tokens: 1369, gigaFLOP: 7708)
    }

    /// MoonViT: merged 2 x 2, projected to the width of the language model; heads of 1536 on 1024 in Kimi-K3.
    @Test func kimi() throws {
        let k2 = try encoder(
            """
            {"model_type": "kimi_k25", "vision_config": {"merge_kernel_size": [2, 2], "patch_size": 14,
            "text_hidden_size": 7168, "vt_hidden_size": 1152, "vt_intermediate_size": 4304, "vt_num_hidden_layers": 27}}
            """, hidden: 7168)
        check(k2, side: 1024, millions: (412.2, 54.3), patches: 5476, tokens: 1369, gigaFLOP: 8394)
        let k3 = try encoder(
            """
            {"model_type": "kimi_k3", "vision_config": {"merge_kernel_size": [2, 2], "patch_size": 14,
            "qkv_hidden_size": 1536, "text_hidden_size": 7168, "vt_hidden_size": 1024, "vt_intermediate_size": 4096,
            "vt_num_hidden_layers": 27}}
            """, hidden: 7168)
        check(k3, side: 1024, millions: (397.0, 46.1), patches: 5476, tokens: 1369, gigaFLOP: 9449)
    }

    /// Gemma 3 scales every image to 896 px and pools 4 x 4; Gemma 4 pools 3 x 3, up to 280 tokens.
    @Test func gemma() throws {
        let three = try encoder(
            """
            {"model_type": "gemma3", "mm_tokens_per_image": 256, "vision_config": {"hidden_size": 1152, "image_size": 896,
            "intermediate_size": 4304, "model_type": "siglip_vision_model", "num_hidden_layers": 27, "patch_size": 14}}
            """, hidden: 5376)
        check(three, side: 1024, millions: (412.2, 6.2), patches: 4096, tokens: 256, gigaFLOP: 5467)
        let four = try encoder(
            """
            {"model_type": "gemma4", "vision_soft_tokens_per_image": 280, "vision_config": {"hidden_size": 1152,
            "intermediate_size": 4304, "model_type": "gemma4_vision", "num_hidden_layers": 27, "patch_size": 16,
            "pooling_kernel_size": 3}}
            """, hidden: 2816)
        check(four, side: 768, millions: (546.0, 3.244), patches: 2304, tokens: 256, gigaFLOP: 3178)
        #expect(four.tokens(side: 4096) == 256)
    }

    /// Tiles of 336 px, 24 x 24 patches and one more each, and one tile of the whole image.
    @Test func llama4() throws {
        let encoder = try encoder(
            """
            {"model_type": "llama4", "vision_config": {"hidden_size": 1408, "image_size": 336, "intermediate_size": 5632,
            "model_type": "llama4_vision_model", "num_hidden_layers": 34, "patch_size": 14, "projector_input_dim": 4096,
            "vision_output_dim": 4096}}
            """, hidden: 5120)
        #expect((encoder.parameters / 1e6 / 810.3 - 1).magnitude < 0.005)
        #expect((encoder.projector / 1e6 / 60.8 - 1).magnitude < 0.005)
    }

    /// A text model has none.
    @Test func noEncoder() throws {
        let fields = try ConfigFields(parsing: "{\"model_type\": \"llama\"}", file: nil)
        #expect(try VisionConfig.encoder(fields, hidden: 4096) == nil)
    }
}
