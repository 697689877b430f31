import CostModel
import Measurements
import Presentation
import Text

/// What help says of everything that is declared beside verbs.
public enum DeclarationWords {
    /// The heading over metrics.
    public static var metrics: String { say(en: "Metrics") }

    /// What metrics are for.
    public static var metricsSummary: String { say(en: "What plans are shown, filtered and ordered by.") }

    /// The heading over parameters.
    public static var parameters: String { say(en: "Parameters") }

    /// What parameters are for.
    public static var parametersSummary: String {
        say(en: "What 'set' changes and 'sweep' varies, by the verb that sets it.")
    }

    /// The heading over formats.
    public static var formats: String { say(en: "Formats") }

    /// What formats are for.
    public static var formatsSummary: String {
        say(en: "How 'format' writes tables, and what 'save' and 'export' write.")
    }

    /// The heading over layouts.
    public static var layouts: String { say(en: "Layouts") }

    /// What layouts are for.
    public static var layoutsSummary: String {
        say(en: "Tables of measurements that 'validate' and 'calibrate' read.")
    }

    /// The heading over levels of trust.
    public static var trust: String { say(en: "Trust") }

    /// What levels of trust are for.
    public static var trustSummary: String { say(en: "What stands behind the figures of a plan.") }

    /// The heading of a metric's entry.
    public static func title(_ metric: Metric) -> String {
        metric.unit.isEmpty ? say(en: "\(metric.name), a metric") : say(en: "\(metric.name) [\(metric.unit)], a metric")
    }

    /// The heading of a layout's entry.
    public static func title(_ layout: TableLayout) -> String {
        say(en: "\(layout.name), a layout of tables for 'validate'")
    }

    /// The heading of a format's entry.
    public static func title(_ format: OutputFormat) -> String {
        say(en: "\(format.rawValue), a format of 'format'")
    }

    /// The heading of the entry of a file's ending.
    public static func ending(_ ending: String, of verb: String) -> String {
        say(en: ".\(ending), a format of '\(verb)'")
    }

    /// What a file of a session holds.
    public static var session: String { say(en: "the commands of the session with their output, to be replayed") }
}
