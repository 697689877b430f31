import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// How far plans that are shown can be trusted: a column where they differ in it, else a line under the table.
struct TrustView {
    /// What is said of a row, in its cell and under the table.
    private struct Words: Hashable {
        let cell: String
        let reason: String
    }

    /// What is said of some rows, each once, the first rows' first.
    private var words: [Words] = []
    private var numbers: [Words: Int] = [:]
    /// The chips that it is said of, where several are compared.
    private var chips: [[String]] = []
    /// What is said of each row.
    private var rows: [Int] = []
    /// The row before, and the place of what is said of it.
    private var last: (trust: Trust, number: Int)?
    /// The number of the first row; nil where rows have none.
    private var firstRow: Int?
    /// Whether each row says it, however alike they are: chips are compared.
    private var isBesideEach = false

    /// Of plans of any chips.
    init(_ trusts: [Trust], _ metric: Metric = .tpsChip) {
        for trust in trusts { add(trust, metric) }
    }

    /// Of rows of some plans; people see the band of the metric that these are ordered by.
    init(_ plans: Plans, _ shown: Range<Int>, _ isCancelled: () -> Bool) throws(Diagnostic) {
        guard plans.hasTrust else { return }
        let metric = plans.order.flatMap(\.quantifier.measured) ?? .tpsChip
        isBesideEach = plans.comparesChips
        firstRow = shown.lowerBound
        let isDone = Interruptible.forEach(shown, isCancelled: isCancelled) { row in
            guard let trust = plans.trust(row) else { return }
            add(trust, metric, chip: isBesideEach ? plans.subject(of: plans[row].scenario).chip?.name : nil)
        }
        guard isDone else { throw .interrupted }
    }

    private mutating func add(_ trust: Trust, _ metric: Metric, chip: String? = nil) {
        let number = number(of: trust, metric)
        last = (trust, number)
        if let chip, !chips[number].contains(chip) { chips[number].append(chip) }
        rows.append(number)
    }

    /// The place of what is said of a plan, as of the row before where they are alike.
    private mutating func number(of trust: Trust, _ metric: Metric) -> Int {
        if let last, trust.isAlike(last.trust, in: TrustWords.banded(metric)) { return last.number }
        let own = Words(cell: TrustWords.cell(trust, metric), reason: TrustWords.full(trust, metric))
        if let number = numbers[own] { return number }
        numbers[own] = words.count
        words.append(own)
        chips.append([])
        return words.count - 1
    }

    /// The keys of the columns that data files have.
    static let keys = ["trust"] + CalibrationRecord.metrics.flatMap { [low($0), high($0)] }

    /// The key of the lower end of a metric's band.
    static func low(_ metric: Metric) -> String { metric.name + "_low" }

    /// The key of its upper end.
    static func high(_ metric: Metric) -> String { metric.name + "_high" }

    private static var column: Table.Column {
        Table.Column("trust", heading: TrustWords.heading, alignment: .left, note: TrustWords.note)
    }

    /// Adds the column where rows are trusted differently, or are of different chips.
    func add(to table: inout Table) {
        guard rows.count == table.rows.count, isBesideEach || Set(words.map(\.cell)).count > 1 else { return }
        table.columns.append(Self.column)
        for (row, number) in rows.enumerated() { table.rows[row].append(.text(words[number].cell)) }
    }

    /// What people are told under the table: each thing once, the first rows' first.
    func remarks(_ format: OutputFormat) -> [Output] {
        guard !format.isData else { return [] }
        // The same reason of several chips is one line.
        var reasons: [(text: String, chips: [String], rows: [Int])] = []
        for (number, (own, names)) in zip(words, chips).enumerated() {
            let numbers = rows.indices.filter { rows[$0] == number }
            if let place = reasons.firstIndex(where: { $0.text == own.reason }) {
                reasons[place].chips += names.filter { !reasons[place].chips.contains($0) }
                reasons[place].rows += numbers
            } else {
                reasons.append((own.reason, names, numbers))
            }
        }
        let lines = reasons.map { reason in
            // What is said of all rows names none; chips say which are meant.
            guard let firstRow, reasons.count > 1, reason.chips.isEmpty else {
                return TrustWords.line(reason.text, of: reason.chips)
            }
            return TrustWords.line(reason.text, ofRows: reason.rows.map { firstRow + $0 }.sorted())
        }
        let most = 3
        let rest = lines.count - most
        return lines.prefix(most).map { .line($0) }
            + (rest > 0 ? [.line(TrustWords.more(rest))] : [])
    }

    /// The columns that data files have.
    static var dataColumns: [Table.Column] {
        [column]
            + CalibrationRecord.metrics.flatMap { metric in
                [
                    Table.Column(low(metric), unit: metric.unit, note: TrustWords.note(ofLow: metric)),
                    Table.Column(high(metric), unit: metric.unit, note: TrustWords.note(ofHigh: metric)),
                ]
            }
    }

    /// What stands in them where no band is known of any figure.
    static func dataCells(_ trust: Trust) -> [Table.Cell] {
        [.text(TrustWords.key(trust))] + Array(repeating: .missing, count: dataColumns.count - 1)
    }

    /// What stands in them.
    static func dataCells(_ trust: Trust, _ plan: PlanResult) -> [Table.Cell] {
        [.text(TrustWords.key(trust))]
            + CalibrationRecord.metrics.flatMap { BandView.cells($0, plan, trust.band(of: $0)) }
    }
}

extension Quantifier {
    /// The metric that it is; nil where it is something else.
    var measured: Metric? { if case .metric(let metric) = self { metric } else { nil } }
}
