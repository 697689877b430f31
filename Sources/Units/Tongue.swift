/// A language that the program speaks; a new one is a case here and a text in every `say`.
public enum Tongue: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh"

    /// The language that is spoken in the present scope; English where no scope says another.
    @TaskLocal public static var current: Tongue = .english

    /// Does something in this language.
    public func speak<Value, Failure: Error>(_ work: () throws(Failure) -> Value) throws(Failure) -> Value {
        let result: Result<Value, Failure> = Self.$current.withValue(self) {
            do throws(Failure) { return .success(try work()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// What it calls itself.
    public var title: String {
        switch self {
        case .english: "English"
        case .chinese: "中文"
        }
    }

    /// The language of a locale such as `zh_CN.UTF-8`, or of its first part alone; nil for one that is not spoken here.
    public init?(locale: String) {
        let language = locale.prefix { $0 != "_" && $0 != "." && $0 != "@" && $0 != "-" }.lowercased()
        switch language {
        case "zh", "chinese", "cn", "中文": self = .chinese
        case "en", "english", "c", "posix": self = .english
        default: return nil
        }
    }
}

/// A sentence in the language that is spoken.
///
/// Every sentence that a person reads is declared once, with its texts side by side:
///
///     static func noCell(_ number: Int) -> String { say(en: "there is no cell \(number)", zh: "没有单元 \(number)") }
///
/// - Parameters:
///   - en: the English text.
///   - zh: the Chinese text, in simplified characters.
public func say(en: @autoclosure () -> String, zh: @autoclosure () -> String) -> String {
    switch Tongue.current {
    case .english: en()
    case .chinese: zh()
    }
}
