/// The derivatives of residuals by the positions of the unknowns, one column an unknown.
struct Jacobian: Sendable {
    private(set) var columns: [[Double]]

    /// Makes a matrix of zeros.
    init(unknowns: Int, residuals: Int) {
        columns = [[Double]](repeating: [Double](repeating: 0, count: residuals), count: unknowns)
    }

    /// Writes a column as a difference quotient; zero where it is not finite.
    mutating func write(_ column: Int, _ above: [Double], _ below: [Double], over difference: Double) {
        for row in above.indices {
            let quotient = difference > 0 ? (above[row] - below[row]) / difference : 0
            columns[column][row] = quotient.isFinite ? quotient : 0
        }
    }

    /// Whether residuals depend on an unknown where the derivatives were taken.
    func hasEffect(_ column: Int) -> Bool { columns[column].contains { $0.magnitude > 1e-9 } }

    /// J^T W J.
    func normal(_ weights: [Double]) -> SymmetricMatrix {
        SymmetricMatrix(size: columns.count) { left, right in
            var sum = 0.0
            for row in weights.indices { sum += columns[left][row] * weights[row] * columns[right][row] }
            return sum
        }
    }

    /// J^T W r.
    func gradient(_ weights: [Double], _ residuals: [Double]) -> [Double] {
        columns.map { column in
            var sum = 0.0
            for row in weights.indices { sum += column[row] * weights[row] * residuals[row] }
            return sum
        }
    }
}
