import Catalog
import CostModel
import Planning
import Presentation
import Units

/// How far the figures of plans may be off, in words and cells.
enum BandText {
    /// Adds the band of a figure of the last cell: behind it for people, in a cell of its own for programs.
    static func add(
        _ metric: Metric, _ plan: PlanResult, _ calibration: CalibrationRecord?, isData: Bool, to table: inout Table
    ) {
        let isMeasured = CalibrationRecord.metrics.contains { $0.name == metric.name }
        let value = metric.read(plan)
        guard isMeasured, value.isFinite, let band = calibration?.band(of: metric, for: plan.scenario) else { return }
        if isData {
            table.columns.append(Table.Column(metric.name + "_band", unit: "%"))
            table.rows[0].append(.number((1e5 * band.half).rounded() / 1e3))
        } else {
            let cell = "\(Decimal.fixed(value, places: metric.places)) \(text(band))"
            table.rows[0][table.rows[0].count - 1] = .text(cell)
        }
    }

    /// Says to people that nothing tells how far figures may be off; empty where something does.
    static func uncalibrated(_ plans: Plans, _ format: OutputFormat) -> [Output] {
        guard format == .box, band(plans).map(\.band) == nil else { return [] }
        guard plans.calibration != nil else {
            return [.line("uncalibrated: no measurements of the chip as it is set tell how far off this may be")]
        }
        return [.line("uncalibrated: too few held-out rows compare with this")]
    }

    /// How far the figures that plans are ranked by may be off, and which ranks that leaves open.
    static func remarks(_ plans: Plans, _ format: OutputFormat) -> [Output] {
        guard let (metric, band) = band(plans), let record = plans.calibration else {
            return uncalibrated(plans, format)
        }
        let rows = ValueText.count(band.count, "held-out row")
        let what = metric.name == band.metric.name ? metric.name : "\(metric.name) by \(band.metric.name)"
        var lines = ["band \(text(band)) (\(what), \(rows) of \(record.source))"]
        let last =
            plans.order.map { $0.quantifier.isMetric(metric) } == true ? lastRank(within: band, metric, plans) : 1
        if last > 1 {
            lines.append(
                "ranks 1 to \(Decimal.grouped(last)) lie within the band: the measurements do not separate them")
        }
        return lines.map { .line($0) }
    }

    /// `+- 9 %`.
    static func text(_ band: ErrorBand) -> String {
        let percent = 100 * band.half
        return "+- \(percent < 0.1 ? "0.1" : Decimal.significant(percent, digits: 2)) %"
    }

    /// The band of the metric that plans are ordered by, else of tps_chip.
    private static func band(_ plans: Plans) -> (metric: Metric, band: ErrorBand)? {
        guard let record = plans.calibration, plans.count > 0 else { return nil }
        let ordering = plans.order.flatMap(\.quantifier.metric)
        for metric in [ordering, .tpsChip].compactMap(\.self) {
            if let band = record.band(of: metric, for: plans[1].scenario) { return (metric, band) }
        }
        return nil
    }

    /// The last rank whose figure is as near to the first's as the band; ranks are ordered, so halving finds it.
    private static func lastRank(within band: ErrorBand, _ metric: Metric, _ plans: Plans) -> Int {
        let best = metric.read(plans[1])
        func isWithin(_ rank: Int) -> Bool {
            let value = metric.read(plans[rank])
            guard best > 0, value > 0 else { return false }
            return max(best, value) / min(best, value) < 1 + band.half
        }
        var (within, beyond) = (1, plans.count + 1)
        while beyond - within > 1 {
            let middle = (within + beyond) / 2
            if isWithin(middle) { within = middle } else { beyond = middle }
        }
        return within
    }
}

extension Quantifier {
    /// The metric that it is; nil where it is something else.
    fileprivate var metric: Metric? {
        if case .metric(let metric) = self { metric } else { nil }
    }

    fileprivate func isMetric(_ other: Metric) -> Bool { metric?.name == other.name }
}
