import Lanes
import TestSupport
import Testing

@testable import CostModel
@testable import Units

/// Loads of experts that are spread by a law.
@Suite struct ExpertRoutingTests {
    private typealias LoadSpread = Engine<Double>.LoadSpread
    private typealias Mixture = Engine<Double>.Mixture

    private func mixture(_ experts: Double, perToken: Double = 8) -> Mixture {
        Mixture(experts: experts, perToken: perToken, intermediate: 2048)
    }

    private func inputs(
        _ load: LoadLaw, ep: Double, redundant: Double = 0, hottest: Double = 1
    ) -> Engine<Double>.Inputs {
        var scenario = Samples.decode(Samples.sparse, chips: ep, tp: 1, batch: 1)
        scenario.workload.expertLoad = load
        (scenario.workload.hottest, scenario.deployment.redundantExperts) = (hottest, redundant)
        return scenario.inputs
    }

    /// w / 2 coth(w / 2) - 1 is 1.0420 at w = ln 51.2, of 64 tokens: the variance of even logarithms from 1 to 0.8 x 64.
    @Test func aPowerLawHasItsVariance() {
        let law = LoadSpread(exponent: 1, tokens: 64)
        // Between 32 and 64 the variance is a straight line: 0.8240 and 1.1452 at these, 0.6 of the way.
        #expect((law.variance - 1.0167).magnitude < 0.01)
        #expect((law.width - 3.93).magnitude < 0.15)
        // Heavier with more tokens, and with more of an exponent.
        #expect(LoadSpread(exponent: 1.01, tokens: 4096).variance > 2.5)
        #expect(LoadSpread(exponent: 1.2, tokens: 4096).variance > LoadSpread(exponent: 1.01, tokens: 4096).variance)
    }

    /// A simulation of 200 draws of 256 experts, 8 a token, by the law of the tables: the share that is visited, and the load of
    /// the busiest of so many ranks over the mean.
    @Test(arguments: [
        (64.0, 8.0, 0.639, 1.27), (64, 32, 0.639, 1.84), (512, 8, 0.818, 1.39), (512, 32, 0.818, 2.24),
        (4096, 16, 0.895, 1.88), (4096, 64, 0.895, 3.72), (16384, 32, 0.921, 2.82),
    ])
    func itAgreesWithDraws(_ tokens: Double, _ ranks: Double, _ visited: Double, _ busiest: Double) {
        let (mixture, inputs) = (mixture(256), inputs(.power(1.01), ep: ranks))
        #expect((mixture.visitedShare(inputs, tokens: tokens) / visited - 1).magnitude < 0.03)
        let skew = mixture.skew(inputs, localExperts: 256 / ranks, tokens: tokens)
        #expect((skew / busiest - 1).magnitude < 0.11)
    }

    /// Copies of the hottest experts even loads out, as greedy placement of as many draws found: 2.37, 1.66 and 1.28 times the
    /// mean of 128 experts on 64 ranks with 8, 16 and 32 copies, and 1.24 of 256 with 16.
    @Test(arguments: [(128.0, 8.0, 2.37), (128, 16, 1.66), (128, 32, 1.28), (256, 16, 1.24)])
    func copiesEvenThemOut(_ experts: Double, _ copies: Double, _ busiest: Double) {
        let skew = mixture(experts).skew(
            inputs(.power(1.01), ep: 64, redundant: copies), localExperts: (experts + copies) / 64, tokens: 4096)
        #expect((skew / busiest - 1).magnitude < 0.25)
        let alone = mixture(experts).skew(inputs(.power(1.01), ep: 64), localExperts: experts / 64, tokens: 4096)
        #expect(skew < alone)
    }

    /// Even loads have no busiest rank, whatever the chip's spread; the default has it, and `hottest` counts where it is more.
    @Test func whatIsAskedForHolds() {
        var balanced = inputs(.balanced, ep: 8)
        balanced.chip.kernels.expertSpread = 1.6
        #expect(mixture(256).skew(balanced, localExperts: 32, tokens: 512) == 1)
        var measured = balanced
        (measured.workload.routing, measured.workload.routingAmount) = (.measured, 0)
        // 1 + sqrt(2 ln 8) x 1.6 / sqrt(32).
        #expect(
            isClose(
                mixture(256).skew(measured, localExperts: 32, tokens: 512), 1 + 2.0393340 * 1.6 / 5.6568542,
                within: 1e-6))
        // 1 + (4 - 1) / 2 = 2.5 times the mean, or what experts have that are spread more.
        let hottest = inputs(.balanced, ep: 128, hottest: 4)
        #expect(isClose(mixture(256).skew(hottest, localExperts: 2, tokens: 512), 2.5))
        let spread = mixture(256).skew(inputs(.spread(1.6), ep: 128), localExperts: 2, tokens: 512)
        #expect(spread > 2.5)
        #expect(mixture(256).skew(inputs(.spread(1.6), ep: 128, hottest: 4), localExperts: 2, tokens: 512) == spread)
        // One rank has all, and no rank more than all.
        #expect(mixture(256).skew(inputs(.spread(3), ep: 1), localExperts: 256, tokens: 9) == 1)
        #expect(mixture(256).skew(inputs(.spread(16), ep: 2), localExperts: 128, tokens: 9) <= 2)
    }

    /// Few tokens visit as many experts as they choose, many visit nearly all; in between more with every token.
    @Test func visitsGrowWithTokens() {
        let spread = LoadSpread(variance: 1)
        var before = 0.0
        for visits in [0.001, 0.01, 0.1, 0.5, 1, 2, 4, 8, 16, 64, 256, 4096] {
            let share = spread.visited(visits)
            #expect(share >= before && share <= 1 && share <= visits * 1.1 + 1e-6)
            before = share
        }
        #expect(before > 0.97)
    }

    /// The same on a tape and as a figure of each lane: a sweep's equations and those of one plan are one.
    @Test func everyLaneHasIt() {
        for load in [LoadLaw.balanced, .spread(0.8), .power(1.01)] {
            let scenario = Samples.decode(Samples.sparse, chips: 32, tp: 1, batch: 16) {
                $0.workload.expertLoad = load
                $0.deployment.redundantExperts = 32
            }
            let figure = StepTotals.of(scenario).seconds
            let slope = Engine<Dual>.StepTotals.ofPhase(scenario.map { Dual($0) }).seconds
            let bounds = Engine<Interval>.StepTotals.ofPhase(scenario.map { Interval($0) }).seconds
            #expect(
                isClose(slope.value, figure) && bounds.low <= figure * (1 + 1e-9) && bounds.high >= figure * (1 - 1e-9))
        }
    }
}
