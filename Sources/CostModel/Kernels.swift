import Lanes

/// The format whose peak attention runs at.
public enum AttentionRate: Int, Choice {
    /// That of the activations of its projections.
    case weights
    /// That of the KV cache: 8 bits where the cache has 8 bits or fewer.
    case cache
    /// 16 bits, whatever is stored.
    case wide

    /// The word that is typed.
    public var name: String {
        switch self {
        case .weights: "weights"
        case .cache: "cache"
        case .wide: "16bit"
        }
    }
}

extension Engine {
    /// What some classes of kernels reach and take that is not what all do.
    ///
    /// The values without a chip's own are neutral: every class is then as `matrix_eff`, `dram_util`, `overlap` and `launch` say.
    public struct Kernels: Sendable, Equatable {
        /// What routed experts take in a layer beside their products: choosing, sorting, spreading and summing rows, seconds.
        public var expertStart: V = 0
        /// Share of the chip's `overlap` that is left in products of routed experts; 0 adds compute and DMA up.
        public var expertOverlap: V = 1
        /// Share of the chip's `matrix_eff` that products of routed experts reach.
        public var expertEfficiency: V = 1
        /// Rate of products of routed experts where TensorRT-LLM runs them, over that of other runtimes.
        public var trtllmExpertRate: V = 1
        /// Share of the chip's `dram_util` that reading routed experts reaches.
        public var expertUtilisation: V = 1
        /// Standard deviation of experts' loads over their mean, where nothing evens them out.
        public var expertSpread: V = 0
        /// Share of the combine behind which the shared expert may hide, 0...1.
        public var sharedOverlap: V = 1
        /// What attention takes in a layer beside its launch: splitting the context and merging the parts, seconds.
        public var attentionStart: V = 0
        /// Tokens of a prompt at which attention in prefill reaches half of its rate.
        public var attentionRamp: V = 0
        /// The format whose peak attention runs at.
        public var attentionRate = AttentionRate.weights
        /// What a layer takes more where SGLang runs it, seconds.
        public var sglangLayerTime: V = 0

        /// Kernels that are all alike.
        public init() {}

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Kernels {
            var copy = Engine<U>.Kernels()
            copy.expertStart = number(expertStart)
            copy.expertOverlap = number(expertOverlap)
            copy.expertEfficiency = number(expertEfficiency)
            copy.trtllmExpertRate = number(trtllmExpertRate)
            copy.expertUtilisation = number(expertUtilisation)
            copy.expertSpread = number(expertSpread)
            copy.sharedOverlap = number(sharedOverlap)
            copy.attentionStart = number(attentionStart)
            copy.attentionRamp = number(attentionRamp)
            copy.attentionRate = attentionRate
            copy.sglangLayerTime = number(sglangLayerTime)
            return copy
        }
    }
}

extension Engine.Chip {
    /// Reciprocal of what attention reaches with activations of the given rates and cache, s/FLOP.
    @inline(__always) func attentionSecondsPerFLOP(
        _ projections: Engine.MatrixRates, _ precision: Precision
    ) -> V {
        switch kernels.attentionRate {
        case .weights: projections.secondsPerFLOP * matrixEfficiency / attentionEfficiency
        case .cache where precision.kvCache.bytes < 2:
            1 / (V.greater(peak16Share, fp8Share) * peakFLOPS * attentionEfficiency)
        case .cache, .wide: 1 / (peak16Share * peakFLOPS * attentionEfficiency)
        }
    }

    /// Rows to which a routed expert's products are padded: those of the matrix unit unless the kernels have their own.
    @inline(__always) var expertTile: V { V.choose(1, below: expertRows, expertRows, cubeM) }

    /// What a layer takes that no operator fills, under a runtime, seconds.
    @inline(__always) func layerGap(_ runtime: Runtime) -> V {
        switch runtime {
        case .vllm: layerTime + vllmLayerTime
        case .sglang: layerTime + kernels.sglangLayerTime
        case .custom, .trtllm, .mindie, .auto: layerTime
        }
    }
}
