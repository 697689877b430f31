import Testing

@testable import CostModel

/// Steps end with the rank that has most to do.
@Suite struct BusiestRankTests {
    private func moe(
        chips: Double, batch: Double, _ change: (inout Scenario) -> Void = { _ in }
    ) -> [OperatorName: OperatorCost] {
        let row = Breakdown(Samples.decode(Samples.sparse, chips: chips, tp: 1, batch: batch, change))[.moe]
        return Dictionary((row?.operators ?? []).map { ($0.name, $0.cost) }) { first, _ in first }
    }

    /// 256 experts on 128 chips: with the busiest expert at 4 times the mean a rank of 2 has 1 + 3 / 2 = 2.5 times the
    /// tokens and the traffic.
    @Test func itHasTheBusiestExpert() {
        // Fast links and no start-up leave the bytes alone.
        let change: (inout Scenario) -> Void = {
            $0.chip.network.inter.latency = 0
            $0.chip.relaysAllToAll = .off
        }
        let even = moe(chips: 128, batch: 256, change)
        let busy = moe(chips: 128, batch: 256) {
            change(&$0)
            $0.workload.hottest = 4
        }
        for name in [OperatorName.dispatch, .combine] {
            let (one, other) = (even[name]?.exposed ?? 0, busy[name]?.exposed ?? 0)
            #expect(one > 0 && isClose(other, 2.5 * one), "\(name)")
            #expect(busy[name]?.wireBytes == even[name]?.wireBytes, "\(name)")
        }
        for name in [OperatorName.expertGateUp, .expertDown] {
            #expect(isClose(busy[name]?.flops ?? 0, 2.5 * (even[name]?.flops ?? 1)), "\(name)")
        }
    }

    /// 8 tokens visit each of 256 experts with chance 1 - (1 - 8/256)^8 = 0.224301.
    ///
    /// Of the 32 on each of 8 ranks 7.17763 are visited on average. The sum has a variance of 32 x 0.224301 x 0.775699 =
    /// 5.56768, a deviation of 2.35959; the largest of 8 lies sqrt(2 ln 8) = 2.03934 of these above: 11.98963.
    @Test func itReadsTheMostExperts() {
        let few = moe(chips: 8, batch: 1)
        let matrix = 2048.0 * 7168
        // Rows come to 8 tokens x 8 visits / 256 = 0.25 an expert, 8 on a chip, in and out, a byte an element.
        let activations = 8.0 * (2048 + 7168)
        let bytes = 11.98963 * matrix * 1.000244140625 + activations
        #expect(isClose(few[.expertDown]?.dramBytes ?? 0, bytes, within: 1e-5))
        let twice = 2 * 11.98963 * matrix * 1.000244140625 + 2 * activations
        #expect(isClose(few[.expertGateUp]?.dramBytes ?? 0, twice, within: 1e-5))
        // What is multiplied is the mean: 8 rows.
        #expect(isClose(few[.expertDown]?.flops ?? 0, 2 * 8 * matrix, within: 1e-9))
    }

    @Test func itReadsNoMoreThanItHolds() {
        // 640 visits of 256 experts: all 32 on each rank, but for the e^-20 that is left out; with one rank no other.
        let many = moe(chips: 8, batch: 100)
        let matrix = 2048.0 * 7168 * 1.000244140625
        #expect(isClose(many[.expertDown]?.dramBytes ?? 0, 32 * matrix + 800 * (2048 + 7168), within: 1e-9))
        // Two experts on each of 128 ranks: 7.5 deviations would be more than both.
        let thin = moe(chips: 128, batch: 1)
        let visits = 2 * matrix + 8 * (2048 + 7168)
        #expect(isClose(thin[.expertDown]?.dramBytes ?? 0, visits, within: 1e-9))
    }

    /// 50 us beyond the start of the transfer, once for each way, whichever algorithm carries it.
    @Test(arguments: [CollectiveAlgorithm.direct, .recursive, .hierarchical])
    func everyExchangeHasAStartOfItsOwn(_ algorithm: CollectiveAlgorithm) {
        func cost(_ start: Double) -> OperatorCost {
            let chip = Samples.roundChip.with {
                $0.allToAllStart = start
                $0.messageGap = algorithm == .recursive ? 1e-3 : 0
            }
            let traffic = AllToAll.Traffic(
                vectors: 100, vectorBytes: algorithm == .recursive ? 64 : 7168, experts: 256, expertsPerToken: 8,
                routeGroups: 1, routeGroupLimit: 1)
            return AllToAll.cost(traffic, ranks: 64, span: 64, mayRelay: algorithm == .hierarchical, chip)
        }
        #expect(cost(0).algorithm == algorithm && cost(50e-6).algorithm == algorithm)
        #expect(isClose(cost(50e-6).exposed - cost(0).exposed, 50e-6))
    }
}
