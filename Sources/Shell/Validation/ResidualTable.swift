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
        var rows: [(line: Int, cells: [Table.Cell])] = []
        let residuals = Dictionary(grouping: validation.residuals, by: \.line)
        for measurement in table.measurements where rows.last?.line != measurement.line {
            let found = residuals[measurement.line] ?? []
            rows.append(
                (measurement.line, own(measurement.fields, table) + figures(found) + [.text("")]))
        }
        for row in table.unmapped {
            rows.append(
                (row.line, own(row.fields, table) + figures([]) + [.text(ValidationText.sentence(row.fault))]))
        }
        result.rows = rows.sorted { $0.line < $1.line }.map { [.number(Double($0.line))] + $0.cells }
        return result
    }

    private static func own(_ fields: [String: String], _ table: MeasuredTable) -> [Table.Cell] {
        table.headings.map { .text(fields[$0] ?? "") }
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
