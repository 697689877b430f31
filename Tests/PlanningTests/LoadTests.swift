import CostModel
import Testing

@testable import Planning

/// The counts of sequences that are worth a try.
@Suite struct LoadTests {
    /// The counts that a search visits, in their order.
    private func visited(
        _ scenario: Scenario, isLimited: Bool, prefersFew: Bool = false,
        _ visit: (Double) -> (isMet: Bool, gain: Double)
    ) throws -> [Double] {
        var counts: [Double] = []
        try #require(Load(scenario)).search(isLimited: isLimited, prefersFew: prefersFew) { count in
            counts.append(count)
            let found = visit(count)
            return Load.Trial(isMet: found.isMet, gain: found.gain)
        }
        return counts
    }

    private func requests(_ count: Double) throws -> Scenario {
        var scenario = try Fixture.aggregated()
        scenario.deployment.concurrency = count
        return scenario
    }

    @Test func requestsInFlightAreTheLoadWhereTheyAreSet() throws {
        let loads = [try Fixture.scenario(batch: 12), try requests(64), try requests(0)].map(Load.init)
        #expect(loads.map { $0?.parameter.name } == ["batch", "concurrency", "batch"])
        #expect(loads.map { $0?.value } == [12, 64, 1])
    }

    /// From a half to twice of 100 there are 150 counts, of which 128 are tried at most: every second, but for the 100 itself.
    ///
    /// 76 and 78 are as close to 77, and the first counts: 75 and 77 are beside it.
    @Test func aRangeIsWalkedInStepsAndThenOneByOne() throws {
        let counts = try visited(try Fixture.scenario(batch: 100), isLimited: false) { (true, -($0 - 77).magnitude) }
        #expect(counts == stride(from: 50.0, through: 200, by: 2).filter { $0 != 100 } + [75, 77])
    }

    /// From 100 / 8 to 800 there are 787, tried by sevens.
    ///
    /// Where none meets the conditions those around the 100 are tried.
    @Test func whatIsLimitedReachesFurther() throws {
        let counts = try visited(try Fixture.scenario(batch: 100), isLimited: true) { _ in (false, 0) }
        let near = stride(from: 94.0, through: 106, by: 1).filter { $0 != 100 }
        #expect(counts == Array(stride(from: 13.0, through: 800, by: 7)) + near)
        // Of one sequence alone as many as sixteen.
        #expect(
            try visited(try Fixture.scenario(batch: 1), isLimited: true) { _ in (true, 0) }
                == Array(stride(from: 2.0, through: 16, by: 1)))
    }

    /// Plans that serve take long: the count is doubled while up to 200 meet the conditions, or halved until 10 do, and what lies
    /// between is halved.
    @Test func requestsInFlightAreBracketed() throws {
        #expect(
            try visited(try requests(64), isLimited: true) { ($0 <= 200, 0) }
                == [64, 128, 256, 192, 224, 208, 200, 204, 202, 201])
        #expect(
            try visited(try requests(64), isLimited: true) { ($0 <= 10, 0) } == [64, 32, 16, 8, 12, 10, 11])
        // No more than eight times as many, or an eighth.
        let all = try visited(try requests(64), isLimited: true) { _ in (true, 0) }
        #expect(all.prefix(4) == [64, 128, 256, 512] && all.max() == 512)
        #expect(
            try visited(try requests(60), isLimited: true) { _ in (false, 0) } == [60, 30, 15, 8, 12, 10, 9])
    }

    @Test func fewAreTriedByHalves() throws {
        #expect(
            try visited(try requests(64), isLimited: true, prefersFew: true) { _ in (true, 0) } == [32, 16, 8])
        #expect(try visited(try requests(64), isLimited: false, prefersFew: true) { _ in (true, 0) } == [32])
    }
}
