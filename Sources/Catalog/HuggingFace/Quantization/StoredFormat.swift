import CostModel

/// How weights are stored: the arithmetic they take part in, and what each takes with its scales and zero points.
struct StoredFormat: Hashable {
    /// The format as the engine computes with it.
    let format: PrecisionFormat
    /// Bytes of a weight with its part of a group's or block's scale and zero point.
    var each: Double
    /// Bytes for each output, whose scale all its weights share.
    var perOutput = 0.0
    /// Bytes for each input, such as the order of groups.
    var perInput = 0.0

    init(_ format: PrecisionFormat, each: Double, perOutput: Double = 0, perInput: Double = 0) {
        self.format = format
        self.each = each
        self.perOutput = perOutput
        self.perInput = perInput
    }

    /// Bytes of a weight of a matrix.
    func bytes(inputs: Double, outputs: Double) -> Double { each + perOutput / inputs + perInput / outputs }

    /// What is not quantised.
    static let plain = StoredFormat(.bf16, each: 2)
    /// Blocks of 16 with a scale of 8 bits.
    static func nvfp4(_ format: PrecisionFormat = .nvfp4) -> StoredFormat { StoredFormat(format, each: 0.5 + 1.0 / 16) }
    /// Blocks of 32 with a scale of 8 bits.
    static func mxfp4(_ format: PrecisionFormat = .mxfp4) -> StoredFormat { StoredFormat(format, each: 0.5 + 1.0 / 32) }
    /// Blocks of 32 with a scale of 8 bits.
    static let mxfp8 = StoredFormat(.mxfp8, each: 1 + 1.0 / 32)
    /// One scale for a matrix.
    static let fp8Tensor = StoredFormat(.fp8, each: 1)

    /// One scale for each output.
    static func fp8Channel(scale: Double = 4) -> StoredFormat { StoredFormat(.fp8, each: 1, perOutput: scale) }

    /// One scale for each block of outputs and inputs.
    static func fp8Block(_ block: [Double]?, scale: Double = 4) -> StoredFormat {
        let size = block.map { $0.reduce(1, *) } ?? 16384
        return StoredFormat(.fp8, each: 1 + scale / max(1, size))
    }

    /// Integers with a scale for each group of inputs, or for each output where no group is stated.
    ///
    /// - Parameters:
    ///   - bits: their width.
    ///   - group: weights that share a scale; 0 for all of an output.
    ///   - zeros: whether a zero point as wide as a weight lies beside each scale.
    ///   - scale: bytes of a scale.
    ///   - activations: what they meet.
    /// - Returns: nil where there is no such format.
    static func integer(
        bits: Double, group: Double, zeros: Bool, scale: Double = 2, activations: Activations
    ) -> StoredFormat? {
        let format: PrecisionFormat
        switch (activations, bits) {
        case (.wide, 2): format = .w2a16
        case (.wide, 3): format = .w3a16
        case (.wide, 4): format = .w4a16
        case (.wide, 5): format = .w5a16
        case (.wide, 6): format = .w6a16
        case (.wide, 8): format = .w8a16
        case (.integers, 8): format = .w8a8
        case (.integers, 4): format = .w4aint8
        case (.floats, 4): format = .w4a8
        default: return nil
        }
        let beside = scale + (zeros ? bits / 8 : 0)
        return group > 0
            ? StoredFormat(format, each: bits / 8 + beside / group)
            : StoredFormat(format, each: bits / 8, perOutput: beside)
    }

    /// What weights meet.
    enum Activations {
        /// 16 bits.
        case wide
        /// 8-bit integers.
        case integers
        /// 8-bit floating point.
        case floats
    }
}
