import CostModel
import Units

/// A question that is asked of many plans.
///
/// A type of its own: from a list of bare closures each call would go through another one, for which the plan is copied.
public struct PlanTest: Sendable {
    /// Whether a plan passes.
    public let passes: @Sendable (PlanResult) -> Bool

    /// Makes a test.
    public init(_ passes: @escaping @Sendable (PlanResult) -> Bool) { self.passes = passes }

    /// The test that passes where all of them do.
    public static func every(_ tests: [PlanTest]) -> PlanTest {
        PlanTest { plan in tests.allSatisfy { $0.passes(plan) } }
    }
}

/// What a plan must meet: one comparison, or several joined by `and`, `or` and `not`.
///
/// A plan without a value (a time to first token in a plain decode) meets no comparison on it, nor its opposite.
public indirect enum Condition: Sendable {
    /// One comparison.
    case comparison(Comparison)
    /// All of them hold.
    case every([Condition])
    /// At least one of them holds.
    case any([Condition])
    /// The opposite holds.
    case not(Condition)

    /// One comparison with a number in the quantifier's unit.
    public init(_ quantifier: Quantifier, _ relation: Comparison.Relation, _ limit: Double) {
        self = .comparison(Comparison(quantifier, relation, .value(limit), limitText: Decimal.shortest(limit)))
    }

    /// Whether a plan meets it.
    public func holds(for plan: PlanResult) -> Bool {
        switch self {
        case .comparison(let comparison): comparison.holds(for: plan)
        case .every(let conditions): conditions.allSatisfy { $0.holds(for: plan) }
        case .any(let conditions): conditions.contains { $0.holds(for: plan) }
        case .not(let condition): condition.opposite.holds(for: plan)
        }
    }

    /// The same for those who ask many plans: everything that it takes is looked up already.
    public var test: PlanTest {
        switch self {
        case .comparison(let comparison): return comparison.test
        case .every(let conditions): return .every(conditions.map(\.test))
        case .any(let conditions):
            let tests = conditions.map(\.test)
            return PlanTest { plan in tests.contains { $0.passes(plan) } }
        case .not(let condition): return condition.opposite.test
        }
    }

    /// What holds where this does not, with `not` at no place but in front of `not`.
    public var opposite: Condition {
        switch self {
        case .comparison(let comparison): .comparison(comparison.opposite)
        case .every(let conditions): .any(conditions.map(\.opposite))
        case .any(let conditions): .every(conditions.map(\.opposite))
        case .not(let condition): condition
        }
    }

    /// The conditions that hold together where this one does: `a and b` is two of them.
    public var conjunction: [Condition] {
        if case .every(let conditions) = self { conditions.flatMap(\.conjunction) } else { [self] }
    }

    /// The comparison, where it is one.
    public var comparison: Comparison? {
        if case .comparison(let comparison) = self { comparison } else { nil }
    }

    /// All comparisons in it, in their order.
    public var comparisons: [Comparison] {
        switch self {
        case .comparison(let comparison): [comparison]
        case .every(let conditions), .any(let conditions): conditions.flatMap(\.comparisons)
        case .not(let condition): condition.comparisons
        }
    }

    /// Whether it is about what is read of a queue.
    var readsQueue: Bool { comparisons.contains(where: \.quantifier.readsQueue) }

    /// The same condition on values as they are read, whether or not they are lower bounds; nil where no value ever is one.
    public var onBounds: PlanTest? {
        guard comparisons.contains(where: { $0.quantifier.boundReader != nil }) else { return nil }
        return PlanTest { holdsOnBounds(for: $0) }
    }

    private func holdsOnBounds(for plan: PlanResult) -> Bool {
        switch self {
        case .comparison(let comparison):
            comparison.relation.holds(comparison.quantifier.read(plan), comparison.limit(for: plan))
        case .every(let conditions): conditions.allSatisfy { $0.holdsOnBounds(for: plan) }
        case .any(let conditions): conditions.contains { $0.holdsOnBounds(for: plan) }
        case .not(let condition): condition.opposite.holdsOnBounds(for: plan)
        }
    }

    /// As it is typed; texts of several conditions can be joined by `and`.
    public var text: String {
        switch self {
        case .comparison(let comparison): comparison.text
        case .every(let conditions): conditions.map(\.text).joined(separator: " and ")
        case .any(let conditions): "(\(conditions.map(\.text).joined(separator: " or ")))"
        case .not(.every(let conditions)): "not (\(Condition.every(conditions).text))"
        case .not(let condition): "not \(condition.text)"
        }
    }

    /// What keeps a plan from meeting it; nil where it meets it.
    ///
    /// Of an `or` that is the branch that misses by least, of an `and` the one that misses by most.
    public func miss(by plan: PlanResult) -> Miss? {
        switch self {
        case .comparison(let comparison):
            return comparison.holds(for: plan) ? nil : Miss(self, comparison, plan)
        case .every(let conditions):
            return conditions.compactMap { $0.miss(by: plan) }.max { $0.distance < $1.distance }?.of(self)
        case .any(let conditions):
            let misses = conditions.compactMap { $0.miss(by: plan) }
            return misses.count < conditions.count ? nil : misses.min { $0.distance < $1.distance }?.of(self)
        case .not(let condition):
            return condition.opposite.miss(by: plan)?.of(self)
        }
    }
}
