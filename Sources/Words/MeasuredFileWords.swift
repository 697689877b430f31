import CostModel
import Language
import Measurements
import Text
import Units

/// What is said of tables of measurements.
public enum MeasuredFileWords {
    /// What a file has to hold.
    public static var table: String { say(en: "a table of measurements", zh: "实测数据表") }

    /// What help says of a layout behind its summary: its columns.
    public static func help(_ layout: TableLayout) -> [String] {
        let parameters = layout.columns.filter { Parameter.named($0.name) != nil && Metric.named($0.name) == nil }
        // A table of one's own may have any parameter; they are listed elsewhere.
        let isOpen = parameters.count > 40
        let columns = layout.columns.filter { !isOpen || Parameter.named($0.name) == nil }
        var lines = columns.map { column in
            layout.required.contains(column.name)
                ? say(
                    en: "\(column.name): \(column.summary) Required.", zh: "\(column.name)：\(column.summary)必填。")
                : say(en: "\(column.name): \(column.summary)", zh: "\(column.name)：\(column.summary)")
        }
        if isOpen {
            lines.append(
                say(
                    en: "and every parameter of workload, config, arch and model by its name",
                    zh: "以及 workload、config、arch 和 model 的全部参数，以参数名为列名"))
        }
        if !layout.inherited.isEmpty {
            let names = ListWords.and(layout.inherited.sorted())
            lines.append(
                say(
                    en: "without \(names) the rows are of the session's, at the lengths that it is set to",
                    zh: "没有 \(names) 列时，采用会话中的设置及其输入输出长度"))
        }
        lines.append(
            say(
                en: "at least one of: \(measured(layout))", zh: "至少包含以下一列：\(measured(layout))"))
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

    /// The headings of what is measured, of which percentiles make many.
    private static func measured(_ layout: TableLayout) -> String {
        let shown = layout.measured.prefix(4) + (layout.measured.count > 4 ? ["..."] : [])
        return shown.joined(separator: say(en: ", ", zh: "、"))
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
            NearestName.of(name, in: headings).map { found in
                say(en: "is '\(found)' meant for '\(name)'?", zh: "“\(found)”是否指“\(name)”？")
            }
        }.first
        let lack =
            absent.isEmpty
            ? say(
                en: "nothing was measured, of \(nearest.map(measured) ?? "")",
                zh: "没有实测列，需有 \(nearest.map(measured) ?? "") 之一")
            : say(
                en: "no column \(absent.joined(separator: ", "))", zh: "缺少列 \(absent.joined(separator: "、"))")
        let layouts = TableLayout.all.map { layout in
            say(
                en: "\(layout.name) (\(layout.required.joined(separator: ", ")), ...)",
                zh: "\(layout.name)（\(layout.required.joined(separator: "、")) 等）")
        }
        return Diagnostic(
            say(
                en: "\(path.value):1:1: the headings are those of no layout: \(lack)",
                zh: "\(path.value):1:1: 表头不符合任何布局：\(lack)"),
            at: path.span,
            expected: layouts.joined(separator: say(en: ", or ", zh: "，或 ")), hint: hint)
    }
}

/// What is said of columns that rows are grouped by.
extension MeasuredFileWords {
    /// A column, where one is offered or expected.
    public static var column: String { say(en: "a column of the file", zh: "文件中的一列") }

    /// What `by` is for, where it is offered.
    public static var columnsOffered: String { say(en: "columns of the file to group by", zh: "用于分组的列") }

    /// What stands behind `by`.
    public static var columns: String { say(en: "columns of the file, separated by commas", zh: "文件中的列，以逗号分隔") }

    /// A word that is not `by`.
    public static func unexpected(_ word: Token) -> Diagnostic {
        Diagnostic(
            LanguageWords.unexpected(word.text), at: word.span,
            expected: say(en: "nothing more, or: by COLUMN,COLUMN", zh: "到此为止，或：by COLUMN,COLUMN"))
    }

    /// A column stands twice among those that tell groups apart.
    public static func twice(_ column: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(column.value)' is named twice", zh: "“\(column.value)”出现了两次"), at: column.span,
            expected: say(en: "each column once", zh: "每列一次"))
    }

    /// A column that the file has not.
    public static func noColumn(_ column: Spanned<String>, among headings: [String]) -> Diagnostic {
        let shown = headings.prefix(12) + (headings.count > 12 ? ["..."] : [])
        return Diagnostic(
            say(en: "the file has no column '\(column.value)'", zh: "文件中没有列“\(column.value)”"), at: column.span,
            expected: LanguageWords.oneOf(Array(shown)),
            hint: NearestName.of(column.value, in: headings).map(LanguageWords.didYouMean))
    }
}
