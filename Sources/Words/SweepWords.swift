import CostModel
import Text
import Units

/// What a sweep says.
public enum SweepWords {
    /// The plans that were found.
    public static func plans(_ count: Int) -> String { say(en: Counted.text(count, "plan")) }

    /// Plans meet the conditions of `slo`.
    public static func meet(_ count: Int, slo: String) -> String {
        count == 1
            ? say(en: "\(Decimal.grouped(count)) meets slo \(slo)")
            : say(en: "\(Decimal.grouped(count)) meet slo \(slo)")
    }

    /// Combinations do not divide.
    public static func undivided(_ count: Int) -> String {
        say(en: "\(Counted.text(count, "combination")) skipped: the parallel sizes do not divide")
    }

    /// Combinations have impossible shapes.
    public static func impossible(_ count: Int) -> String {
        say(en: "\(Counted.text(count, "combination")) skipped: the shapes are those of no model")
    }

    /// Plans do not settle.
    public static func unsettled(_ count: Int) -> String {
        count == 1
            ? say(en: "\(Decimal.grouped(count)) does not settle") : say(en: "\(Decimal.grouped(count)) do not settle")
    }

    /// What `--shard` is.
    public static var shardHelp: String { say(en: "evaluate only the K-th of N parts and print its rows (help merge)") }

    /// What stands behind `--shard`.
    public static var aShard: String { say(en: "a part and their number, such as 1/4") }

    /// Another word behind `--shard`.
    public static func noShard(_ text: String) -> String { say(en: "'\(text)' is not a part of a sweep") }

    /// A part was evaluated.
    public static func shard(_ number: Int, of count: Int, _ combinations: Int, of total: Int) -> String {
        let share = Decimal.grouped(combinations)
        return say(en: "part \(number) of \(count): \(share) of \(Decimal.grouped(total)) combinations")
    }

    /// A part has no combination.
    public static func emptyShard(_ number: Int, of count: Int) -> String {
        say(en: "part \(number) of \(count) has no combination: the sweep is too small for so many parts")
    }

    /// Not all combinations were evaluated.
    public static func first(_ count: Int, of total: Int) -> String {
        say(en: "the first \(Decimal.grouped(count)) of \(Decimal.grouped(total)) combinations")
    }

    /// How long it took, behind all that was found.
    ///
    /// - Parameters:
    ///   - rate: plans in a second; nil where they are too few to say.
    ///   - isClause: whether what was found is more than a number of plans.
    ///   - cancelledAt: combinations that were evaluated before it was cancelled.
    public static func timing(_ seconds: Double, rate: Double?, isClause: Bool, cancelledAt: Int?) -> String {
        let time = ValueWords.duration(seconds) + (rate.map { say(en: ", \(Self.rate($0))/s") } ?? "")
        let taken = isClause ? say(en: "; took \(time)") : say(en: " in \(time)")
        return cancelledAt.map { say(en: "\(taken); cancelled, and kept as sweep --first \($0)") } ?? taken
    }

    /// `3.4 million`, or `45 thousand` where plans take longer.
    private static func rate(_ plans: Double) -> String {
        plans >= 950_000
            ? say(en: "\(Decimal.fixed(plans / 1e6, places: 1)) million")
            : say(en: "\(Decimal.significant(plans / 1e3, digits: 2)) thousand")
    }

    /// How far it is.
    ///
    /// - Parameter onCancel: what Ctrl-C does.
    public static func progress(_ done: Int, of total: Int, elapsed: Double, onCancel: String) -> String {
        let rate = Double(done) / elapsed
        let share = Decimal.fixed(100 * Double(done) / Double(total), places: 0)
        let left = Decimal.fixed(Double(total - done) / rate, places: 0)
        return say(en: "\(share) %  \(Self.rate(rate)) plans/s  \(left) s left  (\(onCancel))")
    }

    /// What Ctrl-C does to a sweep.
    public static var cancelKeeps: String { say(en: "Ctrl-C keeps what is done") }

    /// What Ctrl-C does where plans are evaluated anew.
    public static var cancelLeaves: String { say(en: "Ctrl-C leaves the plans as they are") }

    /// Plans in a few words.
    ///
    /// - Parameters:
    ///   - total: plans before conditions dropped some.
    ///   - conditions: what they meet.
    ///   - order: what they are ordered by; nil for the order of the sweep.
    public static func summary(
        _ count: Int, of total: Int, axes: [String], conditions: [String], order: String?
    ) -> String {
        var text = count < total ? say(en: "\(count) of \(plans(total))") : plans(count)
        if !axes.isEmpty {
            let list = axes.joined(separator: ", ")
            text = say(en: "\(text) over \(list)")
        }
        if !conditions.isEmpty {
            let list = conditions.joined(separator: say(en: " and "))
            text = say(en: "\(text) with \(list)")
        }
        return order.map { say(en: "\(text), by \($0)") } ?? text
    }
}

/// Why a sweep has no plans.
extension SweepWords {
    /// It would not end, or not fit in memory.
    public static func tooMany(most: Int) -> String {
        say(en: "these axes have more than \(Decimal.grouped(most)) combinations")
    }

    /// How a sweep becomes smaller.
    public static var fewer: String { say(en: "fewer values, or larger steps: LOW..HIGH:STEP") }

    /// It was cancelled too early.
    public static var cancelled: String { say(en: "the sweep was cancelled before its first plan") }

    /// No combination divides; the first says why.
    public static func nothingDivides(_ count: Int, reason: String) -> String {
        count == 1
            ? say(en: "this combination does not divide: \(reason)")
            : say(en: "none of the \(Counted.text(count, "combination")) divides; the first: \(reason)")
    }

    /// What sizes have to be.
    public static var dividing: String { say(en: "parallel sizes that divide") }

    /// Every plan is too large.
    ///
    /// - Parameter need: what the smallest needs.
    public static func nothingFits(_ count: Int, need: String) -> String {
        count == 1
            ? say(en: "the plan does not fit in DRAM: it needs \(need)")
            : say(en: "none of the \(Counted.text(count, "plan")) fits in DRAM: the smallest needs \(need)")
    }

    /// What plans that are too large ask for.
    public static var moreMemory: String { say(en: "more chips, or a chip with more DRAM") }
}

/// Prefill workers that follow what plans are ranked by.
extension SweepWords {
    /// Plans were evaluated anew, as the end of a sentence.
    ///
    /// - Parameter kept: plans that conditions keep of them; nil where those are as many as before.
    public static func chosenAnew(for goal: String, kept: Int?) -> String {
        guard let kept else { return say(en: "; automatic prefill workers chosen anew for \(goal)") }
        let count = Decimal.grouped(kept)
        return say(en: "; automatic prefill workers chosen anew for \(goal), of which the filters keep \(count)")
    }

    /// They were not all evaluated anew.
    public static var cancelledAnew: String { say(en: "cancelled before all prefill workers were chosen anew") }
}
