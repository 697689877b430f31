import Glibc
import Testing

@testable import Queueing

@Suite struct DistributionTests {
    @Test func normalSharesAreThoseOfTables() {
        #expect(abs(Normal.share(below: 1.959964) - 0.975) < 1e-7)
        #expect(abs(Normal.share(below: -3) - 0.0013499) < 1e-7)
        #expect(abs(Normal.density(0) - 0.3989423) < 1e-7)
    }

    @Test(arguments: [0.1, 0.6, 1.2, 3]) func partsOfLengthsKeepMeanAndVariance(variation: Double) throws {
        let lengths = try Lengths(mean: 500, variation: variation)
        for fineness in [LengthPoints.Fineness.coarse, .dense] {
            let points = LengthPoints(lengths, fineness).points
            let mean = points.reduce(0) { $0 + $1.weight * $1.tokens }
            let square = points.reduce(0) { $0 + $1.weight * ($1.tokens * $1.tokens + $1.variance) }
            #expect(abs(points.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
            #expect(abs(mean / 500 - 1) < 1e-9)
            #expect(abs(square / lengths.meanSquare - 1) < 1e-9)
        }
    }

    @Test func theShorterOfTwoLengths() throws {
        // Equal lengths: the mean. Lognormal: 2 Phi(-sigma / sqrt 2), here of sigma = 1.
        #expect(try Lengths(mean: 9).overlap == 1)
        let variation = (exp(1.0) - 1).squareRoot()
        #expect(abs(try Lengths(mean: 9, variation: variation).overlap - 0.4795) < 1e-4)
    }

    @Test func aMixtureOfOnePartIsAGammaDistribution() {
        // Exponential: quantiles -log(1 - q), by Wilson and Hilferty to 2 %.
        let exponential = GammaMixture([(1, 2, 4)])
        for share in [0.5, 0.9, 0.99] {
            #expect(abs(exponential.quantile(share) / (-2 * log(1 - share)) - 1) < 0.02)
            #expect(abs(exponential.share(within: exponential.quantile(share)) - share) < 1e-6)
        }
        // A point: all quantiles are its value.
        let point = GammaMixture([(1, 3, 0)])
        #expect(abs(point.quantile(0.99) - 3) < 1e-3)
        #expect(exponential.share(within: 0) == 0)
        #expect(GammaMixture([(1, 2, 4)], most: 5).quantile(0.99) == 5)
    }

    @Test func histogramsTellSharesBetweenTheirParts() {
        var histogram = TimeHistogram()
        for time in 1...1000 { histogram.add(Double(time) / 1000, 1) }
        #expect(abs(histogram.mean - 0.5005) < 1e-12)
        #expect(abs(histogram.variance - (1e6 - 1) / 12e6) < 1e-9)
        let shares = histogram.cumulative()
        for time in [0.1, 0.35, 0.9] { #expect(abs(shares.share(below: time) - time) < 0.005) }
        #expect(shares.share(below: -1) == 0)
        #expect(shares.share(below: 2) == 1)
        var double = TimeHistogram()
        double.add(histogram, times: 2)
        double.add(100, 2000)
        #expect(double.total == 4000)
        #expect(abs(double.cumulative().share(below: 50) - 0.5) < 1e-12)
    }
}
