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
        let line = say(
            en: "\(gone) of \(Counted.text(dropped.total, "plan")) dropped, \(kept) kept",
            zh: "\(Decimal.grouped(dropped.total)) 个方案过滤掉 \(gone) 个，保留 \(kept) 个")
        guard skipped > 0 else { return line }
        return skipped == 1
            ? say(
                en: "\(line); \(Counted.text(skipped, "combination")) did not divide and is not a plan",
                zh: "\(line)；另有 \(Decimal.grouped(skipped)) 个组合无法整除，不计入方案")
            : say(
                en: "\(line); \(Counted.text(skipped, "combination")) did not divide and are not plans",
                zh: "\(line)；另有 \(Decimal.grouped(skipped)) 个组合无法整除，不计入方案")
    }

    /// `batch 12: 3 of 3, 16: 3 of 3, 10: 1 of 3, and 4 more`: the values of an axis at which plans were dropped.
    public static func axis(_ axis: Parameter, _ values: some Sequence<DroppedPlans.Value>, more: Int) -> String {
        let texts = values.map { value in
            let (dropped, count) = (Decimal.grouped(value.dropped), Decimal.grouped(value.count))
            return say(
                en: "\(ValueWords.of(value.value, axis)): \(dropped) of \(count)",
                zh: "\(ValueWords.of(value.value, axis))：\(dropped)/\(count)")
        }
        let line = "\(axis.name) \(texts.joined(separator: say(en: ", ", zh: "，")))"
        return more > 0 ? say(en: "\(line), and \(more) more", zh: "\(line)，另有 \(more) 个取值") : line
    }

    /// Plans that meet all conditions and that others beat.
    public static func beaten(_ count: Int, in figures: [[String]]) -> String {
        let lists = figures.map(ListWords.and).joined(separator: say(en: ", then in ", zh: "，继而在 "))
        return say(
            en: "\(Decimal.grouped(count)) beaten by others in \(lists) (frontier)",
            zh: "\(Decimal.grouped(count)) 个在 \(lists) 上被其他方案支配（frontier）")
    }

    /// A reason, in the table.
    public static func title(_ reason: DroppedPlans.Reason) -> String {
        switch reason {
        case .noModel: say(en: "no such model", zh: "模型结构不成立")
        case .memory: say(en: "does not fit in DRAM", zh: "DRAM 容量不足")
        case .unsettled: say(en: "does not settle", zh: "无法达到稳态")
        case .condition(let condition): condition.text
        }
    }

    /// The heading of a reason.
    public static var reason: String { say(en: "reason", zh: "原因") }
    /// The heading of how many plans it dropped.
    public static var dropped: String { say(en: "dropped", zh: "过滤数") }
    /// The heading of how many it would drop alone.
    public static var alone: String { say(en: "alone", zh: "单独") }
    /// The heading of the plan that missed by least.
    public static var closest: String { say(en: "closest", zh: "最接近") }
    /// The heading of what that plan has.
    public static var value: String { say(en: "value", zh: "值") }
    /// The heading of by how much it misses.
    public static var missesBy: String { say(en: "misses by", zh: "差距") }
    /// The heading of how many plans there are.
    public static var total: String { say(en: "of", zh: "总数") }
}
