import CostModel
import Units

/// What the guide says in figures: what the choices of a question come to, for the chip, model and load at hand.
public enum GuideNoteWords {
    /// No plan is near at hand.
    public static var nothing: String {
        say(en: "no plan of these chips fits, so there is nothing to compare", zh: "这些芯片放不下任何方案，无从比较")
    }

    /// The plan that figures are of.
    public static func stands(_ configuration: String, _ plan: PlanResult) -> String {
        say(
            en: "figures are of \(configuration): \(ms(plan)) a step, \(rate(plan)) tokens/s/chip",
            zh: "以下数据基于 \(configuration)：单步 \(ms(plan))，\(rate(plan)) tok/s/chip")
    }

    /// A line on one of several numbers of chips.
    public static func chips(_ count: Double, _ text: String) -> String {
        say(en: "\(Decimal.shortest(count)) chips: \(text)", zh: "\(Decimal.shortest(count)) 芯：\(text)")
    }

    // MARK: - Links and DRAM

    /// What one switch would give.
    public static func flat(_ tiered: PlanResult, _ flat: PlanResult) -> String {
        say(
            en: "one switch for all chips instead of tiers: \(change(tiered, flat))",
            zh: "由两层 Switch 改为一层：\(change(tiered, flat))")
    }

    /// What another value would give.
    public static func at(_ value: String, _ old: PlanResult, _ new: PlanResult) -> String {
        say(en: "at \(value): \(change(old, new))", zh: "取 \(value) 时：\(change(old, new))")
    }

    // MARK: - Numbers of chips

    /// What the lines below ask for.
    public static func atLevel(_ conditions: String) -> String {
        say(en: "at \(conditions):", zh: "满足 \(conditions) 时：")
    }

    /// A number of chips has no plan.
    public static var noneFits: String {
        say(en: "no plan fits, divides and is fast enough", zh: "没有放得下、可整除且速度达标的方案")
    }

    /// The best plan of a number of chips, and its sizes.
    public static func best(_ plan: PlanResult, _ sizes: String) -> String {
        say(en: "\(rate(plan)) tokens/s/chip (\(sizes))", zh: "\(rate(plan)) tok/s/chip（\(sizes)）")
    }

    // MARK: - Parallelism

    /// Whether two-batch overlap makes a plan faster.
    public static func overlap(pays: Bool, _ whole: PlanResult, _ split: PlanResult) -> String {
        pays
            ? say(en: "two-batch overlap pays: \(change(whole, split))", zh: "TBO 有收益：\(change(whole, split))")
            : say(
                en: "two-batch overlap does not pay: \(change(whole, split))",
                zh: "TBO 不划算：\(change(whole, split))")
    }

    /// The same with the batch from which it pays; nil where it pays at none.
    public static func overlap(
        pays: Bool, _ whole: PlanResult, _ split: PlanResult, from batch: Double?
    ) -> String {
        let text = overlap(pays: pays, whole, split)
        guard let batch else { return say(en: "\(text); it pays at no batch", zh: "\(text)；任何 Batch 下都没有收益") }
        return say(
            en: "\(text); it pays from batch \(Decimal.shortest(batch))",
            zh: "\(text)；Batch ≥ \(Decimal.shortest(batch)) 才有收益")
    }

    /// What sizes of groups that share an expert give.
    public static func expertSizes(_ plans: [PlanResult]) -> String {
        let texts = plans.map { "moe_tp=\(Decimal.shortest($0.scenario.deployment.moeTP)) \(rate($0))" }
        return say(
            en: "\(texts.joined(separator: ", ")) tokens/s/chip",
            zh: "\(texts.joined(separator: "，")) tok/s/chip")
    }

    /// What a size of attention groups gives at its load, beside the best one.
    public static func attention(_ plan: PlanResult, at load: String, beside best: PlanResult) -> String {
        let tp = Decimal.shortest(plan.scenario.deployment.tp)
        let share = Decimal.fixed(100 * plan.totals.communication / plan.totals.seconds, places: 0)
        return say(
            en:
                "tp=\(tp): \(rate(plan)) tokens/s/chip at \(load) (\(loss(plan, best))), communication \(share) %",
            zh: "tp=\(tp)：\(load) 时 \(rate(plan)) tok/s/chip（\(loss(plan, best))），通信占比 \(share) %")
    }

    // MARK: - The margin

    /// A line on a margin.
    public static func margin(_ share: Double, _ text: String) -> String {
        say(en: "\(Decimal.shortest(100 * share)) %: \(text)", zh: "余量 \(Decimal.shortest(100 * share)) %：\(text)")
    }

    /// A margin leaves no plan.
    public static var noneIsThatFast: String { say(en: "no plan is that fast", zh: "没有方案达到该速度") }

    /// The best plan with a margin, its sizes, and what it loses against the best one without.
    public static func withMargin(_ plan: PlanResult, _ sizes: String, beside best: PlanResult) -> String {
        say(
            en: "\(sizes), \(rate(plan)) tokens/s/chip (\(loss(plan, best)))",
            zh: "\(sizes)，\(rate(plan)) tok/s/chip（\(loss(plan, best))）")
    }

    /// The filter has the margin in it.
    public static func kept(_ conditions: [String], margin: Double, above level: String) -> String {
        say(
            en:
                "\(conditions.joined(separator: " and ")) has the margin of \(Decimal.shortest(100 * margin)) % above \(level) in it already",
            zh: "\(conditions.joined(separator: " and ")) 已含相对 \(level) 的 \(Decimal.shortest(100 * margin)) % 余量")
    }

    // MARK: - The best plans

    /// A line on the best plan of a number of chips.
    public static func bestOf(chips: Double, _ text: String) -> String {
        say(en: "best of \(Decimal.shortest(chips)) chips: \(text)", zh: "\(Decimal.shortest(chips)) 芯最优：\(text)")
    }

    /// No plan of a number of chips is left.
    public static var noneIsLeft: String { say(en: "none is left", zh: "没有满足条件的方案") }

    /// A plan by its row and its sizes.
    public static func row(_ number: Int, _ sizes: String, _ plan: PlanResult) -> String {
        say(
            en: "row \(number), \(sizes), \(rate(plan)) tokens/s/chip",
            zh: "第 \(number) 行，\(sizes)，\(rate(plan)) tok/s/chip")
    }

    // MARK: - Figures

    /// `step 96.1 -> 88.4 ms (-8.0 %)`; in serving the throughput, for a step that serves more requests may be longer.
    private static func change(_ old: PlanResult, _ new: PlanResult) -> String {
        guard old.scenario.workload.serving == .static else {
            return say(
                en: "\(rate(old)) -> \(rate(new)) tokens/s/chip (\(loss(new, old)))",
                zh: "\(rate(old)) -> \(rate(new)) tok/s/chip（\(loss(new, old))）")
        }
        let share = percent(new.totals.seconds / old.totals.seconds - 1)
        let before = Decimal.fixed(old.totals.seconds * 1e3, places: 1)
        return say(en: "step \(before) -> \(ms(new)) (\(share))", zh: "单步 \(before) -> \(ms(new))（\(share)）")
    }

    private static func ms(_ plan: PlanResult) -> String {
        "\(Decimal.fixed(plan.totals.seconds * 1e3, places: 1)) ms"
    }

    private static func rate(_ plan: PlanResult) -> String { Decimal.fixed(Metric.tpsChip.read(plan), places: 1) }

    private static func loss(_ plan: PlanResult, _ best: PlanResult) -> String {
        percent(Metric.tpsChip.read(plan) / Metric.tpsChip.read(best) - 1)
    }

    private static func percent(_ share: Double) -> String {
        (share >= 0 ? "+" : "") + Decimal.fixed(100 * share, places: 1) + " %"
    }
}
