import Text
import Units

/// What differs between two sessions, in words.
public enum ChangeWords {
    /// Something that a session holds beside its parameters.
    public enum Subject: Sendable {
        /// What is loaded.
        case chip, prefillChip, model
        /// What was found of the chip.
        case calibration, ownRuns
        /// What plans are held to.
        case slo
        /// What was found.
        case plans, pins
        /// How tables are written.
        case format
    }

    /// `tp: 2 -> 4`.
    public static func change(_ what: String, _ before: String?, _ after: String?) -> String {
        let (before, after) = (before ?? none, after ?? none)
        return say(en: "\(what): \(before) -> \(after)", zh: "\(what)：\(before) -> \(after)")
    }

    private static var none: String { say(en: "none", zh: "无") }

    /// What something is called.
    public static func name(_ subject: Subject) -> String {
        switch subject {
        case .chip: say(en: "chip", zh: "芯片")
        case .prefillChip: say(en: "prefill chip", zh: "Prefill 芯片")
        case .model: say(en: "model", zh: "模型")
        case .calibration: say(en: "calibration", zh: "标定")
        case .ownRuns: say(en: "own runs", zh: "自己的运行")
        case .slo: say(en: "slo", zh: "slo")
        case .plans: say(en: "plans", zh: "方案")
        case .pins: say(en: "pins", zh: "固定方案")
        case .format: say(en: "format", zh: "格式")
        }
    }

    /// Changes or commands that are not shown.
    public static func more(_ count: Int) -> String { say(en: "... and \(count) more", zh: "……另有 \(count) 项") }
}
