import CostModel

/// A measured figure and what the engine says of it.
public struct Residual: Sendable {
    /// Position of its measurement among those of the file.
    public let measurement: Int
    /// Line of the file, from 1.
    public let line: Int
    /// What was measured.
    public let metric: MeasuredMetric
    /// Both values, in the unit of `MeasuredFigure`.
    public let pair: FigurePair

    /// The residuals of a measurement; a figure that the engine has no finite value for is left out.
    public static func all(of measurement: Measurement, at position: Int) -> [Residual] {
        let plan = PlanResult(measurement.scenario)
        return measurement.figures.compactMap { figure in
            let predicted = figure.metric.predicted(plan)
            guard predicted.isFinite else { return nil }
            return Residual(
                measurement: position, line: measurement.line, metric: figure.metric,
                pair: FigurePair(predicted: predicted, measured: figure.value))
        }
    }
}

/// The errors of the rows that have the same words in some columns.
public struct ErrorGroup: Sendable, Equatable {
    /// Their words in these columns; empty where nothing was grouped by.
    public let key: [String]
    /// What was measured.
    public let metric: MeasuredMetric
    /// The errors.
    public let summary: ErrorSummary
    /// Rows of the group that could not be put to the engine.
    public let unmapped: Int
}

extension ErrorGroup {
    /// Groups the residuals of a table by the words in some columns; each group has a summary of each metric it has.
    ///
    /// A group none of whose rows could be put to the engine has empty summaries of all metrics that others have.
    public static func all(_ table: MeasuredTable, _ residuals: [Residual], by columns: [String]) -> [ErrorGroup] {
        func key(_ fields: [String: String]) -> [String] { columns.map { fields[$0] ?? "" } }
        var pairs: [[String]: [MeasuredMetric: [FigurePair]]] = [:]
        for residual in residuals {
            let fields = table.measurements[residual.measurement].fields
            pairs[key(fields), default: [:]][residual.metric, default: []].append(residual.pair)
        }
        let unmapped = Dictionary(grouping: table.unmapped) { key($0.fields) }
        let metrics = MeasuredMetric.allCases.filter { metric in residuals.contains { $0.metric == metric } }
        let keys = Set(pairs.keys).union(unmapped.keys).sorted(by: comesFirst)
        return keys.flatMap { key in
            let found = pairs[key] ?? [:]
            return (metrics.isEmpty ? MeasuredMetric.allCases : metrics).compactMap { metric -> ErrorGroup? in
                guard found.isEmpty || found[metric] != nil else { return nil }
                return ErrorGroup(
                    key: key, metric: metric, summary: ErrorSummary(found[metric] ?? []),
                    unmapped: unmapped[key]?.count ?? 0)
            }
        }
    }

    /// Orders words; numbers among them by their size.
    private static func comesFirst(_ left: [String], _ right: [String]) -> Bool {
        for (a, b) in zip(left, right) where a != b {
            if let a = Double(a), let b = Double(b), a != b { return a < b }
            return a < b
        }
        return false
    }
}
