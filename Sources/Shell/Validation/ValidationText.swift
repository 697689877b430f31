import Silicon

/// Validations in words.
enum ValidationText {
    /// What help says beyond the sentence; the columns are those of the layouts.
    static let discussion = """
        Each row of the file says what ran and what came out; the engine is asked for the same, and the errors are
        summed up: mean (MAPE) and median of |predicted - measured| / measured, and bias, the mean with its sign, all in
        percent of what was measured. JSON has them under group, metric, n, mape, median, bias and not_expressed, the
        rows of the group that the engine could not be asked for. Rows of the session's chip run on it as it is set.
        The layout is told by its headings, and columns that it does not read are labels to group by:
        """ + "\n" + TableLayout.all.map(layout).joined(separator: "\n")

    private static func layout(_ layout: TableLayout) -> String {
        "\(layout.name): \(layout.summary)"
    }

    static func headline(_ validation: Validation) -> [String] {
        let table = validation.table
        let expressed = table.count - table.unmapped.count
        var lines = ["\(ValueText.count(table.count, "row")), \(expressed) expressed"]
        if let chip = validation.chip { lines.append("rows of \(chip.name) run on the session's chip as it is set") }
        return lines
    }

    static func diagnostic(_ error: MeasuredTableError, _ path: Spanned<String>) -> Diagnostic {
        switch error {
        case .notATable(let fault):
            Diagnostic("\(path.value): \(fault.description)", at: path.span)
        case .unknownLayout:
            Diagnostic("\(path.value): \(error.description)", at: path.span)
        }
    }

    /// A reason in words.
    static func sentence(_ fault: RowFault) -> String { fault.sentence(rule: DivisibilityText.sentence) }
}
