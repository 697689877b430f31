import Text

/// What is said of sessions that ended unexpectedly; each is named by its length and its time.
public enum RecoveryWords {
    /// No session ended unexpectedly.
    public static var nothing: String { say(en: "there is no session to recover") }

    /// A whole session was recovered.
    public static func isBack(_ session: String) -> String { say(en: "\(session) is back") }

    /// Ctrl-C came before all lines of a session had run.
    public static func isPartlyBack(_ session: String, _ count: Int, of lines: Int) -> String {
        say(en: "interrupted: \(count) of \(Counted.text(lines, "line")) of \(session) are back")
    }

    /// A command came back that Ctrl-C had ended.
    public static func asFarAsItWent(_ command: String) -> String { say(en: "as far as it went: \(command)") }

    /// A command failed once more.
    public static func failedAgain(_ command: String) -> String { say(en: "failed again: \(command)") }

    /// Commands that failed and are not named.
    public static func more(_ count: Int) -> String { say(en: "... and \(count) more") }

    /// How to go on with a command, or without it.
    public static func goesOn(with command: String) -> String {
        say(en: "'recover' goes on with: \(command); 'recover --skip' goes on behind it")
    }

    /// What was recovered could not be taken out of the old journal.
    public static func stays(in path: String, because reason: String) -> String {
        say(en: "it also stays in \(path), which cannot be changed: \(reason)")
    }

    /// What was recovered could not be written to the new journal.
    public static func stays(in path: String, asUnwritable journal: String, because reason: String) -> String {
        say(en: "it also stays in \(path), for \(journal) cannot be written: \(reason)")
    }

    /// A session was dropped.
    public static func isForgotten(_ session: String) -> String { say(en: "\(session) is forgotten") }

    /// A session could not be dropped.
    public static func cannotDelete(_ path: String, _ reason: String) -> String {
        say(en: "cannot delete \(path): \(reason)")
    }
}
