import Glibc
import TestSupport
import Testing

@testable import Fitting

/// Fits with known answers.
@Suite struct LeastSquaresTests {
    /// 0.1, 0.2 ... 3.0
    private let abscissas = (1...30).map { Double($0) / 10 }

    private func exponential(_ noise: @escaping (Int) -> Double) -> LeastSquares.Residuals {
        let abscissas = abscissas
        return { values, residuals in
            for (row, x) in abscissas.enumerated() {
                residuals[row] = values[0] * exp(-values[1] * x) - (2 * exp(-0.7 * x) + noise(row))
            }
        }
    }

    @Test func findsTheValleyOfRosenbrock() throws {
        // 100 (y - x^2)^2 + (1 - x)^2 is 0 at (1, 1); both start far from it and one range has negative values.
        let fit = LeastSquares([Unknown(start: -1.2, in: -2...2), Unknown(start: 1.9, in: 0...3)], count: 2)
        let solution = try #require(
            fit.solve { values, residuals in
                residuals[0] = 10 * (values[1] - values[0] * values[0])
                residuals[1] = 1 - values[0]
            })
        #expect((solution.values[0] - 1).magnitude < 1e-5)
        #expect((solution.values[1] - 1).magnitude < 1e-5)
    }

    @Test func recoversAnExponentialExactly() throws {
        let fit = LeastSquares(
            [Unknown(start: 1, in: 0.1...10, isLogarithmic: true), Unknown(start: 3, in: 0.01...5)], count: 30)
        let solution = try #require(fit.solve(exponential { _ in 0 }))
        #expect((solution.values[0] - 2).magnitude < 1e-6)
        #expect((solution.values[1] - 0.7).magnitude < 1e-6)
        #expect(solution.certainty.verdicts == [.determined, .determined])
    }

    /// Slopes by the values are all that is asked for: those by the positions follow from the ranges.
    ///
    /// Half of the way from 0.1 to 10 by ratios is 1, and e^(x ln 100) / 10 grows by ln 100 = 4.605 there; half of the way
    /// from 0 to 5 by differences is 2.5, which grows by 5 everywhere.
    @Test func slopesByHandFitAsWell() throws {
        let unknowns = [Unknown(start: 1, in: 0.1...10, isLogarithmic: true), Unknown(start: 3, in: 0...5)]
        #expect((unknowns[0].slope(at: 0.5) - 4.605170185988).magnitude < 1e-12)
        #expect(unknowns[1].slope(at: 0.5) == 5)
        let solution = try #require(
            LeastSquares(unknowns, count: 30).solve(exponential { _ in 0 }) { values, columns in
                for (row, x) in abscissas.enumerated() {
                    columns[0][row] = exp(-values[1] * x)
                    columns[1][row] = -x * values[0] * exp(-values[1] * x)
                }
            })
        #expect((solution.values[0] - 2).magnitude < 1e-9)
        #expect((solution.values[1] - 0.7).magnitude < 1e-9)
        #expect(solution.steps < 15)
    }

    @Test func outliersHardlyMove() throws {
        // Three of 30 points are off by 5, two and a half times the largest value; a plain fit would follow them.
        let fit = LeastSquares(
            [Unknown(start: 1, in: 0.1...10, isLogarithmic: true), Unknown(start: 3, in: 0.01...5)], count: 30)
        let solution = try #require(
            fit.solve(exponential { [4, 12, 25].contains($0) ? 5 : 0.01 * sin(Double(7 * $0)) }))
        #expect((solution.values[0] - 2).magnitude < 0.02)
        #expect((solution.values[1] - 0.7).magnitude < 0.02)
        #expect(solution.deviations[0] < 0.02)
    }

    @Test func aLineHasTheStandardErrorsOfTheTextbook() throws {
        // y = a + b x at x = -1, 0, 1 repeated 20 times, residuals +-1 in turn orthogonal to both: a = 3, b = 1.
        // sigma^2 = 60 / 58, se(a) = sigma / sqrt(60) = 0.1313, se(b) = sigma / sqrt(40) = 0.1608. The deviation is
        // 1.4826, so no residual is beyond 1.345 of it and all weights are 1.
        let fit = LeastSquares([Unknown(start: 0, in: -10...10), Unknown(start: 0, in: -10...10)], count: 60)
        let solution = try #require(
            fit.solve { values, residuals in
                for row in 0..<60 {
                    let x = Double(row % 3 - 1)
                    let noise = (row / 3) % 2 == 0 ? 1.0 : -1.0
                    residuals[row] = values[0] + values[1] * x - (3 + x + noise)
                }
            })
        #expect((solution.values[0] - 3).magnitude < 1e-6)
        #expect((solution.values[1] - 1).magnitude < 1e-6)
        let intervals = try solution.certainty.intervals.map { try #require($0) }
        // The errors of a row by itself: 60 / 58 * 60 / 60^2 again, as all squares are 1.
        #expect((intervals[0].upperBound - (3 + 1.96 * 0.1313)).magnitude < 1e-3)
        #expect((intervals[1].lowerBound - (1 - 1.96 * 0.1608)).magnitude < 1e-3)
    }

    @Test func groupsThatErrTogetherWidenTheInterval() throws {
        // The mean of 10 groups of 6 equal errors is known as well as that of 10 numbers, not of 60.
        let unknown = Unknown(start: 0, in: -10...10)
        let residuals: LeastSquares.Residuals = { values, residuals in
            for row in 0..<60 { residuals[row] = values[0] - ((row / 6) % 2 == 0 ? 1 : -1) }
        }
        let single = try #require(LeastSquares([unknown], count: 60).solve(residuals)?.certainty.intervals[0])
        let fit = LeastSquares([unknown], (0..<60).map { LeastSquares.Observation(group: $0 / 6) })
        let grouped = try #require(fit.solve(residuals)?.certainty.intervals[0])
        // sqrt(60 / 59 / 60) = 0.1302 against sqrt(10 / 9 / 10) = 0.3333.
        #expect((single.upperBound - 1.96 * 0.1302).magnitude < 1e-3)
        #expect((grouped.upperBound - 1.96 * 0.3333).magnitude < 1e-3)
    }

    @Test func aClassOfWideSpreadCountsByItsSpread() throws {
        // 20 figures at -1 and 1 and 20 at -1 and 7: at x from 0 to 1 the median distances are 1 and 4, the mean of the
        // middle two, so that squares count 16 to 1: x = (0 * 16 + 3 * 1) / 17. The largest distance is 7 of 1.345 *
        // 1.4826 * 4 = 7.98, so that none counts linearly.
        let observations = (0..<40).map { LeastSquares.Observation(spread: $0 / 20, group: $0) }
        let fit = LeastSquares([Unknown(start: 2, in: -10...10)], observations)
        let solution = try #require(
            fit.solve { values, residuals in
                for row in 0..<40 {
                    let sign = row % 2 == 0 ? 1.0 : -1.0
                    residuals[row] = values[0] - (row < 20 ? sign : 3 + 4 * sign)
                }
            })
        #expect((solution.values[0] - 3.0 / 17).magnitude < 1e-6)
        #expect((solution.deviations[1] - 4 * 1.4826).magnitude < 1e-6)
    }

    @Test func staysWithinItsBounds() throws {
        let fit = LeastSquares([Unknown(start: 1, in: 0.1...1.5), Unknown(start: 3, in: 0.01...5)], count: 30)
        let solution = try #require(fit.solve(exponential { _ in 0 }))
        #expect(solution.values[0] == 1.5)
        #expect(solution.certainty.verdicts[0] == .atUpperBound)
        #expect(solution.certainty.intervals[0] == nil)
        let low = LeastSquares(
            [Unknown(start: 1, in: 0.1...10, isLogarithmic: true), Unknown(start: 3, in: 1...5)], count: 30)
        let bounded = try #require(low.solve(exponential { _ in 0 }))
        #expect(bounded.values[1] == 1)
        #expect(bounded.certainty.verdicts[1] == .atLowerBound)
    }

    /// What is held at its bound leaves the other where it is best beside it.
    ///
    /// a + b = 10 and, a hundredth as heavy, b = 2: freely a = 8. With a = 3 at most, b is the minimum of
    /// (b - 7)^2 + (b - 2)^2 / 100: 7.02 / 1.01. A step for both would send b to 2.
    @Test func theOthersAreFittedBesideABound() throws {
        let fit = LeastSquares([Unknown(start: 1, in: 0...3), Unknown(start: 15, in: 0...20)], count: 40)
        let solution = try #require(
            fit.solve { values, residuals in
                for row in 0..<40 {
                    // So large that no residual is beyond the others.
                    let noise = (row / 2) % 2 == 0 ? 1.0 : -1.0
                    residuals[row] = noise + (row % 2 == 0 ? values[0] + values[1] - 10 : 0.1 * (values[1] - 2))
                }
            })
        #expect(solution.values[0] == 3)
        #expect((solution.values[1] - 7.02 / 1.01).magnitude < 1e-6)
        #expect(solution.certainty.verdicts == [.atUpperBound, .determined])
        #expect(solution.steps < 20)
    }

    @Test func saysWhatOnlyActsTogetherAndWhatDoesNotAct() throws {
        // Only the sum of the first two shows, and the third does nothing.
        let fit = LeastSquares(
            [Unknown(start: 1, in: 0...10), Unknown(start: 1, in: 0...10), Unknown(start: 4, in: 1...10)], count: 40)
        let solution = try #require(
            fit.solve { values, residuals in
                for row in 0..<40 { residuals[row] = values[0] + values[1] - 8 + (row % 2 == 0 ? 0.1 : -0.1) }
            })
        #expect((solution.values[0] + solution.values[1] - 8).magnitude < 1e-6)
        #expect(solution.values[2] == 4)
        #expect(solution.certainty.verdicts == [.undetermined, .undetermined, .undetermined])
        #expect(solution.certainty.together == [[0, 1]])
        #expect(solution.certainty.intervals[2] == nil)
    }

    @Test func findsWhatHasNoEffectWhereItStarts() throws {
        // The larger of the two counts: from 1 and 3 the first shows no slope, and the second alone fits to 5 at best.
        let fit = LeastSquares([Unknown(start: 1, in: 0...20), Unknown(start: 3, in: 0...5)], count: 10)
        let solution = try #require(
            fit.solve { values, residuals in
                for row in 0..<10 { residuals[row] = max(values[0], values[1]) - 8 + (row % 2 == 0 ? 0.1 : -0.1) }
            })
        #expect((solution.values[0] - 8).magnitude < 1e-6)
        #expect(solution.certainty.verdicts[0] == .determined)
        #expect(solution.certainty.verdicts[1] == .undetermined)
    }

    @Test func theSameInputGivesTheSameOutput() throws {
        let fit = LeastSquares(
            [Unknown(start: 1, in: 0.1...10, isLogarithmic: true), Unknown(start: 3, in: 0.01...5)], count: 30)
        let residuals = exponential { cos(Double($0)) }
        #expect(fit.solve(residuals)?.values == fit.solve(residuals)?.values)
    }

    @Test func givesNothingOfACancelledFitOrOfNoNumbers() {
        var fit = LeastSquares(
            [Unknown(start: 1, in: 0.1...10, isLogarithmic: true), Unknown(start: 3, in: 0.01...5)], count: 30)
        #expect(fit.solve { _, residuals in residuals[3] = .nan } == nil)
        fit.isCancelled = { true }
        #expect(fit.solve(exponential { _ in 0 }) == nil)
    }

    @Test func anIntervalHoldsTheTruthAboutNineteenTimesInTwenty() throws {
        var random = SeededGenerator(seed: 7)
        var held = 0
        for _ in 0..<400 {
            let noise = abscissas.map { _ in 0.1 * normal(&random) }
            let fit = LeastSquares(
                [Unknown(start: 1, in: 0.1...10, isLogarithmic: true), Unknown(start: 1, in: 0.01...5)], count: 30)
            let solution = try #require(fit.solve(exponential { noise[$0] }))
            if let interval = solution.certainty.intervals[0], interval.contains(2) { held += 1 }
        }
        // 380 expected of 400 with a standard deviation of 4.4; the normal quantile is a little short at 28 degrees.
        #expect((360...395).contains(held), "\(held)")
    }

    /// Box and Muller's transform.
    private func normal(_ random: inout SeededGenerator) -> Double {
        let (first, second) = (Double.random(in: 1e-12...1, using: &random), Double.random(in: 0...1, using: &random))
        return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
    }
}

extension LeastSquares {
    /// Fits with slopes by central differences, a ten-thousandth of each range apart on either side.
    fileprivate func solve(_ residuals: Residuals) -> Solution? {
        solve(residuals) { values, columns in
            for (index, unknown) in unknowns.enumerated() {
                let step = 1e-4 * (unknown.range.upperBound - unknown.range.lowerBound)
                var (above, below) = (columns[index], columns[index])
                var moved = values
                moved[index] = values[index] + step
                residuals(moved, &above)
                moved[index] = values[index] - step
                residuals(moved, &below)
                columns[index] = zip(above, below).map { ($0 - $1) / (2 * step) }
            }
        }
    }
}
