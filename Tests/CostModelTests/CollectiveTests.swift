import Testing

@testable import CostModel

/// The formulas of collectives over equal peers against a simulation of each message.
@Suite struct CollectiveTests {
    struct Link: CustomTestStringConvertible {
        let bytes: Double
        let tier: Tier
        let gap: Double
        var testDescription: String { "\(bytes) bytes, alpha \(tier.latency), rate \(tier.rate), gap \(gap)" }

        init(_ bytes: Double, alpha: Double, bandwidth: Double, gap: Double) {
            self.bytes = bytes
            self.gap = gap
            tier = Tier(size: 1000, bandwidth: bandwidth, utilisation: 0.8, latency: alpha)
        }
    }

    static let sizes = [2, 3, 4, 5, 6, 7, 8, 9, 16]
    static let links = [
        Link(1e6, alpha: 1e-6, bandwidth: 50e9, gap: 0), Link(64, alpha: 5e-6, bandwidth: 50e9, gap: 0),
        Link(1e6, alpha: 1e-6, bandwidth: 50e9, gap: 20e-6), Link(64, alpha: 5e-6, bandwidth: 50e9, gap: 50e-6),
        Link(5e7, alpha: 2e-6, bandwidth: 400e9, gap: 1e-6), Link(4096, alpha: 0, bandwidth: 1e9, gap: 1e-6),
    ]

    /// Simulates a reduce-scatter and, on its result, the all-gather that makes it an all-reduce.
    private func simulate(_ n: Int, _ link: Link, _ schedule: Schedule, chunks: Int) -> (half: Double, both: Double) {
        var simulation = MessageSimulation(ranks: n, chunks: chunks, bytes: link.bytes, gap: link.gap)
        simulation.run([schedule], over: link.tier)
        let half = simulation.time
        simulation.run([gathering(schedule)], over: link.tier)
        let total = MessageSimulation.total(ranks: n)
        #expect(simulation.data.allSatisfy { $0.allSatisfy { $0 == total } }, "n = \(n): wrong data")
        return (half, simulation.time)
    }

    private func owners(_ n: Int) -> [[Int]] { (0..<n).map { [$0] } }

    /// Equations keep an algorithm and a stage as a number, each as one of its own.
    @Test func codesAreTheirOwn() {
        for algorithm in CollectiveAlgorithm.allCases {
            #expect(CollectiveAlgorithm.of(algorithm.code() as Double) == algorithm)
        }
        #expect(CollectiveAlgorithm.of(17) == .none)
        for stage in [PipelineStage.only, .first, .middle, .last] {
            #expect(PipelineStage.of(stage.code() as Double) == stage)
        }
    }

    @Test(arguments: sizes) func eachReduceScatterLeavesEachRankItsSum(n: Int) {
        let total = MessageSimulation.total(ranks: n)
        for algorithm in ReduceScatter.allCases where algorithm.allows(n) {
            var simulation = MessageSimulation(ranks: n, chunks: n, bytes: 1, gap: 0)
            simulation.run([algorithm.schedule(Array(0..<n), owners(n))], over: Self.links[0].tier)
            for rank in 0..<n { #expect(simulation.data[rank][rank] == total, "\(algorithm), rank \(rank)") }
        }
    }

    @Test(arguments: sizes, links) func timesAreThoseOfTheTable(n: Int, link: Link) {
        let (alpha, size) = (link.tier.latency, Double(n))
        let whole = link.bytes / link.tier.rate
        let part = (size - 1) / size * whole
        let steps = Double(ReduceScatter.ring.distances(n).count)
        func half(_ algorithm: ReduceScatter) -> Double {
            let times = simulate(n, link, algorithm.schedule(Array(0..<n), owners(n)), chunks: n)
            #expect(isClose(times.both, 2 * times.half))
            return times.half
        }
        #expect(isClose(half(.ring), (size - 1) * alpha + part))
        #expect(isClose(half(.circulant), steps * alpha + part))
        #expect(isClose(half(.direct), alpha + (size - 2) * link.gap + part))
        if ReduceScatter.halving.allows(n) { #expect(isClose(half(.halving), steps * alpha + part)) }
        let tree = simulate(n, link, Reduction.tree(n, chunks: n), chunks: n)
        #expect(isClose(tree.both, 2 * steps * (alpha + whole)))
    }

    /// Folding onto p = 2^floor(log2 n) ranks: one exchange of b, then p ranks halve.
    @Test(arguments: [3, 5, 6, 7, 9], links) func foldingCostsOneExchangeMore(n: Int, link: Link) {
        let p = n < 4 ? 2 : n < 8 ? 4 : 8
        let steps = p == 2 ? 1.0 : p == 4 ? 2 : 3
        let simulated = simulate(n, link, Reduction.folded(n, chunks: p), chunks: p)
        let whole = link.bytes / link.tier.rate
        let share = Double(p - 1) / Double(p)
        #expect(isClose(simulated.both, 2 * ((steps + 1) * link.tier.latency + (1 + share) * whole)))
    }

    @Test(arguments: [2, 4, 8, 16], links) func theEngineTakesTheFastestForPowersOfTwo(n: Int, link: Link) {
        expectFastest(n, link)
    }

    /// Bruck's all-gather and its reverse need ceil(log2 n) steps and no extra exchange for any n.
    @Test(arguments: [3, 5, 6, 7, 9], links) func theEngineTakesTheFastestForOtherSizes(n: Int, link: Link) {
        expectFastest(n, link)
    }

    private func expectFastest(_ n: Int, _ link: Link) {
        let schedules = ReduceScatter.allCases.filter { $0.allows(n) }.map { $0.schedule(Array(0..<n), owners(n)) }
        let times = schedules.map { simulate(n, link, $0, chunks: n) }
        for halves in [1.0, 2] {
            let engine = Collective.flatTime(
                bytes: link.bytes, ranks: Double(n), halves: halves, link.tier, link.gap)
            let trees = halves == 2 ? [simulate(n, link, Reduction.tree(n, chunks: n), chunks: n).both] : []
            let fastest = (times.map { halves == 1 ? $0.half : $0.both } + trees).min() ?? 0
            // An all-reduce may also know the algorithms of one phase.
            let whole = link.bytes / link.tier.rate
            let atOnce = link.tier.latency + Double(n - 2) * link.gap + Double(n - 1) * whole
            let doubling = Double(ReduceScatter.ring.distances(n).count) * (link.tier.latency + whole)
            let isKnown = isClose(engine.time, fastest) || (halves == 2 && isClose(engine.time, min(atOnce, doubling)))
            #expect(isKnown, "n = \(n), halves \(halves): \(engine) against \(fastest)")
        }
    }

    /// An all-reduce of small vectors is faster in one phase than as reduce-scatter and all-gather.
    @Test(arguments: [2, 4, 8, 16]) func smallVectorsAreReducedInOnePhase(n: Int) {
        let link = Self.links[1]
        let total = MessageSimulation.total(ranks: n)
        let (alpha, whole) = (link.tier.latency, link.bytes / link.tier.rate)
        let steps = Double(ReduceScatter.ring.distances(n).count)
        let phases = [
            (Reduction.doubling(n, chunks: n), steps * (alpha + whole)),
            (Reduction.oneShot(n, chunks: n), alpha + Double(n - 2) * link.gap + Double(n - 1) * whole),
        ]
        for (schedule, time) in phases {
            var simulation = MessageSimulation(ranks: n, chunks: n, bytes: link.bytes, gap: link.gap)
            simulation.run([schedule], over: link.tier)
            #expect(simulation.data.allSatisfy { $0.allSatisfy { $0 == total } })
            #expect(isClose(simulation.time, time))
        }
        let chip = Samples.roundChip.with { $0.network.intra = link.tier }
        let engine = Collective.allReduce(bytes: link.bytes, ranks: Double(n), chip)
        #expect(engine.exposed <= alpha + Double(n - 1) * whole)
    }

    @Test func logarithmsAreRoundedUp() {
        for n in 1...4097 {
            let steps = Int(Double(n).ceilingLog2)
            #expect(1 << steps >= n)
            #expect(steps == 0 || 1 << (steps - 1) < n)
        }
    }
}
