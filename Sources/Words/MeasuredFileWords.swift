import CostModel
import Language
import Measurements
import Text

/// What is said of tables of measurements.
public enum MeasuredFileWords {
    /// What a file has to hold.
    public static var table: String { say(en: "a table of measurements") }

    /// What help says of a layout behind its summary: its columns.
    public static func help(_ layout: TableLayout) -> [String] {
        let parameters = layout.columns.filter { Parameter.named($0.name) != nil && Metric.named($0.name) == nil }
        // A table of one's own may have any parameter; they are listed elsewhere.
        let isOpen = parameters.count > 40
        let columns = layout.columns.filter { !isOpen || Parameter.named($0.name) == nil }
        var lines = columns.map { column in
            layout.required.contains(column.name)
                ? say(en: "\(column.name): \(column.summary) Required.") : "\(column.name): \(column.summary)"
        }
        if isOpen { lines.append(say(en: "and every parameter of workload, config, arch and model by its name")) }
        if !layout.inherited.isEmpty {
            let names = ListWords.and(layout.inherited.sorted())
            lines.append(
                say(en: "without \(names) the rows are of the session's, at the lengths that it is set to"))
        }
        lines.append(say(en: "at least one of: \(layout.measured.joined(separator: ", "))"))
        return lines.map { "  " + $0 }
    }
}

/// Why a file is refused.
extension MeasuredFileWords {
    /// It cannot be read as a table; `inSession` says whether a chip and a model are loaded.
    public static func diagnostic(
        _ error: MeasuredTableError, _ path: Spanned<String>, inSession: Bool
    ) -> Diagnostic {
        switch error {
        case .notATable(let fault):
            Diagnostic(
                "\(path.value):\(fault.line):\(fault.column): \(fault.message)", at: path.span,
                expected: fault.expected)
        case .unknownLayout(let headings): unknownLayout(headings, path, inSession: inSession)
        case .cancelled: .interrupted
        }
    }

    /// Says what the layout that is nearest to some headings lacks.
    private static func unknownLayout(
        _ headings: [String], _ path: Spanned<String>, inSession: Bool
    ) -> Diagnostic {
        func absent(_ layout: TableLayout) -> [String] { layout.absent(from: headings, inSession: inSession) }
        let nearest = TableLayout.all.min { absent($0).count < absent($1).count }
        let absent = nearest.map(absent) ?? []
        let wanted = absent.isEmpty ? nearest?.measured ?? [] : absent
        let hint = wanted.lazy.compactMap { name in
            NearestName.of(name, in: headings).map { found in say(en: "is '\(found)' meant for '\(name)'?") }
        }.first
        let lack =
            absent.isEmpty
            ? say(en: "nothing was measured, of \((nearest?.measured ?? []).joined(separator: ", "))")
            : say(en: "no column \(absent.joined(separator: ", "))")
        let layouts = TableLayout.all.map { "\($0.name) (\($0.required.joined(separator: ", ")), ...)" }
        return Diagnostic(
            say(en: "\(path.value):1:1: the headings are those of no layout: \(lack)"), at: path.span,
            expected: say(en: layouts.joined(separator: ", or ")), hint: hint)
    }
}

/// What is said of columns that rows are grouped by.
extension MeasuredFileWords {
    /// A column, where one is offered or expected.
    public static var column: String { say(en: "a column of the file") }

    /// What `by` is for, where it is offered.
    public static var columnsOffered: String { say(en: "columns of the file to group by") }

    /// What stands behind `by`.
    public static var columns: String { say(en: "columns of the file, separated by commas") }

    /// A word that is not `by`.
    public static func unexpected(_ word: Token) -> Diagnostic {
        Diagnostic(
            say(en: "unexpected word '\(word.text)'"), at: word.span,
            expected: say(en: "nothing more, or: by COLUMN,COLUMN"))
    }

    /// A column stands twice among those that tell groups apart.
    public static func twice(_ column: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(column.value)' is named twice"), at: column.span, expected: say(en: "each column once"))
    }

    /// A column that the file has not.
    public static func noColumn(_ column: Spanned<String>, among headings: [String]) -> Diagnostic {
        let shown = headings.prefix(12) + (headings.count > 12 ? ["..."] : [])
        return Diagnostic(
            say(en: "the file has no column '\(column.value)'"), at: column.span,
            expected: say(en: "one of \(shown.joined(separator: ", "))"),
            hint: NearestName.of(column.value, in: headings).map { nearest in say(en: "did you mean '\(nearest)'?") })
    }
}
