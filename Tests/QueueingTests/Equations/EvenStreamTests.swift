import Testing

@testable import Queueing

/// Copies that take turns see streams that come evenly, of which none come while a request is still there.
@Suite struct EvenStreamTests {
    private static func times() throws -> StepTimes {
        try StepTimes(
            decode: [.init(1, 0.0126), .init(128, 0.02)], contextTime: 0, pass: [.init(1, 0.015), .init(8192, 0.83)],
            pairTime: 0)
    }

    private func loop(rate: Double, copies: Int, input: Double = 4000, output: Double = 300) throws -> OpenLoop {
        let load = try Load(
            rate: rate, arrivalVariation: 1, input: try Lengths(mean: input, variation: 0.9),
            output: try Lengths(mean: output, variation: 0.1))
        let server = try Server(
            schedule: .prefillFirst, chunk: 8192, maxRunning: 128, kvTokens: 1e6, requestTime: 0.01, replicas: copies,
            routing: .roundRobin)
        return try OpenLoop(load, on: server, times: Self.times())
    }

    private func perToken(_ loop: OpenLoop) throws -> Double { try #require(loop.tails()).perToken.mean }

    /// What is given to more copies is done no later, and a heavier load is done no sooner.
    @Test func moreCopiesAndLighterLoadsAreNeverSlower() throws {
        var before = Double.infinity
        for copies in [4, 6, 8, 10, 12, 14, 16, 20, 24, 30, 40] {
            let now = try perToken(loop(rate: 4, copies: copies))
            #expect(now <= before * 1.005, "\(copies) copies: \(now), \(before)")
            before = now
        }
        before = 0
        for rate in [0.2, 0.5, 0.8, 1, 1.2, 1.5, 1.8, 2.1, 2.5, 3, 4] {
            let now = try perToken(loop(rate: rate, copies: 8))
            #expect(now >= before * 0.995, "\(rate)/s: \(now), \(before)")
            before = now
        }
    }

    /// As many requests end as come, where the even stream leaves no number beyond a few.
    @Test(arguments: [8, 12, 16, 24, 40]) func asManyEndAsCome(_ copies: Int) throws {
        let loop = try loop(rate: 4, copies: copies)
        let run = Simulation(.open(loop.offered), on: loop.server, times: try Self.times()).run(seed: 7, requests: 6000)
        let simulated = try #require(run).perToken.mean
        #expect((try perToken(loop) / simulated - 1).magnitude < 0.1, "\(copies) copies")
    }
}
