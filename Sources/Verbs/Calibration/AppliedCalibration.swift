import Catalog
import CostModel
import Notebook
import Planning
import Text

/// A calibration of a loaded chip, and what it replaced.
struct AppliedCalibration: Sendable {
    /// The fitted parameters as they were set before.
    let before: [Setting]
    /// What was known of the chip's constants before.
    let provenance: ChipProvenance?
}

extension Loaded where Value == Chip {
    /// What the chip's parameters were fitted to last, with those that are set to something else now; nil where they
    /// were not fitted.
    var calibration: CalibrationRecord? { provenance?.record(of: value) }
}

extension Session {
    /// The session with fitted values set on its chip.
    func calibrated(_ settings: [Setting], _ record: CalibrationRecord) -> Session {
        var record = record
        if let earlier = chip?.provenance?.record { record.keep(earlier) }
        let before = settings.map { Setting($0.parameter, $0.parameter.get(draft)) }
        var session = setting(settings)
        let applied = AppliedCalibration(before: before, provenance: chip?.provenance)
        session.chip?.calibrations.append(applied)
        let set = session.draft.chip
        session.chip?.provenance = chip?.provenance?.fitted(
            record, settings.map { ($0.parameter, $0.value) }, set: set)
        return session
    }

    /// The session with the factors of runs of one's own in its chip, which has none of others in it.
    func calibrated(on own: OwnRuns, today: CalendarDay?) -> Session {
        guard let chip else { return self }
        let settings = own.factors.values(on: chip.value).map { Setting($0.parameter, $0.value) }
        let before = settings.map { Setting($0.parameter, $0.parameter.get(draft)) }
        var session = setting(settings)
        session.chip?.calibrations.append(AppliedCalibration(before: before, provenance: chip.provenance))
        session.chip?.provenance = chip.provenance?.calibrated(on: own, today: today)
        return session
    }

    /// The session whose chip is not calibrated on runs of one's own, as new ones ran on the chip without their factors.
    var withoutOwnRuns: Session { chip?.provenance?.ownRuns == nil ? self : uncalibrated() ?? self }

    /// The session before the last calibration of its chip; parameters that were set to something else since stay.
    ///
    /// Nil where the chip was not calibrated since it was loaded.
    func uncalibrated() -> Session? {
        guard let chip else { return nil }
        guard let last = chip.calibrations.last else { return withoutLoadedRuns(chip) }
        let changed = chip.provenance?.changed(chip.value) ?? []
        var session = setting(last.before.filter { !changed.contains($0.parameter) })
        session.chip?.calibrations.removeLast()
        session.chip?.provenance = last.provenance
        return session
    }

    /// The same where the runs of one's own are from the chip's file.
    private func withoutLoadedRuns(_ chip: Loaded<Chip>) -> Session? {
        guard let provenance = chip.provenance, let own = provenance.ownRuns else { return nil }
        let changed = provenance.changed(chip.value)
        var session = setting(
            own.before.filter { !changed.contains($0.parameter) }.map { Setting($0.parameter, $0.value) })
        session.chip?.provenance = provenance.withoutOwnRuns
        return session
    }

    private func setting(_ settings: [Setting]) -> Session {
        var session = self
        session.adopt(draft.setting(settings))
        return session
    }
}
