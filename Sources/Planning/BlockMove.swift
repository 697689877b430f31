import CostModel

/// What a change does to the time of one block of the step, or of what belongs to no block.
public struct BlockMove: Sendable, Equatable {
    /// The name of the block or of the adjustment.
    public let name: String
    /// Calls in a step, before and after; 0 for an adjustment.
    public let calls: (before: Double, after: Double)
    /// Seconds of all its calls, before and after.
    public let seconds: (before: Double, after: Double)

    /// Two moves are the same if all their figures are.
    public static func == (left: BlockMove, right: BlockMove) -> Bool {
        left.name == right.name && left.calls == right.calls && left.seconds == right.seconds
    }

    /// Seconds of one call, before and after; 0 where there is none.
    public var oneCall: (before: Double, after: Double) {
        (
            calls.before > 0 ? seconds.before / calls.before : 0, calls.after > 0 ? seconds.after / calls.after : 0
        )
    }

    /// The change of all its calls as a share of what they took before; nil where that was nothing.
    public var change: Double? { seconds.before > 0 ? seconds.after / seconds.before - 1 : nil }

    /// The blocks and adjustments that move between two scenarios, the largest move first.
    public static func all(_ before: Scenario, _ after: Scenario) -> [BlockMove] {
        let (old, new) = (Breakdown(before), Breakdown(after))
        let kinds = old.rows.map(\.block)
        let blocks = (kinds + new.rows.map(\.block).filter { !kinds.contains($0) }).map { block in
            let (first, second) = (old[block], new[block])
            return BlockMove(
                name: block.name, calls: (first?.calls ?? 0, second?.calls ?? 0),
                seconds: (first?.seconds ?? 0, second?.seconds ?? 0))
        }
        func seconds(_ breakdown: Breakdown, _ kind: Adjustment) -> Double {
            breakdown.adjustments.filter { $0.kind == kind }.reduce(0) { $0 + $1.seconds }
        }
        let rest = Adjustment.allCases.map { kind in
            BlockMove(name: kind.name, calls: (0, 0), seconds: (seconds(old, kind), seconds(new, kind)))
        }
        return (blocks + rest).filter { $0.seconds.before != $0.seconds.after }.sorted {
            ($0.seconds.after - $0.seconds.before).magnitude > ($1.seconds.after - $1.seconds.before).magnitude
        }
    }
}
