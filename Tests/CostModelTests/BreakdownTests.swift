import Testing

@testable import CostModel

/// What the rows of a breakdown say beyond their sums.
@Suite struct BreakdownTests {
    /// Calls that wait 3 us for DRAM, 1 us for the matrix unit and 2 us for the links: 6 us.
    private func row(_ costs: [OperatorCost]) -> Breakdown.Row {
        Breakdown.Row(
            block: .moe, calls: 10, operators: costs.map { Breakdown.Operator(name: .combine, cost: $0) })
    }

    @Test func aBlockIsBoundByWhatMostOfACallWaitsFor() {
        let row = row([
            OperatorCost(compute: 1e-6, memory: 3e-6, exposed: 3e-6),
            OperatorCost(compute: 1e-6, memory: 0.5e-6, exposed: 1e-6),
            OperatorCost(network: 2e-6, exposed: 2e-6),
        ])
        #expect(isClose(row.oneCall, 6e-6) && isClose(row.seconds, 60e-6))
        #expect(isClose(row.share(of: .memory), 1.0 / 2))
        #expect(isClose(row.share(of: .compute), 1.0 / 6))
        #expect(isClose(row.share(of: .network), 1.0 / 3))
        #expect(row.bound == .memory)
        #expect(isClose(row.communication, 20e-6))
    }

    @Test func aBlockThatTakesNoTimeHasNoShares() {
        let row = row([])
        for bound in Bound.allCases { #expect(row.share(of: bound) == 0) }
    }

    /// Both sides of an operator that take the same time are bound by DRAM; whatever goes over links is bound by these.
    @Test func anOperatorIsBoundByWhatTakesLongest() {
        #expect(OperatorCost(compute: 1, memory: 1, exposed: 1).bound == .memory)
        #expect(OperatorCost(compute: 2, memory: 1, exposed: 2).bound == .compute)
        #expect(OperatorCost(compute: 2, memory: 1, network: 1, exposed: 2).bound == .network)
    }
}
