import CostModel
import Threads

/// Measured rows as the engine sees them: what ran, and which of its figures are predicted.
struct Predictions: Sendable {
    /// What ran.
    let scenarios: [Scenario]
    /// What came out of each row.
    let figures: [[MeasuredFigure]]
    /// The parameters that are laid over the chip of each row.
    let parameters: [Parameter]
    /// Threads at most.
    let workers: Int

    /// Asked before each few rows; true ends the work without values.
    var isCancelled: @Sendable () -> Bool = { false }

    /// Rows that one thread takes at a time: a row that serves requests takes a hundred microseconds.
    private static let chunk = 16

    /// The predictions of every figure of some rows, one after the other, with values laid over each chip; nil if it
    /// was told to stop.
    func values(_ rows: [Int], _ values: [Double]) -> [Double]? {
        RowWork.pieces(rows.count, of: Self.chunk, workers: workers, isCancelled: isCancelled) { places in
            var predicted: [Double] = []
            for row in rows[places] {
                let plan = PlanResult(scenario(row, values))
                for figure in figures[row] { predicted.append(figure.metric.predicted(plan)) }
            }
            return predicted
        }?.flatMap(\.self)
    }

    /// What ran in a row, with values laid over its chip.
    func scenario(_ row: Int, _ values: [Double]) -> Scenario {
        var scenario = scenarios[row]
        for (parameter, value) in zip(parameters, values) { parameter.set(&scenario, value) }
        return scenario
    }
}
