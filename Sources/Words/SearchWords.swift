import CostModel
import Text
import Units

/// What a search says that keeps the best plans of a space.
public enum SearchWords {
    /// What `--by` is.
    public static var byHelp: String { say(en: "what --keep ranks plans by; tps_chip unless said") }
    /// What `--frontier` is.
    public static var frontierHelp: String { say(en: "keep only the plans that nothing beats in both figures") }
    /// What `--where` is.
    public static var whereHelp: String { say(en: "what the plans kept must meet, such as tps_batch>=10") }
    /// What `--keep` is.
    public static var keepHelp: String { say(en: "keep only the N best plans, and no others in memory") }
    /// What stands behind `--frontier`.
    public static var twoFigures: String { say(en: "two metrics: tps_batch,tps_chip") }

    /// What the figures of a frontier are.
    public static var rivalsHelp: String {
        say(en: "two or three metrics, or axes of the sweep; less of an axis is better")
    }
    /// How many figures a frontier has.
    public static var rivals: String { say(en: "two or three metrics, such as tps_batch tps_chip") }

    /// A figure stands there a second time.
    public static func twice(_ name: String) -> String { say(en: "'\(name)' is given twice") }

    /// The plans at hand that nothing beats.
    public static func kept(_ count: Int, of before: Int, in names: [String]) -> String {
        let kept = Decimal.grouped(count)
        return say(
            en:
                "\(kept) of \(Counted.text(before, "plan")) that nothing beats in \(ListWords.and(names)), by \(names[0])"
        )
    }

    /// Another number of figures.
    public static func notTwo(_ text: String) -> String { say(en: "'\(text)' is not two metrics") }

    /// `--by` or `--where` without what they belong to.
    public static func needsAim(_ option: String) -> String {
        say(en: "\(option) goes with --keep or --frontier")
    }

    /// Two options of which one is enough.
    public static func exclude(_ one: String, _ other: String) -> String { say(en: "\(one) does not go with \(other)") }

    /// More plans are to be kept than can be.
    public static func tooMany(_ most: Int) -> String {
        say(en: "--keep keeps at most \(Counted.text(most, "plan"))")
    }

    /// What was kept of a number of combinations.
    public static func best(_ count: Int, by name: String, of total: Int) -> String {
        say(en: "the best \(Counted.text(count, "plan")) by \(name) of \(Counted.text(total, "combination"))")
    }

    /// What was kept of a number of combinations.
    public static func frontier(_ count: Int, _ one: String, _ other: String, of total: Int) -> String {
        let all = Counted.text(total, "combination")
        return say(en: "\(Counted.text(count, "plan")) of \(all) that nothing beats in \(one) and \(other)")
    }

    /// The conditions that they meet.
    public static func meeting(_ conditions: String) -> String { say(en: "with \(conditions)") }

    /// How long it took, and how much did not have to be looked at.
    public static func timing(_ seconds: Double, ruledOut: Double) -> String {
        let time = ValueWords.duration(seconds)
        guard ruledOut > 0 else { return say(en: "; took \(time)") }
        let share = Decimal.significant(100 * ruledOut, digits: 3)
        return say(en: "; \(share) % ruled out by bounds; took \(time)")
    }

    /// No plan is left.
    public static var nothing: String { say(en: "no plan fits, settles and meets the conditions") }

    /// How to look for less.
    public static var lessStrict: String { say(en: "other axes, or less strict conditions") }

    /// How a space too large to keep is searched.
    public static var offer: String {
        say(
            en: "--keep 1000 --by tps_chip keeps the best alone, --frontier tps_batch,tps_chip those that nothing beats"
        )
    }
}
