import Lanes

/// How a collective is carried out.
public enum CollectiveAlgorithm: String, Sendable, CaseIterable {
    /// No collective, or a group of one chip.
    case none = ""
    /// Neighbour to neighbour, n - 1 steps.
    case ring
    /// Binomial tree up and down.
    case tree
    /// Recursive halving and doubling; Bruck's algorithm for an all-to-all.
    case recursive
    /// Every rank to every other at once.
    case direct
    /// Inside each domain first, then between domains.
    case hierarchical
}

extension Engine {
    /// Times of collective operations over the network tiers, by Hockney's alpha-beta model.
    ///
    /// A message of b bytes takes `alpha + b / rate`; a rank that sends to several peers at once shares its rate between
    /// them and issues the messages one `gap` apart. Ranks of a group fill inner domains first. Each operation takes the
    /// fastest of the standard algorithms (Thakur, Rabenseifner and Gropp, "Optimization of collective communication
    /// operations in MPICH", IJHPCA 19(1), 2005, sections 3 and 4), flat over the outermost tier that it needs or
    /// hierarchical over all.
    enum Collective {
        /// An all-reduce of `bytes` over `ranks` chips.
        @inline(__always) static func allReduce(bytes: V, ranks: V, _ chip: Chip) -> OperatorCost {
            guard ranks > 1 else { return OperatorCost(exposed: 0) }
            return best(bytes: bytes, ranks: ranks, spacing: 1, halves: 2, chip)
        }

        /// An all-gather in which each of `ranks` chips ends with the `bytes` of all others.
        ///
        /// Neighbours in the group are `spacing` chips apart: 1 for a tensor-parallel group, `tp` for the groups that share
        /// a sequence.
        @inline(__always) static func allGather(
            bytes: V, ranks: V, spacing: V = 1, _ chip: Chip
        ) -> OperatorCost {
            guard ranks > 1 else { return OperatorCost(exposed: 0) }
            return best(bytes: bytes * ranks, ranks: ranks, spacing: spacing, halves: 1, chip)
        }

        /// A transfer of `bytes` from one chip to another.
        @inline(__always) static func send(bytes: V, over tier: Tier) -> OperatorCost {
            let time = bytes / tier.rate + tier.latency
            return OperatorCost(
                wireBytes: bytes, network: time, exposed: time, algorithmCode: CollectiveAlgorithm.direct.code())
        }

        /// The faster of one flat algorithm and the hierarchy of tiers.
        ///
        /// `halves` is 2 for an all-reduce, 1 for its halves reduce-scatter and all-gather, which cost the same in reverse.
        @inline(__always) private static func best(
            bytes: V, ranks: V, spacing: V, halves: V, _ chip: Chip
        ) -> OperatorCost {
            let network = chip.network
            let span = ranks * spacing
            let wire = halves * (ranks - 1) / ranks * bytes
            let flat = flatTime(bytes: bytes, ranks: ranks, halves: halves, network.outermost(span), chip.messageGap)
            /// No less than a flat algorithm, where the hierarchy has one tier.
            func tiers() -> V {
                tieredTime(bytes: bytes, ranks: ranks, spacing: spacing, halves: halves, network, chip.messageGap)
            }
            let far = V.choose(network.domain, below: span, chip.reduceStart, 0)
            let tiered = V.choose(network.domain, below: span, tiers(), flat.time)
            return OperatorCost(
                wireBytes: wire, network: lesser(tiered, flat.time) + far, exposed: lesser(tiered, flat.time) + far,
                algorithmCode: V.choose(
                    tiered, below: flat.time, CollectiveAlgorithm.hierarchical.code(), flat.algorithmCode))
        }

        /// The fastest algorithm among `ranks` equal peers.
        ///
        /// | algorithm | each half |
        /// | --- | --- |
        /// | ring | (n-1) alpha + (n-1)/n b/rate |
        /// | recursive | ceil(log2 n) alpha + (n-1)/n b/rate: halving and doubling, Bruck's steps unless n is a power of two |
        /// | direct | alpha + (n-2) gap + (n-1)/n b/rate |
        /// | tree | ceil(log2 n) (alpha + b/rate) |
        ///
        /// A direct all-reduce may also send everything at once and reduce on arrival: alpha + (n-2) gap + (n-1) b/rate,
        /// which saves a start-up where b is small.
        @inline(__always) static func flatTime(
            bytes: V, ranks n: V, halves: V, _ tier: Tier, _ gap: V
        ) -> (time: V, algorithmCode: V) {
            let transfer = (n - 1) / n * bytes / tier.rate
            let steps = n.ceilingLog2
            let ring = (n - 1) * tier.latency + transfer
            let recursive = steps * tier.latency + transfer
            let direct = tier.latency + (n - 2) * gap + transfer
            let tree = steps * (tier.latency + bytes / tier.rate)
            var time = direct
            if halves > 1 {
                let oneShot = tier.latency + (n - 2) * gap + (n - 1) * bytes / tier.rate
                time = V.choose(oneShot, below: halves * direct, oneShot / halves, direct)
            }
            var code: V = CollectiveAlgorithm.direct.code()
            func offer(_ other: V, _ algorithm: CollectiveAlgorithm) {
                code = V.choose(other, below: time, algorithm.code(), code)
                time = lesser(other, time)
            }
            offer(recursive, .recursive)
            offer(ring, .ring)
            offer(tree, .tree)
            return (halves * time, code)
        }

        /// The hierarchy: each tier works on the share that the tiers inside it have left to one member.
        @inline(__always) private static func tieredTime(
            bytes: V, ranks: V, spacing: V, halves: V, _ network: Network, _ gap: V
        ) -> V {
            var (time, share, left, joined): (V, V, V, V) = (0, bytes, ranks, spacing)
            @inline(__always) func level(_ tier: Tier, isLast: Bool) {
                let members = isLast ? left : lesser(left, ceiling(tier.size / joined))
                // One member alone has nothing to exchange.
                time += V.choose(
                    1, below: members, flatTime(bytes: share, ranks: members, halves: halves, tier, gap).time, 0)
                let domains = ceiling(left / members)
                // The smallest domain has the fewest members to share what it exchanges with the others.
                share /= left - (domains - 1) * members
                left = domains
                joined *= members
            }
            level(network.inner(among: lesser(ranks * spacing, network.intra.size)), isLast: false)
            level(network.uplink, isLast: network.rack.size == 0)
            if network.rack.size > 0 {
                level(network.rack, isLast: network.spine.size == 0)
                if network.spine.size > 0 { level(network.spine, isLast: true) }
            }
            return time
        }
    }
}

extension CollectiveAlgorithm {
    /// The code under which equations keep it.
    @inline(__always) func code<V: Lane>() -> V { V(Double(number)) }

    /// The algorithm of a code; none for an unknown one.
    static func of(_ code: Double) -> CollectiveAlgorithm { allCases.first { Double($0.number) == code } ?? .none }

    private var number: Int {
        switch self {
        case .none: 0
        case .ring: 1
        case .tree: 2
        case .recursive: 3
        case .direct: 4
        case .hierarchical: 5
        }
    }
}
