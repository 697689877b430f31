import CostModel
import Language
import Measurements
import Text

/// Why a calibration is refused.
public enum CalibrationFaultWords {
    /// Why rows cannot be fitted.
    public static func reason(_ fault: CalibrationFault) -> String {
        switch fault {
        case .noRows: say(en: "there are no rows")
        case .notFitted(let parameter): say(en: "'\(parameter.name)' is not fitted")
        case .tooFew(let figures, let parameters):
            say(en: "\(Counted.text(figures, "figure")) cannot determine \(Counted.text(parameters, "parameter"))")
        case .noValues: say(en: "the engine has no finite values to start from")
        case .cancelled: say(en: "interrupted: the chip is as it was")
        }
    }

    /// Rows of a file cannot be fitted.
    public static func diagnostic(_ fault: CalibrationFault, at span: Range<Int>) -> Diagnostic {
        switch fault {
        case .cancelled: Diagnostic(reason(fault))
        case .tooFew: Diagnostic(reason(fault), at: span, expected: say(en: "more rows, or fewer parameters"))
        default: Diagnostic(reason(fault), at: span)
        }
    }

    /// No group of rows can be fitted; the first says why.
    public static func noGroup(by column: Range<Int>, first: (word: String, reason: String)?) -> Diagnostic {
        Diagnostic(
            say(en: "no group can be fitted"), at: column,
            expected: say(en: "a column that leaves groups with enough rows"),
            hint: first.map { first in say(en: "'\(first.word)': \(first.reason)") })
    }

    /// No row of a file can be put to the engine.
    public static func noRows(of path: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "no row of '\(path.value)' can be put to the engine"), at: path.span,
            expected: say(en: "rows that run"), hint: say(en: "validate \(Lexer.quoted(path.value)) says why"))
    }

    /// No chip is loaded; rows are of some, the one with the most first.
    public static func noChip(rowsOf chips: [String], at span: Range<Int>) -> Diagnostic {
        let shown = chips.joined(separator: ", ")
        return Diagnostic(
            say(en: "no chip is loaded whose parameters could be fitted"), at: span,
            expected: say(en: "one of \(shown) loaded"),
            hint: chips.first.map { first in say(en: "load one first: arch load \(first)") })
    }

    /// The rows are of other chips than the loaded one and those of its family.
    public static func otherChips(
        than chip: String, family: [String], rowsOf chips: [String], at span: Range<Int>
    ) -> Diagnostic {
        let shown = chips.joined(separator: ", ")
        return Diagnostic(
            say(en: "the file has no rows of \(chip) or of chips with its efficiencies; it has \(shown)"), at: span,
            expected: say(en: "rows of \(family.joined(separator: ", "))"),
            hint: chips.first.map { first in say(en: "load one of the others first: arch load \(first)") })
    }

    /// A chip has no calibration that could be taken back.
    public static func notCalibrated(_ chip: String) -> Diagnostic {
        Diagnostic(
            say(en: "\(chip) is not calibrated"),
            hint: say(en: "fit it first: calibrate FILE.csv --params dram_util,host_time"))
    }

    /// A chip has a calibration that no command made.
    public static func loadedCalibrated(_ chip: String) -> Diagnostic {
        Diagnostic(
            say(en: "\(chip) was loaded with its calibration, which no command of this session made"),
            hint: say(en: "set its parameters with: arch set"))
    }
}

/// What is said of arguments that are missing or wrong.
extension CalibrationFaultWords {
    /// What stands behind `--params`.
    public static var parameters: String {
        say(en: "parameters to fit, such as --params dram_util,matrix_eff,host_time")
    }

    /// What `--params` is for, where it is offered.
    public static var parametersOffered: String { say(en: "parameters of the chip to fit") }

    /// A parameter stands twice behind `--params`.
    public static func isNamedTwice(_ name: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(name.value)' is named twice"), at: name.span, expected: say(en: "each parameter once"))
    }

    /// There are only commas behind `--params`.
    public static func noneIsNamed(at span: Range<Int>) -> Diagnostic {
        Diagnostic(say(en: "no parameter is named"), at: span, expected: parameters)
    }

    /// A parameter that there is not.
    public static func unknownParameter(_ name: Spanned<String>, among names: [String]) -> Diagnostic {
        Diagnostic(
            say(en: "unknown parameter '\(name.value)'"), at: name.span, expected: oneOf(names),
            hint: NearestName.of(name.value, in: names).map { nearest in say(en: "did you mean '\(nearest)'?") })
    }

    /// A parameter that can be set and not fitted.
    public static func isKnown(_ parameter: Parameter, at span: Range<Int>, among names: [String]) -> Diagnostic {
        Diagnostic(say(en: "'\(parameter.name)' is known, not fitted"), at: span, expected: oneOf(names))
    }

    private static func oneOf(_ names: [String]) -> String { say(en: "one of \(names.joined(separator: ", "))") }

    /// What stands behind `--hold-out`.
    public static var share: String { say(en: "a share from 0 to 0.9, such as 0.3 or 30%") }

    /// What `--hold-out` is for, where it is offered.
    public static var shareOffered: String { say(en: "the share of rows that are not fitted") }

    /// Something else stands there.
    public static func isNotAShare(_ word: Token) -> Diagnostic {
        Diagnostic(say(en: "'\(word.text)' is not a share to hold out"), at: word.span, expected: share)
    }
}
