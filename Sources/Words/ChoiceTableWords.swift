import CostModel
import Language
import Planning
import Text
import Units

/// What is said of the best plans along an axis.
public enum ChoiceTableWords {
    /// The heading of the share of the reference's rate, and its unit.
    public static var relative: String { say(en: "relative", zh: "相对效率") }
    /// The unit of that share.
    public static func relativeUnit(_ row: Int) -> String { say(en: "% of row \(row)", zh: "第 \(row) 行的 %") }
    /// The heading of what a plan is good for.
    public static var use: String { say(en: "use", zh: "用途") }

    /// A plan that is advised.
    public static func advised(_ scenario: Scenario, isReference: Bool) -> String {
        let what = kind(scenario)
        return isReference ? say(en: "\(what), the reference", zh: "\(what)（基准）") : what
    }

    /// A plan that makes much less of its chips than the best of its phase.
    public static func wasteful(share: Double) -> String {
        let percent = Decimal.fixed(100 * share, places: 0)
        return say(en: "not advised (\(percent) %)", zh: "不推荐（\(percent) %）")
    }

    /// A plan that misses what is asked for, as none meets it.
    public static var misses: String { say(en: "not advised (limits)", zh: "不推荐（不满足限值）") }

    /// A value for which there is no plan.
    public static func none(_ parameter: Parameter, _ value: Double, _ scenario: Scenario) -> String {
        let (word, what) = (AxisWords.word(Axis(parameter, [value])), kind(scenario))
        return say(en: "\(word): no plan for \(what) divides and fits", zh: "\(word)：\(what) 没有能整除且放得下的方案")
    }

    /// How the rows were come by.
    public static func rule(_ searched: [String], share: Double) -> String {
        let percent = Decimal.fixed(100 * share, places: 0)
        let names = searched.joined(separator: say(en: ", ", zh: "、"))
        return say(
            en: """
                each row has the most tps_chip over \(names); not advised: less than \(percent) % of the best row of its phase, \
                or limits that no plan meets
                """,
            zh: "每行为 \(names) 的组合中 tps_chip 最高的方案；不推荐：低于同阶段最优行的 \(percent) %，或没有方案满足限值")
    }

    /// How a prefill is laid out where nothing says otherwise.
    public static var prefillShape: String {
        say(
            en: "a prefill spreads its prompts over all chips (sp = chips/tp/pp), as many as there are groups of tp",
            zh: "Prefill 的 prompt 分摊到全部芯片（sp = chips/tp/pp），条数等于 TP 组数")
    }

    /// An axis is missing.
    public static var axis: String {
        say(en: "a parameter and its values, such as chips=16..256:*2", zh: "参数及其取值，如 chips=16..256:*2")
    }

    private static func kind(_ scenario: Scenario) -> String {
        guard scenario.workload.serving == .static else { return scenario.workload.serving.name }
        return scenario.workload.phase == .prefill ? "Prefill" : "Decode"
    }
}
