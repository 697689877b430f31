import Lanes

extension Engine {
    /// One accelerator and the links it hangs on, in SI units.
    ///
    /// Peaks and bandwidths are what the datasheet states; the efficiencies beside them say how much of it a kernel gets.
    public struct Chip: Sendable, Equatable {
        /// Cores that share one matrix operation; they split its N dimension.
        public var cores: V = 1
        /// Peak of dense 8-bit matrix arithmetic of the whole chip, FLOP/s: the larger of integer and floating point.
        public var peakFLOPS: V
        /// Peak at 16-bit operands as a share of the 8-bit peak.
        public var peak16Share: V = 0.5
        /// Peak at 8-bit floating-point operands as a share of the 8-bit peak; 0 where there is no such unit.
        public var fp8Share: V = 1
        /// Peak at 8-bit integer operands as a share of the 8-bit peak; 0 where there is no such unit.
        public var int8Share: V = 1
        /// Peak at 4-bit floating-point operands as a share of the 8-bit peak; 0 where there is no such unit.
        public var fp4Share: V = 0
        /// DRAM that a program can allocate, bytes.
        public var dramBytes: V
        /// DRAM that the runtime keeps for itself: below 1 a share of what there is, else bytes.
        public var dramReserve: V = 0
        /// Theoretical DRAM bandwidth, bytes/s.
        public var dramBandwidth: V
        /// Share of the theoretical DRAM bandwidth that streaming kernels reach.
        public var dramUtilisation: V = 1
        /// The links.
        public var network: Network
        /// Spread of the busiest rank's all-to-all traffic, in standard deviations of the mean load.
        public var congestion: V = 0
        /// Time to issue one more message to another peer in a direct exchange, seconds.
        public var messageGap: V = 0
        /// When an all-to-all may send a vector once to a domain and spread it there, where that is faster.
        ///
        /// DeepEP relays in the kernels for prefill and training and sends directly in those for decode.
        public var relaysAllToAll = AllToAllRelay.prefill
        /// Share of the matrix peak that a large product reaches.
        public var matrixEfficiency: V = 1
        /// Share of the matrix rate that is left where weights are widened to the format of activations first.
        public var wideningEfficiency: V = 1
        /// Start-up of an all-to-all beyond that of a transfer: counting, synchronising, spreading rows, seconds.
        public var allToAllStart: V = 0
        /// Share of the matrix peak that attention reaches.
        public var attentionEfficiency: V = 1
        /// Share of the shorter of compute and DMA that hides behind the longer, 0...1.
        public var overlap: V = 1
        /// Share of the activations of element-wise kernels that go through DRAM; 0 where all are fused into products.
        public var elementwise: V = 0
        /// Query rows to which the matrix unit pads latent attention.
        public var attentionRows: V = 1
        /// Share of the shorter of computation and communication that two-batch overlap hides, 0...1.
        public var batchOverlap: V = 1
        /// Rows to which each routed expert's products are padded; 1 where that is the matrix unit's own.
        public var expertRows: V = 1
        /// Start-up of one operator, seconds.
        public var launch: V = 0
        /// Start-up of one operator in a prefill, whose shapes vary so that no captured graph replays it, seconds.
        public var prefillLaunch: V = 0
        /// What some classes of kernels reach and take that is not what all do.
        public var kernels = Kernels()
        /// Gaps of one layer in a pass that no operator fills (dispatch, runtime), seconds.
        public var layerTime: V = 0
        /// Over what an all-to-all beyond a domain reaches the peers inside it.
        public var allToAllPeers = AllToAllPeers.outer
        /// Share of what the inner links give that kernels of an all-to-all reach.
        public var allToAllUtilisation: V = 1
        /// Start-up of an all-reduce or all-gather between domains beyond that of its transfers, seconds.
        public var reduceStart: V = 0
        /// What its family is usually served by.
        public var usualRuntime = Runtime.custom
        /// What a layer takes more where vLLM runs it, seconds.
        public var vllmLayerTime: V = 0
        /// Host time of one step for each sequence in it (sampling, streaming), seconds.
        public var sequenceTime: V = 0
        /// Host time of one step (scheduling, sampling), seconds.
        public var hostTime: V = 0
        /// Host time of one request before its first token (transport, tokenisation, admission), seconds.
        public var requestTime: V = 0
        /// Rows of the matrix unit; M is padded to a multiple.
        public var cubeM: V = 1
        /// Depth of the matrix unit; K is padded to a multiple.
        public var cubeK: V = 1
        /// Columns of the matrix unit of one core; N is padded to a multiple of it times the cores.
        public var cubeN: V = 1
        /// Thermal design power, watts; 0 where it is not published.
        public var power: V = 0
        /// Share of that power which a chip draws on average while it serves.
        public var powerShare: V = 1
        /// Rent of a chip for an hour, in the currency of its prices; 0 where it is not known.
        public var price: V = 0
        /// What a chip costs with its share of the node, in the currency of its prices; 0 where it is not known.
        public var capex: V = 0
        /// What its prices are in.
        public var currency = Currency.usd
        /// Whether the rent is one that somebody lists, not one that was offered to the buyer.
        public var listPrice = YesNo.no
        /// Years over which that is written off.
        public var years: V = 4

        /// Makes a chip from the figures of its datasheet; the efficiencies are those of an ideal machine.
        public init(peakFLOPS: V, dramBytes: V, dramBandwidth: V, network: Network) {
            self.peakFLOPS = peakFLOPS
            self.dramBytes = dramBytes
            self.dramBandwidth = dramBandwidth
            self.network = network
        }

        /// Whether the rent is one that somebody lists.
        public var hasListPrice: Bool {
            get { listPrice == .yes }
            set { listPrice = newValue ? .yes : .no }
        }

        /// DRAM that the runtime keeps for itself, bytes.
        @inline(__always) public var reservedBytes: V { dramReserve < 1 ? dramReserve * dramBytes : dramReserve }

        /// The same chip with some figures changed.
        public func with(_ change: (inout Chip) -> Void) -> Chip {
            var copy = self
            change(&copy)
            return copy
        }
    }
}

/// When an all-to-all may send a vector once to a domain and spread it there.
public enum AllToAllRelay: Int, Choice {
    case off, prefill, auto

    /// The name that is typed.
    public var name: String {
        switch self {
        case .off: "off"
        case .prefill: "prefill"
        case .auto: "auto"
        }
    }
}

/// Over what an all-to-all beyond a domain reaches the peers inside it.
public enum AllToAllPeers: Int, Choice {
    /// Over the tier that the others take: one transport for all.
    case outer
    /// Over their own links: only what leaves the domain is on the outer tier.
    case inner

    /// The name that is typed.
    public var name: String { self == .outer ? "outer" : "inner" }
}

extension Engine.Chip {
    /// The same chip where all reach what its datasheet states and nothing else takes time: no program is faster on it.
    package var ideal: Engine.Chip {
        var chip = self
        chip.dramUtilisation = 1
        chip.matrixEfficiency = 1
        chip.wideningEfficiency = 1
        chip.attentionEfficiency = 1
        chip.overlap = 1
        chip.network = network.ideal
        (chip.cubeM, chip.cubeK, chip.cubeN, chip.cores, chip.expertRows, chip.attentionRows) = (1, 1, 1, 1, 1, 1)
        (chip.launch, chip.prefillLaunch, chip.elementwise, chip.congestion, chip.messageGap) = (0, 0, 0, 0, 0)
        (chip.layerTime, chip.vllmLayerTime, chip.reduceStart, chip.allToAllUtilisation) = (0, 0, 0, 1)
        chip.kernels = Engine.Kernels()
        chip.kernels.attentionRate = kernels.attentionRate
        (chip.hostTime, chip.sequenceTime, chip.requestTime, chip.allToAllStart) = (0, 0, 0, 0)
        return chip
    }
}
