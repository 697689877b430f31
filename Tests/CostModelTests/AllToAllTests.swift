import TestSupport
import Testing

@testable import CostModel

/// The experts' all-to-all against a simulation of each message, for balanced traffic.
@Suite struct AllToAllTests {
    static let inner = Tier(size: 4, bandwidth: 400e9, utilisation: 0.8, latency: 1e-6)
    static let outer = Tier(size: 1000, bandwidth: 50e9, utilisation: 0.9, latency: 5e-6)

    private func chip(group: Double = 1000, inner: Tier = Self.outer, gap: Double = 0) -> Chip {
        var intra = inner
        intra.size = group
        return Chip(
            peakFLOPS: 1e15, dramBytes: 1e11, dramBandwidth: 1e12, network: Network(intra: intra, inter: Self.outer)
        ).with { $0.messageGap = gap }
    }

    private func traffic(vectors: Double, bytes: Double, experts: Double = 2, of all: Double = 256) -> AllToAll.Traffic
    {
        AllToAll.Traffic(
            vectors: vectors, vectorBytes: bytes, experts: all, expertsPerToken: experts, routeGroups: 1,
            routeGroupLimit: 1)
    }

    @Test(arguments: 2...9) func directExchangesTakeTheFormula(n: Int) {
        for (bytes, gap) in [(1e6, 0.0), (1e6, 3e-6), (1e4, 1e-7)] {
            var simulation = ExchangeSimulation(ranks: n, blockBytes: bytes, gap: gap)
            simulation.direct(over: Self.outer)
            #expect(simulation.isDone)
            let engine = AllToAll.cost(
                traffic(vectors: Double(n), bytes: bytes), ranks: Double(n), span: Double(n), mayRelay: false,
                chip(gap: gap))
            #expect(engine.algorithm == .direct)
            #expect(isClose(engine.exposed, simulation.time), "n = \(n), \(bytes) bytes, gap \(gap)")
            #expect(isClose(engine.wireBytes, Double(n - 1) * bytes))
        }
    }

    @Test(arguments: [3, 4, 5, 6, 7, 8, 9, 16]) func bruckTakesTheFormula(n: Int) {
        let bytes = 64.0
        var simulation = ExchangeSimulation(ranks: n, blockBytes: bytes, gap: 1e-3)
        simulation.bruck(over: Self.outer)
        #expect(simulation.isDone)
        // A block crosses once for each bit of its way: sum over i < n of the ones in i.
        let steps = ReduceScatter.ring.distances(n).count
        let blocks = (0..<n).reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(isClose(simulation.time, Double(steps) * 5e-6 + Double(blocks) * bytes / 45e9))
        // A gap of a millisecond rules out the direct exchange.
        let engine = AllToAll.cost(
            traffic(vectors: Double(n), bytes: bytes), ranks: Double(n), span: Double(n), mayRelay: false,
            chip(gap: 1e-3))
        #expect(engine.algorithm == .recursive)
        if n & (n - 1) == 0 {
            #expect(isClose(engine.exposed, simulation.time))
        } else {
            // The engine takes half of the blocks in every step, which the last one of such n does not fill.
            #expect(engine.exposed >= simulation.time && engine.exposed <= 1.4 * simulation.time)
        }
    }

    /// Congestion 2.6 and 100 vectors: the busiest rank has 1 + 2.6 / 10 = 1.26 times the bytes.
    @Test func theBusiestRankDecides() {
        let balanced = AllToAll.cost(
            traffic(vectors: 100, bytes: 7168), ranks: 8, span: 8, mayRelay: false, chip())
        let uneven = AllToAll.cost(
            traffic(vectors: 100, bytes: 7168), ranks: 8, span: 8, mayRelay: false,
            chip().with { $0.congestion = 2.6 })
        #expect(isClose(uneven.exposed - 5e-6, 1.26 * (balanced.exposed - 5e-6)))
        #expect(uneven.wireBytes == balanced.wireBytes)
    }

    @Test func oneRankExchangesNothing() {
        let cost = AllToAll.cost(traffic(vectors: 8, bytes: 8), ranks: 1, span: 4, mayRelay: true, chip())
        #expect(cost.exposed == 0 && cost.wireBytes == 0)
    }

    /// Every rank sends a token for each choice of experts, so that the traffic is balanced and the mean is exact.
    @Test(arguments: [(2, 2, 2), (2, 4, 2), (3, 2, 2), (4, 2, 3), (3, 3, 2), (2, 4, 4)])
    func relaysTakeTheFormula(domains: Int, size: Int, experts: Int) throws {
        for gap in [0.0, 1e-7] {
            let bytes = 1e5
            let simulated = RelaySimulation.run(
                domains: domains, size: size, experts: experts, vectorBytes: bytes, inner: Self.inner,
                outer: Self.outer, gap: gap)
            let (d, g, k) = (Double(domains), Double(size), Double(experts))
            let tokens = Double(simulated.tokens)
            // By hand: each domain but the own is reached by met / D of the tokens; k vectors a token are spread.
            let crossing = tokens * simulated.met / d * (d - 1) * bytes / 45e9 + 5e-6 + (d - 2) * gap
            let spreading = tokens * k * (g - 1) / g * bytes / 320e9 + 1e-6 + (g - 2) * gap
            #expect(isClose(simulated.time, crossing + spreading))
            let engine = AllToAll.cost(
                traffic(vectors: tokens * k, bytes: bytes, experts: k, of: d * g), ranks: d * g, span: d * g,
                mayRelay: true,
                chip(group: g, inner: Self.inner, gap: gap))
            try #require(engine.algorithm == .hierarchical)
            #expect(isClose(engine.exposed, simulated.time))
        }
    }

    /// Distinct domains of k experts out of E = D m, one by one: D (1 - C(E - m, k) / C(E, k)).
    @Test func distinctDomainsFollowFromCounting() {
        for (domains, size, experts) in [(2, 2, 2), (2, 4, 2), (4, 2, 3), (3, 3, 2), (4, 1, 4)] {
            let choices = RelaySimulation.choices(of: experts, from: domains * size)
            let sum = choices.reduce(0) { $0 + Set($1.map { $0 / size }).count }
            let exact = distinct(domains: domains, experts: domains * size, chosen: experts)
            #expect(isClose(Double(sum) / Double(choices.count), exact))
        }
        // 256 experts in 32 domains, 8 chosen: 32 (1 - 248 247 ... 241 / (256 255 ... 249)) = 7.2668, against
        // 32 (1 - (31/32)^8) = 7.1779 with replacement; 1.2 % apart.
        #expect(isClose(distinct(domains: 32, experts: 256, chosen: 8), 7.2668, within: 1e-5))
    }

    /// Node-limited routing of DeepSeek-V3 (4 of 8 groups of 32 experts, 8 experts): 8 domains, then 4 of two groups.
    @Test func limitedRoutingMeetsFewerDomains() {
        var numbers = SeededGenerator(property: 7)
        var (wide, narrow) = (0, 0)
        let rounds = 20_000
        for _ in 0..<rounds {
            let groups = (0..<8).shuffled(using: &numbers).prefix(4)
            let open = groups.flatMap { group in (0..<32).map { 32 * group + $0 } }
            var chosen: Set<Int> = []
            while chosen.count < 8 { chosen.insert(numbers.pick(open)) }
            wide += Set(chosen.map { $0 / 32 }).count
            narrow += Set(chosen.map { $0 / 64 }).count
        }
        // A domain is a group: 4 (1 - C(96, 8) / C(128, 8)) = 3.6290 of the 4; with replacement 4 (1 - 0.75^8) = 3.5995.
        let met = Double(wide) / Double(rounds)
        // Five standard errors: of the 1 to 4 domains that a token meets, the standard deviation is below 0.6.
        let deviation = 5 * 0.6 / Double(rounds).squareRoot()
        #expect((met - distinct(domains: 4, experts: 128, chosen: 8)).magnitude < deviation, "\(PropertySeed.note)")
        #expect(isClose(relayedDomains(8), distinct(domains: 4, experts: 128, chosen: 8), within: 1e-6))
        #expect((relayedDomains(8) - met).magnitude < deviation, "\(PropertySeed.note)")
        // Two groups a domain; 0, 1 or 2 of them are open with chance C(2, j) C(6, 4 - j) / C(8, 4) = 15, 40, 15 / 70. A
        // domain with j open groups is missed with chance C(128 - 32 j, 8) / C(128, 8): 1, 0.0927473, 0.0030960.
        // 4 (1 - (15 + 40 * 0.0927473 + 15 * 0.0030960) / 70) = 2.9282.
        let weights: [Double] = [15, 40, 15]
        let missed = weights.indices.reduce(0.0) { sum, j in sum + weights[j] * chanceOfNone(of: 128, but: 32 * j) }
        let exact = 4 * (1 - missed / 70)
        let found = Double(narrow) / Double(rounds)
        #expect((found - exact).magnitude < deviation, "\(PropertySeed.note)")
        #expect(isClose(relayedDomains(4), exact, within: 1e-4))
    }

    /// Domains that the engine's relay meets, read from its time with a free inner tier.
    private func relayedDomains(_ domains: Double) -> Double {
        let routed = AllToAll.Traffic(
            vectors: 8e6, vectorBytes: 1, experts: 256, expertsPerToken: 8, routeGroups: 8, routeGroupLimit: 4)
        let free = Tier(size: 4, bandwidth: 1e30)
        let cost = AllToAll.cost(
            routed, ranks: 4 * domains, span: 4 * domains, mayRelay: true, chip(group: 4, inner: free))
        #expect(cost.algorithm == .hierarchical)
        return (cost.exposed - 5e-6) * 45e9 / 1e6 / (1 - 1 / domains)
    }

    private func distinct(domains: Int, experts: Int, chosen: Int) -> Double {
        Double(domains) * (1 - chanceOfNone(of: experts, but: experts / domains, chosen: chosen))
    }

    /// The chance that none of `chosen` out of `all` is among some `few` of them: C(all - few, chosen) / C(all, chosen).
    private func chanceOfNone(of all: Int, but few: Int, chosen: Int = 8) -> Double {
        (0..<chosen).reduce(1.0) { product, index in
            product * Double(max(0, all - few - index)) / Double(all - index)
        }
    }
}
