import Catalog
import CostModel
import Language
import Notebook
import Planning
import Units
import Words

/// The plans of a sweep and how they are looked at.
public struct Plans: Sendable {
    /// All plans.
    private(set) var result: SweepResult
    /// The rows kept, in the order shown.
    var selection: Selection {
        didSet { ranked = nil }
    }
    /// How many of the first rows 'top' showed, until the rows change: what 'save' writes; nil for all.
    var ranked: Int?
    /// The conditions of `slo` that they are held to, before all others.
    private(set) var slo: [Condition] = []
    /// Conditions of `slo` on metrics that have no value in their workload.
    private(set) var sloWaiting: [Condition] = []
    /// All conditions of `slo`.
    var objectives: [Condition] { slo + sloWaiting }
    /// Plans that meet the conditions of `slo`.
    private(set) var sloCount = 0
    /// The conditions of `filter`, oldest first.
    var filters: [Condition] = []
    /// The figures of each `frontier`, oldest first.
    var fronts: [[Ranking]] = []
    /// All conditions applied.
    var conditions: [Condition] { slo + filters }
    /// What orders the rows; nil for the order of the sweep.
    var order: Order?
    /// What `size` has found; nil where they are of something else.
    var sized: SizedPlans?
    /// The chip and model they are of.
    let subject: PlanSubject
    /// How the constants of their chips were come by; nil where that is not known.
    private let provenance: PlanProvenance?
    /// The same of chips of the catalogue that an axis puts in, by name.
    private let pickedProvenances: [String: ChipProvenance]

    /// What orders rows.
    struct Order: Sendable {
        let quantifier: Quantifier
        let descending: Bool
    }

    /// The plans that a sweep has kept.
    init(_ result: SweepResult, of subject: PlanSubject, provenance: PlanProvenance?) {
        self.result = result
        self.subject = subject
        self.provenance = provenance
        let chips = result.space.axes.filter { $0.parameter.isPick && $0.parameter.scope == .arch }.flatMap(\.values)
        pickedProvenances = Dictionary(
            chips.compactMap { place in
                Int(exactly: place).map { Catalog.chips[$0] }.map { ($0.name, ChipProvenance($0)) }
            }, uniquingKeysWith: { first, _ in first })
        selection = Selection(keptBy: result)
    }

    /// The chip and model they are of, as the prompt names them.
    var title: String { subject.title }

    /// The same with all chips and models that axes put in: `h100,b200/qwen3-32b`.
    var heading: String {
        guard result.space.axes.contains(where: \.parameter.isPick) else { return title }
        func names(_ scope: Parameter.Scope, _ own: String?) -> String? {
            let axis = result.space.axes.first { $0.parameter.isPick && $0.parameter.scope == scope }
            return axis.map { axis in axis.values.compactMap(axis.parameter.choice).joined(separator: ",") } ?? own
        }
        return [names(.arch, subject.chip?.name), names(.model, subject.model?.name)].compactMap(\.self)
            .joined(separator: "/")
    }

    /// Rows kept.
    var count: Int { selection.count }

    /// The plan in a row as shown, from 1.
    subscript(row: Int) -> PlanResult { result[selection[row - 1]] }

    /// What `size` says of a row, from 1; nil where it has not found it.
    func found(_ row: Int) -> Sizing.Found? {
        let place = selection[row - 1]
        return sized.flatMap { $0.found.indices.contains(place) ? $0.found[place] : nil }
    }

    /// Names of what the plans are held to or ordered by.
    var deciding: Set<String> {
        Set((conditions.flatMap(\.comparisons).map(\.quantifier) + [order?.quantifier].compactMap(\.self)).map(\.name))
    }

    /// The same with its queue, for those who read figures of it.
    func solved(_ row: Int) -> PlanResult { result.solved(selection[row - 1]) }

    /// The plan that is handed on: the first of ordered rows, else the best by tokens/s/chip of those that fit.
    func best(_ isCancelled: () -> Bool) throws(Diagnostic) -> PlanResult {
        guard order == nil else { return self[1] }
        var best: PlanResult?
        let isDone = Interruptible.forEach(1...count, isCancelled: isCancelled) { row in
            let plan = self[row]
            if plan.isFeasible, best.map({ plan.rate > $0.rate }) ?? true { best = plan }
        }
        guard isDone else { throw .interrupted }
        return best ?? self[1]
    }

    /// What rules of thumb look at: the first of ordered rows, else the best of at most 2,000 plans spread over all of
    /// them; nil where there is none.
    ///
    /// A sweep may have a hundred million plans, which take longer to order than to evaluate.
    var nearlyBest: PlanResult? {
        guard count > 0 else { return nil }
        guard order == nil else { return self[1] }
        let looked = stride(from: 1, through: count, by: (count + 1999) / 2000).map { self[$0] }
        return looked.filter(\.isFeasible).max { $0.rate < $1.rate } ?? looked.first
    }

    /// How far the figures of the plan in a row can be trusted; nil where nothing is known of its chip.
    func trust(_ row: Int) -> Trust? { trust(in: self[row].scenario) }

    /// The same of one of these plans.
    func trust(in scenario: Scenario) -> Trust? { provenance(of: scenario)?.trust(in: scenario) }

    /// How the constants of a plan's chip were come by; nil where that is not known.
    func provenance(of scenario: Scenario) -> PlanProvenance? {
        guard let entry = scenario.pickedChip else { return provenance }
        return pickedProvenances[entry.name].map { PlanProvenance($0, prefill: provenance?.prefill) }
    }

    /// How far all of them can be trusted, where no row of their chip was fitted and all are of the same chip: then nothing of
    /// a plan counts.
    var commonTrust: Trust? {
        guard pickedProvenances.isEmpty, let provenance, provenance.chip.record == nil, provenance.chip.ownRuns == nil,
            provenance.prefill == nil, !result.space.axes.contains(where: { $0.parameter.scope == .arch })
        else {
            return nil
        }
        return provenance.trust(in: result.space.base)
    }

    /// Whether they are of several chips, which an axis puts in.
    var comparesChips: Bool { !pickedProvenances.isEmpty }

    /// Whether it is known of some of them how far they can be trusted.
    var hasTrust: Bool { provenance != nil || !pickedProvenances.isEmpty }

    /// The chip and model that one of them is of.
    func subject(of scenario: Scenario) -> PlanSubject {
        PlanSubject(
            chip: scenario.pickedChip.map { .init(name: $0.name, title: $0.title) } ?? subject.chip,
            prefill: subject.prefill,
            model: scenario.pickedModel.map { .init(name: $0.name, title: $0.title) } ?? subject.model,
            leftOut: scenario.pickedModel == nil ? subject.leftOut : nil)
    }

    /// Orders the rows.
    mutating func sort(by quantifier: Quantifier, descending: Bool, _ environment: Environment) throws(Diagnostic) {
        let isDone = selection.sort(
            by: quantifier, descending: descending, of: result, workers: environment.cores,
            isCancelled: environment.isCancelled)
        guard isDone else { throw .interrupted }
        order = Order(quantifier: quantifier, descending: descending)
    }

    /// Finds the first rows before they are looked at, so that Ctrl-C can end it.
    mutating func find(first wanted: Int, _ environment: Environment) throws(Diagnostic) {
        guard selection.find(first: wanted, isCancelled: environment.isCancelled) else { throw .interrupted }
    }

    /// Keeps the rows that pass some tests and returns how many each was the first to drop.
    @discardableResult
    mutating func keep(_ tests: [PlanTest], _ environment: Environment) throws(Diagnostic) -> [Int] {
        let dropped = selection.keep(
            tests, of: result, workers: environment.cores, isCancelled: environment.isCancelled)
        guard let dropped else { throw .interrupted }
        return dropped
    }

    /// Keeps the rows that may be chosen and that none beats in all of some figures, ordered by the first of these.
    mutating func keepFront(_ rankings: [Ranking], _ environment: Environment) throws(Diagnostic) {
        try keep(Self.choosable, environment)
        let isDone = selection.keepFront(
            of: rankings, of: result, workers: environment.cores, isCancelled: environment.isCancelled)
        guard isDone else { throw .interrupted }
    }

    /// What a plan must pass to be chosen: that it fits, and that its serving settles.
    static let choosable: [PlanTest] = [PlanTest { $0.fits }, PlanTest { $0.totals.isSettled }]

    /// Keeps the plans that may be chosen and finds the first of them as they are ordered, or the best in a metric.
    ///
    /// - Returns: how many plans each test of `choosable` was the first to drop.
    mutating func rank(first wanted: Int, by metric: Metric, _ environment: Environment) throws(Diagnostic) -> [Int] {
        guard order == nil else {
            let dropped = try keep(Self.choosable, environment)
            try find(first: wanted, environment)
            return dropped
        }
        let order = Order(quantifier: .metric(metric), descending: true)
        let dropped = selection.rank(
            first: wanted, passing: Self.choosable, by: order.quantifier, descending: order.descending, of: result,
            workers: environment.cores, isCancelled: environment.isCancelled)
        guard let dropped else { throw .interrupted }
        self.order = order
        return dropped
    }

    /// The parameters that the sweep varies and that no metric shows: extra columns of its tables.
    ///
    /// A metric may share its name with a parameter and mean another thing: `dram` is what a plan uses, `arch.dram` what
    /// the chip has. A metric that shows the parameter itself has its name as formula.
    var extraParameters: [Parameter] {
        result.space.axes.map(\.parameter).filter { Metric.named($0.name)?.showsParameter != true }
    }
}

// What `slo` asks for.
extension Plans {
    /// Notes which conditions are asked for, without dropping plans, and counts those that meet them: of few plans.
    mutating func note(slo conditions: [Condition]) {
        (slo, sloWaiting) = Self.parted(conditions, in: result.space)
        let readsQueue = slo.flatMap(\.comparisons).contains(where: \.quantifier.readsQueue)
        sloCount =
            slo.isEmpty
            ? 0
            : (0..<result.count).count { Miss.all(slo, by: readsQueue ? result.solved($0) : result[$0]).isEmpty }
    }

    /// Parts conditions into those that some plan of a space can meet, and those on metrics that none has.
    private static func parted(
        _ conditions: [Condition], in space: SearchSpace
    ) -> (asked: [Condition], waiting: [Condition]) {
        // Where a sweep runs through phases or modes, a metric counts that has a value in one of them.
        let scenarios = space.modes
        func hasValue(_ condition: Condition) -> Bool {
            condition.comparisons.allSatisfy { comparison in
                guard case .metric(let metric) = comparison.quantifier else { return true }
                return scenarios.contains { metric.hasValue(for: $0) }
            }
        }
        return (conditions.filter(hasValue), conditions.filter { !hasValue($0) })
    }

    /// The conditions that some plan of a space can meet.
    static func asked(_ conditions: [Condition], in space: SearchSpace) -> [Condition] {
        parted(conditions, in: space).asked
    }

    /// What a sweep keeps: plans whose shapes are those of a model, and that meet conditions where there are any.
    static func sieve(_ space: SearchSpace, slo conditions: [Condition]) -> Sweep.Sieve {
        let slo = parted(conditions, in: space).asked
        var sieve = Sweep.Sieve()
        if space.axes.contains(where: { $0.parameter.scope == .model }) {
            sieve.isPossible = { ModelRule.broken(by: $0.model) == nil }
        }
        if !slo.isEmpty {
            let meets = PlanTest.every(slo.map(\.test)).passes
            sieve.keeps = { plan in plan.isFeasible && meets(plan) }
        }
        return sieve
    }

    /// Notes the conditions by which a sweep has sieved its plans.
    mutating func noteSieved(slo conditions: [Condition]) {
        (slo, sloWaiting) = Self.parted(conditions, in: result.space)
        sloCount = slo.isEmpty ? 0 : count
    }

    /// The same plans held to other conditions, with the filters and the order that they had; a single plan that was
    /// evaluated stays whatever it meets.
    func held(to conditions: [Condition], _ environment: Environment) throws(Diagnostic) -> Plans {
        var plans = self
        plans.result = result.judged(as: result.space.base.workload.judged(by: conditions))
        plans.sized = sized?.held(to: conditions)
        plans.selection = Selection(all: result)
        guard !result.space.axes.isEmpty else {
            plans.note(slo: conditions)
            if !filters.isEmpty { try plans.keep(Self.choosable + filters.map(\.test), environment) }
            return plans
        }
        let sieve = Self.sieve(result.space, slo: conditions)
        let isPossible = sieve.isPossible.map { isPossible in PlanTest { isPossible($0.scenario) } }
        try plans.keep([isPossible, sieve.keeps.map(PlanTest.init)].compactMap(\.self), environment)
        plans.noteSieved(slo: conditions)
        if !filters.isEmpty {
            try plans.keep([PlanTest { $0.isFeasible }] + filters.map(\.test), environment)
        }
        for front in fronts { try plans.keepFront(front, environment) }
        if let order { try plans.sort(by: order.quantifier, descending: order.descending, environment) }
        return plans
    }

    /// The plans of another run over the same space, held to the same conditions and in the same order.
    func remade(_ result: SweepResult, _ environment: Environment) throws(Diagnostic) -> Plans {
        var plans = Plans(result, of: subject, provenance: provenance)
        (plans.filters, plans.fronts, plans.order) = (filters, fronts, order)
        return try plans.held(to: objectives, environment)
    }

    /// How to bring plans back where none is left.
    var wayBack: String {
        PlanWords.wayBack(hasFilters: !filters.isEmpty, hasSLO: !slo.isEmpty)
    }
}

extension Plans {
    /// What costs are in; nil where a sweep runs through several.
    var currency: Currency? {
        let isAxis = result.space.axes.contains { $0.parameter.name == "currency" && $0.values.count > 1 }
        return isAxis ? nil : result.space.base.workload.currency
    }

    /// The phase whose tokens rates count; nil where a sweep runs through both and no heading can say so.
    var phase: Workload.Phase? {
        let deciding = result.space.axes.filter { ["phase", "serving"].contains($0.parameter.name) }
        let scenarios = deciding.reduce([result.space.base]) { scenarios, axis in
            scenarios.flatMap { scenario in
                axis.values.map { value in
                    var changed = scenario
                    axis.parameter.set(&changed, value)
                    return changed
                }
            }
        }
        let phases = Set(scenarios.map(\.workload.phase))
        return phases.count == 1 ? phases.first : nil
    }
}
