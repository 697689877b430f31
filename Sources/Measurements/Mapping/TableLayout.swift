import CostModel

/// A way to write measurements down as a table, declared once: reading, recognition and help follow.
public struct TableLayout: Sendable {
    /// A column that a layout reads.
    public struct Column: Sendable {
        /// The heading.
        public let name: String
        fileprivate let describe: @Sendable () -> String

        /// What it sets, in one sentence.
        public var summary: String { describe() }
    }

    /// A short name.
    public let name: String
    private let describe: @Sendable () -> String
    /// The columns that are read; others are labels to group by.
    public let columns: [Column]
    /// Headings without which a table is not of this layout.
    public let required: [String]
    /// Required headings that a table may do without where a session says what they would.
    public let inherited: Set<String>
    /// Headings of which a table of this layout has at least one.
    public let measured: [String]
    /// The heading under which the model stands.
    public let model: String
    /// What the columns under some headings tell about a row.
    let reader: @Sendable (_ headings: [String]) -> RowReader
    /// The column that is read under each of some headings; nil for labels.
    let meanings: @Sendable (_ headings: [String]) -> [String?]

    init<Draft: RowDraft>(
        _ name: String, summary: @autoclosure @escaping @Sendable () -> String, columns: [LayoutColumn<Draft>],
        required: [String], inherited: Set<String> = [], measured: [String], model: String, _: Draft.Type
    ) {
        self.name = name
        describe = summary
        self.columns = columns.map { Column(name: $0.name, describe: $0.summary) }
        self.required = required
        self.inherited = inherited
        self.measured = measured
        self.model = model
        let find: @Sendable ([String]) -> [LayoutColumn<Draft>?] = { headings in
            // A column is read once: under its own name, or else under the first that may mean it.
            var taken = Set(columns.map(\.name).filter(headings.contains))
            return headings.map { heading in
                if let exact = columns.first(where: { $0.name == heading }) { return exact }
                guard let column = columns.first(where: { Draft.heading($0.name, reads: heading) }),
                    taken.insert(column.name).inserted
                else { return nil }
                return column
            }
        }
        meanings = { headings in find(headings).map { $0?.name } }
        reader = { headings in
            let found = find(headings)
            return { (cells, names) throws(RowFault) in
                var draft = Draft()
                for (cell, column) in zip(cells, found) {
                    guard let column, !cell.isEmpty else { continue }
                    try column.read(cell, &draft)
                }
                return try draft.plan(names)
            }
        }
    }

    /// What kind of table it is, in one sentence.
    public var summary: String { describe() }

    /// The column that is meant by a word; nil where it means none.
    public func column(meantBy word: String) -> String? { meanings([word]).first ?? nil }

    /// Whether a table with these headings is of this layout.
    func fits(_ headings: [String], inSession: Bool) -> Bool {
        absent(from: headings, inSession: inSession).isEmpty
            && measured.contains(where: meanings(headings).contains)
    }

    /// The headings that a table would need besides its own.
    ///
    /// - Parameter inSession: whether a session says what some of them would.
    public func absent(from headings: [String], inSession: Bool) -> [String] {
        let found = meanings(headings)
        return required.filter { !found.contains($0) && !(inSession && inherited.contains($0)) }
    }
}

/// Says what the cells of a row say was run; the headings above them are known already.
typealias RowReader = @Sendable (_ cells: [String], _ names: RowNames) throws(RowFault) -> MeasuredPlan

/// What the cells of a row tell so far; once all are read, it becomes a plan.
protocol RowDraft: Sendable {
    /// A row of which nothing is read.
    init()
    /// Whether a column is meant by a heading.
    static func heading(_ column: String, reads heading: String) -> Bool
    /// What was run.
    func plan(_ names: RowNames) throws(RowFault) -> MeasuredPlan
}

extension RowDraft {
    static func heading(_ column: String, reads heading: String) -> Bool { column == heading }
}

/// What a row says was run, and what came out.
struct MeasuredPlan: Sendable {
    let chip: String
    let scenario: Scenario
    let figures: [MeasuredFigure]
    var isSaturated = false
}

extension TableLayout {
    /// The layouts that are read, in the order in which they are tried.
    public static let all: [TableLayout] = [.validation, .sextant]

    /// Finds a layout by its name.
    public static func named(_ name: String) -> TableLayout? { all.first { $0.name == name } }

    /// The layout of a table with these headings.
    static func of(_ headings: [String], inSession: Bool) -> TableLayout? {
        all.first { $0.fits(headings, inSession: inSession) }
    }
}
