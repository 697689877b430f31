/// Times of collective operations over the two network tiers (Hockney's alpha-beta model).
///
/// Ranks of a group fill fast domains first: a group of at most `chip.group` chips never leaves its domain.
enum Collective {
    /// An all-reduce of `bytes` over `ranks` chips; a group larger than a domain reduces inside it first.
    ///
    /// Bandwidth term `2 (n-1)/n b` as for a ring; start-ups as for recursive halving and doubling, `2 ceil(log2 n)`
    /// (Thakur, Rabenseifner and Gropp, "Optimization of collective communication operations in MPICH", 2005, sec. 3.3
    /// and 4.5). The outer tier reduces the share of one member, `bytes / group`.
    @inline(__always) static func allReduce(bytes: Double, ranks: Double, _ chip: Chip) -> OperatorCost {
        let inner = lesser(ranks, chip.group)
        let outer = ceiling(ranks / chip.group)
        let innerBytes = 2 * (inner - 1) / inner * bytes
        let outerBytes = 2 * (outer - 1) / outer * bytes / inner
        let startUps = 2 * (ceilingLog2(inner) + ceilingLog2(outer))
        let time =
            innerBytes / (chip.intraBandwidth * chip.intraUtilisation)
            + outerBytes / (chip.interBandwidth * chip.interUtilisation) + startUps * chip.latency
        return OperatorCost(wireBytes: innerBytes + outerBytes, network: time, exposed: time)
    }

    /// An all-gather in which each of `ranks` chips ends with the `bytes` of all others (ring, (n-1) steps).
    @inline(__always) static func allGather(bytes: Double, ranks: Double, _ chip: Chip) -> OperatorCost {
        let inner = lesser(ranks, chip.group)
        let outer = ceiling(ranks / chip.group)
        let innerBytes = (inner - 1) * outer * bytes
        let outerBytes = (outer - 1) * bytes
        let startUps = inner - 1 + (outer - 1)
        let time =
            innerBytes / (chip.intraBandwidth * chip.intraUtilisation)
            + outerBytes / (chip.interBandwidth * chip.interUtilisation) + startUps * chip.latency
        return OperatorCost(wireBytes: innerBytes + outerBytes, network: time, exposed: time)
    }

    /// One direction of the experts' all-to-all: each of `ranks` sends `vectors` vectors of `vectorBytes` on average.
    ///
    /// What the plain `bytes / bandwidth` lacks, each from a published source:
    /// - It ends with its busiest rank. With uniform routing a rank receives `vectors` on average with a standard
    ///   deviation of `sqrt(vectors)`; the busiest of some hundred ranks lies `congestion` deviations above, which is
    ///   2.6 for the expected maximum of 128 normal variables (Tippett, Biometrika 17, 1925). DeepEP's maintainers
    ///   name the same cause for the fall of bandwidth with EP (issue 71: "fewer experts per rank, making load
    ///   imbalance more apparent").
    /// - All peers are reached over one transport, the slowest that any peer needs: DeepEP's decode kernels are "pure
    ///   RDMA". Only where all ranks share one fast domain does it run at `intra_bw`.
    /// - A PCIe link carries 77-88 % of its rate as payload (`chip.interUtilisation`).
    @inline(__always) static func allToAll(
        vectors: Double, vectorBytes: Double, ranks: Double, chips: Double, _ chip: Chip
    ) -> OperatorCost {
        let busiest = 1 + chip.congestion / vectors.squareRoot()
        let bytes = vectors * vectorBytes * (ranks - 1) / ranks
        let rate =
            chips > chip.group
            ? lesser(chip.interBandwidth * chip.interUtilisation, chip.intraBandwidth * chip.intraUtilisation)
            : chip.intraBandwidth * chip.intraUtilisation
        let time = ranks > 1 ? bytes * busiest / rate + chip.latency : 0
        return OperatorCost(wireBytes: bytes, network: time, exposed: time)
    }

    /// The smallest whole p with 2^p >= n, for n >= 1, without a call into libm.
    @inline(__always) static func ceilingLog2(_ n: Double) -> Double {
        let bits = n.bitPattern
        let exponent = Double(Int32(truncatingIfNeeded: (bits >> 52) & 0x7FF) &- 1023)
        return bits & 0xF_FFFF_FFFF_FFFF == 0 ? exponent : exponent + 1
    }
}
