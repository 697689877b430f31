import Queueing
import Testing

/// The simulation beside queues that are solved exactly.
@Suite struct TextbookTests {
    /// Seconds of a step, and steps of a mean service: 1 s, in parts that are too small to matter.
    private static let step = 0.001
    private static let tokens = 1000

    /// Poisson arrivals with exponential services of 1 s on average.
    private func trace(rate: Double, requests: Int, seed: UInt64) throws -> Traffic {
        var dice = Dice(seed: seed)
        var time = 0.0
        return .trace(
            try RequestTrace(
                (0..<requests).map { _ in
                    time += dice.exponential(mean: 1 / rate)
                    let tokens = max(1, Int(dice.exponential(mean: Double(Self.tokens)) + 1.5))
                    return TracedRequest(arrival: time, input: 1, output: tokens)
                }))
    }

    private func server(slots: Int) throws -> Server { try Server(maxRunning: slots, kvTokens: 1e12) }

    private func mean(_ traffic: (UInt64) throws -> Traffic, slots: Int, _ times: PlainTimes) throws -> Estimate {
        let server = try server(slots: slots)
        return Estimate(
            try (0..<4).compactMap { seed in
                Simulation(try traffic(seed), on: server, times: times).run(
                    seed: seed, requests: 100_000, warmUp: 10_000)?.endToEnd.mean
            })
    }

    private func expect(_ estimate: Estimate, _ exact: Double, _ comment: Comment) {
        #expect(abs(estimate.value / exact - 1) < 0.03, comment)
    }

    @Test func oneServerAndExponentialServices() throws {
        // M/M/1: E[T] = 1 / (mu - lambda) = 1 / 0.3.
        let time = try mean(
            { try trace(rate: 0.7, requests: 110_000, seed: $0) }, slots: 1, .separate(step: Self.step))
        expect(time, 1 / 0.3, "\(time)")
    }

    @Test func severalServersAndExponentialServices() throws {
        // M/M/4 with 3 busy on average: C = (3^4/4! 4) / (1 + 3 + 9/2 + 27/6 + 13.5) = 13.5 / 26.5; E[T] = 1 + C / (4
        // - 3).
        let time = try mean(
            { try trace(rate: 3, requests: 110_000, seed: $0) }, slots: 4, .separate(step: Self.step))
        expect(time, 1 + 13.5 / 26.5, "\(time)")
    }

    @Test func oneServerAndEqualServices() throws {
        // M/D/1: E[T] = 1 + rho / (2 (1 - rho)) = 1 + 0.7 / 0.6; the first of 1001 tokens takes no time.
        let load = try Load(rate: 0.7, input: Lengths(mean: 1), output: Lengths(mean: 1001))
        let time = try mean({ _ in .open(load) }, slots: 1, .separate(step: Self.step))
        expect(time, 1 + 0.7 / 0.6, "\(time)")
    }

    @Test func oneServerAndAnyServices() throws {
        // M/G/1, F. Pollaczek and A. Khinchine: E[T] = 1 + rho (1 + c^2) / (2 (1 - rho)) = 1 + 0.6 (1 + 1.2^2) / 0.8.
        let load = try Load(rate: 0.6, input: Lengths(mean: 1), output: Lengths(mean: 1001, variation: 1.2))
        let time = try mean({ _ in .open(load) }, slots: 1, .separate(step: Self.step))
        expect(time, 1 + 0.6 * 2.44 / 0.8, "\(time)")
    }

    @Test(arguments: [0.0, 1.0]) func aServerThatAllShare(variation: Double) throws {
        // M/G/1 with processor sharing: E[T] = 1 / (1 - rho) whatever lengths are distributed like.
        let load = try Load(rate: 0.6, input: Lengths(mean: 1), output: Lengths(mean: 1001, variation: variation))
        let time = try mean({ _ in .open(load) }, slots: 100_000, .shared(step: Self.step))
        expect(time, 1 / 0.4, "\(time)")
    }

    @Test func promptsThatQueueForAWorker() throws {
        // A worker that computes one prompt at a time is M/D/1: passes of 0.1 s at 7/s, E[T] = 0.1 + 0.1 0.7 / 0.6.
        let pass = try StepTimes(
            decode: [.init(1, 1e-6)], contextTime: 0, pass: [.init(1, 0.1)], pairTime: 0)
        let server = try Server(
            chunk: 1000, maxRunning: 1000, kvTokens: 1e9, prefillPool: .init(workers: 1, times: pass))
        let load = try Load(rate: 7, input: Lengths(mean: 1000), output: Lengths(mean: 2))
        let runs = (0..<4).compactMap {
            Simulation(.open(load), on: server, times: pass).run(seed: UInt64($0), requests: 100_000)
        }
        expect(Estimate(runs.map(\.firstToken.mean)), 0.1 + 0.07 / 0.6, "")
    }

    @Test func promptsThatQueueForSeveralWorkers() throws {
        // M/D/3 by E. Maaloe's and L. Kosten's tables lies between half of M/M/3's wait and a little more: at 0.7 of
        // three workers C = 0.4923, so M/M/3 waits 0.4923 / (30 0.3) = 54.7 ms.
        let pass = try StepTimes(
            decode: [.init(1, 1e-6)], contextTime: 0, pass: [.init(1, 0.1)], pairTime: 0)
        let server = try Server(
            chunk: 1000, maxRunning: 1000, kvTokens: 1e9, prefillPool: .init(workers: 3, times: pass))
        let load = try Load(rate: 21, input: Lengths(mean: 1000), output: Lengths(mean: 2))
        let run = try #require(Simulation(.open(load), on: server, times: pass).run(requests: 200_000))
        let wait = run.firstToken.mean - 0.1
        #expect(wait > 0.0274 && wait < 0.0274 * 1.15, "\(wait)")
    }
}
