/// How well fitted numbers are known.
public struct Certainty: Sendable {
    /// What the data say of an unknown.
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
    ///   - deviation: the robust standard deviation of the residuals.
    ///   - groups: the group of each residual; empty where each errs by itself.
    init(
        _ unknowns: [Unknown], at positions: [Double], _ residuals: [Double], _ jacobian: Jacobian, deviation: Double,
        groups: [Int]
    ) {
        intervals = unknowns.map { _ in nil }
        let weights = residuals.map { LeastSquares.weight($0, deviation) }
        let normal = jacobian.normal(weights)
        verdicts = unknowns.indices.map { index in
            guard normal[index, index].squareRoot() > 1e-9 else { return .undetermined }
            return positions[index] <= 1e-9 ? .atLowerBound : positions[index] >= 1 - 1e-9 ? .atUpperBound : .determined
        }
        let inside = unknowns.indices.filter { verdicts[$0] == .determined }
        guard !inside.isEmpty else { return }
        let inverse = ScaledInverse(normal.part(inside))
        let errors = Self.standardErrors(
            inverse, inside.map { jacobian.columns[$0] }, weights, residuals, deviation, groups)
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
    /// One takes errors as independent: (J^T W J)^-1 sum psi^2 / (n - p), for Huber's psi and with his correction for its
    /// slope (P. J. Huber, "Robust Statistics", 1981, 7.6). The other lets the errors of a group be anything
    /// (K.-Y. Liang and S. Zeger, Biometrika 73, 1986).
    private static func standardErrors(
        _ inverse: ScaledInverse, _ columns: [[Double]], _ weights: [Double], _ residuals: [Double],
        _ deviation: Double, _ groups: [Int]
    ) -> [Double] {
        let count = Double(residuals.count)
        let size = Double(columns.count)
        let psi = zip(weights, residuals).map { $0 * $1 }
        let slope = Double(residuals.count { $0.magnitude <= LeastSquares.huber * deviation }) / count
        let weight = Statistics.mean(weights)
        let squares = psi.reduce(0) { $0 + $1 * $1 }
        let independent = weight / (slope * slope) * squares / max(count - size, 1)

        let groups = groups.count == residuals.count ? groups : Array(residuals.indices)
        let groupCount = (groups.max() ?? 0) + 1
        let scores = columns.map { column in
            var sums = [Double](repeating: 0, count: groupCount)
            for row in groups.indices { sums[groups[row]] += column[row] * psi[row] }
            return sums
        }
        let number = Double(groupCount)
        let small = number > size ? number / (number - size) : number
        let grouped = small * weight * weight / (slope * slope)
        let meat = SymmetricMatrix(size: columns.count) { left, right in
            zip(scores[left], scores[right]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return columns.indices.map { index in
            max(independent * inverse.diagonal(index), grouped * inverse.quadratic(index, meat)).squareRoot()
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
