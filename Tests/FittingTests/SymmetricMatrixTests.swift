import Testing

@testable import Fitting

/// Small matrices with known answers.
@Suite struct SymmetricMatrixTests {
    /// The rows 4, 2 and 2, 3.
    private let matrix = SymmetricMatrix(size: 2) { [[4, 0], [2, 3]][$0][$1] }

    @Test func solvesByHand() throws {
        // 4 x + 2 y = 10 and 2 x + 3 y = 11 at x = 1, y = 3.
        let solution = try #require(matrix.solving([10, 11]))
        #expect((solution[0] - 1).magnitude < 1e-12)
        #expect((solution[1] - 3).magnitude < 1e-12)
    }

    @Test func whatIsNotPositiveDefiniteHasNoSolution() {
        // 1 2 / 2 1 has the eigenvalues 3 and -1.
        #expect(SymmetricMatrix(size: 2) { $0 == $1 ? 1 : 2 }.solving([1, 1]) == nil)
    }

    @Test func eigenvaluesByHand() {
        // Of 4 2 / 2 3: (7 +- sqrt(17)) / 2.
        let axes = matrix.eigen().sorted { $0.value < $1.value }
        #expect((axes[0].value - (7 - 17.0.squareRoot()) / 2).magnitude < 1e-12)
        #expect((axes[1].value - (7 + 17.0.squareRoot()) / 2).magnitude < 1e-12)
        for (value, vector) in axes {
            #expect((vector[0] * vector[0] + vector[1] * vector[1] - 1).magnitude < 1e-12)
            #expect((4 * vector[0] + 2 * vector[1] - value * vector[0]).magnitude < 1e-12)
        }
    }

    @Test func aPartKeepsItsRowsAndColumns() {
        let whole = SymmetricMatrix(size: 3) { Double(10 * $0 + $1) }
        let part = whole.part([0, 2])
        #expect(part.size == 2 && part[0, 0] == 0 && part[1, 0] == 20 && part[0, 1] == 20 && part[1, 1] == 22)
    }

    @Test func theInverseOfScalesFarApart() {
        // The inverse of diag(1e-8, 1e8) has 1e8 and 1e-8.
        let inverse = ScaledInverse(SymmetricMatrix(size: 2) { $0 != $1 ? 0 : $0 == 0 ? 1e-8 : 1e8 })
        #expect((inverse.diagonal(0) / 1e8 - 1).magnitude < 1e-12)
        #expect((inverse.diagonal(1) / 1e-8 - 1).magnitude < 1e-12)
    }
}
