/// Which lines become history.
enum HistoryRules {
    /// Whether a line is kept: not blank, not hidden by a leading space, not the same as the one before.
    static func keeps(_ line: String, after previous: String?) -> Bool {
        guard let first = line.unicodeScalars.first, first != " " else { return false }
        return line != previous && !line.allSatisfy(\.isWhitespace)
    }
}
