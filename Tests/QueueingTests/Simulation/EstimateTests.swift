import Foundation
import Testing

@testable import Queueing

@Suite struct EstimateTests {
    @Test func intervalsAreStudents() {
        // Mean 3, deviation 1, and 4.3027 of it over the root of 3.
        let estimate = Estimate([2, 3, 4])
        #expect(estimate.value == 3)
        #expect(abs(estimate.halfWidth - 4.3027 / 3.0.squareRoot()) < 1e-9)
        #expect(Estimate([5]).halfWidth == .infinity)
        #expect(Estimate([]).value == 0)
        // Of 31 values, 2.0423: beyond the table.
        let many = Estimate((0...30).map(Double.init))
        let deviation = (31 * 32 / 12.0).squareRoot()
        #expect(abs(many.halfWidth / (2.0423 * deviation / 31.0.squareRoot()) - 1) < 1e-3)
    }

    @Test func samplesTellTheirSharesAndQuantiles() {
        let sample = Sample([4, 1, 3, 2])
        #expect(sample.mean == 2.5)
        #expect(sample.quantile(0) == 1)
        #expect(sample.quantile(0.5) == 2.5)
        #expect(sample.quantile(1) == 4)
        #expect(sample.share(within: 3) == 0.75)
        #expect(sample.share(within: 0.5) == 0)
        #expect(Sample([]).quantile(0.5) == 0)
    }

    /// Tables of Student's distribution, two-sided 95 %: 2.1788 at 12 degrees of freedom, 2.0639 at 24, 1.9840 at 100.
    @Test(arguments: [(12, 2.1788), (24, 2.0639), (100, 1.9840)]) func manyValuesHaveTheFactorOfTables(
        _ freedom: Int, _ factor: Double
    ) {
        // Values of 0 and 2 in turn: their variance is n / (n - 1) of 1.
        let count = freedom + 1
        let values = (0..<count).map { Double($0 % 2 * 2) }
        let mean = values.reduce(0, +) / Double(count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(freedom)
        let expected = factor * (variance / Double(count)).squareRoot()
        #expect(abs(Estimate(values).halfWidth / expected - 1) < 1e-4)
    }

    /// Each factor encloses 95 % of Student's density: Simpson's rule over 2000 parts, normalised by the whole.
    @Test(arguments: 1...14) func factorsEncloseNinetyFiveOfAHundred(_ freedom: Int) {
        let n = Double(freedom)
        // The whole is sqrt(n pi) gamma(n / 2) / gamma((n + 1) / 2).
        let whole = (n * .pi).squareRoot() * exp(lgamma(n / 2) - lgamma((n + 1) / 2))
        let end = Estimate.student(freedom)
        let step = end / 2000
        var half = 0.0
        for index in 0...2000 {
            let x = Double(index) * step
            let density = pow(1 + x * x / n, -(n + 1) / 2)
            half += density * (index == 0 || index == 2000 ? 1 : index % 2 == 1 ? 4 : 2)
        }
        let enclosed: Double = 2 * half * step / 3 / whole
        #expect(abs(enclosed - 0.95) < 1e-5)
    }
}
