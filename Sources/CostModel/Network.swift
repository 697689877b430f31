import Lanes

extension Engine {
    /// One level of the network: the chips it joins and what a link of it gives.
    public struct Tier: Sendable, Equatable {
        /// Chips that reach each other over this tier or an inner one; 0 where the tier does not exist.
        public var size: V
        /// Bandwidth per chip and direction, bytes/s.
        public var bandwidth: V
        /// Share of the bandwidth that payload reaches.
        public var utilisation: V
        /// Start-up latency of one transfer, seconds (the alpha of Hockney's model).
        public var latency: V

        /// Makes a tier.
        public init(size: V, bandwidth: V, utilisation: V = 1, latency: V = 0) {
            self.size = size
            self.bandwidth = bandwidth
            self.utilisation = utilisation
            self.latency = latency
        }

        /// A tier that does not exist.
        public static var absent: Tier { Tier(size: 0, bandwidth: 1, utilisation: 1, latency: 0) }

        /// `x` where `a` is below `b`, else `y`.
        @inline(__always) static func choose(
            _ a: V, below b: V, _ x: @autoclosure () -> Tier, _ y: @autoclosure () -> Tier
        ) -> Tier {
            if let isBelow = V.isBelow(a, b) { return isBelow ? x() : y() }
            let (x, y) = (x(), y())
            return Tier(
                size: V.choose(a, below: b, x.size, y.size), bandwidth: V.choose(a, below: b, x.bandwidth, y.bandwidth),
                utilisation: V.choose(a, below: b, x.utilisation, y.utilisation),
                latency: V.choose(a, below: b, x.latency, y.latency))
        }

        /// Payload per second, bytes/s.
        @inline(__always) public var rate: V { bandwidth * utilisation }
    }
}

extension Engine {
    /// The tiers between chips, from the fast domain outwards.
    ///
    /// Tiers are stored in place, so that a sweep can vary each of their figures and copies nothing.
    public struct Network: Sendable, Equatable {
        /// Inside a fast domain: NVLink, direct links of a board.
        public var intra: Tier
        /// Between fast domains.
        public var inter: Tier
        /// Beyond the second tier, such as between racks.
        public var rack: Tier
        /// Beyond the third tier.
        public var spine: Tier
        /// Whether outer tiers are there.
        public var topology = Topology.twoTier
        /// What passes between the chips of a domain through their host in all, bytes/s; 0 where they reach each other directly.
        public var hostBandwidth: V = 0
        /// Network cards of a domain, each with the bandwidth of the second tier; 0 for one for each chip.
        public var cards: V = 0
        /// Whether a card reaches those of its own place in other domains alone, so that all else crosses the domain first.
        public var rails = YesNo.no

        /// Makes a network; the outermost tier that exists reaches every chip.
        public init(intra: Tier, inter: Tier, rack: Tier = .absent, spine: Tier = .absent) {
            self.intra = intra
            self.inter = inter
            self.rack = rack
            self.spine = spine
        }

        /// The first tier, by its parameter, that reaches no more chips than the one inside it; nil where all reach further.
        public var misplacedTier: (parameter: String, size: V, inside: V)? {
            let sizes = [("inter_size", inter.size), ("rack_size", rack.size), ("spine_size", spine.size)]
            var inside = intra.size
            for (name, size) in sizes where size > 0 {
                if size <= inside, name != "inter_size" || size < inside { return (name, size, inside) }
                inside = size
            }
            return nil
        }

        /// Chips that reach each other over the innermost tier.
        @inline(__always) var domain: V { topology == .oneTier ? .infinity : intra.size }

        /// The outermost tier that `ranks` chips need when they fill inner domains first.
        @inline(__always) func outermost(_ ranks: V) -> Tier {
            var outer = uplink
            if rack.size > 0 {
                let last = spine.size > 0 ? Tier.choose(rack.size, below: ranks, spine, rack) : rack
                outer = Tier.choose(inter.size, below: ranks, last, uplink)
            }
            return Tier.choose(domain, below: ranks, outer, inner(among: ranks))
        }

        /// The innermost tier for so many chips that send at once, which share their host where it stands between them.
        @inline(__always) func inner(among ranks: V) -> Tier {
            guard hostBandwidth > 0 else { return intra }
            var tier = intra
            tier.bandwidth = lesser(intra.bandwidth, hostBandwidth / (ranks * intra.utilisation))
            return tier
        }

        /// The second tier with what of it a chip has, whose domain may have fewer cards than chips.
        @inline(__always) var uplink: Tier {
            guard cards > 0 else { return inter }
            var tier = inter
            tier.bandwidth = inter.bandwidth * lesser(1, cards / intra.size)
            return tier
        }
    }
}

/// Whether one switch joins all chips.
public enum Topology: Int, Choice {
    case twoTier, oneTier

    /// The name that is typed.
    public var name: String { self == .twoTier ? "two-tier" : "one-tier" }
}

extension Engine.Network {
    /// The same links where payload reaches all that they carry, at once.
    var ideal: Engine.Network {
        func ideal(_ tier: Engine.Tier) -> Engine.Tier {
            Engine.Tier(size: tier.size, bandwidth: tier.bandwidth, utilisation: 1, latency: 0)
        }
        var network = Engine.Network(
            intra: ideal(intra), inter: ideal(inter), rack: ideal(rack), spine: ideal(spine))
        network.topology = topology
        (network.cards, network.rails) = (cards, rails)
        return network
    }
}
