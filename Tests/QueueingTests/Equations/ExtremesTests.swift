import Queueing
import TestSupport
import Testing

/// Whatever is put in, figures are numbers in their order or are not given.
@Suite struct ExtremesTests {
    private func times(_ dice: inout Dice) throws -> StepTimes {
        func table() -> [TimeTable.Point] {
            var (count, points) = (0.0, [TimeTable.Point]())
            for _ in 0..<dice.one(of: [1, 2, 5]) {
                count += dice.logBetween(1, 10_000).rounded()
                points.append(.init(count, dice.logBetween(1e-6, 10)))
            }
            return points
        }
        return try StepTimes(
            decode: table(), contextTime: dice.one(of: [0, 1e-9, 1e-3]), pass: table(),
            pairTime: dice.one(of: [0, 1e-9, 1e-4]))
    }

    @Test func anyInputsGiveNumbersOrNone() throws {
        var dice = Dice(seed: PropertySeed.value &+ 2)
        var figured = 0
        for number in 0..<500 {
            let times = try times(&dice)
            let input = try Lengths(
                mean: dice.logBetween(1, 1e6), variation: dice.one(of: [0, 0.01, 1, 3, 10]))
            let output = try Lengths(
                mean: dice.logBetween(1, 1e5), variation: dice.one(of: [0, 0.2, 1, 10]))
            let pool =
                dice.share() < 0.3
                ? try Server.PrefillPool(workers: dice.one(of: [1, 3, 1000]), times: times, transfer: 0.1) : nil
            let server = try Server(
                schedule: dice.one(of: Server.Schedule.allCases), chunk: dice.one(of: [1, 100, 8192, 1_000_000]),
                maxRunning: dice.one(of: [1, 2, 300, 5000]), kvTokens: dice.logBetween(1e3, 1e12),
                replicas: dice.one(of: [1, 2, 500]), routing: dice.one(of: Server.Routing.allCases),
                prefillPool: pool)
            let variation = dice.one(of: [0, 0.3, 1, 2, 10])
            guard input.mean + output.mean <= server.kvTokens else { continue }
            func loop(_ rate: Double) throws -> OpenLoop {
                let load = try Load(
                    rate: min(max(rate, 1e-9), 1e9), arrivalVariation: variation, input: input, output: output)
                return try OpenLoop(load, on: server, times: times)
            }
            let capacity = try loop(1).capacity.rate
            #expect(capacity > 0 && capacity < .infinity, "\(PropertySeed.note) \(number)")
            let loaded = try loop(capacity * dice.between(0, 1))
            guard let tails = loaded.tails() else { continue }
            figured += 1
            for tail in [tails.firstToken, tails.perToken, tails.endToEnd] as [any Tail] {
                let figures = [0.01, 0.5, 0.9, 0.99].map(tail.quantile)
                #expect(figures.allSatisfy { $0 >= 0 && $0 < .infinity }, "\(PropertySeed.note) \(number) \(figures)")
                let isRising = zip(figures, figures.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-6) + 1e-12 }
                #expect(isRising, "\(PropertySeed.note) \(number) \(figures)")
                #expect(tail.mean >= 0 && tail.mean < .infinity, "\(PropertySeed.note) \(number)")
                let share = tail.share(within: tail.mean)
                #expect(share >= 0 && share <= 1 + 1e-9, "\(PropertySeed.note) \(number) \(share)")
            }
        }
        #expect(figured > 100)
    }

    @Test func anyQuantileMayBeAsked() throws {
        let lengths = try Lengths(mean: 500, variation: 0.5)
        let load = try Load(rate: 2, input: lengths, output: lengths)
        let loop = try OpenLoop(load, on: Server(kvTokens: 1e6), times: Deployment.llama.times())
        let tails = try #require(loop.tails())
        for share in [-1, 0, 1, 2, Double.nan, .infinity] {
            for tail in [tails.firstToken, tails.perToken, tails.endToEnd] as [any Tail] {
                #expect(!tail.quantile(share).isNaN)
            }
        }
        for seconds in [-1, 0, Double.nan, .infinity] {
            for tail in [tails.firstToken, tails.perToken, tails.endToEnd] as [any Tail] {
                #expect(!tail.share(within: seconds).isNaN)
            }
        }
    }
}
