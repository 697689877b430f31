import CostModel
import Text
import Units

/// What a search says that keeps the best plans of a space.
public enum SearchWords {
    /// What `--by` is.
    public static var byHelp: String {
        say(en: "what --keep ranks plans by; tps_chip unless said", zh: "--keep 的排序指标；默认 tps_chip")
    }
    /// What `--frontier` is.
    public static var frontierHelp: String {
        say(en: "keep only the plans that nothing beats in both figures", zh: "只保留两项指标上的 Pareto 最优方案")
    }
    /// What `--where` is.
    public static var whereHelp: String {
        say(en: "what the plans kept must meet, such as tps_batch>=10", zh: "保留的方案须满足的条件，如 tps_batch>=10")
    }
    /// What `--keep` is.
    public static var keepHelp: String {
        say(en: "keep only the N best plans, and no others in memory", zh: "只保留最优的 N 个方案，其余不占内存")
    }
    /// What stands behind `--frontier`.
    public static var twoFigures: String { say(en: "two metrics: tps_batch,tps_chip", zh: "两个指标：tps_batch,tps_chip") }

    /// What the figures of a frontier are.
    public static var rivalsHelp: String {
        say(
            en: "two or three metrics, or axes of the sweep; less of an axis is better",
            zh: "两个或三个指标或扫描维度；扫描维度以小为优")
    }
    /// How many figures a frontier has.
    public static var rivals: String {
        say(en: "two or three metrics, such as tps_batch tps_chip", zh: "两个或三个指标，如 tps_batch tps_chip")
    }

    /// A figure stands there a second time.
    public static func twice(_ name: String) -> String { say(en: "'\(name)' is given twice", zh: "“\(name)”重复给出") }

    /// The plans at hand that nothing beats.
    public static func kept(_ count: Int, of before: Int, in names: [String]) -> String {
        let kept = Decimal.grouped(count)
        return say(
            en: "\(kept) of \(Counted.text(before, "plan")) that nothing beats in \(ListWords.and(names)), "
                + "by \(names[0])",
            zh: "\(Decimal.grouped(before)) 个方案中有 \(kept) 个在 \(ListWords.and(names)) 上 Pareto 最优，按 \(names[0]) 排序")
    }

    /// Another number of figures.
    public static func notTwo(_ text: String) -> String {
        say(en: "'\(text)' is not two metrics", zh: "“\(text)”不是两个指标")
    }

    /// `--by` or `--where` without what they belong to.
    public static func needsAim(_ option: String) -> String {
        say(en: "\(option) goes with --keep or --frontier", zh: "\(option) 须与 --keep 或 --frontier 同用")
    }

    /// Two options of which one is enough.
    public static func exclude(_ one: String, _ other: String) -> String {
        say(en: "\(one) does not go with \(other)", zh: "\(one) 不能与 \(other) 同用")
    }

    /// More plans are to be kept than can be.
    public static func tooMany(_ most: Int) -> String {
        say(en: "--keep keeps at most \(Counted.text(most, "plan"))", zh: "--keep 最多保留 \(Decimal.grouped(most)) 个方案")
    }

    /// What was kept of a number of combinations.
    public static func best(_ count: Int, by name: String, of total: Int) -> String {
        say(
            en: "the best \(Counted.text(count, "plan")) by \(name) of \(Counted.text(total, "combination"))",
            zh: "\(Decimal.grouped(total)) 个组合中按 \(name) 最优的 \(Decimal.grouped(count)) 个方案")
    }

    /// What was kept of a number of combinations.
    public static func frontier(_ count: Int, _ one: String, _ other: String, of total: Int) -> String {
        say(
            en: "\(Counted.text(count, "plan")) of \(Counted.text(total, "combination")) that nothing beats in \(one) "
                + "and \(other)",
            zh: "\(Decimal.grouped(total)) 个组合中有 \(Decimal.grouped(count)) 个方案在 \(one) 和 \(other) 上 Pareto 最优")
    }

    /// The conditions that they meet.
    public static func meeting(_ conditions: String) -> String {
        say(en: "with \(conditions)", zh: "满足 \(conditions)")
    }

    /// How long it took, and how much did not have to be looked at.
    public static func timing(_ seconds: Double, ruledOut: Double) -> String {
        let time = ValueWords.duration(seconds)
        guard ruledOut > 0 else { return say(en: "; took \(time)", zh: "；用时 \(time)") }
        let share = Decimal.significant(100 * ruledOut, digits: 3)
        return say(en: "; \(share) % ruled out by bounds; took \(time)", zh: "；由上下界排除 \(share) %；用时 \(time)")
    }

    /// No plan is left.
    public static var nothing: String {
        say(en: "no plan fits, settles and meets the conditions", zh: "没有 DRAM 容量足够、能达到稳态且满足条件的方案")
    }

    /// How to look for less.
    public static var lessStrict: String { say(en: "other axes, or less strict conditions", zh: "其他扫描维度，或更宽松的条件") }

    /// How a space too large to keep is searched.
    public static var offer: String {
        say(
            en: "--keep 1000 --by tps_chip keeps the best alone, "
                + "--frontier tps_batch,tps_chip those that nothing beats",
            zh: "--keep 1000 --by tps_chip 只保留最优方案，--frontier tps_batch,tps_chip 只保留 Pareto 最优方案")
    }
}
