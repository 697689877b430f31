import CostModel

/// Formats of weights by the names that serving software gives them.
enum FormatNames {
    /// The format that each name means; nil leaves that of the checkpoint.
    static let all: [(name: String, format: PrecisionFormat?)] =
        [
            ("none", nil), ("auto", nil), ("bfloat16", .bf16), ("float16", .bf16), ("fp16", .bf16),
            ("fp8", .fp8), ("fp8_block", .fp8), ("fp8_static", .fp8), ("fp8_ootb", .fp8),
            ("nvfp4", .nvfp4), ("fp4", .nvfp4), ("sq", .w8a8), ("int8_wo", .w8a16), ("int4_wo", .w4a16),
            ("int4", .w4a16), ("awq", .w4a16), ("gptq", .w4a16), ("int4_awq", .w4a16), ("int4_gptq", .w4a16),
            ("w4afp8", .w4a8), ("w4a16_mxfp4", .mxfp4), ("w4a8_mxfp4", .mxfp4), ("w4a8_mxfp4_mxfp8", .mxfp4),
        ]

    /// The format that a cell names; nil for that of the checkpoint, which is also what an empty cell says.
    static func find(_ cell: String, column: String) throws(RowFault) -> PrecisionFormat? {
        let name = cell.lowercased()
        if name.isEmpty { return nil }
        if let known = all.first(where: { $0.name == name }) { return known.format }
        if let format = PrecisionFormat.allCases.first(where: { $0.name == name }) { return format }
        throw NameFault.unknown(
            .format, cell, column, among: all.map(\.name) + PrecisionFormat.allCases.map(\.name))
    }
}

/// Checkpoints in other formats than those of the catalogue.
enum CheckpointFormat {
    /// The model with its matrices in other formats; nil leaves those of the catalogue.
    ///
    /// Embedding and head stay as they are, for no quantisation of these names touches them. What travels between
    /// chips follows the experts' activations. Two checkpoints are not what the names say:
    /// - weights that were trained in MXFP4 (gpt-oss) are served as such, whatever the name;
    /// - an NVFP4 checkpoint of a model with latent attention keeps its attention projections in 8 bits.
    static func apply(matrices: PrecisionFormat?, experts: PrecisionFormat?, to model: inout Model) {
        if model.precision.experts.only == .mxfp4 { return }
        if let matrices {
            model.precision.ffn = WeightMix(matrices)
            let isLatent = model.mlaLayers > 0
            model.precision.attention = WeightMix(matrices == .nvfp4 && isLatent ? .fp8 : matrices)
        }
        if let experts, model.moeLayers > 0 {
            let uniform = Precision(experts)
            model.precision.experts = WeightMix(experts)
            model.precision.dispatch = uniform.dispatch
            model.precision.combine = uniform.combine
        }
    }
}
