import Lanes

extension Engine {
    /// The experts' all-to-all.
    enum AllToAll {
        /// What is exchanged.
        struct Traffic {
            /// Vectors that a chip sends on average, one for each expert of each of its tokens.
            var vectors: V
            /// Bytes of a vector.
            var vectorBytes: V
            /// Routed experts in all.
            var experts: V
            /// Experts that a token visits.
            var expertsPerToken: V
            /// Groups of experts, and how many of them a token's experts may lie in.
            var routeGroups: V
            var routeGroupLimit: V
            /// Load of the rank with the busiest expert over the mean.
            var skew: V = 1
        }

        /// One direction of the exchange between `ranks` ranks on `span` chips.
        ///
        /// What the plain `bytes / bandwidth` lacks, each from a published source:
        /// - It ends with its busiest rank. With uniform routing a rank receives `vectors` on average with a standard
        ///   deviation of `sqrt(vectors)`; the busiest of some hundred ranks lies `congestion` deviations above, which is
        ///   2.6 for the expected maximum of 128 normal variables (Tippett, Biometrika 17, 1925). DeepEP's maintainers
        ///   name the same cause for the fall of bandwidth with EP (issue 71: "fewer experts per rank, making load
        ///   imbalance more apparent").
        /// - Sent directly, all peers are reached over one transport, the slowest that any peer needs, where `a2a_peers` is outer;
        ///   else those inside the domain over its links, beside what leaves it: of DeepEP's table (H800, EP16 to 64) 2 to 9 %
        ///   are left, with one transport 13 to 71. Kernels reach `a2a_util` of the links.
        /// - A PCIe link carries 77-88 % of its rate as payload (`inter_util`).
        ///
        /// The fastest of: direct; Bruck's algorithm, which trades bytes for start-ups (Thakur et al. 2005, section 3.1);
        /// and, where `mayRelay`, hierarchical.
        @inline(__always) static func cost(
            _ traffic: Traffic, ranks: V, span: V, mayRelay: Bool, _ chip: Chip
        ) -> OperatorCost {
            guard ranks > 1 else { return OperatorCost(exposed: 0) }
            let network = chip.network
            let busiest = traffic.skew + chip.congestion / traffic.vectors.root
            let bytes = traffic.vectors * traffic.vectorBytes * (ranks - 1) / ranks
            let tier = network.outermost(span)
            let links = network.inner(among: lesser(span, network.intra.size)).rate * chip.allToAllUtilisation
            let rate = lesser(tier.rate, V.choose(network.domain, below: span, network.intra.rate, links))
            let start = tier.latency + chip.allToAllStart
            /// What leaves the domain and what stays in it at once, the first on the outer tier.
            func apart() -> V {
                let all = traffic.vectors * traffic.vectorBytes * busiest
                let near = greater(1, network.intra.size * ranks / span)
                let leaving = 1 - near / ranks
                // Between rails a vector crosses the domain on its way.
                let across: V = network.rails == .yes ? leaving * (near - 1) / near : 0
                let time = greater(all * leaving / tier.rate, all * ((near - 1) / ranks + across) / links)
                return time + start + greater(0, ranks - near - 1) * chip.messageGap
            }
            func together() -> V { bytes * busiest / rate + start + (ranks - 2) * chip.messageGap }
            let direct =
                chip.allToAllPeers == .inner
                ? V.choose(network.domain, below: span, apart(), together()) : together()
            let steps = ranks.ceilingLog2
            let bruck =
                chip.allToAllStart + steps * (tier.latency + traffic.vectors * traffic.vectorBytes / 2 * busiest / rate)
            var time = lesser(bruck, direct)
            var code: V = V.choose(
                bruck, below: direct, CollectiveAlgorithm.recursive.code(), CollectiveAlgorithm.direct.code())
            if mayRelay {
                let relayed = V.choose(
                    network.domain, below: span, relayedTime(traffic, span: span, busiest: busiest, chip), .infinity)
                code = V.choose(relayed, below: time, CollectiveAlgorithm.hierarchical.code(), code)
                time = lesser(relayed, time)
            }
            return OperatorCost(wireBytes: bytes, network: time, exposed: time, algorithmCode: code)
        }

        /// A vector crosses to each domain once, and is spread inside it to the chips that want it.
        ///
        /// DeepSeek-V3 report, section 3.2.2: a token goes to at most 4 nodes over InfiniBand and on over NVLink.
        private static func relayedTime(_ traffic: Traffic, span: V, busiest: V, _ chip: Chip) -> V {
            let network = chip.network
            let domains = ceiling(span / network.intra.size)
            let met = domains * (1 - chanceMissed(traffic, domains: domains))
            let crossing = traffic.vectors / traffic.expertsPerToken * met * (1 - 1 / domains) * traffic.vectorBytes
            let spread = traffic.vectors * traffic.vectorBytes * (network.intra.size - 1) / network.intra.size
            let tier = network.outermost(span)
            let starts = tier.latency + network.intra.latency
            let gaps = (greater(0, domains - 2) + greater(0, network.intra.size - 2)) * chip.messageGap
            return crossing * busiest / tier.rate + spread / network.intra.rate + starts + gaps + chip.allToAllStart
        }

        /// The chance that none of a token's experts lies in a given one of `domains` equal domains.
        ///
        /// Drawing k of E experts without replacement misses m of them with chance C(E - m, k) / C(E, k). Node-limited
        /// routing first opens `routeGroupLimit` of `routeGroups` groups, of which a domain holds several or a part of one.
        static func chanceMissed(_ traffic: Traffic, domains: V) -> V {
            let (experts, groups, limit) = (traffic.experts, traffic.routeGroups, traffic.routeGroupLimit)
            guard groups > limit else {
                return chanceOfNone(of: experts, but: experts / domains, traffic.expertsPerToken)
            }
            let open = experts * limit / groups
            if domains >= groups {
                let missed = chanceOfNone(of: open, but: experts / domains, traffic.expertsPerToken)
                return 1 - limit / groups + limit / groups * missed
            }
            let held = groups / domains
            var missed: V = 0
            var groupsOpen: V = 0
            while groupsOpen <= lesser(held, limit) {
                let chance =
                    choices(held, groupsOpen) * choices(groups - held, limit - groupsOpen) / choices(groups, limit)
                let none = chanceOfNone(of: open, but: groupsOpen * experts / groups, traffic.expertsPerToken)
                missed += chance * none
                groupsOpen += 1
            }
            return missed
        }

        /// The chance that `draws` of `total` things, drawn without replacement, are none of `marked` of them.
        private static func chanceOfNone(of total: V, but marked: V, _ draws: V) -> V {
            var chance: V = 1
            var drawn: V = 0
            while drawn < draws {
                chance *= greater(0, total - marked - drawn) / greater(1, total - drawn)
                drawn += 1
            }
            return chance
        }

        /// The ways to choose k of n things.
        private static func choices(_ n: V, _ k: V) -> V {
            guard k >= 0, k <= n else { return 0 }
            var ways: V = 1
            var index: V = 0
            while index < k {
                ways *= (n - index) / (index + 1)
                index += 1
            }
            return ways
        }
    }
}
