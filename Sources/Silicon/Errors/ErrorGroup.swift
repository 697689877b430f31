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
    /// Groups residuals by the words in some columns; each group has a summary of each metric it has.
    ///
    /// A group none of whose rows could be put to the engine has empty summaries of all metrics that others have.
    public static func all(_ residuals: Residuals, by columns: [String]) -> [ErrorGroup] {
        func key(_ fields: [String: String]) -> [String] { columns.map { fields[$0] ?? "" } }
        let mapped = Dictionary(grouping: residuals.all) { key($0.measurement.fields) }
        let unmapped = Dictionary(grouping: residuals.unmapped) { key($0.fields) }
        let metrics = MeasuredMetric.allCases.filter { metric in residuals.all.contains { $0.metric == metric } }
        let keys = Set(mapped.keys).union(unmapped.keys).sorted(by: comesFirst)
        return keys.flatMap { key in
            (metrics.isEmpty ? MeasuredMetric.allCases : metrics).compactMap { metric -> ErrorGroup? in
                let pairs = mapped[key]?.filter { $0.metric == metric }.map(\.pair) ?? []
                guard !pairs.isEmpty || mapped[key] == nil else { return nil }
                return ErrorGroup(
                    key: key, metric: metric, summary: ErrorSummary(pairs), unmapped: unmapped[key]?.count ?? 0)
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
