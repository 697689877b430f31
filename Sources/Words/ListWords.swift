import Text

/// Names in a row.
public enum ListWords {
    /// `a, b and c`.
    public static func and(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        let others = names.dropLast().joined(separator: ", ")
        return say(en: "\(others) and \(last)")
    }
}
