import CostModel
import Notebook
import Words

/// What differs between two sessions, in words.
enum SessionChanges {
    /// Lines that are shown; a replay may change everything.
    private static let most = 12

    /// One line for each thing that changed: parameters, plans, names, the format.
    static func lines(from old: Session, to new: Session) -> [String] {
        var lines: [String] = []
        func add(_ what: String, _ before: String?, _ after: String?) {
            guard before != after else { return }
            lines.append("  " + ChangeWords.change(what, before, after))
        }
        func add(_ subject: ChangeWords.Subject, _ before: String?, _ after: String?) {
            add(ChangeWords.name(subject), before, after)
        }
        add(.chip, old.chip?.name, new.chip?.name)
        add(.prefillChip, old.prefillChip?.name, new.prefillChip?.name)
        add(.model, old.model?.name, new.model?.name)
        add(
            .ownRuns, old.chip?.provenance?.ownRuns.map(OwnRunsWords.short),
            new.chip?.provenance?.ownRuns.map(OwnRunsWords.short))
        let shapes = Parameter.shapes(of: new.draft.model)
        let parameters = Parameter.all(of: new.draft).filter { $0.scope != .model } + shapes
        for parameter in parameters where isSame(parameter, old, new) {
            let before = parameter.get(old.draft)
            let after = parameter.get(new.draft)
            guard before != after else { continue }
            add(parameter.name, ValueWords.of(parameter, in: old.draft), ValueWords.of(parameter, in: new.draft))
        }
        add(
            .calibration, old.chip?.calibration.map(CalibrationRecordWords.short),
            new.chip?.calibration.map(CalibrationRecordWords.short))
        add(
            .slo, old.slo.isEmpty ? nil : ConditionWords.text(old.slo),
            new.slo.isEmpty ? nil : ConditionWords.text(new.slo))
        add(.plans, old.plans.map(PlanWords.summary), new.plans.map(PlanWords.summary))
        for name in Set(old.names.keys).union(new.names.keys).sorted() {
            add(name, old.names[name]?.origin, new.names[name]?.origin)
        }
        add(.pins, String(old.pins.count), String(new.pins.count))
        add(.format, old.format.rawValue, new.format.rawValue)
        let rest = lines.count - most
        return rest > 0 ? lines.prefix(most) + ["  " + ChangeWords.more(rest)] : lines
    }

    /// Another chip or model has other figures throughout, which its name says.
    private static func isSame(_ parameter: Parameter, _ old: Session, _ new: Session) -> Bool {
        switch parameter.scope {
        case .arch where parameter.ofChip != nil: old.prefillChip?.name == new.prefillChip?.name
        case .arch: old.chip?.name == new.chip?.name
        case .model: old.model?.name == new.model?.name
        default: true
        }
    }
}
