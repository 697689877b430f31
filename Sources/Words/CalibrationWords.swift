import Catalog
import CostModel
import Measurements
import Text
import Units

/// What is said of calibrations.
public enum CalibrationWords {
    /// `0.71-0.83`, `2.9-3.4 ms`.
    public static func interval(_ interval: ClosedRange<Double>?, _ parameter: Parameter) -> String {
        guard let interval else { return "-" }
        let ends = [interval.lowerBound, interval.upperBound].map { end in
            Quantity.format(Decimal.rounded(end, digits: 3), parameter.dimension)
                .split(separator: " ").map(String.init)
        }
        let hasOneUnit = ends[0].count == 2 && ends[1].count == 2 && ends[0][1] == ends[1][1]
        return (hasOneUnit ? ends[0][0] : ends[0].joined(separator: " ")) + "-" + ends[1].joined(separator: " ")
    }

    /// How well the rows determine a parameter.
    public static func verdict(_ verdict: CalibrationFit.Verdict) -> String {
        switch verdict {
        case .determined: say(en: "determined", zh: "已确定")
        case .barely: say(en: "barely determined", zh: "勉强确定")
        case .undetermined: say(en: "not determined", zh: "无法确定")
        case .atLowerBound: say(en: "at its lower bound", zh: "触及下限")
        case .atUpperBound: say(en: "at its upper bound", zh: "触及上限")
        }
    }

    /// What was fitted to which rows; `group` is the word that tells them apart, and `others` counts rows of other chips.
    public static func headline(
        _ fit: CalibrationFit, of path: String, _ chips: [CalibrationRecord.ChipRows], group: String?, others: Int
    ) -> String {
        var clauses = [
            say(
                en: """
                    \(Counted.text(fit.parameters.count, "parameter")) fitted to \(Counted.text(fit.fittedRows, "row")), \
                    \(Decimal.grouped(fit.heldOutRows)) held out, of \(path) (\(self.chips(chips)))
                    """,
                zh: """
                    用 \(path)（\(self.chips(chips))）的 \(Decimal.grouped(fit.fittedRows)) 行拟合 \
                    \(Decimal.grouped(fit.parameters.count)) 个参数，另留出 \(Decimal.grouped(fit.heldOutRows)) 行
                    """)
        ]
        if others > 0 {
            clauses.append(
                say(
                    en: "\(Counted.text(others, "row")) of other chips left out",
                    zh: "其他芯片的 \(Decimal.grouped(others)) 行未采用"))
        }
        if fit.leftOut > 0 {
            clauses.append(
                say(
                    en: "\(Counted.text(fit.leftOut, "figure")) without a prediction left out",
                    zh: "没有预测值的 \(Decimal.grouped(fit.leftOut)) 个实测值未采用"))
        }
        return of(group, clauses.joined(separator: say(en: "; ", zh: "；")))
    }

    /// A group could not be fitted.
    public static func notFitted(_ group: String, _ reason: String) -> String {
        say(en: "\(group): not fitted: \(reason)", zh: "\(group)：未拟合：\(reason)")
    }

    /// Rows of a file that the engine could not be asked for.
    public static func notExpressed(_ count: Int, of all: Int) -> String {
        say(
            en: "\(Decimal.grouped(count)) of \(Counted.text(all, "row")) could not be expressed",
            zh: "\(Decimal.grouped(all)) 行中有 \(Decimal.grouped(count)) 行无法建模")
    }

    /// `h200 80, h100 40`.
    public static func chips(_ chips: [CalibrationRecord.ChipRows]) -> String {
        chips.map { "\($0.chip) \(Decimal.grouped($0.rows))" }.joined(separator: say(en: ", ", zh: "、"))
    }

    /// What the rows of a group cannot tell.
    public static func remarks(_ fit: CalibrationFit, group: String?) -> [String] {
        let lines = fit.together.map { together($0.map(\.name)) } + fit.parameters.compactMap(remark)
        return lines.map { of(group, $0) }
    }

    /// Parameters of which only the joint effect is known.
    private static func together(_ names: [String]) -> String {
        say(
            en: "\(ListWords.and(names)) act together: these rows tell what they do in all, not what each does",
            zh: "\(ListWords.and(names)) 共同起作用：这些行只能确定其总影响，无法区分各自的影响")
    }

    /// What the rows cannot tell of a parameter; nil where it is determined.
    private static func remark(_ fitted: CalibrationFit.Value) -> String? {
        let name = fitted.parameter.name
        switch fitted.verdict {
        case .undetermined where fitted.interval == nil:
            return say(
                en: "\(name) stays as it was: nothing in these rows depends on it",
                zh: "\(name) 保持原值：这些行的结果都与它无关")
        case .atLowerBound, .atUpperBound:
            let bound = Quantity.format(fitted.value, fitted.parameter.dimension)
            return say(
                en: "\(name) is drawn beyond \(bound): it stands in for something that is not fitted",
                zh: "\(name) 的最优值超出 \(bound)：它在补偿某个未参与拟合的因素")
        default: return nil
        }
    }

    /// A sentence on a group.
    private static func of(_ group: String?, _ sentence: String) -> String {
        group.map { say(en: "\($0): \(sentence)", zh: "\($0)：\(sentence)") } ?? sentence
    }
}

/// What becomes of the loaded chip.
extension CalibrationWords {
    /// There is none.
    public static var noChipIsSet: String { say(en: "no chip is loaded, so nothing is set", zh: "尚未加载芯片，因此未设置任何参数") }

    /// The values of a group are set on it.
    public static func set(on chip: String, group: String?) -> String {
        let word = group.map { say(en: " (\($0))", zh: "（\($0)）") } ?? ""
        return say(
            en: "set on \(chip)\(word); 'calibrate undo' takes them back",
            zh: "已设置到 \(chip)\(word)；“calibrate undo”可撤销")
    }

    /// Other than one group has rows of it.
    public static func notSet(on chip: String, groups: Int) -> String {
        groups == 0
            ? say(
                en: "no group has rows of \(chip), so nothing is set", zh: "没有分组含 \(chip) 的行，因此未设置任何参数")
            : say(
                en:
                    "\(groups) groups have rows of \(chip), so nothing is set; use --by with a column that tells its rows apart",
                zh: "\(groups) 个分组含 \(chip) 的行，因此未设置任何参数；请用 --by 指定能区分这些行的列")
    }

    /// It has the values from before.
    public static var isTakenBack: String { say(en: "calibration taken back", zh: "标定已撤销") }
}

extension CalibrationWords {
    /// The headings of what a calibration shows.
    public enum Heading {
        /// Over names of parameters.
        public static var parameter: String { say(en: "parameter", zh: "参数") }
        /// Over the values from which the fit set out.
        public static var start: String { say(en: "start", zh: "初值") }
        /// Over what was fitted.
        public static var fitted: String { say(en: "fitted", zh: "拟合") }
        /// Over the rows that judge the fit.
        public static var heldOut: String { say(en: "held out", zh: "留出") }
        /// Over the intervals that hold values with 95 %.
        public static var interval: String { say(en: "95 % interval", zh: "95 % 区间") }
        /// Over how well the rows determine a parameter.
        public static var verdict: String { say(en: "verdict", zh: "判定") }
        /// Over the errors before the fit.
        public static var mapeBefore: String { say(en: "MAPE before", zh: "标定前 MAPE") }
    }
}
