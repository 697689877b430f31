import Lanes

/// A number format of matrix weights together with the activations they meet.
public enum PrecisionFormat: Int, Choice {
    case bf16, fp8, int8, w8a8, w8a16, w4a16, w4a8, nvfp4, mxfp4
    // Files keep the numbers of those above.
    case w2a16, w3a16, w5a16, w6a16, mxfp8, nvfp4a16, mxfp4a4, w4afp8, w4aint8

    /// The name that is typed.
    public var name: String {
        switch self {
        case .bf16: "bf16"
        case .fp8: "fp8"
        case .int8: "int8"
        case .w8a8: "w8a8"
        case .w8a16: "w8a16"
        case .w4a16: "w4a16"
        case .w4a8: "w4a8"
        case .nvfp4: "nvfp4"
        case .mxfp4: "mxfp4"
        case .w2a16: "w2a16"
        case .w3a16: "w3a16"
        case .w5a16: "w5a16"
        case .w6a16: "w6a16"
        case .mxfp8: "mxfp8"
        case .nvfp4a16: "nvfp4a16"
        case .mxfp4a4: "mxfp4a4"
        case .w4afp8: "w4afp8"
        case .w4aint8: "w4aint8"
        }
    }

    /// Bytes of a weight with its share of a scale, where no checkpoint says otherwise.
    ///
    /// FP8: one 32-bit scale for a block of 128 x 128 (DeepSeek-V3 report, section 3.3.2). Weight-only integers: one
    /// 16-bit scale for 128 weights. NVFP4: one 8-bit scale for 16. MXFP4 and MXFP8: one for 32 (OCP Microscaling v1.0).
    /// W4AFP8: one 32-bit scale for 128, as SGLang's checkpoints have it.
    @inline(__always) package var weightBytes: Double {
        switch self {
        case .bf16: 2
        case .fp8: 1 + 4.0 / 16384
        case .int8, .w8a8: 1
        case .w8a16: 1 + 2.0 / 128
        case .w2a16: 0.25 + 2.0 / 128
        case .w3a16: 0.375 + 2.0 / 128
        case .w5a16: 0.625 + 2.0 / 128
        case .w6a16: 0.75 + 2.0 / 128
        case .w4a16, .w4a8, .w4aint8: 0.5 + 2.0 / 128
        case .w4afp8: 0.5 + 4.0 / 128
        case .nvfp4, .nvfp4a16: 0.5 + 1.0 / 16
        case .mxfp4, .mxfp4a4: 0.5 + 1.0 / 32
        case .mxfp8: 1 + 1.0 / 32
        }
    }

    /// Bytes of an activation that the weights meet.
    @inline(__always) var activationBytes: Double {
        switch self {
        case .bf16, .w8a16, .w6a16, .w5a16, .w4a16, .w3a16, .w2a16, .nvfp4a16, .mxfp4: 2
        case .fp8, .mxfp8, .int8, .w8a8, .w4a8, .w4afp8, .w4aint8: 1
        case .nvfp4, .mxfp4a4: 0.5
        }
    }

    /// The same on a chip: without units for 4-bit floating point, NVFP4 and MXFP4 are formats of weights alone.
    @inline(__always) func activationBytes<V: Lane>(_ chip: Engine<V>.Chip) -> V {
        (self == .nvfp4 || self == .mxfp4a4) && chip.fp4Share <= 0
            ? Engine<V>.StepShape.residualBytes : V(activationBytes)
    }

    /// The chip's peak for it as a share of the 8-bit peak; where a chip lacks the unit, operands are widened to one it
    /// has.
    @inline(__always) func peakShare<V: Lane>(_ chip: Engine<V>.Chip) -> V {
        let wide = chip.peak16Share
        let fp8 = chip.fp8Share > 0 ? chip.fp8Share : wide
        return switch self {
        case .bf16: wide
        case .w8a16, .w6a16, .w5a16, .w4a16, .w3a16, .w2a16, .nvfp4a16: wide * chip.wideningEfficiency
        // Units for 4-bit floating point take 8-bit activations beside MXFP4 weights.
        case .mxfp4: chip.fp4Share > 0 ? fp8 : wide * chip.wideningEfficiency
        case .fp8: fp8
        // Units for 4-bit floating point take blocks of 32 with a scale; elsewhere weights are widened to FP8's rate.
        case .mxfp8: chip.fp4Share > 0 ? fp8 : fp8 * chip.wideningEfficiency
        case .w4a8, .w4afp8: fp8 * chip.wideningEfficiency
        case .int8, .w8a8: chip.int8Share > 0 ? chip.int8Share : wide
        case .w4aint8: (chip.int8Share > 0 ? chip.int8Share : wide) * chip.wideningEfficiency
        // Without such units both are formats of weights alone.
        case .nvfp4, .mxfp4a4: chip.fp4Share > 0 ? chip.fp4Share : wide * chip.wideningEfficiency
        }
    }

    /// Whether the chip multiplies operands of the format without widening them; 16-bit activations need no other unit.
    public func hasUnits(_ chip: Chip) -> Bool {
        switch self {
        case .bf16, .w8a16, .w6a16, .w5a16, .w4a16, .w3a16, .w2a16, .nvfp4a16: true
        case .fp8, .w4a8, .w4afp8: chip.fp8Share > 0
        case .int8, .w8a8, .w4aint8: chip.int8Share > 0
        case .nvfp4, .mxfp4, .mxfp4a4, .mxfp8: chip.fp4Share > 0
        }
    }
}

/// The format of a single element: of the KV cache, of what travels, of the embedding table.
public enum ElementFormat: Int, Choice {
    case bf16, fp8, int8, fp4

    /// The name that is typed.
    public var name: String {
        switch self {
        case .bf16: "bf16"
        case .fp8: "fp8"
        case .int8: "int8"
        case .fp4: "fp4"
        }
    }

    /// Bytes of an element.
    var bytes: Double {
        switch self {
        case .bf16: 2
        case .fp8, .int8: 1
        case .fp4: 0.5
        }
    }
}

/// The formats of a model's parts.
///
/// W8A16 keeps weights in 8 bits and activations in 16: the matrix unit runs at its 16-bit rate while the weights cost
/// one byte each, and what travels between chips is activations, 16 bits wide in both directions.
public struct Precision: Sendable, Equatable {
    /// The attention projections' formats.
    public var attention: WeightMix
    /// The dense and shared feed-forward weights' formats.
    public var ffn: WeightMix
    /// The routed experts' formats.
    public var experts: WeightMix
    /// The output head's formats.
    public var head: WeightMix
    /// The embedding table's element format.
    public var embedding: ElementFormat
    /// The KV cache's element format.
    public var kvCache: ElementFormat
    /// The element format sent to the experts.
    public var dispatch: ElementFormat
    /// The element format sent back.
    public var combine: ElementFormat

    /// The same weight format in all matrices.
    ///
    /// What is looked up and not multiplied (embedding) stays BF16; 8-bit activations are dispatched in 8 bits.
    public init(_ format: PrecisionFormat, kvCache: ElementFormat = .bf16) {
        self.init(WeightMix(format), kvCache: kvCache)
    }

    /// The same mix of weight formats in all matrices; what is dispatched is as wide as the widest activations.
    public init(_ weights: WeightMix, kvCache: ElementFormat = .bf16) {
        attention = weights
        ffn = weights
        experts = weights
        head = weights
        embedding = ElementFormat.bf16
        self.kvCache = kvCache
        dispatch = weights.widestActivation >= 2 ? ElementFormat.bf16 : ElementFormat.fp8
        combine = ElementFormat.bf16
    }

    /// 8-bit weights with a 16-bit scale for each 128, 16-bit activations, 8-bit KV cache.
    public static let w8a16 = Precision(.w8a16, kvCache: .fp8)

    /// The formats of all matrix weights, as far as they share them; setting them changes what travels with them.
    public var weights: WeightMix {
        get { experts }
        set {
            let uniform = Precision(newValue)
            (attention, ffn, experts, head) = (newValue, newValue, newValue, newValue)
            (dispatch, combine) = (uniform.dispatch, uniform.combine)
        }
    }

    /// The same precision with some parts changed.
    public func with(_ change: (inout Precision) -> Void) -> Precision {
        var copy = self
        change(&copy)
        return copy
    }
}
