import CostModel

/// One condition on a plan, such as `tps_batch>=10`.
public struct Comparison: Sendable {
    /// The relations that can be asked for.
    public enum Relation: String, Sendable, CaseIterable {
        case atLeast = ">="
        case atMost = "<="
        case equal = "=="
        case notEqual = "!="
        case above = ">"
        case below = "<"
    }

    /// The left side.
    public let quantifier: Quantifier
    /// The relation.
    public let relation: Relation
    /// The right side, in the quantifier's unit.
    public let limit: Double
    /// As it was typed, without spaces.
    public let text: String

    /// Makes a condition.
    public init(_ quantifier: Quantifier, _ relation: Relation, _ limit: Double, text: String) {
        self.quantifier = quantifier
        self.relation = relation
        self.limit = limit
        self.text = text
    }

    /// Whether a plan meets it.
    public func holds(for result: PlanResult) -> Bool {
        let value = quantifier.read(result)
        return switch relation {
        case .atLeast: value >= limit
        case .atMost: value <= limit
        case .equal: value == limit
        case .notEqual: value != limit
        case .above: value > limit
        case .below: value < limit
        }
    }
}

/// The rows of a sweep that are looked at, in the order they are looked at.
public struct Selection: Sendable {
    /// Row numbers of the sweep.
    public var rows: [Int]

    /// All rows of a sweep, in its order.
    public init(all result: SweepResult) { rows = Array(0..<result.count) }

    /// Keeps the rows that meet a condition and returns how many it dropped.
    public mutating func keep(_ condition: (PlanResult) -> Bool, of result: SweepResult) -> Int {
        let before = rows.count
        rows = rows.filter { condition(result[$0]) }
        return before - rows.count
    }

    /// Orders the rows; rows that are equal keep the order of the sweep.
    public mutating func sort(by quantifier: Quantifier, descending: Bool, of result: SweepResult) {
        let keyed = rows.map { (row: $0, key: quantifier.read(result[$0])) }
        let ordered = keyed.sorted {
            if $0.key == $1.key { return $0.row < $1.row }
            return descending ? $0.key > $1.key : $0.key < $1.key
        }
        rows = ordered.map(\.row)
    }
}
