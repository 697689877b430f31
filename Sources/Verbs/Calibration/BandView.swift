import Catalog
import CostModel
import Notebook
import Planning
import Presentation
import Units
import Words

/// How far the figures of plans may be off, in cells and under tables.
enum BandView {
    /// A figure with its band behind it, for people: `103.9 (96.1-112.5)`.
    static func cell(_ metric: Metric, _ plan: PlanResult, _ trust: Trust?) -> Table.Cell {
        let value = metric.read(plan)
        guard value.isFinite, let band = source(metric, plan).flatMap({ trust?.band(of: $0) }) else {
            return PlanTable.cell(metric, plan)
        }
        return .text("\(metric.text(value)) (\(BandWords.interval(band, of: value, metric)))")
    }

    /// The measured metric whose relative errors are those of a metric: of so many chips and requests in flight, all rates of
    /// tokens are as far off as that of a chip.
    private static func source(_ metric: Metric, _ plan: PlanResult) -> Metric? {
        if CalibrationRecord.metrics.contains(where: { $0.name == metric.name }) { return metric }
        let isRate = rates.contains(metric.name) && !plan.scenario.workload.isOpen
        return isRate ? .tpsChip : nil
    }

    private static let rates = ["tps_batch", "total_tps"]

    /// Which ranks the band of the first plan leaves open; empty where it separates them.
    static func remarks(_ plans: Plans) -> [Output] {
        guard plans.count > 0, let metric = plans.order?.quantifier.measured,
            let band = plans.trust(1)?.band(of: metric)
        else { return [] }
        let last = lastRank(within: band, metric, plans)
        guard last > 1 else { return [] }
        return [.line(BandWords.isShared(upTo: last))]
    }

    /// The ends of a metric's band, for programs, in the unit of the metric.
    static func cells(_ metric: Metric, _ plan: PlanResult, _ band: ErrorBand?) -> [Table.Cell] {
        let value = metric.read(plan)
        guard let band, value.isFinite else { return [.missing, .missing] }
        let interval = band.interval(of: value)
        return [interval.lowerBound, interval.upperBound].map { end in
            .number(Decimal.rounded(end, digits: 6))
        }
    }

    /// The last rank whose figure is as near to the first's as the band; ranks are ordered, so halving finds it.
    private static func lastRank(within band: ErrorBand, _ metric: Metric, _ plans: Plans) -> Int {
        let best = metric.read(plans[1])
        func isWithin(_ rank: Int) -> Bool {
            let value = metric.read(plans[rank])
            guard best > 0, value > 0 else { return false }
            // What lies between the two figures does not tell them apart either.
            return value > best * min(band.low, 1) && value < best * max(band.high, 1)
        }
        var (within, beyond) = (1, plans.count + 1)
        while beyond - within > 1 {
            let middle = (within + beyond) / 2
            if isWithin(middle) { within = middle } else { beyond = middle }
        }
        return within
    }
}
