import CostModel
import Planning
import Presentation

/// Plans as a table.
enum PlanTable {
    /// The table of some rows, numbered as the session shows them.
    ///
    /// - Parameters:
    ///   - rows: rows of `plans`, from 1.
    ///   - forPeople: leaves out columns that say nothing new on a screen; data files get every metric.
    static func make(_ plans: Plans, rows: Range<Int>, forPeople: Bool) -> Table {
        let metrics = forPeople ? metricsForPeople(plans, rows) : Metric.all
        let parameters = plans.extraParameters
        var table = Table(columns: [Table.Column("row", heading: "#", places: 0)])
        table.columns += parameters.map { Table.Column($0.name) } + metrics.map(column)
        for row in rows {
            let plan = plans[row]
            var cells: [Table.Cell] = [.number(Double(row))]
            cells += parameters.map { .quantity($0.get(plan.scenario), $0.dimension) }
            cells += metrics.map { .number($0.read(plan)) }
            table.rows.append(cells)
        }
        return table
    }

    /// The column of a metric.
    static func column(_ metric: Metric) -> Table.Column {
        Table.Column(
            metric.name, heading: metric.heading, unit: metric.unit, places: metric.places, note: metric.summary)
    }

    /// On a screen `fits` only shows where something does not.
    private static func metricsForPeople(_ plans: Plans, _ rows: Range<Int>) -> [Metric] {
        let allFit = rows.allSatisfy { plans[$0].fits }
        return Metric.all.filter { $0.name != Metric.fits.name || !allFit }
    }
}
