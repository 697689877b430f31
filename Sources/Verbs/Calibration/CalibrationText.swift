import Text
import Language
import Catalog
import CostModel
import Measurements
import Units

/// Calibrations in words.
enum CalibrationText {
    /// `0.71-0.83`, `2.9-3.4 ms`.
    static func interval(_ interval: ClosedRange<Double>?, _ parameter: Parameter) -> String {
        guard let interval else { return "-" }
        let ends = [interval.lowerBound, interval.upperBound].map { end in
            ValueText.of(Double(Decimal.significant(end, digits: 3)) ?? end, parameter)
                .split(separator: " ").map(String.init)
        }
        let hasOneUnit = ends[0].count == 2 && ends[1].count == 2 && ends[0][1] == ends[1][1]
        return (hasOneUnit ? ends[0][0] : ends[0].joined(separator: " ")) + "-" + ends[1].joined(separator: " ")
    }

    static func verdict(_ verdict: CalibrationFit.Verdict) -> String {
        switch verdict {
        case .determined: "determined"
        case .barely: "barely determined"
        case .undetermined: "not determined"
        case .atLowerBound: "at its lower bound"
        case .atUpperBound: "at its upper bound"
        }
    }

    /// What was fitted, in one line for each group.
    static func headline(_ run: CalibrationRun) -> [String] {
        run.groups.map { group in
            let fit = group.fit
            var text = group.word.map { "\($0): " } ?? ""
            text += "\(Counted.text(fit.parameters.count, "parameter")) fitted to "
            text += "\(Counted.text(fit.fittedRows, "row")), \(Decimal.grouped(fit.heldOutRows)) held out, "
            text += "of \(run.path) (\(chips(group.chips)))"
            if group.others > 0 { text += "; \(Counted.text(group.others, "row")) of other chips left out" }
            if fit.leftOut > 0 { text += "; \(Counted.text(fit.leftOut, "figure")) without a prediction left out" }
            return text
        } + run.unfitted.map { "\($0.word): not fitted: \($0.reason)" }
            + (run.rows.unmapped > 0
                ? [
                    "\(Decimal.grouped(run.rows.unmapped)) of \(Counted.text(run.rows.all, "row")) could not be expressed"
                ]
                : [])
    }

    /// `h200 80, h100 40`.
    static func chips(_ chips: [CalibrationRecord.ChipRows]) -> String {
        chips.map { "\($0.chip) \(Decimal.grouped($0.rows))" }.joined(separator: ", ")
    }

    /// What the data cannot tell.
    static func remarks(_ group: CalibrationGroup) -> [String] {
        let fit = group.fit
        let prefix = group.word.map { "\($0): " } ?? ""
        var lines = fit.together.map { parameters in
            "\(list(parameters.map(\.name))) act together: these rows tell what they do in all, not what each does"
        }
        for value in fit.parameters {
            let name = value.parameter.name
            switch value.verdict {
            case .undetermined where value.interval == nil:
                lines.append("\(name) stays as it was: nothing in these rows depends on it")
            case .atLowerBound, .atUpperBound:
                let bound = ValueText.of(value.value, value.parameter)
                lines.append("\(name) is drawn beyond \(bound): it stands in for something that is not fitted")
            default: break
            }
        }
        return lines.map { prefix + $0 }
    }

    /// What becomes of the loaded chip.
    static func applied(_ group: CalibrationGroup?, _ run: CalibrationRun, _ chip: Loaded<Chip>?) -> String {
        guard let chip else { return "no chip is loaded, so nothing is set" }
        if let group {
            let word = group.word.map { " (\($0))" } ?? ""
            return "set on \(chip.name)\(word); 'calibrate undo' takes them back"
        }
        let count = run.groups.count { $0.has(chip.name) }
        return count == 0
            ? "no group has rows of \(chip.name), so nothing is set"
            : "\(count) groups have rows of \(chip.name), so nothing is set; use --by with a column that tells its rows apart"
    }

    static func reason(_ fault: CalibrationFault) -> String {
        switch fault {
        case .noRows: "there are no rows"
        case .notFitted(let parameter): "'\(parameter.name)' is not fitted"
        case .tooFew(let figures, let parameters):
            "\(Counted.text(figures, "figure")) cannot determine \(Counted.text(parameters, "parameter"))"
        case .noValues: "the engine has no finite values to start from"
        case .cancelled: "interrupted: the chip is as it was"
        }
    }

    static func diagnostic(_ fault: CalibrationFault, at span: Range<Int>) -> Diagnostic {
        switch fault {
        case .cancelled: Diagnostic(reason(fault))
        case .tooFew: Diagnostic(reason(fault), at: span, expected: "more rows, or fewer parameters")
        default: Diagnostic(reason(fault), at: span)
        }
    }

    /// `a, b and c`.
    private static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
