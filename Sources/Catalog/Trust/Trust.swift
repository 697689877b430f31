import CostModel
import Text
import Units

/// How far the figures of a plan can be trusted.
public struct Trust: Sendable {
    /// What stands behind the chip's constants where the plan is concerned, the weakest first.
    public enum Level: String, Sendable, CaseIterable {
        /// An ideal machine: what kernels reach is assumed, nothing was measured.
        case roofline
        /// What kernels reach is published, or taken over from a kindred chip; no row that compares was fitted.
        case published
        /// The constants were fitted to rows that compare, and held-out rows say how far figures are off.
        case fitted
    }

    /// What stands behind the constants.
    public let level: Level
    /// Why the level is not higher; empty where it is fitted.
    public let gaps: [TrustGap]
    /// What stands behind each pool where prefill workers are of another chip, that of prefill first; else empty.
    public let pools: [Pool]
    /// The runs of one's own that the chip was calibrated on, whether or not they say something of the plan; nil where there
    /// are none.
    public let ownRuns: OwnRuns?
    private let provenance: ChipProvenance
    private let scenario: Scenario
    /// Whether no row of its model was fitted.
    private let isUnseen: Bool

    /// The workers of one chip where there are two.
    public struct Pool: Sendable {
        /// The name of the chip.
        public let chip: String
        /// What stands behind its constants.
        public let trust: Trust
    }

    /// Decides for a plan.
    init(_ provenance: ChipProvenance, _ scenario: Scenario) {
        self.provenance = provenance
        self.scenario = scenario
        isUnseen = provenance.record.map { !$0.covered.has(scenario.model) } ?? false
        gaps = provenance.gaps(of: scenario, isUnseen: isUnseen)
        ownRuns = provenance.ownRuns
        level = gaps.isEmpty ? .fitted : provenance.isIdeal ? .roofline : .published
        pools = []
    }

    /// Of a plan whose prefill workers are of another chip: it is trusted as the less trusted chip, and no row compares.
    init(_ decode: ChipProvenance, prefill: ChipProvenance, _ scenario: Scenario) {
        (provenance, self.scenario, isUnseen) = (decode, scenario, false)
        gaps = [.twoChips]
        ownRuns = nil
        level = decode.isIdeal || prefill.isIdeal ? .roofline : .published
        var alone = scenario
        alone.prefillChip = nil
        pools = [
            Pool(chip: prefill.name, trust: Trust(prefill, scenario.onPrefillChip)),
            Pool(chip: decode.name, trust: Trust(decode, alone)),
        ]
    }

    /// What the chip was fitted to; nil where it was not.
    public var record: CalibrationRecord? { provenance.record }

    /// How many days ago the runs of one's own were calibrated on; nil where that is not known.
    public var age: Int? { provenance.age }

    /// Whether the plan uses the chips otherwise than the runs did that the chip was calibrated on.
    public var isOtherSetUp: Bool { ownRuns.map { $0.isOneSetUp && !$0.isAlike(scenario) } ?? false }

    /// What must be said of the chip beside that; of two chips each says its own.
    public var remarks: [ChipRemark] { pools.isEmpty ? provenance.remarks(on: scenario.chip) : [] }

    /// The error band of a metric of the plan; nil where it is not fitted, has no such figure, or no held-out rows compare.
    public func band(of metric: Metric) -> ErrorBand? {
        guard level == .fitted, metric.applies(to: scenario.workload) else { return nil }
        // Measured loops are closed, of requests of equal length: what waits in others is another thing. What clients of unequal
        // requests get done follows from the time per token, as there.
        let workload = scenario.workload
        if workload.isOpen ? metric.name != Metric.tpot.name : workload.isQueued && metric.name == Metric.ttft.name {
            return nil
        }
        if let ownRuns { return ownRuns.band(of: metric, for: scenario) }
        return record?.band(of: metric, for: scenario, isUnseen: isUnseen)
    }

    /// Whether the same is said of another plan's figures, bands and all; false where that is not told at a glance.
    ///
    /// Plans of a sweep are mostly alike, and what is said of a chip takes a look at each of its constants.
    public func isAlike(_ other: Trust, in metrics: [Metric]) -> Bool {
        pools.isEmpty && other.pools.isEmpty && ownRuns == nil && other.ownRuns == nil && level == other.level
            && gaps == other.gaps && scenario.chip == other.scenario.chip && provenance == other.provenance
            && metrics.allSatisfy { band(of: $0) == other.band(of: $0) }
    }
}

/// What must be said of a chip wherever its figures are.
public enum ChipRemark: Sendable, Hashable {
    /// It is announced alone, and to ship then.
    case announced(String)
    /// For these parameters no document was read.
    case unverified([String])
    /// What its file leaves out is that of this chip.
    case kin(String)
}

/// Why the measured rows of a chip do not say how far the figures of a plan are off.
public enum TrustGap: Sendable, Equatable {
    /// No row of the chip was fitted.
    case noRows
    /// Parameters of the chip have other values than those that the rows were fitted with.
    case changed([Parameter])
    /// The record does not say what its rows had.
    case unrecorded
    /// No row was served so.
    case serving(Workload.Serving)
    /// No row had such a model.
    case model(ServedKind.Model)
    /// No row had such layers.
    case mixer(Coverage.Mixer)
    /// No row had weights beside the routed experts' in this format.
    case weights(PrecisionFormat)
    /// No row had routed experts in this format.
    case experts(PrecisionFormat)
    /// No row had more sequences a chip.
    case batch(most: Double)
    /// Too few rows were held out to tell.
    case tooFewRows
    /// No row had prefill workers of another chip.
    case twoChips
    /// The runs that the chip was calibrated on had another model.
    case ownModel(String)
    /// They were served by another runtime.
    case ownRuntime(Runtime)
}

/// How the constants of a chip were come by.
public struct ChipProvenance: Sendable, Equatable {
    /// The chip for which this holds: as it was loaded, or as its parameters were fitted.
    public let chip: Chip
    /// What its parameters were fitted to; nil where they were not.
    public let record: CalibrationRecord?
    /// The runs of one's own that it was calibrated on last; nil where there are none.
    public private(set) var ownRuns: OwnRuns?
    /// The day to which the age of these is told; nil where no age is told.
    public var today: CalendarDay?
    /// Whether all that its kernels reach is assumed.
    public let isIdeal: Bool
    /// The name of the chip; where the catalogue has a chip of that name, its origins are those of it.
    public let name: String
    /// The file it is from; nil where it is from the catalogue.
    private let file: String?
    /// Parameters that the file does not state.
    private let unstated: [Parameter]
    /// The chip that stands in for what the file leaves out, and for what; nil where none does.
    private let kin: String?
    private let kindred: [Parameter]

    /// The constants that decide how far a plan stays from a roofline of ideal kernels.
    static let kernels = ["dram_util", "matrix_eff", "attn_eff"]

    /// Parameters that say what fits, or nothing, but not how long a step takes.
    private static let timeless = [
        "dram", "dram_reserve", "usual_runtime", "tdp", "power_share", "price", "capex", "price_in", "list_price",
        "years",
    ]

    /// The provenance of a chip of the catalogue.
    public init(_ entry: CatalogEntry<Chip>) {
        self.init(
            chip: entry.value, record: entry.calibration,
            isIdeal: ChipField.all.filter { Self.kernels.contains($0.key) }
                .allSatisfy { entry.basis(of: $0.parameter) == .assumed },
            name: entry.name, file: nil, unstated: [], kin: nil, kindred: [])
    }

    /// The provenance of a chip from a file: constants that are those of the catalogue's chip of this name have its
    /// origins, those of an ideal machine are assumed, and others are taken as published.
    public init(_ described: DescribedChip, file: String) {
        let entry = Catalog.chips.first { $0.name == described.name }
        let kin = Catalog.chip(named: described.kin)
        let own = described.ownRuns
        let chip = (described.calibration?.asFitted(described.chip) ?? described.chip).setting(own?.changed ?? [])
        let uncalibrated = described.chip.setting(own?.before ?? [])
        self.init(
            chip: chip, record: described.calibration,
            isIdeal: ChipField.all.filter { Self.kernels.contains($0.key) }.allSatisfy { field in
                let value = field.get(uncalibrated)
                if let kin, described.kindred.contains(field.parameter) {
                    return kin.basis(of: field.parameter) == .assumed
                }
                if let entry, field.get(entry.value) == value { return entry.basis(of: field.parameter) == .assumed }
                return value == field.get(ChipField.blank)
            }, name: described.name, file: file, unstated: described.unstated,
            kin: described.kin, kindred: described.kindred)
        ownRuns = own
    }

    private init(
        chip: Chip, record: CalibrationRecord?, isIdeal: Bool, name: String, file: String?, unstated: [Parameter],
        kin: String?, kindred: [Parameter]
    ) {
        self.chip = chip
        self.record = record
        self.isIdeal = isIdeal
        self.name = name
        self.file = file
        self.unstated = unstated
        self.kin = kin
        self.kindred = kindred
    }

    /// The same chip after a fit: as it was set for it where rows of its own took part, else with what was found.
    ///
    /// - Parameters:
    ///   - record: what the fit left.
    ///   - values: what it found.
    ///   - set: the chip as it is set, with what was found.
    public func fitted(
        _ record: CalibrationRecord, _ values: [(parameter: Parameter, value: Double)], set: Chip
    ) -> ChipProvenance {
        var chip = record.chips.contains { $0.chip == name } ? set : chip
        for (parameter, value) in values { ChipField(parameter: parameter).set(&chip, value) }
        return ChipProvenance(
            chip: chip, record: record, isIdeal: false, name: name, file: file, unstated: unstated, kin: kin,
            kindred: kindred)
    }

    /// The same chip calibrated on runs of one's own, which ran on it as it is set.
    public func calibrated(on own: OwnRuns, today: CalendarDay?) -> ChipProvenance {
        var copy = with(chip.setting(own.factors.values(on: chip.setting(own.before))))
        copy.ownRuns = own
        copy.today = today
        return copy
    }

    /// The same chip without the calibration on runs of one's own.
    public var withoutOwnRuns: ChipProvenance { with(chip.setting(ownRuns?.before ?? [])) }

    /// The same but for the values of the chip, and without runs.
    private func with(_ chip: Chip) -> ChipProvenance {
        ChipProvenance(
            chip: chip, record: record, isIdeal: isIdeal, name: name, file: file, unstated: unstated, kin: kin,
            kindred: kindred)
    }

    /// How many days ago the runs of one's own were calibrated on; nil where that is not known.
    public var age: Int? {
        guard let today, let date = ownRuns?.date, today >= date else { return nil }
        return today.number - date.number
    }

    /// How far the figures of a plan can be trusted.
    public func trust(in scenario: Scenario) -> Trust { Trust(self, scenario) }

    /// What can be said of the chip before there is a plan.
    public var level: Trust.Level { record != nil || ownRuns != nil ? .fitted : isIdeal ? .roofline : .published }

    /// The parameters whose values are not those for which this holds.
    public func changed(_ other: Chip) -> [Parameter] {
        guard other != chip else { return [] }
        return ChipField.all.filter { $0.get(other) != $0.get(chip) }.map(\.parameter)
    }

    /// Where a parameter of a chip comes from; nil where it was set to something else since.
    ///
    /// What a file states as the catalogue does has the catalogue's origin.
    public func origin(of parameter: Parameter, in other: Chip) -> String? {
        if let own = ownRuns, let estimate = estimate(in: parameter, of: other) {
            let bare = withoutOwnRuns
            return scaled(bare.origin(of: parameter, in: bare.chip), estimate, own)
        }
        let field = ChipField(parameter: parameter)
        let value = field.get(other)
        if let kin = kin(of: parameter, in: other) {
            return say(
                en: "as \(kin.name): \(kin.origin(of: parameter))", zh: "同 \(kin.name)：\(kin.origin(of: parameter))")
        }
        let entry = Catalog.chips.first { $0.name == name }
        if let entry, field.get(entry.value) == value, !unstated.contains(parameter) {
            return entry.origin(of: parameter)
        }
        guard value == field.get(chip), let file else { return nil }
        return unstated.contains(parameter)
            ? say(en: "assumed: an ideal machine, for \(file) does not state it", zh: "假设：\(file) 未给出，按理想机器取值")
            : file
    }

    private func scaled(_ origin: String?, _ estimate: OwnRuns.Estimate, _ own: OwnRuns) -> String {
        let factor = Decimal.significant(estimate.value, digits: 3)
        let scaling = say(
            en: "\(estimate.factor.title) factor \(factor) by \(Counted.text(own.runs.count, "run")) of \(own.source)",
            zh: "\(estimate.factor.title)系数 \(factor)，由 \(own.source) 的 \(own.runs.count) 次运行标定")
        return origin.map { say(en: "\($0); \(scaling)", zh: "\($0)；\(scaling)") } ?? scaling
    }

    /// The chip that a parameter is taken from; nil where it is the chip's own, or was set to something else since.
    public func kin(of parameter: Parameter, in other: Chip) -> CatalogEntry<Chip>? {
        let field = ChipField(parameter: parameter)
        guard kindred.contains(parameter), let kin = Catalog.chip(named: kin), field.get(other) == field.get(kin.value)
        else { return nil }
        return kin
    }

    /// Whether no document was read for a parameter of a chip, as it is set.
    public func isUnverified(_ parameter: Parameter, in other: Chip) -> Bool {
        if let kin = kin(of: parameter, in: other) { return kin.basis(of: parameter) == .unverified }
        let field = ChipField(parameter: parameter)
        guard let entry = Catalog.chips.first(where: { $0.name == name }), !unstated.contains(parameter) else {
            return false
        }
        return entry.basis(of: parameter) == .unverified && field.get(entry.value) == field.get(other)
    }

    /// What must be said of the chip as it is set.
    public func remarks(on other: Chip) -> [ChipRemark] {
        let announced = file == nil ? Catalog.chips.first { $0.name == name }?.announced : nil
        let unverified = ChipField.all.map(\.parameter).filter { isUnverified($0, in: other) }.map(\.name)
        let isKindred = kindred.contains { kin(of: $0, in: other) != nil }
        return (announced.map { [.announced($0)] } ?? []) + (unverified.isEmpty ? [] : [.unverified(unverified)])
            + (isKindred ? kin.map { [.kin($0)] } ?? [] : [])
    }

    /// The chip as a file describes it.
    public func described(_ other: Chip, name: String, title: String) -> DescribedChip {
        var described = DescribedChip(name: name, title: title, chip: other, calibration: record(of: other))
        described.ownRuns = ownRuns(of: other)
        (described.kin, described.kindred) = (kin, kindred)
        return described
    }

    /// The runs of one's own with the parameters that are set to something else since.
    public func ownRuns(of other: Chip) -> OwnRuns? {
        guard var own = ownRuns else { return nil }
        own.changed = changed(other).map { CalibratedValue($0, ChipField(parameter: $0).get(chip)) }
        return own
    }

    /// The factor of runs of one's own that is in a parameter of a chip as it is set; nil where there is none.
    func estimate(in parameter: Parameter, of other: Chip) -> OwnRuns.Estimate? {
        let field = ChipField(parameter: parameter)
        return field.get(other) == field.get(chip) ? ownRuns?.estimate(of: parameter) : nil
    }

    /// The record with the parameters that are set to something else since.
    public func record(of other: Chip) -> CalibrationRecord? {
        guard var record else { return nil }
        record.changed = ChipField.all.filter { $0.get(other) != $0.get(chip) }
            .map { CalibrationRecord.Changed(parameter: $0.parameter, fitted: $0.get(chip)) }
        return record
    }

    fileprivate func gaps(of plan: Scenario, isUnseen: Bool) -> [TrustGap] {
        guard record != nil || ownRuns != nil else { return [.noRows] }
        let changed = changed(plan.chip).filter { !Self.timeless.contains($0.name) }
        let gaps =
            (changed.isEmpty ? [] : [TrustGap.changed(changed)])
            + (ownRuns?.gaps(of: plan) ?? record?.covered.gaps(of: plan) ?? [])
            + (plan.hasTwoChips ? [.twoChips] : [])
        guard gaps.isEmpty, ownRuns == nil, let record else { return gaps }
        let isTold = CalibrationRecord.metrics.contains { metric in
            metric.applies(to: plan.workload) && record.band(of: metric, for: plan, isUnseen: isUnseen) != nil
        }
        return isTold ? [] : [.tooFewRows]
    }
}
