import Glibc
import Testing

@testable import Queueing

/// Prompts that several workers share.
@Suite struct SharedWorkersTests {
    @Test func poissonStreamsWaitAsErlangHasIt() {
        // M/M/3 at 2 of 3: C = (2^3 / 3!) 3 / (1 + 2 + 2 + (2^3 / 3!) 3) = 4 / 9.
        let chain = WorkerChain(
            ArrivalStream(rate: 2, variation: 1), workers: 3, room: 1, alone: 1, full: 1)
        #expect(abs(chain.waiting - 4.0 / 9) < 1e-4)
        // Behind three in work each further one is 2/3 as likely.
        #expect(abs(chain.found[5] / chain.found[4] - 2.0 / 3) < 1e-3)
    }

    /// The balance of a Poisson stream is where the chain from prompt to prompt settles too.
    @Test(arguments: [(1, 1.0, 0.8), (3, 1, 0.9), (3, 3.4, 2), (40, 1, 34), (40, 2.5, 60), (2, 400, 60)])
    func balanceIsWhereTheChainSettles(_ workers: Int, _ room: Double, _ rate: Double) {
        func chain(_ variation: Double) -> WorkerChain {
            WorkerChain(
                ArrivalStream(rate: rate, variation: variation), workers: workers, room: room, alone: 1,
                full: room > 1 ? 1.5 : 1)
        }
        // All but a Poisson stream takes the other way.
        let (balanced, settled) = (chain(1), chain(1.000_001))
        #expect(abs(balanced.service / settled.service - 1) < 1e-3)
        for (one, other) in zip(balanced.found, settled.found) { #expect(abs(one - other) < 2e-4) }
    }

    @Test func aClockWaitsAsKendallHasIt() {
        // D/M/1 at a half: sigma = exp(-2 (1 - sigma)) = 0.2032 of the prompts find the worker busy.
        let chain = WorkerChain(
            ArrivalStream(rate: 0.5, variation: 0), workers: 1, room: 1, alone: 1, full: 1)
        #expect(abs(chain.waiting - 0.2032) < 2e-3)
    }

    @Test func burstsFindMoreThanTheirShareBusy() {
        // Gamma gaps of c = 2 (shape 1/4): sigma = (1 + 8 (1 - sigma))^(-1/4) at a half, which 0.7707 solves.
        let chain = WorkerChain(
            ArrivalStream(rate: 0.5, variation: 2), workers: 1, room: 1, alone: 1, full: 1)
        let sigma = chain.waiting
        #expect(abs(sigma - pow(1 + 8 * (1 - sigma), -0.25)) < 2e-3)
        #expect(abs(sigma - 0.7707) < 1e-3)
    }

    /// M/M/1 near full: 0.98 of the prompts find it busy, and 0.98 of these at least one that waits.
    @Test func longQueuesAreNotCutOff() {
        let chain = WorkerChain(
            ArrivalStream(rate: 0.98, variation: 1), workers: 1, room: 1, alone: 1, full: 1)
        #expect(chain.found.count > 300)
        #expect(abs(chain.waiting - 0.98) < 2e-3)
    }

    @Test func aWorkerTakesWhatWaitsAtOnce() {
        // With room for ten a pass that takes two seconds for all of them serves what one by one would not.
        let stream = ArrivalStream(rate: 2, variation: 1)
        let chain = WorkerChain(stream, workers: 2, room: 10, alone: 1.5, full: 2)
        #expect(chain.service > 1.5 && chain.service < 2)
        #expect(abs(chain.found.reduce(0, +) - 1) < 1e-9)
    }

    @Test func veryManyWorkersLetNobodyWait() {
        let chain = WorkerChain(
            ArrivalStream(rate: 500, variation: 1), workers: 10_000, room: 1, alone: 1, full: 1)
        #expect(chain.waiting < 1e-6)
    }

    /// As many workers as a purchase has: their waits were 16 % too long.
    @Test(arguments: [(2, 1.0), (4, 1.8), (13, 1), (13, 0.6)])
    func theSimulationAgrees(_ workers: Int, _ variation: Double) throws {
        let times = try Deployment.qwen.times()
        let server = try Server(
            chunk: 8192, maxRunning: 512, kvTokens: Deployment.qwen.kvTokens, replicas: 6, routing: .leastLoaded,
            prefillPool: .init(workers: workers, times: times, transfer: 0.01))
        let (input, output) = (try Lengths(mean: 4000, variation: 0.6), try Lengths(mean: 300, variation: 0.8))
        let probe = try Load(rate: 1e-3, arrivalVariation: variation, input: input, output: output)
        let rate = 0.75 * (try OpenLoop(probe, on: server, times: times)).capacity.rate
        let load = try Load(rate: rate, arrivalVariation: variation, input: input, output: output)
        let tails = try #require(try OpenLoop(load, on: server, times: times).tails())
        let run = try #require(Simulation(.open(load), on: server, times: times).run(requests: 60_000))
        let mean = tails.firstToken.mean / run.firstToken.mean - 1
        let tail = tails.firstToken.quantile(0.99) / run.firstToken.quantile(0.99) - 1
        #expect(abs(mean) < 0.09, "\(mean)")
        // Two workers have their longest waits behind a few long prompts at once, which the chain does not tell apart.
        #expect(abs(tail) < (workers > 4 ? 0.1 : 0.3), "\(tail)")
    }
}
