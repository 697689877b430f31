import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// What `save` can write.
enum SaveFormat: String, CaseIterable {
    case csv, json, md, sextant

    /// Files, and what they hold in words.
    struct Contents {
        let files: [SavedFile]
        let remark: String
    }

    init?(path: String) {
        guard let dot = path.lastIndex(of: "."),
            let format = SaveFormat(rawValue: path[path.index(after: dot)...].lowercased())
        else { return nil }
        self = format
    }

    /// What is written under a name.
    func contents(
        _ session: Session, all: Bool, _ columns: SavedColumns?, _ path: Spanned<String>,
        _ isCancelled: () -> Bool
    ) throws(Diagnostic) -> Contents {
        guard self == .csv || self == .md || (columns == nil && !all) else {
            throw FileWords.holdsNoTable(path, for: all ? "--all" : "--columns")
        }
        guard self != .sextant else {
            return Contents(
                files: [SavedFile(path: path.value, text: try Script.text(of: session, isCancelled))],
                remark: FileWords.commands(session.numberedCells.count, to: path.value))
        }
        let plans = try session.requirePlans()
        guard self != .json else {
            guard plans.count > 0 else { throw FileWords.noPlan(plans.wayBack) }
            return Contents(
                files: [
                    SavedFile(
                        path: path.value, text: PlanDocument.json(plans, try plans.best(isCancelled)).pretty + "\n")
                ],
                remark: FileWords.best(of: plans.count, to: path.value))
        }
        return try tables(plans, all: all, columns, path, isCancelled)
    }

    private func tables(
        _ plans: Plans, all: Bool, _ columns: SavedColumns?, _ path: Spanned<String>, _ isCancelled: () -> Bool
    ) throws(Diagnostic) -> Contents {
        let count = all ? plans.count : min(plans.ranked ?? plans.count, plans.count)
        let rows = 1..<count + 1
        let data = self == .csv || columns != nil ? try columns?.data(plans, rows, isCancelled) ?? PlanData(plans) : nil
        let text: String?
        if let data {
            text = (self == .csv ? OutputFormat.csv : .markdown)
                .render(data.columns, rows: rows, isCancelled: isCancelled, cells: data.cells)
        } else {
            // Documents are for people.
            let trust = try TrustView(plans, rows, isCancelled)
            text = OutputFormat.markdown.render(
                try PlanTable.make(plans, rows: rows, for: .markdown, trust, isCancelled), isCancelled: isCancelled)
        }
        guard let text else { throw .interrupted }
        var files = [SavedFile(path: path.value, text: text)]
        if self == .csv, let data {
            let units = String(path.value.dropLast(".csv".count)) + ".units.csv"
            files.append(SavedFile(path: units, text: OutputFormat.csv.render(Table(columns: data.columns).legend)))
        }
        let remark = FileWords.plans(
            count, to: path.value, hasUnits: files.count > 1, of: count < plans.count ? plans.count : nil)
        return Contents(files: files, remark: remark)
    }
}

/// The columns that a saved table is to have.
enum SavedColumns: Sendable {
    /// Those of the case study.
    case study
    /// Some metrics and parameters.
    case named([Quantifier])

    /// The word behind --columns that asks for them.
    var word: String {
        switch self {
        case .study: "study"
        case .named(let quantifiers): quantifiers.map(\.path).joined(separator: ",")
        }
    }

    /// The columns of some rows.
    func data(_ plans: Plans, _ rows: Range<Int>, _ isCancelled: () -> Bool) throws(Diagnostic) -> PlanData {
        switch self {
        case .named(let quantifiers): return PlanData(plans, asked: quantifiers)
        case .study:
            let others = Interruptible.filter(rows, isCancelled: isCancelled) { row in
                let workload = plans[row].scenario.workload
                return workload.serving != .static || workload.phase != .decode
            }
            guard let others else { throw .interrupted }
            guard others.isEmpty else {
                throw FileWords.studyIsDecode
            }
            return PlanData(study: plans)
        }
    }
}

extension Argument where State == Session, Value == SavedColumns? {
    /// `--columns study`, or metrics and parameters separated by commas.
    static let savedColumns = Argument(
        "--columns NAMES", "study for the case study's table, or metrics and parameters separated by commas",
        isOptional: true, isAnywhere: true,
        complete: { request in
            guard request.before.last == "--columns" else { return [Completion("--columns", FileWords.columnsOffered)] }
            return [Completion("study", FileWords.studyOffered)] + Metric.all.map { Completion($0.name, $0.summary) }
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> SavedColumns? in
        guard let token = try cursor.takeOption("--columns", FileWords.columns) else {
            return nil
        }
        guard token.text.lowercased() != "study" else { return .study }
        var quantifiers: [Quantifier] = []
        for name in GroupingColumns.split(token) {
            let word = Token(text: name.value, span: name.span)
            guard let quantifier = Quantifier.named(word.text) else { throw QuantifierName.unknown(word) }
            quantifiers.append(quantifier)
        }
        guard !quantifiers.isEmpty else {
            throw FileWords.noColumn(at: token.span)
        }
        return .named(quantifiers)
    }
}
