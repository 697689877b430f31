import CostModel
import Lanes

/// What plans must meet, where a tape works out the figures that are compared.
struct Demands: Sendable {
    /// All conditions.
    let conditions: [Condition]
    /// Comparisons with a number, which all must hold.
    private let comparisons: [Bounded]
    /// Conditions of another form, which are looked at plan by plan.
    let others: [Condition]
    /// The figures that are compared.
    let quantifiers: [Quantifier]

    /// Parts conditions; their figures follow so many others.
    init(_ conditions: [Condition], behind start: Int) {
        self.conditions = conditions
        var (comparisons, others, quantifiers): ([Bounded], [Condition], [Quantifier]) = ([], [], [])
        for condition in conditions.flatMap(\.conjunction) {
            guard let comparison = condition.comparison, case .value(let limit) = comparison.limit else {
                others.append(condition)
                continue
            }
            comparisons.append(
                Bounded(relation: comparison.relation, limit: limit, figure: start + quantifiers.count))
            quantifiers.append(comparison.quantifier)
        }
        (self.comparisons, self.others, self.quantifiers) = (comparisons, others, quantifiers)
    }

    /// A comparison of a figure with a number.
    private struct Bounded {
        let relation: Comparison.Relation
        let limit: Double
        let figure: Int
    }

    /// Whether some plan may meet all comparisons, given bounds of the figures.
    func mayHold(_ bounds: [Interval]) -> Bool {
        comparisons.allSatisfy { comparison in
            let (range, limit) = (bounds[comparison.figure], comparison.limit)
            return switch comparison.relation {
            case .atLeast: !(range.high < limit)
            case .above: !(range.high <= limit)
            case .atMost: !(range.low > limit)
            case .below: !(range.low >= limit)
            case .equal: range.contains(limit)
            case .notEqual: !(range.low == limit && range.high == limit)
            }
        }
    }

    /// One comparison over a block of plans.
    struct Test {
        let values: TapeRunner.Values
        let relation: Comparison.Relation
        let limit: Double

        func holds(_ place: Int) -> Bool { relation.holds(values[place], limit) }
    }

    /// The comparisons over a block of plans.
    func tests(_ figures: (Int) -> TapeRunner.Values) -> [Test] {
        comparisons.map { Test(values: figures($0.figure), relation: $0.relation, limit: $0.limit) }
    }
}
