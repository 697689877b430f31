import CostModel

/// Reads the shapes of a vision encoder from the configuration that stands beside that of the language model.
///
/// Parameters are those of the matrices of the classes of transformers: attention of 4 square matrices a layer, a feed-forward
/// block of two matrices, or three where it is gated, the embedding of patches, and the projector of the family.
struct VisionConfig {
    private let fields: ConfigFields
    private let whole: ConfigFields
    private let hidden: Double
    private let type: String

    /// The encoder of a multimodal configuration; nil where its shapes are not known.
    static func encoder(_ whole: ConfigFields, hidden: Double) throws(ModelConfigError) -> Engine<Double>.VisionEncoder?
    {
        guard let fields = try whole.object("vision_config") else { return nil }
        let outer = try whole.text("model_type") ?? ""
        let type = try fields.text("model_type") ?? outer
        return try VisionConfig(fields: fields, whole: whole, hidden: hidden, type: type.isEmpty ? outer : type).read(
            outer)
    }

    private func read(_ outer: String) throws(ModelConfigError) -> Engine<Double>.VisionEncoder? {
        guard let width = try optional("hidden_size", "vt_hidden_size", "embed_dim"),
            let layers = try optional("depth", "num_hidden_layers", "vt_num_hidden_layers"),
            let inner = try innerWidth(width), let patch = try optional("patch_size")
        else { return nil }
        let heads = try optional("qkv_hidden_size") ?? width
        let channels = try fields.number("in_channels", "num_channels", "in_chans", or: 3)
        let frames = try fields.number("temporal_patch_size", or: 1)
        let layer = 4 * width * heads + (isGated ? 3 : 2) * width * inner
        let parameters = layers * layer + channels * frames * patch * patch * width
        guard let (merge, projector) = try projection(width, outer) else { return nil }
        var encoder = Engine<Double>.VisionEncoder(
            parameters: parameters, projector: projector, layers: layers, width: heads, patch: patch, merge: merge)
        try images(&encoder)
        return encoder
    }

    private func optional(_ names: String...) throws(ModelConfigError) -> Double? { try fields.optionalNumber(names) }

    private func innerWidth(_ width: Double) throws(ModelConfigError) -> Double? {
        // The blocks of GLM-4.5V are as wide as its tokens.
        if type.hasPrefix("glm4v") { return try optional("out_hidden_size") }
        if let ratio = try optional("mlp_ratio"), try optional("intermediate_size") == nil { return ratio * width }
        return try optional("intermediate_size", "vt_intermediate_size")
    }

    /// Whether feed-forward blocks have a gate.
    private var isGated: Bool {
        ["pixtral", "gemma4", "qwen2_5_vl", "qwen2_5_omni", "glm4v", "glm4_5v", "mistral"].contains {
            type.hasPrefix($0)
        }
    }

    /// Patches along the side of a token, and the parameters of what makes tokens of them.
    private func projection(_ width: Double, _ outer: String) throws(ModelConfigError) -> (Double, Double)? {
        if type.hasPrefix("siglip") || type.hasPrefix("gemma3") || type.hasPrefix("gemma4") {
            return (try fields.number("pooling_kernel_size", or: 4), width * hidden)
        }
        if type.hasPrefix("pixtral") || outer == "mistral3" {
            let merge = try whole.number("spatial_merge_size", or: 1)
            let merger = merge > 1 ? merge * merge * width * width : 0
            return (merge, merger + width * hidden + hidden * hidden)
        }
        if type.hasPrefix("llama4") {
            let inner = width * 4
            let (input, output) = (
                try fields.number("projector_input_dim", or: 4096), try fields.number("vision_output_dim", or: 4096)
            )
            return (2, inner * input + input * output + output * hidden)
        }
        if type.hasPrefix("intern") {
            let inner = width * 4
            return (2, inner * hidden + hidden * hidden)
        }
        if type.hasPrefix("glm4v") || type.hasPrefix("glm4_5v") {
            let out = try fields.number("out_hidden_size")
            let context = try fields.number("intermediate_size", or: 3 * out)
            return (2, 4 * width * out + out * out + 3 * out * context)
        }
        // A merger of neighbouring patches; further ones feed the first layers of the language model (deepstack).
        let listed = try fields.numbers("merge_kernel_size")?.first
        let stated = try optional("spatial_merge_size")
        guard let merge = listed ?? stated else { return nil }
        let inner = merge * merge * width
        let output = try fields.number("out_hidden_size", "text_hidden_size", or: hidden)
        let mergers = 1 + Double(try fields.numbers("deepstack_visual_indexes")?.count ?? 0)
        return (merge, mergers * (inner * inner + inner * output))
    }

    /// How many patches and tokens an image has.
    private func images(_ encoder: inout Engine<Double>.VisionEncoder) throws(ModelConfigError) {
        if type.hasPrefix("siglip") || type.hasPrefix("gemma3") {
            // Every image is scaled to one size.
            let side = try fields.number("image_size", or: 896)
            encoder.fixedPatches = (side / encoder.patch) * (side / encoder.patch)
            encoder.fixedTokens = try whole.number("mm_tokens_per_image", or: 256)
        }
        if type.hasPrefix("gemma4") { encoder.mostTokens = try whole.number("vision_soft_tokens_per_image", or: 280) }
        if type.hasPrefix("pixtral") { encoder.rowTokens = 1 }
        // An image of 1024 pixels: tiles, and one of the whole.
        if type.hasPrefix("llama4") {
            let tile = try fields.number("image_size", or: 336)
            let along = (1024 / tile).rounded(.up)
            let patches = (tile / encoder.patch) * (tile / encoder.patch)
            encoder.fixedPatches = (along * along + 1) * (patches + 1)
            encoder.fixedTokens = (along * along + 1) * patches / 4
        }
        if type.hasPrefix("intern") {
            let tile = try fields.numbers("image_size")?.first ?? 448
            let along = (1024 / tile).rounded(.down)
            let patches = (tile / encoder.patch) * (tile / encoder.patch)
            encoder.fixedPatches = (along * along + 1) * (patches + 1)
            encoder.fixedTokens = (along * along + 1) * patches / 4
        }
        if let full = try fields.numbers("fullatt_block_indexes") {
            encoder.fullLayers = Double(full.count)
            encoder.window = try fields.number("window_size", or: 112) / encoder.patch
        }
    }
}
