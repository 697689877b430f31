import Glibc
import Testing

@testable import Queueing

@Suite struct ChainTests {
    /// A server on which each sequence takes 10 ms a token however many decode, and prompts are computed elsewhere.
    private func chain(rate: Double, variation: Double, output: Lengths, slots: Int = 1000) throws -> DecodeChain? {
        let times = try StepTimes(decode: [.init(1, 0.01)], contextTime: 0, pass: [.init(1, 1e-6)], pairTime: 0)
        let server = try Server(
            maxRunning: slots, kvTokens: 1e12, prefillPool: .init(workers: 1, times: times))
        let load = try Load(rate: rate, arrivalVariation: variation, input: Lengths(mean: 1), output: output)
        let copy = CopyModel(load, server, times)
        let stream = ArrivalStream(rate: rate, variation: variation)
        return DecodeChain(Stall(copy: copy, stream: stream), try RunningLimit(load, server), stream, nil)
    }

    @Test func aServerForEachIsPoisson() throws {
        // 5/s that stay 100 steps of 10 ms: 5 on average, with the same variance, and exp(-5) that there is none.
        let chain = try #require(try chain(rate: 5, variation: 1, output: Lengths(mean: 101, variation: 0.7)))
        #expect(abs(chain.number.mean - 5) < 1e-6)
        #expect(abs(chain.number.variance - 5) < 1e-5)
        #expect(abs(chain.number.empty - exp(-5)) < 1e-8)
    }

    @Test func burstsSpreadTheNumber() throws {
        // Equal lengths: variance over mean is c^2 = 4 (negative binomial); the mean stays.
        let chain = try #require(try chain(rate: 5, variation: 2, output: Lengths(mean: 101)))
        #expect(abs(chain.number.mean - 5) < 1e-4)
        #expect(abs(chain.number.variance - 20) < 0.01)
        // An even stream: a binomial number, of 6.67 at most, which is no whole one.
        let even = try #require(try self.chain(rate: 5, variation: 0.5, output: Lengths(mean: 101)))
        #expect(abs(even.number.mean - 5) < 0.05)
        #expect(abs(even.number.variance - 1.25) < 0.06)
    }

    @Test(arguments: [0.4, 2.5, 7]) func aClockHoldsTheNumberBetweenNeighbours(_ rate: Double) throws {
        // Answers of a second each, one every 1 / rate: the number is a whole one on either side of its mean.
        let chain = try #require(try chain(rate: rate, variation: 0, output: Lengths(mean: 101)))
        let part = rate - rate.rounded(.down)
        // Beyond one a binomial number has no whole number at most, and the mean is 5 % off.
        #expect(abs(chain.number.mean - rate) < (rate < 1 ? 0.01 : 0.06) * rate)
        #expect(chain.number.variance < part * (1 - part) + 0.08 * rate)
        if rate < 1 { #expect(abs(chain.number.empty - (1 - rate)) < 0.01) }
    }

    @Test func slotsThatAreTakenLetWait() throws {
        // M/M/4 at 3 of 4: C = 13.5 / 26.5, and those that wait do so for 1 s on average; exponential answers do not
        // exist here, but a coefficient of variation of 1 has the same waits nearly.
        let chain = try #require(
            try chain(rate: 3, variation: 1, output: Lengths(mean: 101, variation: 1), slots: 4))
        #expect(abs(chain.slotWait.share - 13.5 / 26.5) < 1e-6)
        #expect(abs(chain.slotWait.seconds - 1) < 1e-6)
        #expect(try self.chain(rate: 5, variation: 1, output: Lengths(mean: 101), slots: 4) == nil)
    }

    @Test func backlogsOfBulkService() throws {
        // M/D/1 with steps of 1 s that take one unit, and steps of 1 s without: at starts of steps, none waits with
        // probability 1 - rho = 0.4, one with 0.4 (exp(0.6) - 1).
        let work = ArrivingWork([(units: 1, weight: 1)], count: 200, rate: 0.6, clump: 1)
        let times = try StepTimes(decode: [.init(1, 1)], contextTime: 0, pass: [.init(1, 1)], pairTime: 0)
        let load = try Load(rate: 0.6, input: Lengths(mean: 100), output: Lengths(mean: 2))
        let copy = CopyModel(load, try Server(schedule: .inflight, chunk: 101, kvTokens: 1e9), times)
        let units = BacklogUnits(copy, 1)
        #expect(units.most == 1)
        #expect(units.size == 100)
        let arrivals = [work.shares(in: 1), work.shares(in: 1)]
        let shares = BacklogChain(units, arrivals: arrivals, durations: [1, 1], count: 200).shares
        #expect(abs(shares[0] - 0.4) < 1e-9)
        #expect(abs(shares[1] - 0.4 * (exp(0.6) - 1)) < 1e-9)
    }

    @Test func runningRequestsFillTheCache() throws {
        // Equal requests of 1000 tokens: 50 in 50,500; slots of 20 bind first.
        let load = try Load(rate: 1, input: Lengths(mean: 600), output: Lengths(mean: 400))
        let room = try RunningLimit(load, Server(maxRunning: 256, kvTokens: 50_500))
        #expect(room.most == 50)
        #expect(room.isRoom)
        let slots = try RunningLimit(load, Server(maxRunning: 20, kvTokens: 50_500))
        #expect(slots.most == 20)
        #expect(!slots.isRoom)
        // Answers that vary are seen in proportion to their length: 600 + 400 (1 + 1) = 1400 tokens, and half a
        // request.
        let varied = try Load(rate: 1, input: Lengths(mean: 600), output: Lengths(mean: 400, variation: 1))
        let limit = try RunningLimit(varied, Server(maxRunning: 100_000, kvTokens: 140_000))
        #expect(abs(limit.room - 99.5) < 1e-9)
        #expect(limit.most == 99)
        #expect(limit.fullness(50) < 1e-6)
        #expect(limit.fullness(99) > 0.4)
    }

    @Test func promptsTakeLessTheMoreThereAre() throws {
        let load = try Load(rate: 1, input: Lengths(mean: 1024), output: Lengths(mean: 256))
        let server = try Server(schedule: .prefillFirst, kvTokens: 664_000)
        let copy = CopyModel(load, server, try Deployment.llama.times())
        let stall = Stall(copy: copy, stream: ArrivalStream(rate: 1, variation: 1))
        // Alone: 37.2 ms and 512 rows more of 48.7 us, and 0.776 ns for each of 1024^2 / 2 pairs.
        let alone = 0.0372 + 512 * (0.112 - 0.0372) / 1536 + 0.776e-9 * 1024 * 512
        #expect(abs(stall.seconds(1, rate: 1e-6) / alone - 1) < 1e-4)
        // At 10/s beside 256 sequences, whose step takes 30 ms, 0.54 prompts come in a step or pass on average, and
        // 1.3 to those that have any: passes of 1320 rows, 37.2 ms and 808 times 48.7 us, for 1.3 prompts.
        let shared = stall.seconds(256, rate: 10)
        #expect(abs(shared / ((0.0372 + 808 * 48.7e-6) / 1.29 + 0.776e-9 * 1024 * 512) - 1) < 0.01)
        #expect(stall.marginal(256, rate: 10) < shared)
        #expect(stall.full(256) < shared)
        // Eight prompts of 8192 rows: 413 ms and all their pairs.
        #expect(abs(stall.full(256) - (0.413 / 8 + 0.776e-9 * 1024 * 512)) < 1e-9)
    }
}
