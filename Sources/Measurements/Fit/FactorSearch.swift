import Catalog
import CostModel
import Glibc

/// Finds the most likely factors of some runs by Gauss-Newton steps, in which runs weigh less the further they lie off.
struct FactorSearch: Sendable {
    private let responses: FactorResponses
    private let prior: FactorPrior
    private let scatter: RunScatter

    /// Steps at most; five suffice where factors lie within two.
    private static let mostSteps = 25
    /// Of either logarithm a step goes so far at most.
    private static let longestStep = 0.4
    /// A step shorter than this is the last.
    private static let shortestStep = 1e-4

    init(_ responses: FactorResponses, _ prior: FactorPrior, _ scatter: RunScatter) {
        self.responses = responses
        self.prior = prior
        self.scatter = scatter
    }

    /// The most likely place, and how certain it is; nil if it was told to stop.
    func solve(_ rows: [Int], from start: FactorPosition) -> FactorSolution? {
        var position = start
        guard var system = system(rows, position) else { return nil }
        for _ in 0..<Self.mostSteps {
            var step = system.step
            let longest = max(step.overhead.magnitude, step.work.magnitude)
            if longest < Self.shortestStep { break }
            if longest > Self.longestStep { step = step * (Self.longestStep / longest) }
            // A step that leads to less likely factors is halved.
            var share = 1.0
            var next = position
            var found: FactorSystem?
            while share > 1e-2 {
                next = (position + step * share).clamped
                guard let tried = self.system(rows, next) else { return nil }
                if tried.cost < system.cost {
                    found = tried
                    break
                }
                share /= 2
            }
            guard let found else { break }
            (position, system) = (next, found)
        }
        return FactorSolution(position: position, covariance: system.covariance)
    }

    /// The normal equations at a place, with the prior in them.
    private func system(_ rows: [Int], _ position: FactorPosition) -> FactorSystem? {
        guard let all = responses.at(position, rows: rows) else { return nil }
        var system = FactorSystem(prior, position)
        let freedom = RunScatter.freedom
        for (row, response) in zip(rows, all) {
            for metric in responses.observed(row) where response.has(metric) {
                let scale = scatter.scale(of: metric.name)
                let residual = responses.measured(row, metric) - response.log(metric)
                let ratio = residual / scale * (residual / scale)
                system.add(
                    residual, along: response.slopes(metric),
                    weight: (freedom + 1) / (freedom + ratio) / (scale * scale),
                    cost: (freedom + 1) / 2 * log(1 + ratio / freedom))
            }
        }
        return system
    }
}

/// The normal equations of two factors.
private struct FactorSystem {
    /// Minus the logarithm of how likely the factors are, but for a constant.
    var cost: Double
    private var matrix: (overhead: Double, both: Double, work: Double)
    private var gradient: FactorPosition

    init(_ prior: FactorPrior, _ position: FactorPosition) {
        let weights = (1 / (prior.overhead * prior.overhead), 1 / (prior.work * prior.work))
        matrix = (weights.0, 0, weights.1)
        gradient = FactorPosition(overhead: -position.overhead * weights.0, work: -position.work * weights.1)
        cost = (position.overhead * position.overhead * weights.0 + position.work * position.work * weights.1) / 2
    }

    mutating func add(_ residual: Double, along slopes: FactorPosition, weight: Double, cost: Double) {
        matrix.overhead += weight * slopes.overhead * slopes.overhead
        matrix.both += weight * slopes.overhead * slopes.work
        matrix.work += weight * slopes.work * slopes.work
        gradient = gradient + slopes * (weight * residual)
        self.cost += cost
    }

    /// The inverse of the matrix, which the prior keeps from being singular.
    var covariance: (overhead: Double, both: Double, work: Double) {
        let determinant = matrix.overhead * matrix.work - matrix.both * matrix.both
        return (matrix.work / determinant, -matrix.both / determinant, matrix.overhead / determinant)
    }

    var step: FactorPosition {
        let inverse = covariance
        return FactorPosition(
            overhead: inverse.overhead * gradient.overhead + inverse.both * gradient.work,
            work: inverse.both * gradient.overhead + inverse.work * gradient.work)
    }
}

/// The most likely factors, and how certain they are.
struct FactorSolution: Sendable {
    let position: FactorPosition
    let covariance: (overhead: Double, both: Double, work: Double)

    var correlation: Double { covariance.both / (covariance.overhead * covariance.work).squareRoot() }

    /// The variance of the logarithm of a figure that answers to the factors so.
    func variance(along slopes: FactorPosition) -> Double {
        slopes.overhead * slopes.overhead * covariance.overhead + 2 * slopes.overhead * slopes.work * covariance.both
            + slopes.work * slopes.work * covariance.work
    }

    /// A factor with its intervals, of a normal distribution of its logarithm.
    func estimate(_ factor: ChipFactor, _ prior: FactorPrior) -> FewRunsFit.Estimate {
        let place = factor == .overhead ? position.overhead : position.work
        let deviation = (factor == .overhead ? covariance.overhead : covariance.work).squareRoot()
        func interval(_ middle: Double, _ deviation: Double) -> ClosedRange<Double> {
            CalibrationFit.rounded(
                exp(middle - 1.96 * deviation))...CalibrationFit.rounded(exp(middle + 1.96 * deviation))
        }
        return FewRunsFit.Estimate(
            factor: factor, value: CalibrationFit.rounded(exp(place)), interval: interval(place, deviation),
            prior: interval(0, prior[factor]), left: deviation / prior[factor])
    }
}
