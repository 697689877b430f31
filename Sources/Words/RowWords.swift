import Language
import Text
import Units

/// What is said of rows, of results that words refer to, and of the plans behind them.
public enum RowWords {
    /// The columns that tables of plans have by themselves; those that say something new where none is kept.
    public static func columns(_ names: [String]) -> String {
        let list = names.joined(separator: " ")
        return names.isEmpty
            ? say(en: "columns: those that say something new", zh: "列：有新信息的各列")
            : say(en: "columns: \(list)", zh: "列：\(list)")
    }

    /// There are fewer rows.
    public static func none(_ number: Int, of count: Int, at span: Range<Int>?) -> Diagnostic {
        Diagnostic(none(number), at: span, expected: row(upTo: count))
    }

    /// A number that no row can have.
    public static func notPositive(_ number: Int, at span: Range<Int>) -> Diagnostic {
        Diagnostic(none(number), at: span, expected: say(en: "a row from 1", zh: "从 1 开始的行号"))
    }

    /// What is expected where there are so many rows.
    static func row(upTo count: Int) -> String { say(en: "a row from 1 to \(count)", zh: "1 至 \(count) 的行号") }

    private static func none(_ number: Int) -> String { say(en: "there is no row \(number)", zh: "没有第 \(number) 行") }

    /// A result has fewer rows.
    public static func none(_ number: Int, in result: String, of count: Int, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "there is no row \(number) in \(result)", zh: "\(result) 没有第 \(number) 行"), at: span,
            expected: row(upTo: count))
    }

    /// What stands behind the colon of a result is not a row.
    public static func notRowNumber(_ word: String, of result: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            ArgumentWords.notRow(word), at: span,
            expected: say(en: "a row such as \(result):2", zh: "行号，如 \(result):2"))
    }

    /// A word does not stand for plans.
    public static func notResult(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(word)' is not a result", zh: "“\(word)”不是结果"), at: span,
            expected: say(
                en: "out[N], out[N]:ROW, _ or a name from 'let'", zh: "out[N]、out[N]:ROW、_ 或“let”定义的名称"))
    }

    /// A cell was no sweep and no evaluation.
    public static func noPlans(inCell number: Int, _ text: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "out[\(number)] holds no plans: \(text)", zh: "out[\(number)] 不含方案：\(text)"), at: span,
            expected: say(en: "a cell from the first sweep on", zh: "首次 sweep 及其后的单元"))
    }

    /// What a name stands for, as completions say it.
    public static func summary(_ count: Int, of origin: String) -> String {
        say(en: "\(Counted.text(count, "plan")) of \(origin)", zh: "\(origin) 的 \(Decimal.grouped(count)) 个方案")
    }

    /// What a cell made, as completions say it.
    public static func summary(_ count: Int, fromCell text: String) -> String {
        say(en: "\(Counted.text(count, "plan")): \(text)", zh: "\(Decimal.grouped(count)) 个方案：\(text)")
    }

    /// Plans are not of what is set now.
    public static func outdated(_ title: String) -> String {
        say(
            en: "these plans are of \(title) as it was set for them; sweep again to see what changed since",
            zh: "这些方案基于 \(title) 修改前的参数；请重新 sweep")
    }

    /// A row with its configuration: `row 3: chips=128 tp=4`.
    public static func titled(_ number: String, _ configuration: String) -> String {
        say(en: "row \(number): \(configuration)", zh: "第 \(number) 行：\(configuration)")
    }

    /// Fewer rows are shown than there are.
    public static func shown(_ shown: Int, of count: Int) -> String {
        say(
            en: "\(Decimal.grouped(shown)) of \(Decimal.grouped(count)) rows; 'rows all' shows the rest",
            zh: "共 \(Decimal.grouped(count)) 行，显示 \(Decimal.grouped(shown)) 行；“rows all”显示全部")
    }

    /// A plan that was evaluated beside those of a sweep.
    public static func aside(_ count: Int, cell number: Int) -> String {
        say(
            en: "the \(Counted.text(count, "plan")) of the sweep stay; this one is out[\(number)]",
            zh: "批量评估的 \(Decimal.grouped(count)) 个方案保持不变；此方案为 out[\(number)]")
    }
}
