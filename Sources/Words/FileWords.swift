import Language
import Text
import Units

/// What is said of files that are written.
public enum FileWords {
    /// Cells were exported.
    public static func cells(_ count: Int, to path: String) -> String {
        say(en: "\(Counted.text(count, "cell")) written to \(path)", zh: "\(Decimal.grouped(count)) 个单元已写入 \(path)")
    }

    /// The session was written as a script.
    public static func commands(_ count: Int, to path: String) -> String {
        say(en: "\(Counted.text(count, "command")) written to \(path)", zh: "\(Decimal.grouped(count)) 条命令已写入 \(path)")
    }

    /// Rows of measurements were written.
    public static func rows(_ count: Int, to path: String) -> String {
        say(en: "\(Counted.text(count, "row")) written to \(path)", zh: "\(Decimal.grouped(count)) 行已写入 \(path)")
    }

    /// The best of some plans was written.
    public static func best(of plans: Int, to path: String) -> String {
        say(
            en: "best of \(Counted.text(plans, "plan")) written to \(path)",
            zh: "\(Decimal.grouped(plans)) 个方案中的最优方案已写入 \(path)")
    }

    /// Plans were written; `all` counts them where only the first are written.
    public static func plans(_ count: Int, to path: String, units ending: String?, of all: Int?) -> String {
        let clauses = [
            say(
                en: "\(Counted.text(count, "plan")) written to \(path)",
                zh: "\(Decimal.grouped(count)) 个方案已写入 \(path)"),
            ending.map { ending in
                say(en: "units in .units.\(ending) beside it", zh: "单位见同目录下的 .units.\(ending)")
            },
            all.map { all in
                say(
                    en: "'save --all' writes all \(Counted.text(all, "plan"))",
                    zh: "“save --all”写入全部 \(Decimal.grouped(all)) 个方案")
            },
        ]
        return clauses.compactMap(\.self).joined(separator: say(en: "; ", zh: "；"))
    }

    /// Plans were written with the tables beside them; `all` counts them where only the first are written.
    public static func sheets(_ count: Int, _ names: [String], to path: String, of all: Int?) -> String {
        let plans = plans(count, to: path, units: nil, of: all)
        let list = ListWords.and(names)
        return say(en: "\(plans); tables: \(list)", zh: "\(plans)；表：\(list)")
    }
}

/// Why a file is not written.
extension FileWords {
    /// The ending of a name is none of those that say what to write.
    public static func noEnding(_ path: Spanned<String>, among endings: [String]) -> Diagnostic {
        let shown = endings.map { "." + $0 }.joined(separator: say(en: ", ", zh: "、"))
        return Diagnostic(
            say(
                en: "'\(path.value)' has no ending that says what to write",
                zh: "无法从“\(path.value)”的扩展名判断写入格式"), at: path.span,
            expected: say(en: "a name that ends in \(shown)", zh: "扩展名为 \(shown) 的文件名"))
    }

    /// A file is someone else's; `file` is the one of several that belong to the named one.
    public static func isForeign(_ file: String, _ path: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(
                en: "'\(file)' exists and was not written by this session",
                zh: "“\(file)”已存在，且不是本会话写入的"), at: path.span,
            expected: say(en: "another name, or the same command with --force", zh: "其他文件名，或在同一命令中加 --force"))
    }

    /// An option asks for rows of a table, and the file holds none.
    public static func holdsNoTable(
        _ path: Spanned<String>, for option: String, but endings: [String]
    ) -> Diagnostic {
        let shown = endings.map { "." + $0 }.joined(separator: say(en: " or ", zh: " 或 "))
        return Diagnostic(
            say(
                en: "'\(path.value)' holds no table, which \(option) asks for",
                zh: "“\(path.value)”不含表格，而 \(option) 只用于表格"), at: path.span,
            expected: say(en: "a name that ends in \(shown)", zh: "扩展名为 \(shown) 的文件名"))
    }

    /// Filters left no plan; the hint says how some come back.
    public static func noPlan(_ hint: String?) -> Diagnostic {
        Diagnostic(say(en: "no plan is left to save", zh: "没有可保存的方案"), hint: hint)
    }
}

/// What is said of the tables of a workbook.
extension FileWords {
    /// What stands under a number by which another table is joined.
    public static func joinNote(_ sheet: String) -> String {
        say(en: "The row of the table \(sheet) with this id.", zh: "表 \(sheet) 中 id 为此值的行。")
    }

    /// What stands under a row's own number.
    public static var idNote: String { say(en: "The number by which plans name the row.", zh: "方案引用该行时所用的编号。") }

    /// What stands under the title of a chip or a model.
    public static var titleNote: String { say(en: "The name that its maker uses.", zh: "厂商所用的名称。") }

    /// What stands under all parameters of a model.
    public static var parametersNote: String { say(en: "Parameters in total.", zh: "总参数量。") }

    /// What stands under the parameters of a token.
    public static var activeNote: String { say(en: "Parameters that a token goes through.", zh: "单个 token 的激活参数量。") }

    /// What stands under the number of a command.
    public static var commandNote: String {
        say(en: "The command's number; a note has none.", zh: "命令的编号；注释没有编号。")
    }

    /// What stands under a command.
    public static var typedNote: String { say(en: "What was typed.", zh: "键入的内容。") }

    /// What stands under its output.
    public static var outputNote: String { say(en: "What it said and found.", zh: "其输出。") }
}

/// What is said of the columns of saved tables.
extension FileWords {
    /// What stands behind `--columns`.
    public static var columns: String {
        say(en: "study, or names such as tps_chip,tpot_ms", zh: "study，或列名，如 tps_chip,tpot_ms")
    }

    /// What `--columns` is for, where it is offered.
    public static var columnsOffered: String { say(en: "which columns", zh: "选择列") }

    /// What `study` stands for, where it is offered.
    public static var studyOffered: String { say(en: "the case study's table", zh: "案例中的表格") }

    /// There are only commas behind `--columns`.
    public static func noColumn(at span: Range<Int>) -> Diagnostic {
        Diagnostic(say(en: "no column is named", zh: "未指定任何列"), at: span, expected: columns)
    }

    /// Plans do something else than decode.
    public static var studyIsDecode: Diagnostic {
        Diagnostic(
            say(en: "the case study's table has columns for decode alone", zh: "案例中的表格只有 Decode 的列"),
            hint: say(
                en: "without --columns study all columns are written, with phase and serving among them",
                zh: "不加 --columns study 时写入所有列，包括 phase 和 serving"))
    }

    /// What stands under `row`.
    public static var rowNote: String { say(en: "The plan's number where it was shown.", zh: "方案显示时的行号。") }

    /// What stands under `chip`.
    public static var chipNote: String { say(en: "The chip, as it is loaded by.", zh: "芯片，即加载时所用的名称。") }

    /// What stands under `prefill_chip`.
    public static var prefillChipNote: String {
        say(
            en: "The chip of prefill workers, as it is loaded by; empty where they are of the same.",
            zh: "Prefill 实例的芯片，即加载时所用的名称；与 Decode 相同时为空。")
    }

    /// What stands under `model`.
    public static var modelNote: String { say(en: "The model, as it is loaded by.", zh: "模型，即加载时所用的名称。") }

    /// What stands under `status`.
    public static var statusNote: String {
        say(en: "\(SettlingWords.ok), or why the plan cannot run.", zh: "\(SettlingWords.ok)，或方案不可运行的原因。")
    }

    /// What the column beside a figure says that may be a lower bound.
    public static func boundNote(_ name: String) -> String {
        say(
            en: "Whether \(name) is only a lower bound, as above 90 % load.",
            zh: "\(name) 是否只是下限（负载高于 90 % 时）。")
    }
    /// The unit of yes and no.
    public static var flagUnit: String { say(en: "true or false", zh: "true 或 false") }
}
