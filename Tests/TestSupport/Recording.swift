import Glibc

/// Texts that tests compare whole with what was recorded of them.
package enum Recording {
    /// Whether tests write what they find in place of what was recorded: `RECORD=1 swift test --filter ...`.
    private static let isOn = getenv("RECORD") != nil

    /// What was recorded in a file; the text of today is written there first where that is asked for.
    package static func text(at path: String, today: String) throws -> String {
        if isOn {
            guard let file = fopen(path, "w") else { throw TestFailure("cannot write \(path)") }
            defer { fclose(file) }
            fputs(today, file)
        }
        guard let text = TextFile.read(path) else { throw TestFailure("nothing is recorded in \(path)") }
        return text
    }
}
