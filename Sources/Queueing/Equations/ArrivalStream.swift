import Glibc

/// A stream of arrivals whose gaps have a coefficient of variation.
struct ArrivalStream: Sendable {
    /// Arrivals/s.
    let rate: Double
    /// Coefficient of variation of the gaps.
    let variation: Double
    /// Servers that share the stream: each has this part of the arrivals, in clumps of all.
    let servers: Double

    init(rate: Double, variation: Double, servers: Double = 1) {
        self.rate = rate
        self.variation = variation
        self.servers = servers
    }

    /// The same stream at another rate.
    func at(_ rate: Double) -> Self { Self(rate: rate, variation: variation, servers: servers) }

    /// The part that each of several servers has that take from one queue.
    func shared(by servers: Int) -> Self {
        Self(rate: rate / Double(servers), variation: variation, servers: Double(servers))
    }

    /// What is seen of the clumps of a bursty stream within a time, from 0 to 1.
    ///
    /// That is, arrivals expected in a time behind an arrival beyond those behind any moment, over the (c^2 - 1) / 2
    /// that they come to in the long run (D. R. Cox, "Renewal Theory", 1962). Gaps are gamma distributed; this fits
    /// their renewal function at coefficients of variation c from 1.2 to 3 and 0.005 to 10 gaps to 0.02.
    private func seen(within seconds: Double) -> Double {
        let spread = log(min(variation, 4))
        let time = log(min(max(rate * servers * seconds, 1e-4), 1e4))
        let curvature = 0.0225 * min(1, max(0, (spread - 0.17) / 0.45))
        let level = 0.92 - 0.8 * spread + 0.06 * spread * spread
        return 1 - exp(-exp(level + (0.667 - 0.23 * spread) * time + curvature * time * time))
    }

    /// The mean size of a clump of arrivals: one, and those that come within a time behind it beyond what comes at
    /// random.
    func clump(over seconds: Double) -> Double {
        guard variation > 1 else { return 1 }
        return 1 + (variation * variation - 1) / 2 * seen(within: seconds)
    }

    /// The variance of the number of arrivals in a time over its mean.
    ///
    /// What is seen of clumps is a mean over all shorter times, which for a power of the time is what is seen at 0.4
    /// of it.
    func dispersion(over seconds: Double) -> Double {
        let square = variation * variation
        return variation > 1 ? 1 + (square - 1) * seen(within: 0.4 * seconds) : square
    }

    /// How far from taking turns to chance the stream of the copy with the fewest requests lies.
    ///
    /// A copy that computes prompts ends few requests and so is given few; simulated waits lie at 0.27 to 0.55, a
    /// third mostly.
    private static let levelled = 1 / 3.0

    /// The stream that each of several copies sees.
    func split(over copies: Int, _ routing: Server.Routing) -> Self {
        let count = Double(copies)
        guard copies > 1 else { return self }
        let square = variation * variation
        let (chance, turns) = (1 + (square - 1) / count, square / count)
        let part =
            switch routing {
            case .random: chance
            case .roundRobin: turns
            case .leastLoaded: turns + (chance - turns) * Self.levelled
            }
        return Self(rate: rate / count, variation: part.squareRoot())
    }
}
