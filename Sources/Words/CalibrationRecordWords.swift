import Catalog
import CostModel
import Text
import Units

/// What is said of what a chip was calibrated with.
public enum CalibrationRecordWords {
    /// `calibrated: sessions/hopper.csv, 120 rows (h200 80, h100 40), held-out error: tpot_ms 8.3 %, ttft_ms 21.0 %`.
    public static func summary(_ record: CalibrationRecord) -> String {
        let errors = CalibrationRecord.metrics.compactMap { metric in
            record.error(of: metric).map { "\(metric.name) \(percent($0.mean))" }
        }.joined(separator: say(en: ", ", zh: "、"))
        let calibrated =
            errors.isEmpty
            ? say(
                en: "calibrated: \(short(record)), \(rows(record))", zh: "标定：\(short(record))，\(rows(record))")
            : say(
                en: "calibrated: \(short(record)), \(rows(record)), held-out error: \(errors)",
                zh: "标定：\(short(record))，\(rows(record))，留出集误差：\(errors)")
        let changed = record.changed.map(\.parameter.name).joined(separator: say(en: ", ", zh: "、"))
        return changed.isEmpty
            ? calibrated : say(en: "\(calibrated); set by hand: \(changed)", zh: "\(calibrated)；手动设置：\(changed)")
    }

    /// The file, and the part of it that was fitted.
    public static func short(_ record: CalibrationRecord) -> String {
        record.source + (record.part.map { say(en: " (\($0))", zh: "（\($0)）") } ?? "")
    }

    /// `fitted to sessions/hopper.csv, 95 % 0.71-0.83`.
    public static func origin(_ fitted: CalibrationRecord.Fitted, isChanged: Bool) -> String {
        let source = fitted.source
        if isChanged {
            return say(
                en: "set in this session; was fitted to \(source)", zh: "本会话中设置；原由 \(source) 拟合得到")
        }
        guard let interval = fitted.interval else {
            return say(
                en: "fitted to \(source), which does not bound it", zh: "由 \(source) 拟合得到，但其数据不能限定取值")
        }
        return say(
            en: "fitted to \(source), 95 % \(CalibrationWords.interval(interval, fitted.parameter))",
            zh: "由 \(source) 拟合得到，95 % 区间 \(CalibrationWords.interval(interval, fitted.parameter))")
    }

    /// `120 rows (h200 80, h100 40)`.
    private static func rows(_ record: CalibrationRecord) -> String {
        let shown = CalibrationWords.chips(record.chips)
        let chips = record.chips.count > 1 ? say(en: " (\(shown))", zh: "（\(shown)）") : ""
        return say(en: "\(Counted.text(record.rows, "row"))\(chips)", zh: "\(Decimal.grouped(record.rows)) 行\(chips)")
    }

    /// `8.3 %`.
    private static func percent(_ share: Double) -> String { "\(Decimal.fixed(100 * share, places: 1)) %" }
}
