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
    /// The conditions applied, oldest first.
    var conditions: [Condition] = []
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
        _ = ranked.selection.keep({ $0.fits }, of: result)
        guard ranked.count > 0 else { return self[1] }
        ranked.sort(by: .metric(.tpsChip), descending: true)
        return ranked[1]
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
