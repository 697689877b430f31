import CostModel

/// A way to write measurements down as a table, declared once: reading, recognition and help follow.
public struct TableLayout: Sendable {
    /// A column that a layout reads.
    public struct Column: Sendable, Equatable {
        /// The heading.
        public let name: String
        /// What it sets, in one sentence.
        public let summary: String
    }

    /// A short name.
    public let name: String
    /// What kind of table it is, in one sentence.
    public let summary: String
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
        _ name: String, summary: String, columns: [LayoutColumn<Draft>], required: [String],
        inherited: Set<String> = [], measured: [String], model: String, _: Draft.Type
    ) {
        self.name = name
        self.summary = summary
        self.columns = columns.map { Column(name: $0.name, summary: $0.summary) }
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
            @Sendable func alternatives(_ cells: [String]) throws(RowFault) -> [Draft] {
                var draft = Draft()
                for (cell, column) in zip(cells, found) {
                    guard let column, !cell.isEmpty else { continue }
                    try column.read(cell, &draft)
                }
                let alternatives = draft.alternatives
                guard !alternatives.isEmpty else { throw .unknownRun }
                return alternatives
            }
            @Sendable func reading(_ drafts: [Draft], _ names: RowNames) throws(RowFault) -> RowReading {
                RowReading(
                    kin: drafts.count > 1 ? drafts[0].kin : "",
                    alternatives: try drafts.map { (draft) throws(RowFault) in try draft.plans(names) })
            }
            return RowReader(
                leavesRunsOpen: Draft.leavesRunsOpen,
                read: { (cells, names) throws(RowFault) in try reading(alternatives(cells), names) },
                readOpen: { (cells, names) throws(RowFault) in
                    let drafts = try alternatives(cells)
                    return drafts.count > 1 ? try reading(drafts, names) : nil
                })
        }
    }

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

/// Reads the cells of a row; the headings above them are known already.
struct RowReader: Sendable {
    /// Whether there may be rows that leave open which run they are of.
    let leavesRunsOpen: Bool
    /// What the row says was run, on the chips of that name.
    let read: @Sendable (_ cells: [String], _ names: RowNames) throws(RowFault) -> RowReading
    /// The same of a row that leaves open which run it is of; nil for all others, which are not read to the end.
    let readOpen: @Sendable (_ cells: [String], _ names: RowNames) throws(RowFault) -> RowReading?
}

/// What a row says was run; several readings where its columns leave open which.
struct RowReading: Sendable {
    /// What rows have in common that differ by nothing but what was measured.
    let kin: String
    /// What may have run, the slowest first.
    let alternatives: [[MeasuredPlan]]
}

/// What the cells of a row tell so far; once all are read, it becomes plans.
protocol RowDraft: Sendable {
    /// Whether there may be rows with several alternatives.
    static var leavesRunsOpen: Bool { get }
    /// A row of which nothing is read.
    init()
    /// Whether a column is meant by a heading.
    static func heading(_ column: String, reads heading: String) -> Bool
    /// The row with what its columns leave open filled in each way that is possible, the slowest first.
    var alternatives: [Self] { get }
    /// What rows have in common that differ by nothing but what was measured.
    var kin: String { get }
    /// What was run.
    func plans(_ names: RowNames) throws(RowFault) -> [MeasuredPlan]
}

extension RowDraft {
    static var leavesRunsOpen: Bool { false }
    static func heading(_ column: String, reads heading: String) -> Bool { column == heading }
    var alternatives: [Self] { [self] }
    var kin: String { "" }
}

/// What a row says was run, and what came out.
struct MeasuredPlan: Sendable {
    let chip: String
    let scenario: Scenario
    let figures: [MeasuredFigure]
}

extension TableLayout {
    /// The layouts that are read, in the order in which they are tried.
    public static let all: [TableLayout] = [.silicon, .validation, .sextant]

    /// Finds a layout by its name.
    public static func named(_ name: String) -> TableLayout? { all.first { $0.name == name } }

    /// The layout of a table with these headings.
    static func of(_ headings: [String], inSession: Bool) -> TableLayout? {
        all.first { $0.fits(headings, inSession: inSession) }
    }
}
