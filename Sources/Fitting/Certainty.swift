/// How well fitted numbers are known.
public struct Certainty: Sendable {
    /// How well the data determine an unknown.
    public enum Verdict: Sendable, Equatable {
        /// The 95 % interval is narrow.
        case determined
        /// The 95 % interval reaches further than half the value to either side.
        case barely
        /// The 95 % interval spans most of the range, or nothing measured depends on it.
        case undetermined
        /// The data draw it beyond its lower bound.
        case atLowerBound
        /// The data draw it beyond its upper bound.
        case atUpperBound
    }

    /// The verdict on each unknown.
    public private(set) var verdicts: [Verdict]
    /// The 95 % interval of each unknown, within its range; nil at a bound or where nothing depends on it.
    public private(set) var intervals: [ClosedRange<Double>?]
    /// Unknowns, by their places, of which the data only determine what they do together.
    public private(set) var together: [[Int]] = []

    /// Standard errors to either side that hold 95 % of a normal distribution.
    private static let width = 1.96
    /// The share of its range that the interval of an undetermined unknown spans at least.
    private static let most = 0.8
    /// The condition index from which on columns depend on one another, and the part that those named have in it.
    ///
    /// D. Belsley, E. Kuh and R. Welsch, "Regression Diagnostics", 1980: 5 to 10 for weak, 30 for strong dependence.
    private static let condition = 10.0
    private static let part = 0.3

    /// Judges a solution.
    ///
    /// - Parameters:
    ///   - unknowns: what was fitted.
    ///   - positions: where each lies between its bounds.
    ///   - residuals: what is left.
    ///   - jacobian: derivatives of the residuals by the positions.
    ///   - robust: how much each residual counts.
    init(_ unknowns: [Unknown], at positions: [Double], _ residuals: [Double], _ jacobian: Jacobian, _ robust: Huber) {
        intervals = unknowns.map { _ in nil }
        let weights = robust.weights(residuals)
        let normal = jacobian.normal(weights)
        verdicts = unknowns.indices.map { index in
            guard jacobian.hasEffect(index), normal[index, index] > 0 else { return .undetermined }
            return positions[index] <= 0 ? .atLowerBound : positions[index] >= 1 ? .atUpperBound : .determined
        }
        let inside = unknowns.indices.filter { verdicts[$0] == .determined }
        guard !inside.isEmpty else { return }
        let inverse = ScaledInverse(normal.part(inside))
        let errors = Self.standardErrors(inverse, inside.map { jacobian.columns[$0] }, residuals, robust)
        for (index, error) in zip(inside, errors) {
            let low = max(positions[index] - Self.width * error, 0)
            let high = min(positions[index] + Self.width * error, 1)
            let interval = unknowns[index].value(at: low)...unknowns[index].value(at: high)
            intervals[index] = interval
            let value = unknowns[index].value(at: positions[index])
            let isWide = interval.upperBound - interval.lowerBound > value
            verdicts[index] = high - low >= Self.most ? .undetermined : isWide ? .barely : .determined
        }
        let largest = inverse.axes.map(\.value).max() ?? 0
        for axis in inverse.axes where axis.value * Self.condition * Self.condition < largest {
            let members = zip(inside, axis.vector).filter { $1.magnitude >= Self.part }.map(\.0)
            if members.count > 1, members.contains(where: { verdicts[$0] != .determined }) { together.append(members) }
        }
    }

    /// The standard error of each position: the wider of two estimates.
    ///
    /// One takes errors as independent: A^-1 sum psi^2 / (n - p) with A = J^T W J, and with Huber's correction for the
    /// slope of psi (P. J. Huber, "Robust Statistics", 1981, 7.6). The other lets the errors of a group be anything:
    /// A^-1 M A^-1, M being the sum over groups of the outer products of their scores (K.-Y. Liang and S. Zeger,
    /// Biometrika 73, 1986).
    private static func standardErrors(
        _ inverse: ScaledInverse, _ columns: [[Double]], _ residuals: [Double], _ robust: Huber
    ) -> [Double] {
        let observations = robust.observations
        let (count, size) = (Double(residuals.count), Double(columns.count))
        let shares = zip(residuals, observations).map(robust.share)
        let share = Statistics.mean(shares)
        let correction = share / (Double(shares.count { $0 == 1 }) / count)
        // In units of each class's deviation, all errors are alike.
        let deviations = observations.map { robust.deviations[$0.spread] }
        let psi = residuals.indices.map { shares[$0] * residuals[$0] / deviations[$0] }
        let slopes = columns.map { column in
            column.indices.map { column[$0] * observations[$0].weight / deviations[$0] }
        }
        let variance = psi.reduce(0) { $0 + $1 * $1 } / max(count - size, 1)

        let groups = (observations.map(\.group).max() ?? 0) + 1
        let scores = slopes.map { slopes in
            var sums = [Double](repeating: 0, count: groups)
            for row in slopes.indices { sums[observations[row].group] += slopes[row] * psi[row] }
            return sums
        }
        let number = Double(groups)
        let grouped = products(scores, times: number > size ? number / (number - size) : number)
        return columns.indices.map { index in
            correction * max(variance / share * inverse.diagonal(index), inverse.quadratic(index, grouped)).squareRoot()
        }
    }

    /// The products of vectors with one another.
    private static func products(_ vectors: [[Double]], times factor: Double) -> SymmetricMatrix {
        SymmetricMatrix(size: vectors.count) { left, right in
            factor * zip(vectors[left], vectors[right]).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }
}

/// The inverse of a symmetric matrix by the axes of its correlations, which also tell which columns depend on another.
struct ScaledInverse: Sendable {
    /// Eigenvalues and unit eigenvectors of the matrix scaled to a diagonal of ones.
    let axes: [(value: Double, vector: [Double])]
    private let scales: [Double]

    /// Decomposes a matrix whose diagonal is positive.
    init(_ matrix: SymmetricMatrix) {
        let scales = (0..<matrix.size).map { matrix[$0, $0].squareRoot() }
        self.scales = scales
        axes = SymmetricMatrix(size: matrix.size) { matrix[$0, $1] / (scales[$0] * scales[$1]) }.eigen()
    }

    /// A row of the inverse; directions that are all but absent count as hardly known rather than as unknown.
    private func row(_ index: Int) -> [Double] {
        scales.indices.map { column in
            axes.reduce(0) { $0 + $1.vector[index] * $1.vector[column] / max($1.value, 1e-12) }
                / (scales[index] * scales[column])
        }
    }

    /// A diagonal element of the inverse.
    func diagonal(_ index: Int) -> Double { row(index)[index] }

    /// A diagonal element of inverse * middle * inverse.
    func quadratic(_ index: Int, _ middle: SymmetricMatrix) -> Double {
        let row = row(index)
        var sum = 0.0
        for left in row.indices { for right in row.indices { sum += row[left] * middle[left, right] * row[right] } }
        return max(sum, 0)
    }
}
