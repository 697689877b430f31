import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// What tells ranked plans apart: how far each is from the first, what speaks for it, and what that is good for.
enum PlanTraits {
    /// Plans that are looked at one by one.
    private static let most = 12

    /// What is said where more plans are shown than that; nil where all are compared.
    static func remark(_ shown: Int) -> String? { shown > most ? TraitWords.first(most) : nil }

    /// By how much a plan has to be better than the first for that to be said.
    private static let notable = 0.01
    /// Ten times a limit and more is none that decides anything.
    private static let mostSpare = 10.0
    /// Traits of a plan that are said.
    private static let saidOfOne = 3

    /// The table below the ranks; nil where there is only one or nothing orders them.
    static func table(_ plans: Plans, _ shown: Int, _ isCancelled: () -> Bool) throws(Diagnostic) -> Table? {
        guard shown > 1, case .metric(let ranking)? = plans.order?.quantifier, ranking.better != .neither else {
            return nil
        }
        let compared = Interruptible.map(1...min(shown, most), isCancelled: isCancelled) { plans[$0] }
        guard let rows = compared else { throw .interrupted }
        let figures = Figures(rows, ranking)
        let spares = rows.map { spare(plans.conditions, $0) }
        let hasSpare = spares.contains { $0 != nil }
        var table = Table(columns: [Table.Column("row", heading: "#", places: 0)])
        table.columns.append(
            Table.Column("loss", heading: TraitWords.loss, unit: TraitWords.lossUnit(ranking.name), places: 1))
        if hasSpare {
            table.columns.append(
                Table.Column("spare", heading: TraitWords.spare, unit: TraitWords.spareUnit, places: 1))
        }
        table.columns += [
            Table.Column("traits", heading: TraitWords.traits, alignment: .left, wraps: true),
            Table.Column("suits", heading: TraitWords.suits, alignment: .left),
        ]
        for index in rows.indices {
            let told = figures.told(of: index)
            var texts = told.map(\.text)
            if let spare = spares[index], spare < SLOText.advised.lowerBound {
                texts.insert(TraitWords.justMeets, at: 0)
            }
            let uses = told.compactMap(\.use)
            var cells: [Table.Cell] = [.number(Double(index + 1)), figures.loss(of: index)]
            if hasSpare { cells.append(spares[index].map { .number(100 * $0) } ?? .missing) }
            cells.append(texts.isEmpty ? .missing : .text(texts.joined(separator: TraitWords.comma)))
            cells.append(uses.first.map { .text($0) } ?? .missing)
            table.rows.append(cells)
        }
        return table
    }

    /// By how much a plan meets the limit that it meets by least; nil where it is held to none of speed.
    private static func spare(_ conditions: [Condition], _ plan: PlanResult) -> Double? {
        let spares = conditions.compactMap { $0.comparison.flatMap { SLOText.spare($0, plan) } }
        return spares.min().flatMap { (0...mostSpare).contains($0) ? $0 : nil }
    }

    /// The figures of some plans that are compared.
    private struct Figures {
        private struct Row {
            let trait: Trait?
            let metric: Metric
            let values: [Double]
            /// The best of them; nil where all are the same, or one has none.
            let best: Double?
        }

        private let rows: [Row]
        private let ranking: [Double]

        init(_ plans: [PlanResult], _ ranking: Metric) {
            self.ranking = plans.map(ranking.read)
            var metrics = Trait.allCases.compactMap { trait in trait.metric.map { (Trait?.some(trait), $0) } }
            // What orders them comes first, and the share of a rate that all of a request is has one name.
            let isRanking = { (metric: Metric) in
                metric.name == ranking.name || (metric.name == "tpot_ms" && ranking.name == "tps_batch")
            }
            if let index = metrics.firstIndex(where: { isRanking($0.1) }) {
                metrics.insert(metrics.remove(at: index), at: 0)
            } else {
                metrics.insert((nil, ranking), at: 0)
            }
            rows = metrics.compactMap { trait, metric in
                guard plans.allSatisfy({ !metric.isIdle($0.scenario) && metric.isKnown($0.scenario) }) else {
                    return nil
                }
                let values = plans.map(metric.read)
                guard values.allSatisfy(\.isFinite) else { return nil }
                let best = metric.better == .higher ? values.max() : values.min()
                return Row(
                    trait: trait, metric: metric, values: values,
                    best: values.contains { $0 != best } ? best : nil)
            }
        }

        /// How far a plan is from the first in what orders them.
        func loss(of index: Int) -> Table.Cell {
            guard index > 0, let first = ranking.first, first > 0, ranking[index].isFinite else { return .missing }
            return .number(100 * (ranking[index] / first - 1))
        }

        /// What speaks for a plan: in what it is the best, else in what it is better than the first.
        func told(of index: Int) -> [(text: String, use: String?)] {
            let bests = rows.filter { $0.best == $0.values[index] }
            guard bests.isEmpty else {
                return bests.prefix(saidOfOne).map { row in
                    (row.trait?.most ?? TraitWords.best(row.metric), row.trait?.suits)
                }
            }
            let gains = rows.compactMap { row in
                let (own, first) = (row.values[index], row.values[0])
                let gain = row.metric.better == .higher ? own / first - 1 : first / own - 1
                return row.trait.flatMap { gain >= notable && gain.isFinite ? (trait: $0, gain: gain) : nil }
            }
            return gains.sorted { $0.gain > $1.gain }.prefix(saidOfOne - 1).map { ($0.trait.more, $0.trait.suits) }
        }
    }
}
