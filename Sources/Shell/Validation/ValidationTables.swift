import CostModel
import Presentation
import Silicon

/// What a validation shows.
enum ValidationTables {
    /// Rows that are shown of each metric, and lines of each reason.
    private static let shown = 5

    /// The errors by group and metric.
    static func errors(_ validation: Validation, isData: Bool) -> Table {
        let groups = ErrorGroup.all(validation.residuals, by: validation.columns)
        var table = Table(columns: [
            Table.Column("group", alignment: .left), Table.Column("metric", alignment: .left),
            Table.Column("n", places: 0), Table.Column("mape", heading: "MAPE", unit: "%", places: 1),
            Table.Column("median", unit: "%", places: 1), Table.Column("bias", unit: "%", places: 1),
        ])
        let showsUnmapped = isData || !validation.residuals.unmapped.isEmpty
        if showsUnmapped { table.columns.append(Table.Column("not_expressed", heading: "not expressed", places: 0)) }
        for group in groups {
            var cells: [Table.Cell] = [
                .text(group.key.isEmpty ? "all" : group.key.map { $0.isEmpty ? "-" : $0 }.joined(separator: ", ")),
                .text(group.metric.name), .number(Double(group.summary.count)),
            ]
            cells += [group.summary.mape, group.summary.median, group.summary.bias].map(percent)
            if showsUnmapped { cells.append(.number(Double(group.unmapped))) }
            table.rows.append(cells)
        }
        return table
    }

    /// The rows with the largest errors of each metric.
    static func worst(_ validation: Validation) -> Table {
        var table = Table(columns: [
            Table.Column("metric", alignment: .left), Table.Column("line", places: 0),
            Table.Column("ran", heading: "what ran", alignment: .left), Table.Column("predicted", places: 1),
            Table.Column("measured", places: 1), Table.Column("error", unit: "%", places: 1),
        ])
        for metric in MeasuredMetric.allCases {
            let residuals = validation.residuals.all.filter { $0.metric == metric }
            let worst = residuals.sorted(by: isWorse).prefix(shown)
            for residual in worst {
                table.rows.append([
                    .text(metric.name), .number(Double(residual.measurement.line)),
                    .text(RunText.line(residual.measurement, validation.table.layout)),
                    .number(residual.pair.predicted / metric.unitFactor),
                    .number(residual.pair.measured / metric.unitFactor), percent(residual.pair.error),
                ])
            }
        }
        return table
    }

    /// Orders by the size of the error; of equals the earlier line comes first.
    private static func isWorse(_ left: Residual, _ right: Residual) -> Bool {
        let (a, b) = (left.pair.error.magnitude, right.pair.error.magnitude)
        return a != b ? a > b : left.measurement.line < right.measurement.line
    }

    /// The rows that could not be expressed, by reason, the commonest first.
    static func unmapped(_ validation: Validation) -> Table {
        var table = Table(columns: [
            Table.Column("reason", alignment: .left), Table.Column("rows", places: 0),
            Table.Column("lines", alignment: .left),
        ])
        let reasons = Dictionary(grouping: validation.residuals.unmapped) { ValidationText.sentence($0.fault) }
        let ordered = reasons.sorted { left, right in
            left.value.count != right.value.count ? left.value.count > right.value.count : left.key < right.key
        }
        for (reason, rows) in ordered {
            let lines = rows.prefix(shown).map { String($0.line) } + (rows.count > shown ? ["..."] : [])
            table.rows.append([
                .text(reason), .number(Double(rows.count)), .text(lines.joined(separator: ", ")),
            ])
        }
        return table
    }

    /// A share in percent.
    static func percent(_ share: Double) -> Table.Cell { share.isNaN ? .missing : .number(100 * share) }
}

/// What ran, in a few words.
enum RunText {
    /// `h200 DeepSeek-R1 agg 1024+1024 chips=8 tp=8 moe_tp=8 concurrency=64`.
    static func line(_ measurement: Measurement, _ layout: TableLayout) -> String {
        let workload = measurement.scenario.workload
        let isAlone = workload.serving == .static
        let model = (measurement.fields[layout.model] ?? "").split(separator: "/").last.map(String.init) ?? ""
        let lengths = [workload.input, workload.output].filter { $0 > 0 }.map { String(Int($0)) }
        let configuration = PlanText.configuration(
            measurement.scenario, always: ["chips", "tp", "moe_tp"] + (isAlone ? ["batch"] : ["concurrency"]),
            never: isAlone ? ["concurrency"] : ["batch"])
        let words = [
            measurement.chip, model, isAlone ? workload.phase.name : workload.serving.name,
            lengths.joined(separator: "+"), configuration,
        ]
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
