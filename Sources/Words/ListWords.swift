import Text
import Units

/// Lists, and lines of them that fit a screen.
public enum ListWords {
    /// Columns of a line.
    private static let width = 100

    /// A title and items behind it, on as many lines as they need; those after the first are indented.
    public static func lines(_ title: String, _ items: [String]) -> [String] {
        var lines = [title]
        for (index, item) in items.enumerated() {
            let text = item + (index + 1 < items.count ? say(en: ",", zh: "、") : "")
            let line = lines[lines.count - 1]
            // A full-width mark has its space in it.
            let gap = line.last?.isASCII == false ? "" : " "
            if DisplayWidth.of(line + gap + text) > width {
                lines.append("  " + text)
            } else {
                lines[lines.count - 1] += gap + text
            }
        }
        return lines
    }

    /// `a, b and c`.
    public static func and(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        let others = names.dropLast().joined(separator: say(en: ", ", zh: "、"))
        return say(en: "\(others) and \(last)", zh: "\(others)、\(last)")
    }

    /// `one and another and a third`: phrases that all hold.
    public static func all(_ items: [String]) -> String {
        say(en: items.joined(separator: " and "), zh: items.joined(separator: "，"))
    }
}
