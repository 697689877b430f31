/// Huber's loss, in which residuals beyond a limit count linearly instead of squared.
///
/// A residual is compared with the robust standard deviation of its class: 1.4826 times the median magnitude, which of
/// normal errors is the standard deviation.
struct Huber: Sendable {
    /// Where residuals start to count linearly, in robust standard deviations: 95 % efficiency at normal errors.
    private static let limit = 1.345
    /// The least deviation of a class as a share of that of all: a class of few figures may be fitted almost exactly.
    private static let least = 0.25

    let observations: [LeastSquares.Observation]
    /// The robust standard deviation of each class.
    let deviations: [Double]

    /// Measures the deviations of residuals.
    init(_ observations: [LeastSquares.Observation], of residuals: [Double]) {
        self.observations = observations
        // Exact data leave rounding errors, below which nothing is an outlier.
        let all = max(Self.deviation(residuals), 1e-9)
        let classes = (observations.map(\.spread).max() ?? 0) + 1
        var members = [[Double]](repeating: [], count: classes)
        for (residual, observation) in zip(residuals, observations) { members[observation.spread].append(residual) }
        deviations = members.map { max(Self.deviation($0), Self.least * all) }
    }

    private static func deviation(_ residuals: [Double]) -> Double {
        1.4826 * Statistics.median(residuals.map(\.magnitude))
    }

    /// Whether deviations differ by less than matters.
    func isClose(to other: Huber) -> Bool {
        zip(deviations, other.deviations).allSatisfy { ($0 - $1).magnitude <= 1e-3 * $1 }
    }

    /// The loss of all residuals; infinite where one is not finite.
    func loss(_ residuals: [Double]) -> Double {
        var sum = 0.0
        for (residual, observation) in zip(residuals, observations) {
            guard residual.isFinite else { return .infinity }
            let size = residual.magnitude / deviations[observation.spread]
            sum += observation.weight * (size <= Self.limit ? size * size / 2 : Self.limit * (size - Self.limit / 2))
        }
        return sum
    }

    /// What the square of each residual is multiplied by, so that the sum has the slope of the loss.
    func weights(_ residuals: [Double]) -> [Double] {
        zip(residuals, observations).map { residual, observation in
            let deviation = deviations[observation.spread]
            return observation.weight * share(residual, observation) / (deviation * deviation)
        }
    }

    /// The part of a residual that counts: 1, or less for one that counts linearly.
    func share(_ residual: Double, _ observation: LeastSquares.Observation) -> Double {
        let size = residual.magnitude / deviations[observation.spread]
        return size <= Self.limit ? 1 : Self.limit / size
    }
}
