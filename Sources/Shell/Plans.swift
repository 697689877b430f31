import Catalog
import CostModel
import Planning

/// The plans of a sweep and how they are looked at.
struct Plans: Sendable {
    /// All plans.
    let result: SweepResult
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
    /// Plans that meet the conditions of `slo`.
    private(set) var sloCount = 0
    /// The conditions of `filter`, oldest first.
    var filters: [Condition] = []
    /// All conditions applied.
    var conditions: [Condition] { slo + filters }
    /// What orders the rows; nil for the order of the sweep.
    var order: Order?
    /// The chip and model they are of.
    let subject: PlanSubject
    /// How the constants of their chip were come by; nil where that is not known.
    let provenance: ChipProvenance?

    /// What orders rows.
    struct Order: Sendable {
        let quantifier: Quantifier
        let descending: Bool
    }

    /// All plans of a sweep, without those whose shapes are those of no model.
    init(_ result: SweepResult, of subject: PlanSubject, provenance: ChipProvenance?) {
        self.result = result
        self.subject = subject
        self.provenance = provenance
        selection = Selection(all: result)
        if result.space.axes.contains(where: { $0.parameter.scope == .model }) {
            _ = selection.keep({ ModelRule.broken(by: $0.scenario.model) == nil }, of: result)
        }
    }

    /// The chip and model they are of, as the prompt names them.
    var title: String { subject.title }

    /// Rows kept.
    var count: Int { selection.count }

    /// The plan in a row as shown, from 1.
    subscript(row: Int) -> PlanResult { result[selection[row - 1]] }

    /// The plan that is handed on: the first of ordered rows, else the best by tokens/s/chip of those that fit.
    var best: PlanResult {
        guard order == nil else { return self[1] }
        var ranked = self
        _ = ranked.selection.keep({ $0.isFeasible }, of: result)
        guard ranked.count > 0 else { return self[1] }
        ranked.sort(by: .metric(.tpsChip), descending: true)
        return ranked[1]
    }

    /// What rules of thumb look at: the first of ordered rows, else the best of at most 2,000 plans spread over all of
    /// them; nil where there is none.
    ///
    /// A sweep may have a hundred million plans, which take longer to order than to evaluate.
    var nearlyBest: PlanResult? {
        guard count > 0, order == nil else { return count > 0 ? self[1] : nil }
        let looked = stride(from: 1, through: count, by: (count + 1999) / 2000).map { self[$0] }
        return looked.filter(\.isFeasible).max { $0.rate < $1.rate } ?? looked.first
    }

    /// How far the figures of the plan in a row can be trusted; nil where nothing is known of its chip.
    func trust(_ row: Int) -> Trust? { provenance?.trust(in: self[row].scenario) }

    /// Orders the rows; by default the better end of a metric comes first.
    mutating func sort(by quantifier: Quantifier, descending: Bool) {
        order = Order(quantifier: quantifier, descending: descending)
        selection.sort(by: quantifier, descending: descending, of: result)
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
    /// Notes which conditions are asked for, without dropping plans.
    mutating func note(slo conditions: [Condition]) {
        // Where a sweep runs through phases or modes, a metric counts that has a value in one of them.
        let axes = result.space.axes.filter { ["phase", "serving"].contains($0.parameter.name) }
        let modes = SearchSpace(base: result.space.base, axes: axes)
        let workloads = (0..<(modes.count ?? 0)).map { modes.scenario(at: $0).workload }
        func hasValue(_ condition: Condition) -> Bool {
            condition.comparisons.allSatisfy { comparison in
                guard case .metric(let metric) = comparison.quantifier else { return true }
                return workloads.contains { metric.applies(to: $0) }
            }
        }
        slo = conditions.filter(hasValue)
        sloWaiting = conditions.filter { !hasValue($0) }
        sloCount = result.count == 1 && Miss.all(slo, by: result[0]).isEmpty ? 1 : 0
    }

    /// Drops the plans that miss conditions, or do not fit.
    mutating func hold(to conditions: [Condition]) {
        note(slo: conditions)
        guard !slo.isEmpty else { return }
        let conditions = slo
        _ = selection.keep({ plan in plan.isFeasible && conditions.allSatisfy { $0.holds(for: plan) } }, of: result)
        sloCount = count
    }

    /// The same plans held to other conditions, with the filters and the order that they had; a single plan that was
    /// evaluated stays whatever it meets.
    func held(to conditions: [Condition]) -> Plans {
        guard !result.space.axes.isEmpty else {
            var plans = self
            plans.note(slo: conditions)
            return plans
        }
        var plans = Plans(result, of: subject, provenance: provenance)
        plans.hold(to: conditions)
        plans.filters = filters
        if !filters.isEmpty {
            _ = plans.selection.keep(
                { plan in plan.isFeasible && filters.allSatisfy { $0.holds(for: plan) } }, of: result)
        }
        if let order { plans.sort(by: order.quantifier, descending: order.descending) }
        return plans
    }

    /// The plans of another run over the same space, held to the same conditions and in the same order.
    func remade(_ result: SweepResult) -> Plans {
        var plans = Plans(result, of: subject, provenance: provenance)
        (plans.filters, plans.order) = (filters, order)
        return plans.held(to: slo + sloWaiting)
    }

    /// How to bring plans back where none is left.
    var wayBack: String {
        let verbs = (filters.isEmpty && !slo.isEmpty ? [] : ["'filter clear'"]) + (slo.isEmpty ? [] : ["'slo clear'"])
        let conditions = verbs.joined(separator: " and ")
        return "'dropped' says what dropped them; \(conditions) \(verbs.count > 1 ? "take" : "takes") conditions back"
    }
}
