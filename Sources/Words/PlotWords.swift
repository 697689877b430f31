import CostModel
import Planning
import Text
import Units

/// What is said of pictures and in them.
public enum PlotWords {
    /// What `--ascii` is.
    public static var asciiHelp: String {
        say(en: "letters and signs alone, for terminals without braille dots", zh: "只用字母和符号，适合不支持盲文点阵的终端")
    }
    /// What stands behind `plot`.
    public static var what: String {
        say(
            en: "two metrics such as tps_chip tps_batch, or a range such as concurrency=1..512 and a metric",
            zh: "两个指标，如 tps_chip tps_batch；或一个范围（如 concurrency=1..512）和一个指标")
    }
    /// What is plotted against the first metric.
    public static var second: String { say(en: "a second metric, such as tps_batch", zh: "第二个指标，如 tps_batch") }

    /// There is no curve to draw.
    public static var noCurve: String { say(en: "there is no curve yet", zh: "还没有曲线") }
    /// How to make a curve.
    public static var howToCurve: String {
        say(en: "'curve concurrency=1..512' makes one", zh: "“curve concurrency=1..512”可生成曲线")
    }

    /// No plan has values of both.
    public static func nothing(_ one: String, _ other: String) -> String {
        say(en: "no plan that can run has values of \(one) and \(other)", zh: "没有可行方案同时具有 \(one) 和 \(other) 的值")
    }

    /// Points of plans at hand.
    public static func scatter(_ count: Int, shown: Int, _ title: String) -> String {
        guard shown < count else {
            return say(
                en: "\(Counted.text(count, "plan")) of \(title)", zh: "\(title) 的 \(Decimal.grouped(count)) 个方案")
        }
        return say(
            en: "\(Counted.text(shown, "plan")) spread over \(Counted.text(count, "plan")) of \(title)",
            zh: "\(title) 的 \(Decimal.grouped(count)) 个方案中均匀抽取 \(Decimal.grouped(shown)) 个")
    }

    /// Plans, in a legend.
    public static var plans: String { say(en: "plan", zh: "方案") }

    /// The frontier, in a legend.
    public static func front(_ count: Int) -> String {
        say(en: "nothing beats it (\(Counted.text(count, "plan")))", zh: "Pareto 最优（\(Decimal.grouped(count)) 个方案）")
    }

    /// A curve of a plan.
    public static func curve(_ metric: String, _ parameter: Parameter, _ title: String) -> String {
        say(en: "\(metric) over \(parameter.name), \(title)", zh: "\(metric) 随 \(parameter.name) 的变化，\(title)")
    }

    /// The knee, at a line.
    public static func knee(_ setting: String) -> String { say(en: "knee \(setting)", zh: "拐点 \(setting)") }

    /// A limit of `slo`, at a line.
    public static func limit(_ condition: String) -> String { say(en: "slo \(condition)", zh: "slo \(condition)") }

    /// The parts of a step, above the bars.
    public static var ofStep: String { say(en: "ms of the step", zh: "单步耗时（ms）") }

    /// What a parameter does to a metric, above the bars.
    public static func tornado(_ metric: Metric) -> String {
        say(
            en: "% of \(metric.name) with 10 % less and more; the elasticity where whole numbers count",
            zh: "参数减、增 10 % 时 \(metric.name) 的变化（%）；整数参数按弹性折算")
    }
}
