import CostModel
import Units

/// What is said of the configuration that is evaluated.
public enum ConfigWords {
    /// The note beside a size that follows from others.
    public static func derived(_ metric: Metric) -> String {
        say(
            en: "\(metric.summary.dropLast()): \(metric.formula).",
            zh: "\(metric.summary.dropLast())：\(metric.formula)。")
    }

    /// A plan is of another chip or model than is loaded.
    public static func ofAnother(_ plans: String, loaded: String) -> String {
        say(en: "the plan is of \(plans), and \(loaded) is loaded", zh: "方案属于 \(plans)，而当前加载的是 \(loaded)")
    }

    /// What can be taken over.
    public static var ofLoaded: String { say(en: "a plan of what is loaded", zh: "当前芯片与模型的方案") }

    /// Nothing is left to take over.
    public static var same: String {
        say(en: "the configuration is that of the plan already", zh: "当前配置已与该方案一致")
    }

    /// What differs from a plan that was taken over.
    ///
    /// - Parameter more: settings that differ beside those named.
    public static func left(_ settings: String, more: Int) -> String {
        more > 0
            ? say(
                en: "set since and left as it is: \(settings) and \(more) more",
                zh: "此后另行设置，予以保留：\(settings)，另有 \(more) 项")
            : say(en: "set since and left as it is: \(settings)", zh: "此后另行设置，予以保留：\(settings)")
    }
}
