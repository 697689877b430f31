import Units

/// The language that the program speaks, as its caller asks for it.
enum SpokenLanguage {
    /// The option that chooses it; it stands before all others.
    static let option = "--lang"

    /// The variables that say it, the first one that is set before all others.
    private static let variables = ["SEXTANT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]

    /// The language that the environment asks for: English where it names none that is spoken here.
    static func standard(_ environment: (String) -> String?) -> Tongue {
        let locale = variables.lazy.compactMap(environment).first { !$0.isEmpty }
        return locale.flatMap(Tongue.init(locale:)) ?? .english
    }

    /// The language that arguments ask for, which are left without the words for it.
    ///
    /// - Returns: nil where there is no such language; the arguments stay as they are where they name none.
    static func take(from arguments: inout [String], _ environment: (String) -> String?) -> Tongue? {
        guard arguments.first == option, arguments.count > 1 else { return standard(environment) }
        guard let tongue = Tongue(locale: arguments[1]) else { return nil }
        arguments.removeFirst(2)
        return tongue
    }

    /// What is said of another language.
    static var expected: String {
        let names = Tongue.allCases.map(\.rawValue).joined(separator: ", ")
        return say(
            en: "\(option) takes a language: \(names)", zh: "\(option) 需要一种语言：\(names)")
    }
}
