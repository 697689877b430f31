/// A mean over seeds with its 95 % interval.
public struct Estimate: Sendable, Equatable {
    /// The mean.
    public let value: Double
    /// How far the interval reaches to either side; infinite of a single value.
    public let halfWidth: Double

    /// Estimates a mean from independent values (Student, Biometrika 6, 1908).
    public init(_ values: [Double]) {
        let count = Double(values.count)
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / count
        value = mean
        guard values.count > 1 else {
            halfWidth = .infinity
            return
        }
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        halfWidth = Self.student(values.count - 1) * (variance / count).squareRoot()
    }

    /// Standard errors to either side that hold 95 %, for degrees of freedom of 1 and more.
    ///
    /// Beyond the table: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.5.
    static func student(_ freedom: Int) -> Double {
        guard freedom > table.count else { return table[max(freedom, 1) - 1] }
        let (x, n) = (1.959964, Double(freedom))
        let cube = x * x * x
        let first = (cube + x) / 4
        let second = (5 * cube * x * x + 16 * cube + 3 * x) / 96
        let third = (3 * cube * cube * x + 19 * cube * x * x + 17 * cube - 15 * x) / 384
        return x + first / n + second / (n * n) + third / (n * n * n)
    }

    private static let table = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281]
}
