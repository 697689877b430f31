import CostModel
import Threads

/// The derivatives of predictions by the parameters, of rows whose places in the engine are looked up once.
///
/// Rows of one phase and rows that serve requests are worked out by the engine's equations alone, without differences.
struct PredictionSlopes: Sendable {
    private let predictions: Predictions
    private let rows: [Int]
    /// For each row and parameter the numbers of the figures that it sets.
    private let places: [[[Int]]]

    /// Rows that one thread takes at a time.
    private static let chunk = 4

    /// Prepares for some rows.
    init(_ predictions: Predictions, _ rows: [Int]) {
        self.predictions = predictions
        self.rows = rows
        // All that may be fitted are figures of the chip, which have places; ParameterTests check it.
        places = rows.map { row in predictions.parameters.map { $0.places(in: predictions.scenarios[row]) ?? [] } }
    }

    /// The derivatives of every figure of the rows, one after the other, for each parameter; nil if it was told to stop.
    func at(_ values: [Double]) -> [[Double]]? {
        let pieces = RowWork.pieces(
            rows.count, of: Self.chunk, workers: predictions.workers, isCancelled: predictions.isCancelled
        ) { range in
            var columns = [[Double]](repeating: [], count: values.count)
            for index in range {
                let slopes = PlanSlopes(predictions.scenario(rows[index], values))
                for (column, places) in places[index].enumerated() {
                    let plan = slopes.by(places)
                    for figure in predictions.figures[rows[index]] {
                        columns[column].append(figure.metric.predicted(plan).derivative)
                    }
                }
            }
            return columns
        }
        return pieces.map { pieces in values.indices.map { column in pieces.flatMap { $0[column] } } }
    }
}
