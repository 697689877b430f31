import Glibc
import Testing

@testable import Queueing

@Suite struct ArrivalTests {
    /// The share of a gamma distribution below a value: its series.
    private func gammaShare(shape: Double, below value: Double) -> Double {
        var (term, sum, count) = (1 / shape, 1 / shape, 0.0)
        while term > 1e-16 * sum {
            count += 1
            term *= value / (shape + count)
            sum += term
        }
        return sum * exp(-value + shape * log(value) - lgamma(shape))
    }

    /// Arrivals expected in some mean gaps behind an arrival.
    private func renewals(variation: Double, gaps: Double) -> Double {
        let shape = 1 / (variation * variation)
        var (sum, number) = (0.0, 1.0)
        while true {
            let share = gammaShare(shape: number * shape, below: shape * gaps)
            sum += share
            if share < 1e-9 { return sum }
            number += 1
        }
    }

    @Test(arguments: [1.25, 1.5, 2, 2.5, 3]) func clumpsFollowTheRenewalFunction(variation: Double) {
        let stream = ArrivalStream(rate: 1, variation: variation)
        let whole = (variation * variation - 1) / 2
        for gaps in [0.005, 0.02, 0.1, 0.5, 1, 3, 10] {
            let exact = renewals(variation: variation, gaps: gaps) - gaps
            #expect(abs(stream.clump(over: gaps) - 1 - exact) < 0.03 * whole, "\(gaps)")
        }
    }

    @Test func aPoissonStreamHasNoClumps() {
        let stream = ArrivalStream(rate: 3, variation: 1)
        #expect(stream.clump(over: 5) == 1)
        #expect(stream.dispersion(over: 5) == 1)
        #expect(stream.split(over: 4, .random).variation == 1)
        // Every fourth arrival: the sum of four gaps.
        #expect(stream.split(over: 4, .roundRobin).variation == 0.5)
        #expect(stream.split(over: 4, .roundRobin).rate == 0.75)
    }

    @Test func evenStreamsGatherLess() {
        // Arrivals of a time of half a gap that holds any: Poisson 0.5 / (1 - exp(-0.5)) = 1.271; a clock's 1. Of four
        // gaps' sums, the density of what is left of a gap holds 1 - exp(-2)(1 + 1.5 + 1 + 1/3) 2 ... = 0.4946 of it.
        #expect(abs(Gathering(ArrivalStream(rate: 1, variation: 1)).together(0.5, clump: 1) - 1.2707) < 1e-4)
        #expect(abs(Gathering(ArrivalStream(rate: 1, variation: 0)).together(0.5, clump: 1) - 1) < 0.02)
        let any = (0..<5000).reduce(0.0) { sum, part in
            let time = 4 * (Double(part) + 0.5) * 1e-4
            return sum + exp(-time) * (1 + time + time * time / 2 + time * time * time / 6) * 1e-4
        }
        let found = Gathering(ArrivalStream(rate: 1, variation: 0.5)).together(0.5, clump: 1)
        #expect(abs(found - 0.5 / any) < 0.01)
    }

    @Test func workOfClumpsAddsUp() {
        // Prompts of 1 and 3 units; 1.2 prompts of 2 units on average come, and the variance is that of a compound sum.
        let prompts = [(units: 1.0, weight: 0.5), (units: 3.0, weight: 0.5)]
        for clump in [1.0, 2.5] {
            let work = ArrivingWork(prompts, count: 400, rate: 0.6, clump: clump)
            let shares = work.shares(in: 2)
            let mean = shares.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
            let square = shares.enumerated().reduce(0) { $0 + Double($1.offset * $1.offset) * $1.element }
            #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
            #expect(abs(mean - 2.4) < 1e-5)
            // Poisson clumps of geometric size g: E[N] (E[X^2] + 2 (g - 1) E[X]^2) = 1.2 (5 + 8 (g - 1)).
            #expect(abs(square - mean * mean - 1.2 * (5 + 8 * (clump - 1))) < 1e-3)
            let ahead = work.withMates([1]).enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
            #expect(abs(ahead - 2 * (clump - 1)) < 1e-5)
        }
        // So many that the probability of none is too small to hold.
        let many = ArrivingWork([(units: 1, weight: 1)], count: 900, rate: 800, clump: 1).shares(in: 1)
        let mean = many.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
        #expect(abs(mean - 800) < 1)
    }

    @Test func workersThatShareAQueue() {
        // M/M/3 at 0.7: (2.1^3 / 6 / 0.3) / (1 + 2.1 + 2.205 + 5.145) = 0.4923.
        #expect(abs(ErlangC.waiting(servers: 3, busy: 0.7) - 0.4923) < 1e-4)
        #expect(abs(ErlangC.waiting(servers: 1, busy: 0.7) - 0.7) < 1e-12)
        #expect(ErlangC.waiting(servers: 100_000, busy: 0.5) < 1e-100)
        #expect(ErlangC.waiting(servers: 2, busy: 1) == 1)
        let relief = Relief.none.shared(by: 3, busy: 0.7)
        #expect(abs(relief.probability - 0.4923 / 0.7) < 1e-4)
        #expect(relief.start == 1 / 3.0)
    }

    @Test func evenStreamsWaitLess() {
        // A clock in front of equal services: no wait at all.
        let clock = Relief(ArrivalStream(rate: 1, variation: 0), service: 0, busy: 0.5)
        #expect(clock.mean < 1e-12)
        // Kingman's limit in heavy traffic: (0.25 + 1) / (1 + 1), in shorter waits rather than fewer.
        let heavy = Relief(ArrivalStream(rate: 1, variation: 0.5), service: 1, busy: 0.999)
        #expect(abs(heavy.mean - 0.625) < 0.001)
        #expect(heavy.probability > 0.99)
        #expect(Relief(ArrivalStream(rate: 1, variation: 1), service: 1, busy: 0.5).mean == 1)
    }
}
