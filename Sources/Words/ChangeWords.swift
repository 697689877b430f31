import Text

/// What differs between two sessions, in words.
public enum ChangeWords {
    /// Something that a session holds beside its parameters.
    public enum Subject: Sendable {
        /// What is loaded.
        case chip, prefillChip, model
        /// What was found of the chip.
        case calibration
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
        return say(en: "\(what): \(before) -> \(after)")
    }

    private static var none: String { say(en: "none") }

    /// What something is called.
    public static func name(_ subject: Subject) -> String {
        switch subject {
        case .chip: say(en: "chip")
        case .prefillChip: say(en: "prefill chip")
        case .model: say(en: "model")
        case .calibration: say(en: "calibration")
        case .slo: say(en: "slo")
        case .plans: say(en: "plans")
        case .pins: say(en: "pins")
        case .format: say(en: "format")
        }
    }

    /// Changes that are not shown.
    public static func more(_ count: Int) -> String { say(en: "... and \(count) more") }
}
