import Catalog
import CostModel

extension CalibrationFit {
    /// What is kept of the fit with the chip.
    ///
    /// - Parameters:
    ///   - source: the file that was fitted.
    ///   - part: the rows of it that were meant; nil for all that could be used.
    ///   - chips: rows that took part, by chip.
    public func record(source: String, part: String?, chips: [CalibrationRecord.ChipRows]) -> CalibrationRecord {
        CalibrationRecord(
            source: source, part: part, chips: chips,
            parameters: parameters.map {
                CalibrationRecord.Fitted(parameter: $0.parameter, source: source, interval: $0.interval)
            },
            heldOut: heldOut.compactMap { kind in
                Metric.named(kind.metric.name).map { metric in
                    HeldOutErrors(
                        metric: metric, kind: kind.kind, isUnseen: kind.isUnseen, count: kind.errors.count,
                        mean: Self.rounded(kind.errors.mape), median: Self.rounded(kind.errors.median),
                        spread: kind.spread.map(Self.rounded))
                }
            }, covered: covered)
    }
}
