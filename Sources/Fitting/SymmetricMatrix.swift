/// A small symmetric matrix, stored in full.
struct SymmetricMatrix: Sendable {
    /// Rows, which are as many as columns.
    let size: Int
    private var elements: [Double]

    /// Makes a matrix of zeros.
    init(size: Int) {
        self.size = size
        elements = [Double](repeating: 0, count: size * size)
    }

    /// Makes a matrix from its elements on and below the diagonal.
    init(size: Int, _ element: (Int, Int) -> Double) {
        self.init(size: size)
        for row in 0..<size {
            for column in 0...row { self[row, column] = element(row, column) }
        }
    }

    /// An element; writing it writes the one across the diagonal too.
    subscript(row: Int, column: Int) -> Double {
        get { elements[row * size + column] }
        set {
            elements[row * size + column] = newValue
            elements[column * size + row] = newValue
        }
    }

    /// Rows and columns that are kept, in their order.
    func part(_ indices: [Int]) -> SymmetricMatrix {
        SymmetricMatrix(size: indices.count) { self[indices[$0], indices[$1]] }
    }

    /// The vector that this matrix takes to `right`, by Cholesky's decomposition; nil unless positive definite.
    func solving(_ right: [Double]) -> [Double]? {
        var lower = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                var sum = self[row, column]
                for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
                if row > column {
                    lower[row * size + column] = sum / lower[column * size + column]
                } else {
                    guard sum > 0 else { return nil }
                    lower[row * size + row] = sum.squareRoot()
                }
            }
        }
        var solution = right
        for row in 0..<size {
            for k in 0..<row { solution[row] -= lower[row * size + k] * solution[k] }
            solution[row] /= lower[row * size + row]
        }
        for row in (0..<size).reversed() {
            for k in (row + 1)..<max(row + 1, size) { solution[row] -= lower[k * size + row] * solution[k] }
            solution[row] /= lower[row * size + row]
        }
        return solution
    }

    /// Eigenvalues and unit eigenvectors, by Jacobi's cyclic rotations (Golub and Van Loan, "Matrix Computations", 8.5).
    func eigen() -> [(value: Double, vector: [Double])] {
        var matrix = self
        var vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0.0 } }
        for _ in 0..<60 {
            var rest = 0.0
            for row in 0..<size { for column in 0..<row { rest += matrix[row, column] * matrix[row, column] } }
            guard rest > 1e-30 else { break }
            for row in 1..<max(1, size) {
                for column in 0..<row where matrix[row, column] != 0 { matrix.rotate(row, column, &vectors) }
            }
        }
        return (0..<size).map { (value: matrix[$0, $0], vector: vectors[$0]) }
    }

    /// Turns the plane of two axes so that the element across them vanishes.
    private mutating func rotate(_ p: Int, _ q: Int, _ vectors: inout [[Double]]) {
        let tau = (self[q, q] - self[p, p]) / (2 * self[p, q])
        let t = (tau < 0 ? -1 : 1) / (tau.magnitude + (1 + tau * tau).squareRoot())
        let c = 1 / (1 + t * t).squareRoot()
        let s = t * c
        let (pp, qq, pq) = (self[p, p], self[q, q], self[p, q])
        for k in 0..<size where k != p && k != q {
            let (kp, kq) = (self[k, p], self[k, q])
            self[k, p] = c * kp - s * kq
            self[k, q] = s * kp + c * kq
        }
        self[p, p] = pp - t * pq
        self[q, q] = qq + t * pq
        self[p, q] = 0
        for k in 0..<size {
            let (vp, vq) = (vectors[p][k], vectors[q][k])
            vectors[p][k] = c * vp - s * vq
            vectors[q][k] = s * vp + c * vq
        }
    }
}
