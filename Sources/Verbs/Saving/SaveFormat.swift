import CostModel
import Exchange
import Language
import Notebook
import Planning
import Presentation
import Storage
import Units
import Words

/// What `save` can write: tables in any format that files hold, tables that belong together, the best plan, the session.
enum SaveFormat: Equatable {
    case table(OutputFormat)
    case workbook(WorkbookFormat)
    case plan
    case session

    /// Files, and what they hold in words.
    struct Contents {
        let files: [SavedFile]
        let remark: String
    }

    /// The ending of a session; JSON holds one plan.
    static let sessionEnding = "sextant"
    /// The endings of tables.
    private static let tableEndings =
        (OutputFormat.allCases.filter { $0 != .json }.compactMap(\.ending) + workbookEndings).sorted()
    /// The endings of several tables in one file.
    private static let workbookEndings = WorkbookFormat.all.flatMap(\.endings)
    /// All endings.
    static let endings = (OutputFormat.allCases.compactMap(\.ending) + workbookEndings + [sessionEnding]).sorted()

    init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let ending = path[path.index(after: dot)...].lowercased()
        if ending == Self.sessionEnding {
            self = .session
        } else if let format = OutputFormat(ending: ending) {
            self = format == .json ? .plan : .table(format)
        } else if let format = WorkbookFormat.all.first(where: { $0.endings.contains(ending) }) {
            self = .workbook(format)
        } else {
            return nil
        }
    }

    /// What is written under a name.
    func contents(
        _ session: Session, all: Bool, _ columns: SavedColumns?, _ path: Spanned<String>, _ environment: Environment
    ) throws(Diagnostic) -> Contents {
        let isCancelled = environment.isCancelled
        switch self {
        case .table(let format):
            return try Self.tables(try session.requirePlans(), all, format, columns, path, environment)
        case .workbook(let format):
            return try Self.workbook(session, all, format, columns, path, environment)
        case .plan, .session:
            guard columns == nil && !all else {
                throw FileWords.holdsNoTable(path, for: all ? "--all" : "--columns", but: Self.tableEndings)
            }
        }
        guard self != .session else {
            return Contents(
                files: [SavedFile(path: path.value, text: try Script.text(of: session, isCancelled))],
                remark: FileWords.commands(session.numberedCells.count, to: path.value))
        }
        let plans = try session.requirePlans()
        guard plans.count > 0 else { throw FileWords.noPlan(plans.wayBack) }
        return Contents(
            files: [
                SavedFile(path: path.value, text: PlanDocument.json(plans, try plans.best(isCancelled)).pretty + "\n")
            ],
            remark: FileWords.best(of: plans.count, to: path.value))
    }

    private static func workbook(
        _ session: Session, _ all: Bool, _ format: WorkbookFormat, _ columns: SavedColumns?, _ path: Spanned<String>,
        _ environment: Environment
    ) throws(Diagnostic) -> Contents {
        var plans = try session.requirePlans()
        let count = all ? plans.count : min(plans.ranked ?? plans.count, plans.count)
        try plans.find(first: count, environment)
        let rows = 1..<count + 1
        let data = try columns?.data(plans, rows, environment.isCancelled) ?? PlanData(plans)
        let sheets = try PlanWorkbook(plans, rows, data, environment.isCancelled).sheets(of: session)
        let file = SavedFile(path: path.value) { path throws(FileError) in
            try format.write(sheets, to: path, isCancelled: environment.isCancelled)
        }
        let remark = FileWords.sheets(
            count, sheets.map(\.name), to: path.value, of: count < plans.count ? plans.count : nil)
        return Contents(files: [file], remark: remark)
    }

    private static func tables(
        _ plans: Plans, _ all: Bool, _ format: OutputFormat, _ columns: SavedColumns?, _ path: Spanned<String>,
        _ environment: Environment
    ) throws(Diagnostic) -> Contents {
        var plans = plans
        let isCancelled = environment.isCancelled
        let count = all ? plans.count : min(plans.ranked ?? plans.count, plans.count)
        try plans.find(first: count, environment)
        let rows = 1..<count + 1
        let data =
            format.isData || columns != nil ? try columns?.data(plans, rows, isCancelled) ?? PlanData(plans) : nil
        let file: SavedFile
        if let data, let writer = format.rowWriter {
            file = SavedFile(path: path.value, data, rows, by: writer, environment)
        } else if let data {
            let text = format.render(data.columns, rows: rows, isCancelled: isCancelled, cells: data.cells)
            guard let text else { throw .interrupted }
            file = SavedFile(path: path.value, text: text)
        } else {
            // Documents are for people.
            let trust = try TrustView(plans, rows, isCancelled)
            let text = format.render(
                try PlanTable.make(plans, rows: rows, for: format, trust, isCancelled), isCancelled: isCancelled)
            guard let text else { throw .interrupted }
            file = SavedFile(
                path: path.value, text: format == .html ? HTMLPage.text(title: plans.heading, body: text) : text)
        }
        var files = [file]
        if format.isData, let data, let ending = format.ending {
            let units = "\(path.value.dropLast(ending.count + 1)).units.\(ending)"
            files.append(SavedFile(path: units, text: format.render(Table(columns: data.columns).legend)))
        }
        let remark = FileWords.plans(
            count, to: path.value, units: files.count > 1 ? format.ending : nil,
            of: count < plans.count ? plans.count : nil)
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
        "--columns NAMES",
        say(
            en: "study for the case study's table, or metrics and parameters separated by commas",
            zh: "study 表示案例研究的表格，或以逗号分隔的指标和参数"),
        isOptional: true, isAnywhere: true,
        complete: { request in
            guard request.before.last == "--columns" else { return [Completion("--columns", FileWords.columnsOffered)] }
            return [Completion("study", FileWords.studyOffered)]
                + Metric.all.map { Completion($0.name, $0.summary, names: $0.aliases) }
        }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> SavedColumns? in
        guard let token = try cursor.takeOption("--columns", FileWords.columns) else {
            return nil
        }
        guard token.text.lowercased() != "study" else { return .study }
        var quantifiers: [Quantifier] = []
        for name in GroupingColumns.split(token) {
            let word = Token(text: name.value, span: name.span)
            guard let quantifier = QuantifierName.find(word.text) else { throw QuantifierName.unknown(word) }
            quantifiers.append(quantifier)
        }
        guard !quantifiers.isEmpty else {
            throw FileWords.noColumn(at: token.span)
        }
        return .named(quantifiers)
    }
}
