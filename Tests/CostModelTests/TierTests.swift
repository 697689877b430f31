import Testing

@testable import CostModel

/// Collectives over two and three tiers against a simulation of each message.
@Suite struct TierTests {
    /// Members of each level from the inside out, and what their links give.
    struct Case: CustomTestStringConvertible {
        let sizes: [Int]
        let bytes: Double
        let gap: Double
        var testDescription: String { "\(sizes), \(bytes) bytes, gap \(gap)" }
        var ranks: Int { sizes.reduce(1, *) }

        /// Bandwidth falls and latency grows outwards.
        var tiers: [Tier] {
            let reach = sizes.indices.map { sizes[...$0].reduce(1, *) }
            return [
                Tier(size: Double(reach[0]), bandwidth: 400e9, utilisation: 0.8, latency: 1e-6),
                Tier(size: Double(reach[1]), bandwidth: 50e9, utilisation: 0.9, latency: 4e-6),
            ] + reach.dropFirst(2).map { Tier(size: Double($0), bandwidth: 20e9, utilisation: 0.9, latency: 9e-6) }
        }

        var chip: Chip {
            let network = Network(
                intra: tiers[0], inter: tiers[1], rack: tiers.count > 2 ? tiers[2] : .absent)
            return Chip(peakFLOPS: 1e15, dramBytes: 1e11, dramBandwidth: 1e12, network: network)
                .with { $0.messageGap = gap }
        }
    }

    static let cases: [Case] =
        [[2, 2], [2, 4], [4, 2], [4, 4], [2, 8], [3, 3], [5, 3], [2, 2, 2], [2, 2, 4], [3, 2, 2]]
        .flatMap { sizes in [64.0, 1e5, 1e8].map { Case(sizes: sizes, bytes: $0, gap: 0) } }
        + [[2, 2], [4, 2], [4, 4], [2, 2, 2], [4, 2, 2]]
        .flatMap { sizes in [64.0, 1e5, 1e8].map { Case(sizes: sizes, bytes: $0, gap: 2e-6) } }

    /// Groups of a level and the parts of their members: after level l a rank holds the chunks that agree with its own
    /// number in the digits 0...l of the mixed radix `sizes`.
    private func groups(_ level: Int, _ sizes: [Int]) -> [(members: [Int], parts: [[Int]])] {
        let n = sizes.reduce(1, *)
        let below = sizes[..<level].reduce(1, *)
        let size = sizes[level]
        return (0..<n).filter { $0 / below % size == 0 }.map { first in
            let members = (0..<size).map { first + $0 * below }
            let parts = members.map { member in
                (0..<n).filter { $0 % (below * size) == member % (below * size) }
            }
            return (members, parts)
        }
    }

    /// The times of one half and of both, with the fastest algorithm on each level.
    private func hierarchy(_ test: Case) -> (half: Double, both: Double) {
        var simulation = MessageSimulation(ranks: test.ranks, chunks: test.ranks, bytes: test.bytes, gap: test.gap)
        let levels = test.sizes.indices.map { level in
            let choices = ReduceScatter.allCases.filter { $0.allows(test.sizes[level]) }.map { algorithm in
                groups(level, test.sizes).map { algorithm.schedule($0.members, $0.parts) }
            }
            func time(_ schedules: [Schedule]) -> Double {
                var copy = simulation
                copy.run(schedules, over: test.tiers[level])
                return copy.time
            }
            let best = choices.min { time($0) < time($1) } ?? []
            simulation.run(best, over: test.tiers[level])
            return best
        }
        let half = simulation.time
        let total = MessageSimulation.total(ranks: test.ranks)
        for rank in 0..<test.ranks { #expect(simulation.data[rank][rank] == total) }
        for (level, schedules) in levels.enumerated().reversed() {
            simulation.run(schedules.map(gathering), over: test.tiers[level])
        }
        #expect(simulation.data.allSatisfy { $0.allSatisfy { $0 == total } })
        return (half, simulation.time)
    }

    /// The time of one half over the outermost tier alone.
    private func flat(_ test: Case) -> Double {
        ReduceScatter.allCases.filter { $0.allows(test.ranks) }.map { algorithm in
            var simulation = MessageSimulation(
                ranks: test.ranks, chunks: test.ranks, bytes: test.bytes, gap: test.gap)
            let parts = (0..<test.ranks).map { [$0] }
            simulation.run(
                [algorithm.schedule(Array(0..<test.ranks), parts)], over: test.tiers[test.tiers.count - 1])
            return simulation.time
        }.min() ?? 0
    }

    @Test(arguments: cases) func theFasterOfFlatAndHierarchyIsTaken(test: Case) {
        let (tiered, flat) = (hierarchy(test), flat(test))
        #expect(isClose(tiered.both, 2 * tiered.half))
        let ranks = Double(test.ranks)
        let half = min(tiered.half, flat)
        let allReduce = Collective.allReduce(bytes: test.bytes, ranks: ranks, test.chip)
        let allGather = Collective.allGather(bytes: test.bytes / ranks, ranks: ranks, test.chip)
        #expect(isClose(allGather.exposed, half))
        // One phase may be faster than two for few bytes; the engine may know it, but is never slower than two.
        #expect(allReduce.exposed <= 2 * half * (1 + 1e-9))
        // For many bytes it only saves start-ups, and those only between two ranks.
        if test.bytes >= 1e8 { #expect(isClose(allReduce.exposed, 2 * half, within: 0.01)) }
        let isTiered = allGather.algorithm == .hierarchical
        #expect(isTiered == (tiered.half < flat))
    }

    /// Groups of sequence parallelism, `tp` chips apart: 4 chips of each domain of 8 are peers when tp is 2.
    @Test func spacedGroupsFillDomainsByTheirSpacing() {
        let plain = Case(sizes: [4, 4], bytes: 1e8, gap: 0)
        let spaced = plain.chip.with {
            $0.network.intra.size = 8
            $0.network.inter.size = 32
        }
        let dense = Collective.allGather(bytes: 1e6, ranks: 16, plain.chip)
        let sparse = Collective.allGather(bytes: 1e6, ranks: 16, spacing: 2, spaced)
        #expect(isClose(dense.exposed, sparse.exposed))
        // With tp as wide as a domain no two peers share one: all is flat over the outer tier.
        let far = Collective.allGather(bytes: 1e6, ranks: 4, spacing: 8, spaced)
        let outer = Collective.flatTime(bytes: 4e6, ranks: 4, halves: 1, spaced.network.inter, 0)
        #expect(isClose(far.exposed, outer.time))
    }

    /// Peers 3 chips apart: domains of 8 hold 3 or 2 of them, never 8 / 3.
    @Test func domainsHoldWholePeers() {
        let chip = Case(sizes: [8, 8], bytes: 1, gap: 0).chip
        let cost = Collective.allGather(bytes: 1e8, ranks: 8, spacing: 3, chip)
        func tiered(_ peers: Double) -> Double {
            Collective.flatTime(bytes: 8e8, ranks: peers, halves: 1, chip.network.intra, 0).time
                + Collective.flatTime(bytes: 8e8 / peers, ranks: 8 / peers, halves: 1, chip.network.inter, 0).time
        }
        // Chips 0, 3, 6 | 9, 12, 15 | 18, 21: three domains, the smallest of two peers, whose share is a half.
        let outer = Collective.flatTime(bytes: 4e8, ranks: 3, halves: 1, chip.network.inter, 0).time
        let inner = Collective.flatTime(bytes: 8e8, ranks: 3, halves: 1, chip.network.intra, 0).time
        #expect(cost.exposed >= tiered(4))
        #expect(isClose(cost.exposed, inner + outer))
    }

    /// 6 ranks in domains of 4 and 2: the two of the small domain hold halves, not quarters, when domains exchange.
    @Test func raggedDomainsAreBoundByTheSmallest() {
        let (bytes, test) = (8e6, Case(sizes: [4, 2], bytes: 8e6, gap: 0))
        // 8 chunks: ranks 0...3 gather two each inside their domain, ranks 4 and 5 four each.
        let inner = [
            ReduceScatter.direct.schedule([0, 1, 2, 3], (0..<4).map { [2 * $0, 2 * $0 + 1] }),
            ReduceScatter.direct.schedule([4, 5], (0..<2).map { j in (4 * j..<4 * j + 4).map { $0 } }),
        ]
        // Then even chunks go to ranks 0...3 and odd ones to ranks 4 and 5.
        let outer: Schedule = [
            (0..<4).map { Send(from: $0, to: 4 + $0 / 2, chunks: [2 * $0 + 1], adds: true) }
                + (0..<4).map { Send(from: 4 + $0 / 2, to: $0, chunks: [2 * $0], adds: true) }
        ]
        var simulation = MessageSimulation(ranks: 6, chunks: 8, bytes: bytes, gap: 0)
        simulation.run(inner, over: test.tiers[0])
        simulation.run([outer], over: test.tiers[1])
        simulation.run([gathering(outer)], over: test.tiers[1])
        simulation.run(inner.map(gathering), over: test.tiers[0])
        let total = MessageSimulation.total(ranks: 6)
        #expect(simulation.data.allSatisfy { $0.allSatisfy { $0 == total } })
        // Inside: 3/4 b at 320 GB/s + 1 us. Between: half of the half that a chip holds, b/4 at 45 GB/s + 4 us.
        let time = 2 * (0.75 * bytes / 320e9 + 1e-6 + bytes / 4 / 45e9 + 4e-6)
        #expect(isClose(simulation.time, time))
        let engine = Collective.allReduce(bytes: bytes, ranks: 6, test.chip)
        // Between two domains the engine exchanges in one phase, which saves a start-up of 4 us.
        #expect(isClose(engine.exposed, time - 4e-6))
    }
}
