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
        guard forPeople else { return PlanData.table(plans, rows: rows) }
        // Where a sweep runs through both phases, no heading can say which tokens a rate counts.
        let runsThroughPhases = plans.result.space.axes.contains { $0.parameter.name == "phase" }
        let phase = runsThroughPhases ? nil : plans.result.space.base.workload.phase
        let showsReasons = !forPeople || rows.contains { !plans[$0].fits }
        let metrics = forPeople ? metricsForPeople(plans, rows) : Metric.all
        let parameters = plans.extraParameters
        var table = Table(columns: [Table.Column("row", heading: "#", places: 0)])
        table.columns += parameters.map(column) + metrics.map { column($0, phase) }
        if showsReasons { table.columns.append(Table.Column("status", alignment: .left)) }
        for row in rows {
            let plan = plans[row]
            var cells: [Table.Cell] = [.number(Double(row))]
            cells += parameters.map { cell($0, plan.scenario) }
            cells += metrics.map { cell($0, plan) }
            if showsReasons { cells.append(.text(plan.fits ? "ok" : "needs \(CapacityText.need(plan))")) }
            table.rows.append(cells)
        }
        TrustView(plans, rows).add(to: &table, isData: false)
        return table
    }

    /// A metric's value; missing in a phase that has no such figure.
    static func cell(_ metric: Metric, _ plan: PlanResult) -> Table.Cell {
        let value = metric.read(plan)
        return value.isNaN ? .missing : .number(value)
    }

    /// A parameter's value: a word where it is a choice.
    static func cell(_ parameter: Parameter, _ scenario: Scenario) -> Table.Cell {
        let value = parameter.get(scenario)
        return parameter.choices.isEmpty
            ? .quantity(value, parameter.dimension) : .text(ValueText.of(value, parameter))
    }

    /// The column of a parameter, under its full path where a metric has its name.
    private static func column(_ parameter: Parameter) -> Table.Column {
        let isShared = Metric.named(parameter.name) != nil
        return Table.Column(isShared ? "\(parameter.scope.rawValue).\(parameter.name)" : parameter.name)
    }

    /// The column of a metric; headings of rates say which tokens they count.
    static func column(_ metric: Metric, _ phase: Workload.Phase?) -> Table.Column {
        let counts = phase.map { $0 == .decode ? "output" : "input" } ?? "phase's"
        let isRate = metric.dimension == .throughput
        let unit = phase == .prefill ? metric.prefillUnit ?? metric.unit : metric.unit
        let rate = "\(counts) tokens/s" + (unit.hasPrefix("/") ? unit : " " + unit)
        return Table.Column(
            metric.name, heading: isRate ? "\(counts) tok/s" : metric.heading, unit: unit, places: metric.places,
            note: metric.summary, dataUnit: isRate ? rate : unit)
    }

    /// On a screen a column only shows where it says something new.
    private static func metricsForPeople(_ plans: Plans, _ rows: Range<Int>) -> [Metric] {
        Metric.all.filter { metric in
            guard !metric.isOnDemand else { return false }
            return rows.isEmpty
                || rows.contains { row in
                    let value = metric.read(plans[row])
                    return !value.isNaN && value != metric.standard
                }
        }
    }
}
