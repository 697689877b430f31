import CostModel
import Planning
import Text
import Units

/// Which plans were dropped, and by what.
public enum DroppedWords {
    /// How many of the plans are gone, and how many combinations were none.
    public static func headline(_ dropped: DroppedPlans, skipped: Int) -> String {
        let gone = Decimal.grouped(dropped.total - dropped.kept)
        let kept = Decimal.grouped(dropped.kept)
        let line = say(en: "\(gone) of \(Counted.text(dropped.total, "plan")) dropped, \(kept) kept")
        guard skipped > 0 else { return line }
        let combinations = Counted.text(skipped, "combination")
        return skipped == 1
            ? say(en: "\(line); \(combinations) did not divide and is not a plan")
            : say(en: "\(line); \(combinations) did not divide and are not plans")
    }

    /// `batch 12: 3 of 3, 16: 3 of 3, 10: 1 of 3, and 4 more`: the values of an axis at which plans were dropped.
    public static func axis(_ axis: Parameter, _ values: some Sequence<DroppedPlans.Value>, more: Int) -> String {
        let texts = values.map { value in
            let (dropped, count) = (Decimal.grouped(value.dropped), Decimal.grouped(value.count))
            return say(en: "\(ValueWords.of(value.value, axis)): \(dropped) of \(count)")
        }
        let line = "\(axis.name) \(texts.joined(separator: ", "))"
        return more > 0 ? say(en: "\(line), and \(more) more") : line
    }

    /// Plans that meet all conditions and that others beat.
    public static func beaten(_ count: Int, in figures: [[String]]) -> String {
        let lists = figures.map(ListWords.and).joined(separator: say(en: ", then in "))
        return say(en: "\(Decimal.grouped(count)) beaten by others in \(lists) (frontier)")
    }

    /// A reason, in the table.
    public static func title(_ reason: DroppedPlans.Reason) -> String {
        switch reason {
        case .noModel: say(en: "no such model")
        case .memory: say(en: "does not fit in DRAM")
        case .unsettled: say(en: "does not settle")
        case .condition(let condition): condition.text
        }
    }

    /// The heading of a reason.
    public static var reason: String { say(en: "reason") }
    /// The heading of how many plans it dropped.
    public static var dropped: String { say(en: "dropped") }
    /// The heading of how many it would drop alone.
    public static var alone: String { say(en: "alone") }
    /// The heading of the plan that missed by least.
    public static var closest: String { say(en: "closest") }
    /// The heading of what that plan has.
    public static var value: String { say(en: "value") }
    /// The heading of by how much it misses.
    public static var missesBy: String { say(en: "misses by") }
    /// The heading of how many plans there are.
    public static var total: String { say(en: "of") }
}
