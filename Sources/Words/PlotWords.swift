import CostModel
import Planning
import Text

/// What is said of pictures and in them.
public enum PlotWords {
    /// What `--ascii` is.
    public static var asciiHelp: String { say(en: "letters and signs alone, for terminals without braille dots") }
    /// What stands behind `plot`.
    public static var what: String {
        say(en: "two metrics such as tps_chip tps_batch, or a range such as concurrency=1..512 and a metric")
    }
    /// What is plotted against the first metric.
    public static var second: String { say(en: "a second metric, such as tps_batch") }

    /// There is no curve to draw.
    public static var noCurve: String { say(en: "there is no curve yet") }
    /// How to make a curve.
    public static var howToCurve: String { say(en: "'curve concurrency=1..512' makes one") }

    /// No plan has values of both.
    public static func nothing(_ one: String, _ other: String) -> String {
        say(en: "no plan that can run has values of \(one) and \(other)")
    }

    /// Points of plans at hand.
    public static func scatter(_ count: Int, shown: Int, _ title: String) -> String {
        let plans = Counted.text(count, "plan")
        guard shown < count else { return say(en: "\(plans) of \(title)") }
        return say(en: "\(Counted.text(shown, "plan")) spread over \(plans) of \(title)")
    }

    /// Plans, in a legend.
    public static var plans: String { say(en: "plan") }

    /// The frontier, in a legend.
    public static func front(_ count: Int) -> String { say(en: "nothing beats it (\(Counted.text(count, "plan")))") }

    /// A curve of a plan.
    public static func curve(_ metric: String, _ parameter: Parameter, _ title: String) -> String {
        say(en: "\(metric) over \(parameter.name), \(title)")
    }

    /// The knee, at a line.
    public static func knee(_ setting: String) -> String { say(en: "knee \(setting)") }

    /// A limit of `slo`, at a line.
    public static func limit(_ condition: String) -> String { say(en: "slo \(condition)") }

    /// The parts of a step, above the bars.
    public static var ofStep: String { say(en: "ms of the step") }

    /// What a parameter does to a metric, above the bars.
    public static func tornado(_ metric: Metric) -> String {
        say(en: "% of \(metric.name) with 10 % less and more; the elasticity where whole numbers count")
    }
}
