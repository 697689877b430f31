/// The derivatives of residuals by the positions of the unknowns, one column an unknown.
struct Jacobian: Sendable {
    private(set) var columns: [[Double]]

    /// Makes a matrix of zeros.
    init(unknowns: Int, residuals: Int) {
        columns = [[Double]](repeating: [Double](repeating: 0, count: residuals), count: unknowns)
    }

    /// Takes derivatives by the unknowns over to their positions; zero where one is not finite.
    ///
    /// - Parameters:
    ///   - scales: how much each unknown grows with its position.
    ///   - write: writes the derivatives by the unknowns.
    mutating func fill(by scales: [Double], _ write: (inout [[Double]]) -> Void) {
        write(&columns)
        for (column, scale) in scales.enumerated() {
            for row in columns[column].indices {
                let slope = columns[column][row] * scale
                columns[column][row] = slope.isFinite ? slope : 0
            }
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
