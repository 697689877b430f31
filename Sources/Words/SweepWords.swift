import CostModel
import Planning
import Text
import Units

/// What a sweep says.
public enum SweepWords {
    /// The plans that were found.
    public static func plans(_ count: Int) -> String {
        say(en: Counted.text(count, "plan"), zh: "\(Decimal.grouped(count)) 个方案")
    }

    /// Plans meet the conditions of `slo`.
    public static func meet(_ count: Int, slo: String) -> String {
        count == 1
            ? say(en: "\(Decimal.grouped(count)) meets slo \(slo)", zh: "\(Decimal.grouped(count)) 个满足 slo \(slo)")
            : say(en: "\(Decimal.grouped(count)) meet slo \(slo)", zh: "\(Decimal.grouped(count)) 个满足 slo \(slo)")
    }

    /// Combinations do not divide.
    public static func undivided(_ count: Int, _ space: SearchSpace) -> String {
        say(
            en: "\(Counted.text(count, "combination")) skipped: \(DivisibilityWords.why(space))",
            zh: "跳过 \(Decimal.grouped(count)) 个组合：\(DivisibilityWords.why(space))")
    }

    /// Combinations have impossible shapes.
    public static func impossible(_ count: Int) -> String {
        say(
            en: "\(Counted.text(count, "combination")) skipped: the shapes are those of no model",
            zh: "跳过 \(Decimal.grouped(count)) 个组合：模型结构不成立")
    }

    /// Plans do not settle.
    public static func unsettled(_ count: Int) -> String {
        count == 1
            ? say(en: "\(Decimal.grouped(count)) does not settle", zh: "\(Decimal.grouped(count)) 个无法达到稳态")
            : say(en: "\(Decimal.grouped(count)) do not settle", zh: "\(Decimal.grouped(count)) 个无法达到稳态")
    }

    /// What `--shard` is.
    public static var shardHelp: String {
        say(
            en: "evaluate only the K-th of N parts and print its rows (help merge)",
            zh: "只评估 N 个分片中的第 K 个，并输出其结果行（见 help merge）")
    }

    /// What stands behind `--shard`.
    public static var aShard: String { say(en: "a part and their number, such as 1/4", zh: "分片序号与总数，如 1/4") }

    /// Another word behind `--shard`.
    public static func noShard(_ text: String) -> String {
        say(en: "'\(text)' is not a part of a sweep", zh: "“\(text)”不是有效的分片")
    }

    /// A part was evaluated.
    public static func shard(_ number: Int, of count: Int, _ combinations: Int, of total: Int) -> String {
        let share = Decimal.grouped(combinations)
        return say(
            en: "part \(number) of \(count): \(share) of \(Decimal.grouped(total)) combinations",
            zh: "分片 \(number)/\(count)：\(Decimal.grouped(total)) 个组合中的 \(share) 个")
    }

    /// A part has no combination.
    public static func emptyShard(_ number: Int, of count: Int) -> String {
        say(
            en: "part \(number) of \(count) has no combination: the sweep is too small for so many parts",
            zh: "分片 \(number)/\(count) 没有组合：组合太少，无法分成这么多片")
    }

    /// Not all combinations were evaluated.
    public static func first(_ count: Int, of total: Int) -> String {
        say(
            en: "the first \(Decimal.grouped(count)) of \(Decimal.grouped(total)) combinations",
            zh: "仅评估 \(Decimal.grouped(total)) 个组合中的前 \(Decimal.grouped(count)) 个")
    }

    /// How long it took, behind all that was found.
    ///
    /// - Parameters:
    ///   - rate: plans in a second; nil where they are too few to say.
    ///   - isClause: whether what was found is more than a number of plans.
    ///   - cancelledAt: combinations that were evaluated before it was cancelled.
    public static func timing(_ seconds: Double, rate: Double?, isClause: Bool, cancelledAt: Int?) -> String {
        let speed = rate.map { say(en: ", \(Self.rate($0))/s", zh: "，\(Self.rate($0))/s") } ?? ""
        let time = ValueWords.duration(seconds) + speed
        let taken = isClause ? say(en: "; took \(time)", zh: "；用时 \(time)") : say(en: " in \(time)", zh: "，用时 \(time)")
        return cancelledAt.map {
            say(en: "\(taken); cancelled, and kept as sweep --first \($0)", zh: "\(taken)；已取消，记为 sweep --first \($0)")
        } ?? taken
    }

    /// `3.4 million`, or `45 thousand` where plans take longer; Chinese counts in ten thousands.
    private static func rate(_ plans: Double) -> String {
        plans >= 950_000
            ? say(
                en: "\(Decimal.fixed(plans / 1e6, places: 1)) million",
                zh: "\(Decimal.fixed(plans / 1e4, places: 0)) 万个")
            : say(
                en: "\(Decimal.significant(plans / 1e3, digits: 2)) thousand",
                zh: plans < 9_500
                    ? "\(Decimal.significant(plans, digits: 2)) 个"
                    : "\(Decimal.significant(plans / 1e4, digits: 2)) 万个")
    }

    /// How far it is.
    ///
    /// - Parameter onCancel: what Ctrl-C does.
    public static func progress(_ done: Int, of total: Int, elapsed: Double, onCancel: String) -> String {
        let rate = Double(done) / elapsed
        let share = Decimal.fixed(100 * Double(done) / Double(total), places: 0)
        let left = Decimal.fixed(Double(total - done) / rate, places: 0)
        return say(
            en: "\(share) %  \(Self.rate(rate)) plans/s  \(left) s left  (\(onCancel))",
            zh: "\(share) %  \(Self.rate(rate))方案/s  剩余 \(left) s  （\(onCancel)）")
    }

    /// What Ctrl-C does to a sweep.
    public static var cancelKeeps: String { say(en: "Ctrl-C keeps what is done", zh: "按 Ctrl-C 停止并保留已完成部分") }

    /// What Ctrl-C does where plans are evaluated anew.
    public static var cancelLeaves: String { say(en: "Ctrl-C leaves the plans as they are", zh: "按 Ctrl-C 停止，现有方案不变") }

    /// Plans in a few words.
    ///
    /// - Parameters:
    ///   - total: plans before conditions dropped some.
    ///   - conditions: what they meet.
    ///   - order: what they are ordered by; nil for the order of the sweep.
    public static func summary(
        _ count: Int, of total: Int, axes: [String], conditions: [String], order: String?
    ) -> String {
        var text =
            count < total ? say(en: "\(count) of \(plans(total))", zh: "\(plans(total))中的 \(count) 个") : plans(count)
        if !axes.isEmpty {
            let list = axes.joined(separator: say(en: ", ", zh: "、"))
            text = say(en: "\(text) over \(list)", zh: "\(text)，扫描 \(list)")
        }
        if !conditions.isEmpty {
            let list = conditions.joined(separator: say(en: " and ", zh: " 且 "))
            text = say(en: "\(text) with \(list)", zh: "\(text)，满足 \(list)")
        }
        return order.map { say(en: "\(text), by \($0)", zh: "\(text)，按 \($0) 排序") } ?? text
    }
}

/// Why a sweep has no plans.
extension SweepWords {
    /// It would not end, or not fit in memory.
    public static func tooMany(most: Int) -> String {
        say(
            en: "these axes have more than \(Decimal.grouped(most)) combinations",
            zh: "这些扫描维度的组合数超过 \(Decimal.grouped(most))")
    }

    /// How a sweep becomes smaller.
    public static var fewer: String {
        say(en: "fewer values, or larger steps: LOW..HIGH:STEP", zh: "更少的取值或更大的步长：LOW..HIGH:STEP")
    }

    /// It was cancelled too early.
    public static var cancelled: String {
        say(en: "the sweep was cancelled before its first plan", zh: "批量评估在得到首个方案之前已取消")
    }

    /// No combination divides; the first says why.
    public static func nothingDivides(_ count: Int, reason: String) -> String {
        count == 1
            ? say(en: "this combination does not divide: \(reason)", zh: "该组合无法整除：\(reason)")
            : say(
                en: "none of the \(Counted.text(count, "combination")) divides; the first: \(reason)",
                zh: "\(Decimal.grouped(count)) 个组合均无法整除；首个：\(reason)")
    }

    /// What sizes have to be.
    public static var dividing: String { say(en: "parallel sizes that divide", zh: "可整除的并行度") }

    /// Every plan is too large.
    ///
    /// - Parameter need: what the smallest needs.
    public static func nothingFits(_ count: Int, need: String) -> String {
        count == 1
            ? say(en: "the plan does not fit in DRAM: it needs \(need)", zh: "该方案 DRAM 容量不足：需 \(need)")
            : say(
                en: "none of the \(Counted.text(count, "plan")) fits in DRAM: the smallest needs \(need)",
                zh: "\(Decimal.grouped(count)) 个方案的 DRAM 容量均不足：占用最小的需 \(need)")
    }

    /// What plans that are too large ask for.
    public static var moreMemory: String { say(en: "more chips, or a chip with more DRAM", zh: "更多芯片，或 DRAM 更大的芯片") }
}

/// Prefill workers that follow what plans are ranked by.
extension SweepWords {
    /// Plans were evaluated anew, as the end of a sentence.
    ///
    /// - Parameter kept: plans that conditions keep of them; nil where those are as many as before.
    public static func chosenAnew(for goal: String, kept: Int?) -> String {
        guard let kept else {
            return say(
                en: "; automatic prefill workers chosen anew for \(goal)",
                zh: "；已按 \(goal) 重新自动选取 Prefill 实例数")
        }
        let count = Decimal.grouped(kept)
        return say(
            en: "; automatic prefill workers chosen anew for \(goal), of which the filters keep \(count)",
            zh: "；已按 \(goal) 重新自动选取 Prefill 实例数，筛选后保留 \(count) 个方案")
    }

    /// They were not all evaluated anew.
    public static var cancelledAnew: String {
        say(en: "cancelled before all prefill workers were chosen anew", zh: "已取消：Prefill 实例数未全部重新选取")
    }
}
