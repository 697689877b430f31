import Catalog
import CostModel
import Planning
import Presentation

/// How far plans that are shown can be trusted: a column where they differ in it, else a line under the table.
struct TrustView {
    /// The trust in each row of a table, in its order.
    let trusts: [Trust]
    /// The metric whose band people see.
    let metric: Metric

    /// Of plans of any chips.
    init(_ trusts: [Trust], _ metric: Metric = .tpsChip) {
        self.trusts = trusts
        self.metric = metric
    }

    /// Of rows of some plans; people see the band of the metric that these are ordered by.
    init(_ plans: Plans, _ rows: Range<Int>) {
        self.init(rows.compactMap { plans.trust($0) }, plans.order.flatMap(\.quantifier.measured) ?? .tpsChip)
    }

    /// Whether rows are trusted differently.
    var differs: Bool { Set(trusts.map { TrustText.cell($0, metric) }).count > 1 }

    /// The keys of the columns that data files have.
    static let keys = ["trust"] + CalibrationRecord.metrics.map(key)

    /// The key of a metric's band.
    static func key(_ metric: Metric) -> String { metric.name + "_band" }

    /// Adds what data files have for every row, and people where rows differ.
    func add(to table: inout Table, isData: Bool) {
        guard trusts.count == table.rows.count, isData || differs else { return }
        table.columns.append(
            Table.Column("trust", alignment: .left, note: "What stands behind the figures: help trust."))
        let bands = isData ? CalibrationRecord.metrics : []
        table.columns += bands.map {
            Table.Column(
                Self.key($0), unit: "%", note: "How far \($0.name) may be off: the mean error of held-out rows.")
        }
        for (row, trust) in trusts.enumerated() {
            table.rows[row].append(.text(isData ? trust.level.rawValue : TrustText.cell(trust, metric)))
            table.rows[row] += bands.map { BandText.cell(trust.band(of: $0)) }
        }
    }

    /// What people are told under the table: each thing once, the first rows' first.
    func remarks(_ format: OutputFormat) -> [Output] {
        guard !format.isData else { return [] }
        var lines: [String] = []
        for trust in trusts {
            let line = TrustText.line(trust, metric)
            if !lines.contains(line) { lines.append(line) }
        }
        let most = 3
        let rest = lines.count - most
        return lines.prefix(most).map { .line($0) }
            + (rest > 0
                ? [.line("trust: \(ValueText.count(rest, "more reason")); 'rows all' in csv has each row's")] : [])
    }
}

extension Quantifier {
    /// The metric that it is; nil where it is something else.
    var measured: Metric? { if case .metric(let metric) = self { metric } else { nil } }
}
