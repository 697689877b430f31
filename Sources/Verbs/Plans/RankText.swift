import CostModel
import Language
import Units
import Words

/// What tells ranked plans apart, in two lines.
enum RankText {
    /// Ranks that are compared one by one.
    private static let most = 8

    /// How far the others are from the first, and which of them is best in what.
    static func remarks(
        _ plans: Plans, _ shown: Int, _ isCancelled: () -> Bool
    ) throws(Diagnostic) -> [String] {
        guard shown > 1, case .metric(let metric)? = plans.order?.quantifier, metric.better != .neither else {
            return []
        }
        return [losses(plans, shown, metric), try bests(plans, shown, metric, isCancelled)].compactMap(\.self)
    }

    /// `against 1 in tps_chip: 2 -0.9 %, 3 -9.1 %`.
    private static func losses(_ plans: Plans, _ shown: Int, _ metric: Metric) -> String? {
        let first = metric.read(plans[1])
        guard first > 0 else { return nil }
        let ranks = Array(2...min(shown, most)) + (shown > most ? [shown] : [])
        return RankWords.losses(metric, ranks.map { (rank: $0, share: metric.read(plans[$0]) / first - 1) })
    }

    /// `best of these: 3 in tpot_ms, tps_batch, dram`; the metric that ranks them has its best first by itself.
    private static func bests(
        _ plans: Plans, _ shown: Int, _ ranking: Metric, _ isCancelled: () -> Bool
    ) throws(Diagnostic) -> String? {
        guard let rows = Interruptible.map(1...shown, isCancelled: isCancelled, { plans[$0] }) else {
            throw .interrupted
        }
        var winners: [(rank: Int, names: [String])] = []
        for metric in Metric.all
        where metric.isFigure && metric.name != ranking.name
            && !rows.allSatisfy({ metric.isIdle($0.scenario) || metric.read($0).isNaN })
        {
            guard let values = Interruptible.map(rows, isCancelled: isCancelled, { metric.read($0) }) else {
                throw .interrupted
            }
            guard let best = metric.better == .higher ? values.max() : values.min(), best.isFinite,
                let rank = values.firstIndex(of: best), values.contains(where: { $0 != best })
            else { continue }
            if let index = winners.firstIndex(where: { $0.rank == rank + 1 }) {
                winners[index].names.append(metric.name)
            } else {
                winners.append((rank + 1, [metric.name]))
            }
        }
        return winners.isEmpty ? nil : RankWords.bests(winners.sorted { $0.rank < $1.rank })
    }
}

extension Metric {
    /// Whether plans are judged by it, and tables show it by themselves.
    fileprivate var isFigure: Bool { if case .figure = showing { better != .neither } else { false } }
}
