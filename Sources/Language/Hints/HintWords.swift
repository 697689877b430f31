import Units

/// What is said below a line while it is typed.
enum HintWords {
    /// What is wrong, and what would be right.
    static func problem(_ message: String, _ note: String) -> String {
        say(en: "\(message); \(note)", zh: "\(message)；\(note)")
    }

    /// What stands between a verb's arguments and what one of them is.
    static var colon: String { say(en: ": ", zh: "：") }
}
