import Text

/// What is said of command lines, whatever their verbs are about.
public enum LanguageWords {
    // MARK: - Diagnostics

    /// What an error begins with.
    static func error(_ message: String) -> String { say(en: "error: \(message)") }

    /// What would have been right.
    static func expected(_ what: String) -> String { say(en: "expected \(what)") }

    /// The nearest valid name.
    public static func didYouMean(_ name: String) -> String { say(en: "did you mean '\(name)'?") }

    /// Ctrl-C ended a command, and those behind it do not run.
    static var interrupted: String { say(en: "interrupted: what follows did not run") }

    /// Ctrl-C ended a command that is whole or not at all.
    static var unchanged: String { say(en: "interrupted: the session is what it was") }

    // MARK: - Words of a line

    /// A quote has no second one.
    static var openQuote: String { say(en: "this quote is not closed") }

    /// The quote that is missing.
    static func secondQuote(_ quote: Character) -> String { say(en: "a second \(quote)") }

    /// The line ends where a word should stand.
    static var missing: String { say(en: "something is missing here") }

    /// A sign or an option needs a word behind it.
    static func nothingBehind(_ word: String) -> String { say(en: "nothing stands behind '\(word)'") }

    /// A word is left over.
    public static func unexpected(_ word: String) -> String { say(en: "unexpected word '\(word)'") }

    /// The command should end here.
    public static var nothingMore: String { say(en: "nothing more") }

    /// The line should end with the file that output goes to.
    static var nothingBehindFile: String { say(en: "nothing behind the file") }

    /// What may stand behind `|`.
    static var aProgram: String { say(en: "a command such as head -3") }

    // MARK: - Verbs

    /// There is nothing to run.
    static var noCommand: String { say(en: "there is no command here") }

    /// The first word of a group stands alone.
    static func needsSecondWord(_ word: String) -> String { say(en: "'\(word)' needs a second word") }

    /// Words call no verb.
    static func unknownCommand(_ words: String) -> String { say(en: "unknown command '\(words)'") }

    /// What a line begins with.
    static var aVerb: String { say(en: "a verb; 'help' lists them") }

    // MARK: - Arguments

    /// A word that is the path of a file.
    static var aFileName: String { say(en: "a file name") }

    /// A word cannot be the path of a file.
    static func notAFileName(_ word: String) -> String { say(en: "'\(word)' is not a file name") }

    /// A count.
    public static var aWholeNumber: String { say(en: "a whole number from 1") }

    /// A word behind an option is not a count.
    static func notANumber(_ word: String, for option: String) -> String {
        say(en: "'\(word)' is not a number for --\(option)")
    }

    /// Words of which one is chosen, in a sentence.
    static func either(_ names: [String]) -> String {
        say(en: "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")")
    }

    /// Words of which one is expected.
    public static func oneOf(_ names: [String]) -> String { say(en: "one of \(names.joined(separator: ", "))") }

    /// A word is none of those that may be chosen; `label` says what they are.
    static func unknown(_ label: String, _ word: String) -> String { say(en: "unknown \(label) '\(word)'") }

    /// What there is help on.
    static var aTopic: String { say(en: "a verb, metric or parameter") }

    // MARK: - Files

    /// What a candidate of completion is.
    static var folder: String { say(en: "folder") }

    /// What a candidate of completion is.
    static var file: String { say(en: "file") }

    /// Why a file could not be read.
    static func cannotRead(_ path: String, _ reason: String) -> String {
        say(en: "cannot read '\(path)': \(reason)")
    }

    /// Why a file could not be written.
    static func cannotWrite(_ path: String, _ reason: String) -> String {
        say(en: "cannot write '\(path)': \(reason)")
    }

    /// Ctrl-C kept a file from being written.
    static func unchanged(_ path: String) -> String { say(en: "interrupted: '\(path)' is what it was") }

    /// How a script of another folder may write anywhere.
    static var howToTrust: String { say(en: "'replay --trust FILE' lets it") }
}
