/// The prompt tokens that wait at the start of a step, in units, as a Markov chain from step to step.
///
/// A step takes up to `most` units, and what comes while it lasts waits for the next (the queue of bulk service; N. T.
/// J. Bailey, Journal of the Royal Statistical Society B 16, 1954).
struct BacklogChain: Sendable {
    /// Probabilities of the backlogs at a random moment: those at starts of steps, weighted with the lengths of these.
    let shares: [Double]

    /// Solves the chain.
    ///
    /// - Parameters:
    ///   - units: units that steps take.
    ///   - arrivals: shares of the units that come in a step, by the units that it takes.
    ///   - durations: seconds of a step, by the units that it takes.
    ///   - count: backlogs that are told apart; what lies beyond counts as the last.
    init(_ units: BacklogUnits, arrivals: [[Double]], durations: [Double], count: Int) {
        var matrix = [Double](repeating: 0, count: count * count)
        for backlog in 0..<count {
            let taken = units.taken(backlog)
            for (come, share) in arrivals[taken].enumerated() {
                matrix[backlog * count + min(backlog - taken + come, count - 1)] += share
            }
        }
        let starts = Self.stationary(&matrix, count, reach: units.most)
        let weighted = starts.indices.map { starts[$0] * durations[units.taken($0)] }
        let sum = weighted.reduce(0, +)
        shares = weighted.map { $0 / sum }
    }

    /// Probabilities that a step leaves as they are, of a chain that falls by no more than `reach` at once.
    ///
    /// W. K. Grassmann, M. I. Taksar and D. P. Heyman, Operations Research 33, 1985: no subtraction, so no loss of
    /// digits.
    private static func stationary(_ matrix: inout [Double], _ count: Int, reach: Int) -> [Double] {
        matrix.withUnsafeMutableBufferPointer { matrix in
            for state in stride(from: count - 1, to: 0, by: -1) {
                let targets = max(0, state - reach)..<state
                let own = state * count
                var down = 0.0
                for target in targets { down += matrix[own + target] }
                let scale = 1 / max(down, 1e-300)
                for row in 0..<state where matrix[row * count + state] != 0 {
                    let factor = matrix[row * count + state] * scale
                    matrix[row * count + state] = factor
                    for target in targets { matrix[row * count + target] += factor * matrix[own + target] }
                }
            }
        }
        var shares = [Double](repeating: 0, count: count)
        shares[0] = 1
        var sum = 1.0
        for state in 1..<max(count, 2) where state < count {
            for row in 0..<state { shares[state] += shares[row] * matrix[row * count + state] }
            sum += shares[state]
        }
        return shares.map { $0 / sum }
    }
}
