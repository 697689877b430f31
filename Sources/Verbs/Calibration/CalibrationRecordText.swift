import Text
import Catalog
import CostModel
import Units

/// What a chip was calibrated with, in words.
enum CalibrationRecordText {
    /// `calibrated: sessions/hopper.csv, 120 rows (h200 80, h100 40), held-out tpot_ms 8.3 %, ttft_ms 21.0 %`.
    static func summary(_ record: CalibrationRecord) -> String {
        var text = "calibrated: \(short(record)), \(Counted.text(record.rows, "row"))"
        if record.chips.count > 1 { text += " (\(CalibrationText.chips(record.chips)))" }
        let errors = CalibrationRecord.metrics.compactMap { metric in
            record.mean(of: metric).map { "\(metric.name) \(percent($0.half))" }
        }
        if !errors.isEmpty { text += ", held-out error: " + errors.joined(separator: ", ") }
        let changed = record.changed.map(\.parameter.name)
        if !changed.isEmpty { text += "; set by hand: " + changed.joined(separator: ", ") }
        return text
    }

    /// The file, and the part of it that was fitted.
    static func short(_ record: CalibrationRecord) -> String {
        record.source + (record.part.map { " (\($0))" } ?? "")
    }

    /// `fitted to sessions/hopper.csv, 95 % 0.71-0.83`.
    static func origin(_ fitted: CalibrationRecord.Fitted, isChanged: Bool) -> String {
        if isChanged { return "set in this session; was fitted to \(fitted.source)" }
        let interval = fitted.interval.map { ", 95 % \(CalibrationText.interval($0, fitted.parameter))" }
        return "fitted to \(fitted.source)" + (interval ?? ", which does not bound it")
    }

    /// `8.3 %`.
    static func percent(_ share: Double) -> String { "\(Decimal.fixed(100 * share, places: 1)) %" }
}
