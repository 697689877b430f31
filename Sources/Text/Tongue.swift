/// A language that the program speaks; a new one is a case here and a text in every `say`.
public enum Tongue: String, CaseIterable, Sendable {
    case english = "en"

    /// The language that is spoken in the present scope; English where no scope says another.
    @TaskLocal public static var current: Tongue = .english
}

/// A sentence in the language that is spoken.
///
/// Every sentence that a person reads is declared once, with its texts side by side:
///
///     static func noCell(_ number: Int) -> String { say(en: "there is no cell \(number)") }
///
/// - Parameter en: the English text.
public func say(en: @autoclosure () -> String) -> String {
    switch Tongue.current {
    case .english: en()
    }
}
