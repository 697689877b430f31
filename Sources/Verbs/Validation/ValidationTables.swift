import CostModel
import Language
import Measurements
import Notebook
import Presentation
import Storage
import Units
import Words

/// What a validation shows.
enum ValidationTables {
    /// Rows that are shown of each metric, and lines of each reason.
    private static let shown = 5
    /// Reasons that are shown; a column that is wrong throughout has one a row.
    private static let mostReasons = 100

    /// The errors by group and metric.
    static func errors(_ validation: Validation, isData: Bool) -> Table {
        var table = Table(columns: [
            Table.Column("group", heading: ValidationWords.Heading.group, alignment: .left),
            Table.Column("metric", heading: ValidationWords.Heading.metric, alignment: .left),
            Table.Column("n", heading: ValidationWords.Heading.count, places: 0),
            Table.Column("mape", heading: ValidationWords.Heading.mape, unit: "%", places: 1),
            Table.Column("median", heading: ValidationWords.Heading.median, unit: "%", places: 1),
            Table.Column("bias", heading: ValidationWords.Heading.bias, unit: "%", places: 1),
        ])
        let showsBands = isData || validation.groups.contains { $0.banded > 0 }
        if showsBands {
            table.columns += [
                Table.Column("banded", heading: ValidationWords.Heading.banded, places: 0),
                Table.Column("within", heading: ValidationWords.Heading.within, unit: "%", places: 1),
            ]
        }
        let showsUnmapped = isData || !validation.residuals.unmapped.isEmpty
        if showsUnmapped {
            table.columns.append(
                Table.Column("not_expressed", heading: ValidationWords.Heading.notExpressed, places: 0))
        }
        for group in validation.groups {
            var cells: [Table.Cell] = [
                .text(
                    group.key.isEmpty
                        ? ValidationWords.allRows : group.key.map { $0.isEmpty ? "-" : $0 }.joined(separator: ", ")),
                .text(group.metric.name), .number(Double(group.summary.count)),
            ]
            cells += [group.summary.mape, group.summary.median, group.summary.bias].map(percent)
            if showsBands {
                let share = Double(group.within) / Double(group.banded)
                cells += [.number(Double(group.banded)), percent(group.banded > 0 ? share : .nan)]
            }
            if showsUnmapped { cells.append(.number(Double(group.unmapped))) }
            table.rows.append(cells)
        }
        return table
    }

    /// The rows with the largest errors of each metric.
    static func worst(_ validation: Validation) -> Table {
        var table = Table(columns: [
            Table.Column("metric", heading: ValidationWords.Heading.metric, alignment: .left),
            place(validation.table),
            Table.Column("ran", heading: ValidationWords.Heading.whatRan, alignment: .left, wraps: true),
            Table.Column("predicted", heading: ValidationWords.Heading.predicted, places: 1),
            Table.Column("measured", heading: ValidationWords.Heading.measured, places: 1),
            Table.Column("error", heading: ValidationWords.Heading.error, unit: "%", places: 1),
        ])
        table.keepsWidth = true
        for metric in MeasuredMetric.allCases {
            let most = MeasuredMetric.fitted.contains(metric) ? shown : 1
            for residual in validation.residuals.worst(metric, most: most) {
                let ran = validation.residuals.measurement(of: residual)
                table.rows.append([
                    .text(metric.name), place(ofRow: residual.row, validation.table),
                    .text(ran.map { RunText.line($0, validation.table.layout) } ?? ""),
                    .number(residual.pair.predicted / metric.unitFactor),
                    .number(residual.pair.measured / metric.unitFactor), percent(residual.pair.error),
                ])
            }
        }
        return table
    }

    /// The column of lines, or of files with lines where rows are of several.
    private static func place(_ table: MeasuredTable) -> Table.Column {
        table.hasFiles
            ? Table.Column("line", heading: ValidationWords.Heading.place, alignment: .left)
            : Table.Column("line", heading: ValidationWords.Heading.line, places: 0)
    }

    /// Where a row stands: `17`, or `run.json:1`.
    private static func place(ofRow row: Int, _ table: MeasuredTable) -> Table.Cell {
        guard let file = table.file(ofRow: row) else { return .number(Double(table.line(ofRow: row))) }
        return .text("\(FileName.last(of: file)):\(table.line(ofRow: row))")
    }

    /// The first rows that cannot be what they say.
    static func flags(_ validation: Validation) -> Table {
        var table = Table(columns: [
            place(validation.table),
            Table.Column("ran", heading: ValidationWords.Heading.whatRan, alignment: .left, wraps: true),
            Table.Column("reason", heading: ValidationWords.Heading.reason, alignment: .left, wraps: true),
        ])
        table.keepsWidth = true
        for (row, flag) in validation.residuals.flags.prefix(2 * shown) {
            let ran = try? validation.table.measurement(ofRow: row)
            table.rows.append([
                place(ofRow: row, validation.table),
                .text(ran.map { RunText.line($0, validation.table.layout) } ?? ""),
                .text(ValidationWords.flag(flag)),
            ])
        }
        return table
    }

    /// The rows that could not be expressed, by reason, the commonest first.
    static func unmapped(_ validation: Validation, _ environment: Environment) throws(Diagnostic) -> Table {
        var table = Table(columns: [
            Table.Column("reason", heading: ValidationWords.Heading.reason, alignment: .left, wraps: true),
            Table.Column("rows", heading: ValidationWords.Heading.rows, places: 0),
            Table.Column("lines", heading: ValidationWords.Heading.lines, alignment: .left),
        ])
        table.keepsWidth = true
        let reasons = validation.residuals.unmappedByReason(first: shown)
        let ordered = Interruptible.sorted(reasons, isCancelled: environment.isCancelled) { left, right in
            left.count != right.count ? left.count > right.count : left.reason < right.reason
        }
        guard let ordered else { throw .interrupted }
        for (reason, count, rows) in ordered.prefix(mostReasons) {
            let places = rows.map { row in
                let line = validation.table.line(ofRow: row)
                return validation.table.file(ofRow: row).map { "\(FileName.last(of: $0)):\(line)" } ?? String(line)
            }
            let shown = places + (count > rows.count ? ["..."] : [])
            let numbers = shown.joined(separator: say(en: ", ", zh: "、"))
            table.rows.append([.text(reason), .number(Double(count)), .text(numbers)])
        }
        let rest = ordered.dropFirst(mostReasons)
        if !rest.isEmpty {
            table.rows.append([
                .text(ValidationWords.moreReasons(rest.count)),
                .number(Double(rest.reduce(0) { $0 + $1.count })), .text(ValidationWords.whereReasonsAre),
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
        // Rows of results name the model that they served where they run the session's.
        let name = [layout.model, RunTable.servedModel].lazy.compactMap { measurement.fields[$0] }.first { !$0.isEmpty }
        let model = (name ?? "").split(separator: "/").last.map(String.init) ?? ""
        let load = isAlone ? ["batch"] : workload.isOpen ? [] : ["concurrency"]
        let lengths = [workload.input, workload.output].filter { $0 > 0 }.map { String(Int($0)) }
        let configuration = PlanWords.configuration(
            measurement.scenario, always: ["chips", "tp", "moe_tp"] + load,
            never: isAlone ? ["concurrency"] : ["batch"])
        let words = [
            measurement.chip, model, isAlone ? workload.phase.name : workload.serving.name,
            lengths.joined(separator: "+"), configuration,
            workload.isOpen ? "rate=\(Decimal.significant(workload.rate, digits: 4))" : "",
        ]
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
