import Language
import Text

/// What is said of files that are written.
public enum FileWords {
    /// Cells were exported.
    public static func cells(_ count: Int, to path: String) -> String {
        say(en: "\(Counted.text(count, "cell")) written to \(path)")
    }

    /// The session was written as a script.
    public static func commands(_ count: Int, to path: String) -> String {
        say(en: "\(Counted.text(count, "command")) written to \(path)")
    }

    /// Rows of measurements were written.
    public static func rows(_ count: Int, to path: String) -> String {
        say(en: "\(Counted.text(count, "row")) written to \(path)")
    }

    /// The best of some plans was written.
    public static func best(of plans: Int, to path: String) -> String {
        say(en: "best of \(Counted.text(plans, "plan")) written to \(path)")
    }

    /// Plans were written; `all` counts them where only the first are written.
    public static func plans(_ count: Int, to path: String, units ending: String?, of all: Int?) -> String {
        let clauses = [
            say(en: "\(Counted.text(count, "plan")) written to \(path)"),
            ending.map { ending in say(en: "units in .units.\(ending) beside it") },
            all.map { all in say(en: "'save --all' writes all \(Counted.text(all, "plan"))") },
        ]
        return clauses.compactMap(\.self).joined(separator: "; ")
    }
}

/// Why a file is not written.
extension FileWords {
    /// The ending of a name is none of those that say what to write.
    public static func noEnding(_ path: Spanned<String>, among endings: [String]) -> Diagnostic {
        let shown = endings.map { "." + $0 }.joined(separator: ", ")
        return Diagnostic(
            say(en: "'\(path.value)' has no ending that says what to write"), at: path.span,
            expected: say(en: "a name that ends in \(shown)"))
    }

    /// A file is someone else's; `file` is the one of several that belong to the named one.
    public static func isForeign(_ file: String, _ path: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(file)' exists and was not written by this session"), at: path.span,
            expected: say(en: "another name, or the same command with --force"))
    }

    /// An option asks for rows of a table, and the file holds none.
    public static func holdsNoTable(
        _ path: Spanned<String>, for option: String, but endings: [String]
    ) -> Diagnostic {
        let shown = endings.map { "." + $0 }.joined(separator: " or ")
        return Diagnostic(
            say(en: "'\(path.value)' holds no table, which \(option) asks for"), at: path.span,
            expected: say(en: "a name that ends in \(shown)"))
    }

    /// Filters left no plan; the hint says how some come back.
    public static func noPlan(_ hint: String?) -> Diagnostic {
        Diagnostic(say(en: "no plan is left to save"), hint: hint)
    }
}

/// What is said of the columns of saved tables.
extension FileWords {
    /// What stands behind `--columns`.
    public static var columns: String { say(en: "study, or names such as tps_chip,tpot_ms") }

    /// What `--columns` is for, where it is offered.
    public static var columnsOffered: String { say(en: "which columns") }

    /// What `study` stands for, where it is offered.
    public static var studyOffered: String { say(en: "the case study's table") }

    /// There are only commas behind `--columns`.
    public static func noColumn(at span: Range<Int>) -> Diagnostic {
        Diagnostic(say(en: "no column is named"), at: span, expected: columns)
    }

    /// Plans do something else than decode.
    public static var studyIsDecode: Diagnostic {
        Diagnostic(
            say(en: "the case study's table has columns for decode alone"),
            hint: say(
                en: "without --columns study all columns are written, with phase and serving among them"))
    }

    /// What stands under `row`.
    public static var rowNote: String { say(en: "The plan's number where it was shown.") }

    /// What stands under `chip`.
    public static var chipNote: String { say(en: "The chip, as it is loaded by.") }

    /// What stands under `prefill_chip`.
    public static var prefillChipNote: String {
        say(en: "The chip of prefill workers, as it is loaded by; empty where they are of the same.")
    }

    /// What stands under `model`.
    public static var modelNote: String { say(en: "The model, as it is loaded by.") }

    /// What stands under `status`.
    public static var statusNote: String { say(en: "ok, or why the plan cannot run.") }

    /// The unit of yes and no.
    public static var flagUnit: String { say(en: "true or false") }
}
