import Language
import Text
import Units

/// What is said of rows, of results that words refer to, and of the plans behind them.
public enum RowWords {
    /// There are fewer rows.
    public static func none(_ number: Int, of count: Int, at span: Range<Int>?) -> Diagnostic {
        Diagnostic(none(number), at: span, expected: row(upTo: count))
    }

    /// A number that no row can have.
    public static func notPositive(_ number: Int, at span: Range<Int>) -> Diagnostic {
        Diagnostic(none(number), at: span, expected: say(en: "a row from 1"))
    }

    /// What is expected where there are so many rows.
    static func row(upTo count: Int) -> String { say(en: "a row from 1 to \(count)") }

    private static func none(_ number: Int) -> String { say(en: "there is no row \(number)") }

    /// A result has fewer rows.
    public static func none(_ number: Int, in result: String, of count: Int, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "there is no row \(number) in \(result)"), at: span, expected: row(upTo: count))
    }

    /// What stands behind the colon of a result is not a row.
    public static func notRowNumber(_ word: String, of result: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(ArgumentWords.notRow(word), at: span, expected: say(en: "a row such as \(result):2"))
    }

    /// A word does not stand for plans.
    public static func notResult(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(word)' is not a result"), at: span,
            expected: say(en: "out[N], out[N]:ROW, _ or a name from 'let'"))
    }

    /// A cell was no sweep and no evaluation.
    public static func noPlans(inCell number: Int, _ text: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "out[\(number)] holds no plans: \(text)"), at: span,
            expected: say(en: "a cell from the first sweep on"))
    }

    /// What a name stands for, as completions say it.
    public static func summary(_ count: Int, of origin: String) -> String {
        say(en: "\(Counted.text(count, "plan")) of \(origin)")
    }

    /// What a cell made, as completions say it.
    public static func summary(_ count: Int, fromCell text: String) -> String {
        say(en: "\(Counted.text(count, "plan")): \(text)")
    }

    /// Plans are not of what is set now.
    public static func outdated(_ title: String) -> String {
        say(en: "these plans are of \(title) as it was set for them; sweep again to see what changed since")
    }

    /// A row with its configuration: `row 3: chips=128 tp=4`.
    public static func titled(_ number: String, _ configuration: String) -> String {
        say(en: "row \(number): \(configuration)")
    }

    /// Fewer rows are shown than there are.
    public static func shown(_ shown: Int, of count: Int) -> String {
        say(en: "\(Decimal.grouped(shown)) of \(Decimal.grouped(count)) rows; 'rows all' shows the rest")
    }

    /// A plan that was evaluated beside those of a sweep.
    public static func aside(_ count: Int, cell number: Int) -> String {
        say(en: "the \(Counted.text(count, "plan")) of the sweep stay; this one is out[\(number)]")
    }
}
