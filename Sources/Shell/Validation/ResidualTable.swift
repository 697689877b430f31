import CostModel
import Presentation
import Silicon

/// Every row of a file with what the engine says of it.
enum ResidualTable {
    /// The line, the file's own columns, predicted and measured values of each metric, and why there are none.
    static func make(_ validation: Validation) -> Table {
        let table = validation.table
        var result = Table(columns: [Table.Column("line")])
        result.columns += table.headings.map { Table.Column($0) }
        for metric in MeasuredMetric.allCases {
            result.columns += ["predicted", "measured", "error_pct"].map { Table.Column("\(metric.name)_\($0)") }
        }
        result.columns.append(Table.Column("not_expressed"))
        let residuals = Dictionary(grouping: validation.residuals.all, by: \.measurement.line)
        let faults = Dictionary(grouping: validation.residuals.unmapped, by: \.line)
        var fields = Dictionary(grouping: table.measurements, by: \.line).compactMapValues { $0.first?.fields }
        for (line, rows) in faults { fields[line] = rows.first?.fields }
        for (line, own) in fields.sorted(by: { $0.key < $1.key }) {
            let reason = (faults[line]?.first?.fault).map(ValidationText.sentence) ?? ""
            result.rows.append(
                [.number(Double(line))] + table.headings.map { .text(own[$0] ?? "") }
                    + figures(residuals[line] ?? []) + [.text(reason)])
        }
        return result
    }

    private static func figures(_ residuals: [Residual]) -> [Table.Cell] {
        MeasuredMetric.allCases.flatMap { metric -> [Table.Cell] in
            guard let residual = residuals.first(where: { $0.metric == metric }) else {
                return [.missing, .missing, .missing]
            }
            return [
                .number(residual.pair.predicted / metric.unitFactor),
                .number(residual.pair.measured / metric.unitFactor), ValidationTables.percent(residual.pair.error),
            ]
        }
    }
}
