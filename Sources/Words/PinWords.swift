import CostModel
import Language
import Text
import Units

/// What is said of plans that are kept aside.
public enum PinWords {
    /// A plan was pinned.
    public static func pinned(_ number: Int, _ plan: PlanResult) -> String {
        let configuration = PlanWords.configuration(plan)
        let what = WorkloadWords.kind(plan.scenario.workload)
        let rate = Decimal.fixed(Metric.tpsChip.read(plan), places: 1)
        let counts = PlanWords.counts(plan.scenario.workload.phase)
        return say(en: "pin \(number): \(what), \(configuration): \(rate) \(counts) tokens/s/chip")
    }

    /// The row of a plan that was pinned says little, as nothing has ranked the rows.
    public static func unranked(_ row: Int) -> String {
        say(en: "  row \(row) in the order of the sweep; 'top' or 'sort' ranks the rows")
    }

    /// Nothing is pinned.
    public static var none: String { say(en: "nothing is pinned; 'pin' keeps a plan aside") }

    /// There are fewer pins.
    public static func none(_ number: Int, of count: Int, at span: Range<Int>?) -> Diagnostic {
        Diagnostic(say(en: "there is no pin \(number)"), at: span, expected: say(en: "a pin from 1 to \(count)"))
    }

    /// A word is not a number of a pin.
    public static func notPin(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(say(en: "'\(word)' is not a pin"), at: span, expected: say(en: "a whole number from 1"))
    }

    /// Pins were forgotten.
    public static func forgotten(_ count: Int) -> String { say(en: "\(Counted.text(count, "pin")) forgotten") }

    /// The heading of the share of another pin's rate.
    public static var relative: String { say(en: "relative") }
    /// The unit of that share.
    public static func percent(ofPin number: Int) -> String { say(en: "% of pin \(number)") }
    /// The heading of the chip and the model.
    public static var subject: String { say(en: "of") }
}
