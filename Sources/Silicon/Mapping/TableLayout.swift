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
    /// Headings of which a table of this layout has at least one.
    public let measured: [String]
    /// The heading under which the model stands.
    public let model: String
    /// What the columns under some headings say of one row.
    let reader: @Sendable (_ headings: [String]) -> RowReader
    /// Whether a column is read that is meant by a heading.
    let reads: @Sendable (_ heading: String) -> Bool

    init<Draft: RowDraft>(
        _ name: String, summary: String, columns: [LayoutColumn<Draft>], required: [String], measured: [String],
        model: String, _: Draft.Type
    ) {
        self.name = name
        self.summary = summary
        self.columns = columns.map { Column(name: $0.name, summary: $0.summary) }
        self.required = required
        self.measured = measured
        self.model = model
        reads = { heading in columns.contains { Draft.heading($0.name, reads: heading) } }
        reader = { headings in
            let found = headings.map { heading in columns.first { Draft.heading($0.name, reads: heading) } }
            return RowReader { (cells, names) throws(RowFault) in
                var draft = Draft()
                for (cell, column) in zip(cells, found) {
                    guard let column, !cell.isEmpty else { continue }
                    try column.read(cell, &draft)
                }
                let alternatives = draft.alternatives
                guard !alternatives.isEmpty else { throw .unknownRun }
                return RowReading(
                    kin: draft.kin,
                    alternatives: try alternatives.map { (draft) throws(RowFault) in try draft.plans(names) })
            }
        }
    }

    /// Whether a table with these headings is of this layout.
    func fits(_ headings: [String]) -> Bool {
        absent(from: headings).isEmpty && measured.contains(where: headings.contains)
    }

    /// The headings that a table would need besides its own.
    public func absent(from headings: [String]) -> [String] { required.filter { !headings.contains($0) } }
}

/// Reads the cells of a row; the headings above them are known already.
struct RowReader: Sendable {
    /// What the row says was run, on the chips of that name.
    let read: @Sendable (_ cells: [String], _ names: RowNames) throws(RowFault) -> RowReading
}

/// What a row says was run; several readings where its columns leave open which.
struct RowReading: Sendable {
    /// What rows have in common that differ by nothing but what was measured.
    let kin: String
    /// What may have run, the slowest first.
    let alternatives: [[MeasuredPlan]]
}

/// What the cells of a row say so far, which comes to plans once all are read.
protocol RowDraft: Sendable {
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
    static func of(_ headings: [String]) -> TableLayout? { all.first { $0.fits(headings) } }
}
