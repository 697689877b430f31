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
        return say(
            en: "pin \(number): \(what), \(configuration): \(rate) \(counts) tokens/s/chip",
            zh: "固定方案 \(number)：\(what)，\(configuration)：\(counts) \(rate) tok/s/chip")
    }

    /// The row of a plan that was pinned says little, as nothing has ranked the rows.
    public static func unranked(_ row: Int) -> String {
        say(
            en: "  row \(row) in the order of the sweep; 'top' or 'sort' ranks the rows",
            zh: "  批量评估顺序中的第 \(row) 行；“top”或“sort”可对各行排名")
    }

    /// Nothing is pinned.
    public static var none: String {
        say(en: "nothing is pinned; 'pin' keeps a plan aside", zh: "没有固定的方案；“pin”可固定一个方案")
    }

    /// There are fewer pins.
    public static func none(_ number: Int, of count: Int, at span: Range<Int>?) -> Diagnostic {
        Diagnostic(
            say(en: "there is no pin \(number)", zh: "没有固定方案 \(number)"), at: span,
            expected: say(en: "a pin from 1 to \(count)", zh: "固定方案的编号，1 至 \(count)"))
    }

    /// A word is not a number of a pin.
    public static func notPin(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(word)' is not a pin", zh: "“\(word)”不是固定方案的编号"), at: span,
            expected: say(en: "a whole number from 1", zh: "从 1 开始的整数"))
    }

    /// Pins were forgotten.
    public static func forgotten(_ count: Int) -> String {
        say(en: "\(Counted.text(count, "pin")) forgotten", zh: "已取消固定 \(Decimal.grouped(count)) 个方案")
    }

    /// The heading of the share of another pin's rate.
    public static var relative: String { say(en: "relative", zh: "相对效率") }
    /// The unit of that share.
    public static func percent(ofPin number: Int) -> String { say(en: "% of pin \(number)", zh: "固定方案 \(number) 的 %") }
    /// The heading of the chip and the model.
    public static var subject: String { say(en: "of", zh: "对象") }
}
