import Catalog
import Glibc
import Units

/// What is known of the factors of a deployment before it is measured: how far those of others lie from 1.
///
/// Both are standard deviations of the factor's logarithm. Those of deployments that share the constants of a fitted family are
/// maximum-likelihood estimates over the deployments of 8 rows or more of the measured tables (FewRunsAccuracyTests repeats
/// them, and judges each deployment by what those of other models and runtimes say).
public struct FactorPrior: Sendable, Equatable {
    /// That of overheads.
    public let overhead: Double
    /// That of work.
    public let work: Double

    /// States a prior.
    public init(overhead: Double, work: Double) { (self.overhead, self.work) = (overhead, work) }

    /// Of a chip whose constants were fitted to measured rows of its family.
    public static let measured = FactorPrior(overhead: 0.24, work: 0.18)
    /// Of a chip without measured rows: eight deployments on MI300X, Ascend 910B and A100 are off by a factor whose
    /// logarithm has a root mean square of 0.5 (cookbook.csv and field.csv of Tests/AccuracyTests/Measured).
    public static let unmeasured = FactorPrior(overhead: 0.5, work: 0.5)

    /// One of them.
    public subscript(factor: ChipFactor) -> Double { factor == .overhead ? overhead : work }
}

/// How far runs lie from the engine once the factors of their deployment are known.
///
/// The scale of Student's t with four degrees of freedom of log(measured / predicted), which holds the few runs that waited
/// for something else. Its sources are those of `FactorPrior`.
public enum RunScatter: Sendable {
    /// Of runs of one set-up.
    case alike
    /// Of runs of one model and runtime in several set-ups, which have factors in common.
    case several
    /// Of runs in set-ups of which none was measured.
    case elsewhere

    /// Degrees of freedom.
    public static let freedom = 4.0
    /// The quantile of Student's t with these degrees that 90 % stay below, so that 80 % lie within both.
    static let ninth = 1.5332

    /// The scale for a metric by its name.
    public func scale(of metric: String) -> Double {
        switch (self, metric) {
        case (.alike, "ttft_ms"): 0.35
        case (.alike, "tpot_ms"): 0.06
        case (.alike, _): 0.075
        case (.several, "ttft_ms"): 0.45
        case (.several, "tpot_ms"): 0.1
        case (.several, _): 0.11
        case (.elsewhere, "ttft_ms"): 0.42
        case (.elsewhere, "tpot_ms"): 0.12
        case (.elsewhere, _): 0.13
        }
    }

    /// Runs that the scale of other deployments counts for beside a deployment's own.
    private static let others = 8.0

    /// The scale where a deployment's own runs lie off by so much, of logarithms: its most likely value for Student's t, so that
    /// one run far off widens it little, and never less than that of others, for a few runs that lie near are chance.
    public func scale(of metric: String, residuals: [Double]) -> Double {
        let usual = scale(of: metric)
        var square = usual * usual
        for _ in 0..<20 {
            let sum = residuals.reduce(Self.others * usual * usual) { sum, residual in
                let own = residual * residual
                return sum + (Self.freedom + 1) / (Self.freedom + own / square) * own
            }
            square = sum / (Self.others + Double(residuals.count))
        }
        return max(usual, square.squareRoot())
    }

    /// The band about a prediction that holds 80 % of what is measured, as shares of it.
    ///
    /// - Parameters:
    ///   - metric: the name of the figure.
    ///   - variance: that of the prediction's logarithm, for the factors are not known for certain.
    ///   - residuals: how far the deployment's own runs lie off, of logarithms.
    public func band(of metric: String, variance: Double, residuals: [Double] = []) -> ClosedRange<Double> {
        let scale = scale(of: metric, residuals: residuals)
        let reach = exp(Self.ninth * (variance + scale * scale).squareRoot())
        return Decimal.rounded(1 / reach, digits: 4)...Decimal.rounded(reach, digits: 4)
    }
}
