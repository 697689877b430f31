import CostModel
import Language
import Planning
import Text
import Units

/// What is said of changes that better a plan.
public enum SuggestionWords {
    // MARK: - Applying one

    /// How to make the first change.
    public static var howToApply: String { say(en: "apply one with: suggest apply 1") }

    /// A row of the last suggestions.
    public static var aRow: String { say(en: "a row of the last suggestions") }

    /// A word is no row.
    public static func notARow(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(ArgumentWords.notRow(word), at: span, expected: say(en: "a whole number from 1"))
    }

    /// There are fewer suggestions, or none.
    public static func noRow(_ number: Int, of count: Int, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "there is no suggestion \(number)"), at: span,
            expected: count == 0 ? say(en: "a plan that something betters") : RowWords.row(upTo: count))
    }

    /// The suggestions are of plans that are no longer looked at.
    public static var outdated: Diagnostic {
        Diagnostic(
            say(en: "the plans are others than those of the last 'suggest'"), hint: say(en: "suggest again first"))
    }

    /// The plans are of another chip or model than those that are loaded.
    public static func otherSubject(_ plans: String, loaded: String) -> Diagnostic {
        Diagnostic(
            say(en: "the plans are of \(plans), but \(loaded) is loaded"), hint: say(en: "sweep or eval again first"))
    }

    // MARK: - The table

    /// A heading: the commands that make a change.
    public static var command: String { say(en: "command") }
    /// A heading: how much better the plan is.
    public static var gain: String { say(en: "gain") }
    /// A heading: what a change asks for.
    public static var costs: String { say(en: "costs") }
    /// A heading: what a change asks for, and what moves most in the step.
    public static var costsAndMoves: String { say(en: "costs; moves") }

    /// The title of a group.
    public static func title(_ group: Suggestion.Group) -> String {
        switch group {
        case .set: say(en: "what can be set today")
        case .buy: say(en: "what must be bought")
        case .accuracy: say(en: "what risks accuracy")
        }
    }

    /// A change that no parameter expresses.
    public static func without(_ block: BlockKind) -> String { say(en: "without \(block.name)") }

    // MARK: - Around the table

    /// The plan that is to be bettered, with its figures.
    public static func plan(_ configuration: String, _ figures: [String]) -> String {
        say(en: "\(configuration): \(figures.joined(separator: ", "))")
    }

    /// The same for one that does not fit.
    public static func unfit(_ plan: String, because reason: String) -> String {
        say(en: "\(plan); it does not fit: \(reason)")
    }

    /// How many changes were evaluated, in how many plans, and how many of them pay.
    public static func evaluated(_ suggestions: Suggestions) -> String {
        let changes = Counted.text(suggestions.paying.count + suggestions.others.count, "change")
        let plans = Counted.text(suggestions.evaluated, "plan")
        let pay = suggestions.paying.count == 1 ? say(en: "1 pays") : say(en: "\(suggestions.paying.count) pay")
        let least = Decimal.shortest(100 * Suggestions.least)
        return say(
            en:
                "\(changes) evaluated in \(plans), \(pay): \(suggestions.goal.metric.name) \(least) % better or more")
    }

    /// What the list of changes that do not pay begins with.
    public static var doNotPay: String { say(en: "Tried and do not pay:") }

    /// A change that does not pay: its gain, what it assumes, what moves, and the conditions that it misses.
    public static func tried(
        _ change: String, gain: String, at assumed: [String], move: String?, misses: [String]
    ) -> String {
        let assumptions = assumed.map { say(en: " at \($0)") }.joined()
        let moves = move.map { say(en: ": \($0)") } ?? ""
        let missed = misses.isEmpty ? "" : say(en: ", misses \(misses.joined(separator: ", "))")
        return say(en: "\(change) (\(gain)\(assumptions)\(moves)\(missed))")
    }

    /// What the list of changes that cannot be made begins with.
    public static var cannotBeMade: String { say(en: "Cannot be made:") }

    /// A change that cannot be made.
    public static func refused(_ change: String, because reason: String) -> String {
        say(en: "\(change) (\(reason))")
    }

    /// The most that sampling from the top k could bring; `gain` names the metric.
    public static func ceiling(_ ceiling: BlockCeiling, gain: String) -> String {
        let us = Decimal.fixed(1e6 * ceiling.oneCall, places: 0)
        let times = ceiling.calls == 1 ? say(en: "once") : say(en: "\(Decimal.shortest(ceiling.calls)) times")
        let share = "\(Decimal.fixed(100 * ceiling.share, places: 1)) %"
        let name = ceiling.block.name
        return ceiling.isLongestCall
            ? say(
                en:
                    "\(name) is the longest single call (\(us) us) but runs \(times) a step, \(share) of it: sampling from the top k can bring at most \(gain)"
            )
            : say(
                en:
                    "\(name) takes \(us) us a call and runs \(times) a step, \(share) of it: sampling from the top k can bring at most \(gain)"
            )
    }

    // MARK: - Costs

    /// A condition that a change misses.
    public static func misses(_ condition: String) -> String { say(en: "misses \(condition)") }
    /// More chips.
    public static func moreChips(_ count: Double) -> String {
        count == 1 ? say(en: "1 chip more") : say(en: "\(Decimal.shortest(count)) chips more")
    }
    /// Several times a figure of the chip.
    public static func times(_ factor: Double, _ parameter: Parameter) -> String {
        say(en: "\(Decimal.significant(factor, digits: 3)) x \(parameter.name)")
    }
    /// Faster links.
    public static func links(_ parameter: Parameter, _ change: String) -> String {
        say(en: "links for \(parameter.name) \(change)")
    }
    /// Links of another kind.
    public static var otherLinks: String { say(en: "other links") }
    /// More DRAM of a chip.
    public static func moreMemory(_ bytes: Double) -> String { say(en: "\(Gibibyte.text(bytes)) GiB more") }
    /// A later first token.
    public static func firstToken(_ rise: String) -> String { say(en: "TTFT \(rise)") }
    /// More time for each token.
    public static func perToken(_ rise: String) -> String { say(en: "TPOT \(rise)") }
    /// Another throughput.
    public static func throughput(_ rise: String) -> String { say(en: "tps_chip \(rise)") }
    /// Answers may be worse.
    public static var accuracy: String { say(en: "accuracy at risk") }
    /// What the gain rests on.
    public static func assuming(_ setting: String) -> String { say(en: "if \(setting)") }
}
