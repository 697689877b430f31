import CostModel
import Notebook
import Planning
import Presentation
import Words

/// What `size` has found, behind the plans at hand.
struct SizedPlans: Sendable {
    /// What the purchase has to do.
    let terms: SizingTerms
    /// What was found, in the order of the plans of the result.
    let found: [Sizing.Found]

    /// What `size` says of a plan beside its metrics.
    struct Column: Sendable {
        var column: Table.Column
        let cell: @Sendable (Sizing.Found) -> Table.Cell
    }

    /// The same, of which nothing is known any more that was found under other conditions.
    func held(to conditions: [Condition]) -> SizedPlans {
        var terms = terms
        guard ConditionWords.text(conditions) != ConditionWords.text(terms.conditions) else { return self }
        terms.conditions = conditions
        return SizedPlans(terms: terms, found: [])
    }

    /// The column of how each plan is laid out.
    static var layout: Table.Column {
        Table.Column("layout", heading: SizingWords.layout, alignment: .left, note: SizingWords.layoutNote)
    }

    /// Whether more is bought than is used.
    var isMoreBought: Bool { found.contains { $0.bought != $0.chips } }

    /// What plans are ordered by, where that is more than the chips that they use come to; nil where that is chips.
    var price: Column? {
        let name = terms.goal == .cost ? "cost_hour" : terms.goal == .power ? "kw" : nil
        guard let metric = name.flatMap(Metric.named), let first = found.first else { return nil }
        var column = PlanTable.column(metric, .decode, first.scenario.workload.currency)
        let isCost = terms.goal == .cost
        column.key = isCost ? Self.boughtCost : Self.boughtPower
        column.heading = isCost ? SizingWords.boughtCost : SizingWords.boughtPower
        column.note = SizingWords.boughtPriceNote
        column.importance = nil
        return Column(column: column) { .number($0.price) }
    }

    /// How much more each plan carries; nil where users bring the requests.
    var headroom: Column? {
        guard let first = found.first, !first.scenario.workload.hasThinkers else { return nil }
        var column = Table.Column(
            Self.headroomKey, heading: SizingWords.headroom, unit: "%", places: 1, note: SizingWords.headroomNote,
            importance: PlanListing.behindGoal)
        column.isOwn = true
        return Column(column: column) { one in
            one.most.map { .number(100 * ($0 / one.working.workload.rate - 1)) } ?? .missing
        }
    }

    /// What is known of what was found, for files.
    var columns: [Column] { [price, headroom].compactMap(\.self) }

    private static let boughtCost = "bought_cost", boughtPower = "bought_kw", headroomKey = "headroom"

    /// Names of columns that are neither metrics nor parameters.
    static let keys: Set<String> = ["layout", boughtCost, boughtPower, headroomKey]
}

extension PlanListing {
    /// Adds what `size` says of each plan.
    ///
    /// - Parameter found: what was found at a position from 0; nil where that is not known.
    mutating func add(_ sized: SizedPlans, found: @escaping (Int) -> Sizing.Found?) {
        showLayouts()
        func extra(_ column: SizedPlans.Column) -> Extra {
            Extra(column: column.column) { found($0).map(column.cell) ?? .missing }
        }
        if sized.isMoreBought, let price = sized.price { leading.append(extra(price)) }
        if let headroom = sized.headroom { trailing.append(extra(headroom)) }
    }
}
