import CostModel
import Measurements
import Notebook
import Presentation
import Units
import Words

/// What a calibration shows.
enum CalibrationTables {
    /// The parameters with their intervals; a column tells groups apart where there are any.
    static func parameters(_ run: CalibrationRun, isData: Bool) -> Table {
        var table = Table(
            columns: group(run) + [
                Table.Column("parameter", heading: CalibrationWords.Heading.parameter, alignment: .left)
            ])
        if isData { table.columns.append(Table.Column("unit", alignment: .left)) }
        table.columns += [
            Table.Column("start", heading: CalibrationWords.Heading.start),
            Table.Column("fitted", heading: CalibrationWords.Heading.fitted),
        ]
        table.columns +=
            isData
            ? [Table.Column("low"), Table.Column("high")]
            : [Table.Column("interval", heading: CalibrationWords.Heading.interval, alignment: .left)]
        table.columns.append(Table.Column("verdict", heading: CalibrationWords.Heading.verdict, alignment: .left))
        for group in run.groups {
            for value in group.fit.parameters {
                let parameter = value.parameter
                var cells = word(group) + [.text(parameter.name)]
                if isData { cells.append(.text(parameter.dimension == .time ? "s" : "")) }
                cells += [value.start, value.value].map { .quantity($0, parameter.dimension) }
                cells += isData ? bounds(value) : [.text(CalibrationWords.interval(value.interval, parameter))]
                cells.append(.text(CalibrationWords.verdict(value.verdict)))
                table.rows.append(cells)
            }
        }
        return table
    }

    /// The errors on fitted and held-out rows.
    static func errors(_ run: CalibrationRun) -> Table {
        var table = Table(
            columns: group(run) + [Table.Column("metric", heading: ValidationWords.Heading.metric, alignment: .left)])
        for (key, heading) in [
            ("fitted", CalibrationWords.Heading.fitted), ("held_out", CalibrationWords.Heading.heldOut),
        ] {
            table.columns += [
                Table.Column("\(key)_n", heading: heading, unit: "n", places: 0),
                Table.Column("\(key)_mape", heading: ValidationWords.Heading.mape, unit: "%", places: 1),
                Table.Column("\(key)_median", heading: ValidationWords.Heading.median, unit: "%", places: 1),
                Table.Column("\(key)_bias", heading: ValidationWords.Heading.bias, unit: "%", places: 1),
            ]
        }
        table.columns.append(
            Table.Column("held_out_mape_before", heading: CalibrationWords.Heading.mapeBefore, unit: "%", places: 1))
        for group in run.groups {
            for errors in group.fit.errors {
                table.rows.append(
                    word(group) + [.text(errors.metric.name)] + cells(errors.fitted) + cells(errors.heldOut)
                        + [ValidationTables.percent(errors.heldOutBefore.mape)])
            }
        }
        return table
    }

    private static func cells(_ summary: ErrorSummary) -> [Table.Cell] {
        [.number(Double(summary.count))] + [summary.mape, summary.median, summary.bias].map(ValidationTables.percent)
    }

    private static func bounds(_ value: CalibrationFit.Value) -> [Table.Cell] {
        guard let interval = value.interval else { return [.missing, .missing] }
        return [interval.lowerBound, interval.upperBound].map { .quantity($0, value.parameter.dimension) }
    }

    private static func group(_ run: CalibrationRun) -> [Table.Column] {
        run.column.map { [Table.Column("group", heading: $0, alignment: .left)] } ?? []
    }

    private static func word(_ group: CalibrationGroup) -> [Table.Cell] { group.word.map { [.text($0)] } ?? [] }
}
