import CostModel

/// A measured figure and what the engine says of it.
public struct Residual: Sendable {
    /// The row.
    public let measurement: Measurement
    /// What was measured.
    public let metric: MeasuredMetric
    /// Both values, in the unit of `MeasuredFigure`.
    public let pair: FigurePair
}

/// What the engine says of the measurements of a file.
public struct Residuals: Sendable {
    /// The measured figures beside the engine's, in the order of the file.
    public let all: [Residual]
    /// The rows that the engine could not be asked for, or has no finite answer to.
    public let unmapped: [UnmappedRow]

    /// Asks the engine for every measurement of a file; nil if it was told to stop.
    public init?(of table: MeasuredTable, isCancelled: () -> Bool = { false }) {
        var all: [Residual] = []
        var unmapped = table.unmapped
        for measurement in table.measurements {
            guard !isCancelled() else { return nil }
            let plan = PlanResult(measurement.scenario)
            let found = measurement.figures.map { figure in
                Residual(
                    measurement: measurement, metric: figure.metric,
                    pair: FigurePair(predicted: figure.metric.predicted(plan), measured: figure.value))
            }
            if let broken = found.first(where: { !$0.pair.predicted.isFinite }) {
                unmapped.append(
                    UnmappedRow(line: measurement.line, fields: measurement.fields, fault: .notFinite(broken.metric)))
            } else {
                all += found
            }
        }
        self.all = all
        self.unmapped = unmapped.sorted { $0.line < $1.line }
    }
}
