/// How a collective is carried out.
public enum CollectiveAlgorithm: String, Sendable, CaseIterable {
    case none = ""
    case ring, tree, recursive, direct, hierarchical
}

/// Times of collective operations over the network tiers (Hockney's alpha-beta model).
///
/// Ranks of a group fill fast domains first: a group of at most `intra.size` chips never leaves its domain.
enum Collective {
    /// An all-reduce of `bytes` over `ranks` chips; a group larger than a domain reduces inside it first.
    ///
    /// Bandwidth term `2 (n-1)/n b` as for a ring; start-ups as for recursive halving and doubling, `2 ceil(log2 n)`
    /// (Thakur, Rabenseifner and Gropp, "Optimization of collective communication operations in MPICH", 2005, sec. 3.3
    /// and 4.5). The outer tier reduces the share of one member, `bytes / group`.
    @inline(__always) static func allReduce(bytes: Double, ranks: Double, _ chip: Chip) -> OperatorCost {
        let network = chip.network
        let inner = lesser(ranks, network.intra.size)
        let outer = ceiling(ranks / network.intra.size)
        let outerTier = network.outermost(ranks)
        let innerBytes = 2 * (inner - 1) / inner * bytes
        let outerBytes = 2 * (outer - 1) / outer * bytes / inner
        let time =
            innerBytes / network.intra.rate + 2 * ceilingLog2(inner) * network.intra.latency
            + outerBytes / outerTier.rate + 2 * ceilingLog2(outer) * outerTier.latency
        return OperatorCost(
            wireBytes: innerBytes + outerBytes, network: time, exposed: time,
            algorithm: outer > 1 ? .hierarchical : .recursive)
    }

    /// An all-gather in which each of `ranks` chips ends with the `bytes` of all others (ring, n - 1 steps).
    ///
    /// Neighbours in the group are `spacing` chips apart: 1 for a tensor-parallel group, `tp` for the groups that share
    /// a sequence.
    @inline(__always) static func allGather(
        bytes: Double, ranks: Double, spacing: Double = 1, _ chip: Chip
    ) -> OperatorCost {
        let network = chip.network
        let domain = greater(1, network.intra.size / spacing)
        let inner = lesser(ranks, domain)
        let outer = ceiling(ranks / domain)
        let outerTier = network.outermost(ranks * spacing)
        let innerBytes = (inner - 1) * outer * bytes
        let outerBytes = (outer - 1) * bytes
        let time =
            innerBytes / network.intra.rate + (inner - 1) * network.intra.latency
            + outerBytes / outerTier.rate + (outer - 1) * outerTier.latency
        return OperatorCost(wireBytes: innerBytes + outerBytes, network: time, exposed: time, algorithm: .ring)
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
    /// - A PCIe link carries 77-88 % of its rate as payload (`inter_util`).
    @inline(__always) static func allToAll(
        vectors: Double, vectorBytes: Double, ranks: Double, span: Double, _ chip: Chip
    ) -> OperatorCost {
        let busiest = 1 + chip.congestion / vectors.squareRoot()
        let bytes = vectors * vectorBytes * (ranks - 1) / ranks
        let tier = chip.network.outermost(span)
        let rate = lesser(tier.rate, chip.network.intra.rate)
        let time = ranks > 1 ? bytes * busiest / rate + tier.latency : 0
        return OperatorCost(wireBytes: bytes, network: time, exposed: time, algorithm: .direct)
    }

    /// A transfer of `bytes` to the next pipeline stage, `span` chips away.
    @inline(__always) static func send(bytes: Double, span: Double, _ chip: Chip) -> OperatorCost {
        let tier = chip.network.outermost(span + 1)
        let time = bytes / tier.rate + tier.latency
        return OperatorCost(wireBytes: bytes, network: time, exposed: time, algorithm: .direct)
    }

    /// The smallest whole p with 2^p >= n, for n >= 1, without a call into libm.
    @inline(__always) static func ceilingLog2(_ n: Double) -> Double {
        let bits = n.bitPattern
        let exponent = Double(Int32(truncatingIfNeeded: (bits >> 52) & 0x7FF) &- 1023)
        return bits & 0xF_FFFF_FFFF_FFFF == 0 ? exponent : exponent + 1
    }
}
