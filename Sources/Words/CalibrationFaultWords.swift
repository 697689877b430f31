import CostModel
import Language
import Measurements
import Text
import Units

/// Why a calibration is refused.
public enum CalibrationFaultWords {
    /// Why rows cannot be fitted.
    public static func reason(_ fault: CalibrationFault) -> String {
        switch fault {
        case .noRows: say(en: "there are no rows", zh: "没有数据行")
        case .notFitted(let parameter): say(en: "'\(parameter.name)' is not fitted", zh: "“\(parameter.name)”不能拟合")
        case .tooFew(let figures, let parameters):
            say(
                en: "\(Counted.text(figures, "figure")) cannot determine \(Counted.text(parameters, "parameter"))",
                zh: "\(Decimal.grouped(figures)) 个实测值不足以确定 \(Decimal.grouped(parameters)) 个参数")
        case .noValues: say(en: "the engine has no finite values to start from", zh: "引擎在起点处没有有限值")
        case .cancelled: say(en: "interrupted: the chip is as it was", zh: "已中断：芯片保持原样")
        }
    }

    /// Rows of a file cannot be fitted.
    public static func diagnostic(_ fault: CalibrationFault, at span: Range<Int>) -> Diagnostic {
        switch fault {
        case .cancelled: Diagnostic(reason(fault))
        case .tooFew:
            Diagnostic(
                reason(fault), at: span, expected: say(en: "more rows, or fewer parameters", zh: "更多行，或更少的参数"))
        default: Diagnostic(reason(fault), at: span)
        }
    }

    /// No group of rows can be fitted; the first says why.
    public static func noGroup(by column: Range<Int>, first: (word: String, reason: String)?) -> Diagnostic {
        Diagnostic(
            say(en: "no group can be fitted", zh: "没有可以拟合的分组"), at: column,
            expected: say(en: "a column that leaves groups with enough rows", zh: "分组后每组行数足够的列"),
            hint: first.map { first in
                say(en: "'\(first.word)': \(first.reason)", zh: "“\(first.word)”：\(first.reason)")
            })
    }

    /// No row of a file can be put to the engine.
    public static func noRows(of path: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "no row of '\(path.value)' can be put to the engine", zh: "“\(path.value)”中没有可建模的行"),
            at: path.span, expected: say(en: "rows that run", zh: "可以运行的行"),
            hint: say(
                en: "validate \(Lexer.quoted(path.value)) says why", zh: "原因见 validate \(Lexer.quoted(path.value))"))
    }

    /// No chip is loaded; rows are of some, the one with the most first.
    public static func noChip(rowsOf chips: [String], at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "no chip is loaded whose parameters could be fitted", zh: "尚未加载芯片，没有可拟合的参数"), at: span,
            expected: say(
                en: "one of \(chips.joined(separator: ", ")) loaded",
                zh: "已加载 \(chips.joined(separator: "、")) 之一"),
            hint: chips.first.map { first in
                say(en: "load one first: arch load \(first)", zh: "请先加载：arch load \(first)")
            })
    }

    /// The rows are of other chips than the loaded one and those of its family.
    public static func otherChips(
        than chip: String, family: [String], rowsOf chips: [String], at span: Range<Int>
    ) -> Diagnostic {
        Diagnostic(
            say(
                en: """
                    the file has no rows of \(chip) or of chips with its efficiencies; it has \
                    \(chips.joined(separator: ", "))
                    """,
                zh: "文件中没有 \(chip) 或与其效率相同的芯片的行；现有 \(chips.joined(separator: "、"))"),
            at: span,
            expected: say(
                en: "rows of \(family.joined(separator: ", "))", zh: "\(family.joined(separator: "、")) 的行"),
            hint: chips.first.map { first in
                say(en: "load one of the others first: arch load \(first)", zh: "请先加载其中一种：arch load \(first)")
            })
    }

    /// A chip has no calibration that could be taken back.
    public static func notCalibrated(_ chip: String) -> Diagnostic {
        Diagnostic(
            say(en: "\(chip) is not calibrated", zh: "\(chip) 未标定"),
            hint: say(
                en: "fit it first: calibrate FILE.csv --params dram_util,host_time",
                zh: "请先标定：calibrate FILE.csv --params dram_util,host_time"))
    }

    /// A chip has a calibration that no command made.
    public static func loadedCalibrated(_ chip: String) -> Diagnostic {
        Diagnostic(
            say(
                en: "\(chip) was loaded with its calibration, which no command of this session made",
                zh: "\(chip) 加载时已带标定，并非由本会话的命令产生"),
            hint: say(en: "set its parameters with: arch set", zh: "请用 arch set 设置其参数"))
    }
}

/// What is said of arguments that are missing or wrong.
extension CalibrationFaultWords {
    /// What stands behind `--params`.
    public static var parameters: String {
        say(
            en: "parameters to fit, such as --params dram_util,matrix_eff,host_time",
            zh: "要拟合的参数，例如 --params dram_util,matrix_eff,host_time")
    }

    /// What `--params` is for, where it is offered.
    public static var parametersOffered: String { say(en: "parameters of the chip to fit", zh: "要拟合的芯片参数") }

    /// A parameter stands twice behind `--params`.
    public static func isNamedTwice(_ name: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(name.value)' is named twice", zh: "“\(name.value)”出现了两次"), at: name.span,
            expected: say(en: "each parameter once", zh: "每个参数一次"))
    }

    /// There are only commas behind `--params`.
    public static func noneIsNamed(at span: Range<Int>) -> Diagnostic {
        Diagnostic(say(en: "no parameter is named", zh: "没有给出参数"), at: span, expected: parameters)
    }

    /// A parameter that there is not.
    public static func unknownParameter(_ name: Spanned<String>, among names: [String]) -> Diagnostic {
        Diagnostic(
            say(en: "unknown parameter '\(name.value)'", zh: "未知参数“\(name.value)”"), at: name.span,
            expected: LanguageWords.oneOf(names),
            hint: NearestName.of(name.value, in: names).map(LanguageWords.didYouMean))
    }

    /// A parameter that can be set and not fitted.
    public static func isKnown(_ parameter: Parameter, at span: Range<Int>, among names: [String]) -> Diagnostic {
        Diagnostic(
            say(en: "'\(parameter.name)' is known, not fitted", zh: "“\(parameter.name)”是已知量，不参与拟合"), at: span,
            expected: LanguageWords.oneOf(names))
    }

    /// What stands behind `--hold-out`.
    public static var share: String {
        say(en: "a share from 0 to 0.9, such as 0.3 or 30%", zh: "0 到 0.9 之间的比例，例如 0.3 或 30%")
    }

    /// What `--hold-out` is for, where it is offered.
    public static var shareOffered: String { say(en: "the share of rows that are not fitted", zh: "不参与拟合的行所占比例") }

    /// Something else stands there.
    public static func isNotAShare(_ word: Token) -> Diagnostic {
        Diagnostic(
            say(en: "'\(word.text)' is not a share to hold out", zh: "“\(word.text)”不是留出比例"), at: word.span,
            expected: share)
    }
}
