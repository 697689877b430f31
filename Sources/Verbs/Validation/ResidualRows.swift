import CostModel
import Measurements
import Notebook
import Presentation

/// Every row of a file with what the engine says of it, made one after the other.
struct ResidualRows {
    private let table: MeasuredTable
    private let residuals: Residuals
    /// The requests in flight that were taken for rows that state none.
    private let loads: [Int: Double]
    /// What parameters are fitted to, and what else was compared.
    private let metrics: [MeasuredMetric]
    /// The residuals and the reasons of each row begin at these places.
    private let starts: (residuals: [Int], reasons: [Int])

    init(_ validation: Validation) {
        table = validation.table
        residuals = validation.residuals
        let compared = Set(validation.residuals.all.map(\.metric))
        metrics = MeasuredMetric.allCases.filter { MeasuredMetric.fitted.contains($0) || compared.contains($0) }
        loads = Dictionary(
            residuals.saturated.map { ($0.row, $0.concurrency) }, uniquingKeysWith: { first, _ in first })
        starts = (
            Self.starts(residuals.all.lazy.map(\.row), table.count),
            Self.starts(residuals.unmapped.lazy.map(\.row), table.count)
        )
    }

    /// The line, the file's own columns, predicted and measured values of each metric, and why there are none.
    var columns: [Table.Column] {
        var columns = [Table.Column("line")] + table.headings.map { Table.Column($0) }
        for metric in metrics {
            columns += ["predicted", "measured", "error_pct"].map { Table.Column("\(metric.name)_\($0)") }
        }
        if !residuals.saturated.isEmpty { columns.append(Table.Column("concurrency_taken")) }
        return columns + [Table.Column("not_expressed")]
    }

    /// The cells of a row, from 0.
    func cells(_ row: Int) -> [Table.Cell] {
        let own = residuals.all[starts.residuals[row]..<starts.residuals[row + 1]]
        let reason = residuals.unmapped[starts.reasons[row]..<starts.reasons[row + 1]].first?.reason
        return [.number(Double(table.line(ofRow: row)))] + table.cells(ofRow: row).map { .text($0) } + figures(own)
            + (loads.isEmpty ? [] : [loads[row].map { .number($0) } ?? .missing])
            + [.text(reason.map { residuals.reasons[$0] } ?? "")]
    }

    private func figures(_ residuals: ArraySlice<Residual>) -> [Table.Cell] {
        metrics.flatMap { metric -> [Table.Cell] in
            guard let residual = residuals.first(where: { $0.metric == metric }) else {
                return [.missing, .missing, .missing]
            }
            return [
                .number(residual.pair.predicted / metric.unitFactor),
                .number(residual.pair.measured / metric.unitFactor), ValidationTables.percent(residual.pair.error),
            ]
        }
    }

    /// Where the entries of each row begin among some in the order of their rows, and where the last end.
    private static func starts(_ rows: some Collection<Int>, _ count: Int) -> [Int] {
        var starts: [Int] = []
        starts.reserveCapacity(count + 1)
        for (place, row) in rows.enumerated() {
            while starts.count <= row { starts.append(place) }
        }
        while starts.count <= count { starts.append(rows.count) }
        return starts
    }
}
