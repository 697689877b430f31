import CostModel
import Measurements
import Presentation
import Text
import Units

/// What help says of everything that is declared beside verbs.
public enum DeclarationWords {
    /// The heading over metrics.
    public static var metrics: String { say(en: "Metrics", zh: "指标") }

    /// What metrics are for.
    public static var metricsSummary: String {
        say(en: "What plans are shown, filtered and ordered by.", zh: "用于显示、筛选和排序方案。")
    }

    /// The heading over parameters.
    public static var parameters: String { say(en: "Parameters", zh: "参数") }

    /// What parameters are for.
    public static var parametersSummary: String {
        say(en: "What 'set' changes and 'sweep' varies, by the verb that sets it.", zh: "“set”设置、“sweep”扫描的参数，按设置命令分组。")
    }

    /// The heading over formats.
    public static var formats: String { say(en: "Formats", zh: "格式") }

    /// What formats are for.
    public static var formatsSummary: String {
        say(
            en: "How 'format' writes tables, and what 'save' and 'export' write.",
            zh: "“format”的表格格式，以及“save”和“export”的文件格式。")
    }

    /// The heading over layouts.
    public static var layouts: String { say(en: "Layouts", zh: "表格布局") }

    /// What layouts are for.
    public static var layoutsSummary: String {
        say(en: "Tables of measurements that 'validate' and 'calibrate' read.", zh: "“validate”和“calibrate”读取的实测数据表。")
    }

    /// The heading over levels of trust.
    public static var trust: String { say(en: "Trust", zh: "可信度") }

    /// What levels of trust are for.
    public static var trustSummary: String { say(en: "What stands behind the figures of a plan.", zh: "方案各项数值的依据。") }

    /// The heading of a metric's entry.
    public static func title(_ metric: Metric) -> String {
        metric.unit.isEmpty
            ? say(en: "\(metric.name), a metric", zh: "\(metric.name)（指标）")
            : say(
                en: "\(metric.name) [\(PlanWords.shown(metric.unit))], a metric",
                zh: "\(metric.name) [\(PlanWords.shown(metric.unit))]（指标）")
    }

    /// The heading of a layout's entry.
    public static func title(_ layout: TableLayout) -> String {
        say(en: "\(layout.name), a layout of tables for 'validate'", zh: "\(layout.name)（“validate”的表格布局）")
    }

    /// The heading of a format's entry.
    public static func title(_ format: OutputFormat) -> String {
        say(en: "\(format.rawValue), a format of 'format'", zh: "\(format.rawValue)（“format”的格式）")
    }

    /// The heading of the entry of a file's ending.
    public static func ending(_ ending: String, of verb: String) -> String {
        say(en: ".\(ending), a format of '\(verb)'", zh: ".\(ending)（“\(verb)”的格式）")
    }

    /// What a file of a session holds.
    public static var session: String {
        say(en: "the commands of the session with their output, to be replayed", zh: "会话的命令及其输出，可回放")
    }
}
