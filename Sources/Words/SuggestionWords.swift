import CostModel
import Language
import Planning
import Text
import Units

/// What is said of changes that better a plan.
public enum SuggestionWords {
    // MARK: - Applying one

    /// With how many copies changes are shown, where `size` has found the plan.
    public static func sized(_ goal: SizingTerms.Goal) -> String {
        switch goal {
        case .chips:
            say(
                en: "each with as many copies as carry the load; the fewest chips first",
                zh: "每项更改都配以承担负载所需的副本数；芯片最少者在前")
        case .cost:
            say(
                en: "each with as many copies as carry the load; the least cost first",
                zh: "每项更改都配以承担负载所需的副本数；成本最低者在前")
        case .power:
            say(
                en: "each with as many copies as carry the load; the least power first",
                zh: "每项更改都配以承担负载所需的副本数；功耗最低者在前")
        }
    }

    /// How to make the first change.
    public static var howToApply: String {
        say(en: "apply one with: suggest apply 1", zh: "采用某项建议：suggest apply 1")
    }

    /// A row of the last suggestions.
    public static var aRow: String { say(en: "a row of the last suggestions", zh: "上次建议的行号") }

    /// A word is no row.
    public static func notARow(_ word: String, at span: Range<Int>) -> Diagnostic {
        Diagnostic(ArgumentWords.notRow(word), at: span, expected: say(en: "a whole number from 1", zh: "从 1 开始的整数"))
    }

    /// There are fewer suggestions, or none.
    public static func noRow(_ number: Int, of count: Int, at span: Range<Int>) -> Diagnostic {
        Diagnostic(
            say(en: "there is no suggestion \(number)", zh: "没有第 \(number) 项建议"), at: span,
            expected: count == 0
                ? say(en: "a plan that something betters", zh: "尚有改进空间的方案") : RowWords.row(upTo: count))
    }

    /// The suggestions are of plans that are no longer looked at.
    public static var outdated: Diagnostic {
        Diagnostic(
            say(
                en: "the plans are others than those of the last 'suggest'",
                zh: "当前方案已不是上次“suggest”时的方案"),
            hint: say(en: "suggest again first", zh: "请先重新 suggest"))
    }

    /// The plans are of another chip or model than those that are loaded.
    public static func otherSubject(_ plans: String, loaded: String) -> Diagnostic {
        Diagnostic(
            say(
                en: "the plans are of \(plans), but \(loaded) is loaded",
                zh: "方案属于 \(plans)，而当前加载的是 \(loaded)"),
            hint: say(en: "sweep or eval again first", zh: "请先重新 sweep 或 eval"))
    }

    // MARK: - The table

    /// A heading: the commands that make a change.
    public static var command: String { say(en: "command", zh: "命令") }
    /// A heading: how much better the plan is.
    public static var gain: String { say(en: "gain", zh: "收益") }
    /// A heading: what a change asks for.
    public static var costs: String { say(en: "costs", zh: "代价") }
    /// A heading: what a change asks for, and what moves most in the step.
    public static var costsAndMoves: String { say(en: "costs; moves", zh: "代价；耗时变化") }

    /// The title of a group.
    public static func title(_ group: Suggestion.Group) -> String {
        switch group {
        case .set: say(en: "what can be set today", zh: "现在即可设置")
        case .buy: say(en: "what must be bought", zh: "需要采购")
        case .accuracy: say(en: "what risks accuracy", zh: "可能影响精度")
        }
    }

    /// A change that no parameter expresses.
    public static func without(_ block: BlockKind) -> String {
        say(en: "without \(block.name)", zh: "去掉 \(block.name)")
    }

    // MARK: - Around the table

    /// The plan that is to be bettered, with its figures.
    public static func plan(_ configuration: String, _ figures: [String]) -> String {
        say(
            en: "\(configuration): \(figures.joined(separator: ", "))",
            zh: "\(configuration)：\(figures.joined(separator: "，"))")
    }

    /// The same for one that does not fit.
    public static func unfit(_ plan: String, because reason: String) -> String {
        say(en: "\(plan); it does not fit: \(reason)", zh: "\(plan)；DRAM 放不下：\(reason)")
    }

    /// How many changes were evaluated, in how many plans, and how many of them pay.
    public static func evaluated(_ suggestions: Suggestions) -> String {
        let (changes, plans) = (suggestions.paying.count + suggestions.others.count, suggestions.evaluated)
        let paying = suggestions.paying.count
        let (name, least) = (suggestions.goal.metric.name, Decimal.shortest(100 * Suggestions.least))
        return say(
            en: "\(Counted.text(changes, "change")) evaluated in \(Counted.text(plans, "plan")), "
                + "\(paying) \(paying == 1 ? "pays" : "pay"): \(name) \(least) % better or more",
            zh: "用 \(Decimal.grouped(plans)) 个方案评估了 \(Decimal.grouped(changes)) 项改动，"
                + "\(paying) 项有收益：\(name) 改善 \(least) % 或以上")
    }

    /// What the list of changes that do not pay begins with.
    public static var doNotPay: String { say(en: "Tried and do not pay:", zh: "已尝试但无收益：") }

    /// A change that does not pay: its gain, what it assumes, what moves, and the conditions that it misses.
    public static func tried(
        _ change: String, gain: String, at assumed: [String], move: String?, misses: [String]
    ) -> String {
        let assumptions = assumed.map { say(en: " at \($0)", zh: "，假设 \($0)") }.joined()
        let moves = move.map { say(en: ": \($0)", zh: "：\($0)") } ?? ""
        let missed =
            misses.isEmpty
            ? ""
            : say(
                en: ", misses \(misses.joined(separator: ", "))", zh: "，不满足 \(misses.joined(separator: "、"))")
        return say(
            en: "\(change) (\(gain)\(assumptions)\(moves)\(missed))",
            zh: "\(change)（\(gain)\(assumptions)\(moves)\(missed)）")
    }

    /// What the list of changes that cannot be made begins with.
    public static var cannotBeMade: String { say(en: "Cannot be made:", zh: "无法实施：") }

    /// A change that cannot be made.
    public static func refused(_ change: String, because reason: String) -> String {
        say(en: "\(change) (\(reason))", zh: "\(change)（\(reason)）")
    }

    /// `1.2 % less tpot_ms`.
    public static func less(_ share: String, _ name: String) -> String {
        say(en: "\(share) less \(name)", zh: "\(name) 减少 \(share)")
    }

    /// The most that sampling from the top k could bring; `gain` names the metric.
    public static func ceiling(_ ceiling: BlockCeiling, gain: String) -> String {
        let us = Decimal.fixed(1e6 * ceiling.oneCall, places: 0)
        let times =
            ceiling.calls == 1
            ? say(en: "once", zh: "一次")
            : say(en: "\(Decimal.shortest(ceiling.calls)) times", zh: " \(Decimal.shortest(ceiling.calls)) 次")
        let share = "\(Decimal.fixed(100 * ceiling.share, places: 1)) %"
        let name = ceiling.block.name
        return ceiling.isLongestCall
            ? say(
                en:
                    "\(name) is the longest single call (\(us) us) but runs \(times) a step, \(share) of it: sampling from the top k can bring at most \(gain)",
                zh: "\(name) 单次耗时最长（\(us) us），但每步只执行\(times)，占单步的 \(share)：Top-K 采样最多带来 \(gain)")
            : say(
                en:
                    "\(name) takes \(us) us a call and runs \(times) a step, \(share) of it: sampling from the top k can bring at most \(gain)",
                zh: "\(name) 单次耗时 \(us) us，每步执行\(times)，占单步的 \(share)：Top-K 采样最多带来 \(gain)")
    }

    // MARK: - Costs

    /// A condition that a change misses.
    public static func misses(_ condition: String) -> String {
        say(en: "misses \(condition)", zh: "不满足 \(condition)")
    }
    /// More chips.
    public static func moreChips(_ count: Double) -> String {
        count == 1
            ? say(en: "1 chip more", zh: "增加 1 颗芯片")
            : say(en: "\(Decimal.shortest(count)) chips more", zh: "增加 \(Decimal.shortest(count)) 颗芯片")
    }
    /// Several times a figure of the chip.
    public static func times(_ factor: Double, _ parameter: Parameter) -> String {
        let factor = Decimal.significant(factor, digits: 3)
        return say(en: "\(factor) x \(parameter.name)", zh: "\(factor) 倍 \(parameter.name)")
    }
    /// Faster links.
    public static func links(_ parameter: Parameter, _ change: String) -> String {
        say(en: "links for \(parameter.name) \(change)", zh: "\(parameter.name) \(change) 所需的互联")
    }
    /// Links of another kind.
    public static var otherLinks: String { say(en: "other links", zh: "更换互联") }
    /// More DRAM of a chip.
    public static func moreMemory(_ bytes: Double) -> String {
        say(en: "\(Gibibyte.text(bytes)) GiB more", zh: "多占 \(Gibibyte.text(bytes)) GiB")
    }
    /// A later first token.
    public static func firstToken(_ rise: String) -> String { say(en: "TTFT \(rise)", zh: "TTFT \(rise)") }
    /// More time for each token.
    public static func perToken(_ rise: String) -> String { say(en: "TPOT \(rise)", zh: "TPOT \(rise)") }
    /// Another throughput.
    public static func throughput(_ rise: String) -> String {
        say(en: "tps_chip \(rise)", zh: "tps_chip \(rise)")
    }
    /// Answers may be worse.
    public static var accuracy: String { say(en: "accuracy at risk", zh: "可能影响精度") }
    /// What the gain rests on.
    public static func assuming(_ setting: String) -> String {
        say(en: "if \(setting)", zh: "假设 \(setting)")
    }
}
