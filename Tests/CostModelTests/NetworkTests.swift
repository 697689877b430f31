import TestSupport
import Testing

@testable import CostModel

/// What stands between chips beside a link each: hosts, shared NICs, rails, and starts of collectives between domains.
@Suite struct NetworkTests {
    private func chip(_ change: (inout Chip) -> Void = { _ in }) -> Chip {
        Chip(
            peakFLOPS: 1e15, dramBytes: 1e11, dramBandwidth: 1e12,
            network: Network(
                intra: Tier(size: 8, bandwidth: 100e9, utilisation: 0.8, latency: 1e-6),
                inter: Tier(size: 1e6, bandwidth: 50e9, utilisation: 0.9, latency: 5e-6))
        ).with(change)
    }

    private func exchange(_ ranks: Double, _ chip: Chip) -> OperatorCost {
        AllToAll.cost(
            AllToAll.Traffic(
                vectors: 1024, vectorBytes: 7168, experts: 256, expertsPerToken: 8, routeGroups: 1, routeGroupLimit: 1),
            ranks: ranks, span: ranks, mayRelay: false, chip)
    }

    /// 4 cards behind a host of 20 GB/s have 5 GB/s each: 2 x 3/4 x 10 MB in 3 ms and two starts; direct links are 16 times faster.
    @Test func cardsShareTheirHost() {
        let hosted = Collective.allReduce(bytes: 10e6, ranks: 4, chip { $0.network.hostBandwidth = 20e9 })
        #expect(isClose(hosted.exposed, 15e6 / 5e9 + 2e-6, within: 1e-3))
        let direct = Collective.allReduce(bytes: 10e6, ranks: 4, chip())
        #expect(isClose(direct.exposed, 15e6 / 80e9 + 2e-6, within: 1e-3))
        // A host that is wider than all links changes nothing.
        #expect(
            Collective.allReduce(bytes: 10e6, ranks: 4, chip { $0.network.hostBandwidth = 1e12 }).exposed
                == direct.exposed)
    }

    /// Two NICs for eight chips are a quarter of a NIC each; eight are one each, as without a number.
    @Test func chipsShareNICs() {
        let (own, shared) = (exchange(64, chip()), exchange(64, chip { $0.network.cards = 2 }))
        let start = 5e-6
        #expect(isClose(shared.exposed - start, 4 * (own.exposed - start), within: 1e-9))
        #expect(exchange(64, chip { $0.network.cards = 8 }).exposed == own.exposed)
        #expect(exchange(8, chip { $0.network.cards = 2 }).exposed == exchange(8, chip()).exposed)
    }

    /// 16 ranks in two domains: half of 7.34 MB leaves over 45 GB/s; 7/16 of it stays on 80 GB/s; that is 81.6 us of the longer.
    @Test func onlyRemotePeersAreOnTheNIC() {
        let inner = exchange(16, chip { $0.allToAllPeers = .inner })
        let bytes = 1024.0 * 7168
        #expect(isClose(inner.exposed, 0.5 * bytes / 45e9 + 5e-6))
        #expect(isClose(exchange(16, chip()).exposed, bytes * 15 / 16 / 45e9 + 5e-6))
        // With rails what leaves for other rails crosses the domain first: 7/16 + 7/16 of the bytes on half of 80 GB/s are longer.
        let railed = exchange(
            16,
            chip {
                ($0.allToAllPeers, $0.network.rails, $0.allToAllUtilisation) = (.inner, .yes, 0.5)
            })
        #expect(isClose(railed.exposed, (7.0 / 16 + 0.5 * 7 / 8) * bytes / 40e9 + 5e-6, within: 1e-9))
        // Kernels that reach half of the links need twice the time in a domain.
        let half = exchange(8, chip { $0.allToAllUtilisation = 0.5 })
        #expect(isClose(half.exposed - 1e-6, 2 * (exchange(8, chip()).exposed - 1e-6), within: 1e-9))
    }

    /// Between domains a collective takes its start more, inside none.
    @Test func collectivesBetweenDomainsStartLater() {
        let late = chip { $0.reduceStart = 40e-6 }
        func reduce(_ ranks: Double, _ chip: Chip) -> Double {
            Collective.allReduce(bytes: 1e6, ranks: ranks, chip).exposed
        }
        #expect(isClose(reduce(16, late) - reduce(16, chip()), 40e-6))
        #expect(reduce(8, late) == reduce(8, chip()))
    }

    /// Chips of a domain of 72 are bought with it, those of a larger one singly.
    @Test(arguments: [(8.0, 8.0), (72, 72), (73, 1), (256, 1)])
    func aRackHas72Chips(_ domain: Double, _ node: Double) {
        var chip = Samples.chips[0]
        chip.network.intra.size = domain
        #expect(chip.node == node)
    }
}
