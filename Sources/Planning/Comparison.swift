import CostModel

/// One figure of a plan compared with a limit, such as `tps_batch>=10` or `dram<=70%`.
public struct Comparison: Sendable {
    /// The relations that can be asked for.
    public enum Relation: String, Sendable, CaseIterable {
        case atLeast = ">="
        case atMost = "<="
        case equal = "=="
        case notEqual = "!="
        case above = ">"
        case below = "<"

        /// Whether it holds between two numbers; never where one of them is not a number.
        public func holds(_ value: Double, _ limit: Double) -> Bool {
            switch self {
            case .atLeast: value >= limit
            case .atMost: value <= limit
            case .equal: value == limit
            case .notEqual: value < limit || value > limit
            case .above: value > limit
            case .below: value < limit
            }
        }

        /// Whether it is certain to hold of a figure that is at least `bound`.
        ///
        /// - Parameter bound: a value between which and the limit it holds.
        func isCertain(from bound: Double, _ limit: Double) -> Bool {
            switch self {
            case .atLeast, .above: true
            case .notEqual: bound > limit
            case .atMost, .below, .equal: false
            }
        }

        /// What holds where this does not.
        public var opposite: Relation {
            switch self {
            case .atLeast: .below
            case .atMost: .above
            case .equal: .notEqual
            case .notEqual: .equal
            case .above: .atMost
            case .below: .atLeast
            }
        }
    }

    /// The right side.
    public enum Limit: Sendable, Equatable {
        /// A number in the quantifier's unit.
        case value(Double)
        /// A share of what the quantifier is a part of; 0.7 of a chip's DRAM.
        case share(Double)
    }

    /// The left side.
    public let quantifier: Quantifier
    /// The relation.
    public let relation: Relation
    /// The right side.
    public let limit: Limit
    /// The right side as it was typed.
    public let limitText: String

    /// Makes a comparison.
    public init(_ quantifier: Quantifier, _ relation: Relation, _ limit: Limit, limitText: String) {
        self.quantifier = quantifier
        self.relation = relation
        self.limit = limit
        self.limitText = limitText
    }

    /// As it is typed, without spaces and with the quantifier's full name.
    public var text: String { quantifier.path + relation.rawValue + limitText }

    /// What holds where this does not.
    public var opposite: Comparison { Comparison(quantifier, relation.opposite, limit, limitText: limitText) }

    /// The right side for a plan, in the quantifier's unit; NaN for a share of nothing.
    @inline(__always) public func limit(for plan: PlanResult) -> Double {
        switch limit {
        case .value(let value): value
        case .share(let share): share * (quantifier.whole(plan) ?? .nan)
        }
    }

    /// Whether a plan meets it; a plan without a value does not, nor one of whose value only a lower bound is known that may
    /// lie on the wrong side.
    public func holds(for plan: PlanResult) -> Bool {
        holds(quantifier.read(plan), limit(for: plan), isLowerBound: quantifier.isLowerBound(plan))
    }

    /// Whether it holds of a value that was read already, or of all that it is a lower bound of.
    public func holds(_ value: Double, _ limit: Double, isLowerBound: @autoclosure () -> Bool) -> Bool {
        relation.holds(value, limit) && (relation.isCertain(from: value, limit) || !isLowerBound())
    }

    /// The same as a test of many plans.
    var test: PlanTest {
        let (read, relation) = (quantifier.reader, relation)
        // Asked of few figures, and only where it decides.
        let isLowerBound = quantifier.boundReader
        switch limit {
        case .value(let limit):
            guard let isLowerBound else { return PlanTest { relation.holds(read($0), limit) } }
            return PlanTest { [self] plan in holds(read(plan), limit, isLowerBound: isLowerBound(plan)) }
        case .share: return PlanTest { [self] plan in holds(for: plan) }
        }
    }
}
