import Lanes
import TestSupport
import Testing

@testable import Planning

/// What is kept of a search, against a look at all of it; and the parts that a sweep is cut into.
@Suite struct KeeperTests {
    /// Plans with few different keys, so that many are equal.
    private func plans(_ random: inout SeededGenerator, _ count: Int) -> [KeptPlan] {
        (0..<count).map { point in
            let keys = (0..<2).map { _ in Double(Int.random(in: 0..<12, using: &random)) }
            return KeptPlan(keys: Int.random(in: 0..<15, using: &random) == 0 ? [.nan, keys[1]] : keys, point: point)
        }.shuffled(using: &random)
    }

    /// The largest key, and of equal ones the first.
    private func best(_ plans: [KeptPlan], _ most: Int) -> [Int] {
        plans.filter { !$0.keys[0].isNaN }
            .sorted { ($1.keys[0], $0.point) < ($0.keys[0], $1.point) }
            .prefix(most).map(\.point)
    }

    /// Those that none beats in one key without losing in the other; of equal ones the first.
    private func front(_ plans: [KeptPlan]) -> [Int] {
        let plans = plans.filter { !$0.keys[0].isNaN }
        return plans.filter { plan in
            !plans.contains { other in
                let isNoWorse = other.keys[0] >= plan.keys[0] && other.keys[1] >= plan.keys[1]
                return isNoWorse && (other.keys != plan.keys || other.point < plan.point)
            }
        }.map(\.point).sorted()
    }

    private func keep<K: Keeper>(_ plans: [KeptPlan], in keeper: inout K) {
        for plan in plans where keeper.wants(plan.keys, plan.point) { keeper.keep(plan.keys, plan.point) }
    }

    @Test func theBestAreThoseOfASort() {
        var random = SeededGenerator(property: 900)
        for round in 0..<300 {
            let plans = plans(&random, round % 40)
            let most = round % 7
            var (keeper, half, other) = (
                BestPlans(capacity: most), BestPlans(capacity: most), BestPlans(capacity: most)
            )
            keep(plans, in: &keeper)
            #expect(keeper.kept.map(\.point) == best(plans, most), "\(PropertySeed.note) \(round)")
            keep(Array(plans.prefix(20)), in: &half)
            keep(Array(plans.dropFirst(10)), in: &other)
            half.join(other)
            #expect(half.kept.map(\.point) == best(plans, most), "\(PropertySeed.note) \(round)")
        }
    }

    @Test func aFrontIsWhatNothingBeats() {
        var random = SeededGenerator(property: 901)
        for round in 0..<300 {
            let plans = plans(&random, round % 40)
            var (keeper, half, other) = (Frontier(), Frontier(), Frontier())
            keep(plans, in: &keeper)
            #expect(keeper.kept.map(\.point).sorted() == front(plans), "\(PropertySeed.note) \(round)")
            keep(Array(plans.prefix(20)), in: &half)
            keep(Array(plans.dropFirst(10)), in: &other)
            half.join(other)
            #expect(half.kept.map(\.point).sorted() == front(plans), "\(PropertySeed.note) \(round)")
        }
    }

    /// A box is ruled out where its best corner would not be kept, had it the first number of those that it may have.
    @Test func whatIsRuledOutIsNotWanted() {
        var random = SeededGenerator(property: 902)
        var both: Set<Bool> = []
        func check(_ keeper: some Keeper, _ round: Int) {
            for _ in 0..<20 {
                let low = (0..<2).map { _ in Double(Int.random(in: 0..<12, using: &random)) }
                let high = low.map { $0 + Double(Int.random(in: 0..<3, using: &random)) }
                // Between the numbers of those that are kept.
                let first = 2 * Int.random(in: 0..<40, using: &random) + 1
                let isOut = keeper.rulesOut(zip(low, high).map { Interval($0, $1) }, from: first)
                both.insert(isOut)
                #expect(isOut == !keeper.wants(high, first), "\(PropertySeed.note) \(round)")
            }
        }
        for round in 0..<100 {
            let plans = plans(&random, round % 40).map { KeptPlan(keys: $0.keys, point: 2 * $0.point) }
            var (best, front) = (BestPlans(capacity: 1 + round % 7), Frontier())
            keep(plans, in: &best)
            keep(plans, in: &front)
            check(best, round)
            check(front, round)
        }
        #expect(both.count == 2)
    }

    /// Ten pieces in three parts are four, three and three; two in three are one, one and none.
    @Test func partsFollowOneAnother() throws {
        func parts(_ pieces: Int, _ count: Int) throws -> [Range<Int>] {
            try (1...count).map { try #require(Shard($0, of: count)).part(of: pieces) }
        }
        #expect(try parts(10, 3) == [0..<4, 4..<7, 7..<10])
        #expect(try parts(2, 3) == [0..<1, 1..<2, 2..<2])
        #expect(try parts(9, 1) == [0..<9])
        #expect(Shard(0, of: 3) == nil)
        #expect(Shard(4, of: 3) == nil)
        #expect(Shard(1, of: 0) == nil)
        #expect(Shard(3, of: 3) != nil)
    }
}
