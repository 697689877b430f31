import Catalog
import CostModel
import Planning

/// A calibration of a loaded chip, and what it replaced.
struct AppliedCalibration: Sendable {
    /// What was fitted, and how far predictions are off.
    var record: CalibrationRecord
    /// The fitted parameters as they were before; empty where the record came with the chip.
    let before: [Setting]
    /// Whether parameters of the chip were set by hand since.
    var isChanged = false
}

extension Loaded where Value == Chip {
    /// What the chip's parameters were fitted to last; nil where they were not.
    var calibration: CalibrationRecord? { calibrations.last?.record }

    /// The calibration whose errors are those of the chip as it is set; nil once a parameter was set by hand.
    var errorRecord: CalibrationRecord? { calibrations.last.flatMap { $0.isChanged ? nil : $0.record } }

    /// Notes that parameters were set by hand, and marks those that were fitted.
    mutating func markSetByHand(_ parameters: [Parameter]) {
        guard let index = calibrations.indices.last else { return }
        calibrations[index].isChanged = true
        calibrations[index].record.markSetByHand(parameters)
    }
}

extension Session {
    /// The session with fitted values set on its chip.
    func calibrated(_ settings: [Setting], _ record: CalibrationRecord) -> Session {
        var record = record
        if let earlier = chip?.calibration { record.keep(earlier) }
        let before = settings.map { Setting($0.parameter, $0.parameter.get(draft)) }
        var session = setting(settings)
        session.chip?.calibrations.append(AppliedCalibration(record: record, before: before))
        return session
    }

    /// The session before the last calibration of its chip; parameters that were set by hand since stay.
    ///
    /// Nil where the chip was not calibrated since it was loaded.
    func uncalibrated() -> Session? {
        guard let last = chip?.calibrations.last, !last.before.isEmpty else { return nil }
        var session = setting(last.before.filter { last.record.fitted($0.parameter)?.isSetByHand != true })
        session.chip?.calibrations.removeLast()
        return session
    }

    private func setting(_ settings: [Setting]) -> Session {
        var session = self
        session.adopt(draft.setting(settings))
        return session
    }
}
