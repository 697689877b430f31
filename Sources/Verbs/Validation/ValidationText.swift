import Notebook
import Language
import CostModel
import Measurements
import Text
import Units

/// Validations in words.
enum ValidationText {
    /// What help says beyond the sentence; the layouts are those that are read.
    static let discussion = """
        Each row of the file says what ran and what came out; the engine is asked for the same. The errors are summed up
        in percent of what was measured: mape and median are the mean and the median of |predicted - measured| /
        measured, bias is the mean with its sign. JSON and CSV have one object or line a group and metric: group,
        metric, n, mape, median, bias, and not_expressed, the rows of the group that the engine could not be asked for.
        Rows of the session's chip run on it as it is set, all others on the catalogue's. The layout of the file is told
        by its headings ('help NAME' lists the columns of one), and columns that it does not read are labels:
        """ + "\n" + TableLayout.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n")

    /// What help says of a layout behind its summary: its columns.
    static func help(_ layout: TableLayout) -> [String] {
        let parameters = layout.columns.filter { Parameter.named($0.name) != nil && Metric.named($0.name) == nil }
        // A table of one's own may have any parameter; they are listed elsewhere.
        let isOpen = parameters.count > 40
        let columns = layout.columns.filter { !isOpen || Parameter.named($0.name) == nil }
        var lines = columns.map { column in
            let isRequired = layout.required.contains(column.name)
            return "  \(column.name): \(column.summary)" + (isRequired ? " Required." : "")
        }
        if isOpen { lines.append("  and every parameter of workload, config, arch and model by its name") }
        if !layout.inherited.isEmpty {
            let names = layout.inherited.sorted().joined(separator: " and ")
            lines.append("  without \(names) the rows are of the session's, at the lengths that it is set to")
        }
        lines.append("  at least one of: " + layout.measured.joined(separator: ", "))
        return lines
    }

    /// What a validation says before its tables.
    static func headline(_ validation: Validation) -> [String] {
        let table = validation.table
        let expressed = table.count - validation.residuals.unmappedRows
        var lines = ["\(Counted.text(table.count, "row")), \(Decimal.grouped(expressed)) expressed"]
        if let chip = validation.chip { lines.append("rows of \(chip.name) run on the session's chip as it is set") }
        return lines + labels(table)
    }

    /// Headings of a table of one's own that are taken as labels; a slip in a parameter's name would be one.
    private static func labels(_ table: MeasuredTable) -> [String] {
        guard table.layout.name == TableLayout.sextant.name else { return [] }
        let labels = table.labels.map { label in
            let isFigure = Metric.named(label) != nil || PlanData.ownKeys.contains(label)
            let nearest = isFigure ? nil : NearestName.of(label, in: table.layout.columns.map(\.name))
            return label + (nearest.map { " (or is '\($0)' meant?)" } ?? "")
        }
        return labels.isEmpty ? [] : ["labels: " + labels.joined(separator: ", ")]
    }

    /// Why a file is refused.
    static func diagnostic(_ error: MeasuredTableError, _ path: Spanned<String>, _ session: Session) -> Diagnostic {
        switch error {
        case .notATable(let fault):
            Diagnostic(
                "\(path.value):\(fault.line):\(fault.column): \(fault.message)", at: path.span,
                expected: fault.expected)
        case .unknownLayout(let headings):
            unknownLayout(headings, path, inSession: session.chip != nil && session.model != nil)
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
            NearestName.of(name, in: headings).map { "is '\($0)' meant for '\(name)'?" }
        }.first
        let lack =
            absent.isEmpty
            ? "nothing was measured, of " + (nearest?.measured ?? []).joined(separator: ", ")
            : "no column " + absent.joined(separator: ", ")
        return Diagnostic(
            "\(path.value):1:1: the headings are those of no layout: \(lack)", at: path.span,
            expected: TableLayout.all.map { "\($0.name) (\($0.required.joined(separator: ", ")), ...)" }
                .joined(separator: ", or "), hint: hint)
    }

    /// A reason in words.
    static func sentence(_ fault: RowFault) -> String { fault.sentence(rule: DivisibilityText.sentence) }
}
