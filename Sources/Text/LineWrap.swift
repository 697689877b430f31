/// Breaks lines of prose between words, so that a narrow screen does not cut words in two.
public enum LineWrap {
    /// The text with every line at most `width` columns wide, as far as words allow; as it is without a width.
    ///
    /// What follows a break is indented two columns deeper than the line.
    public static func wrap(_ text: String, to width: Int?) -> String {
        guard let width, width > 20 else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { DisplayWidth.of(String($0)) > width ? broken($0, width) : String($0) }
            .joined(separator: "\n")
    }

    private static func broken(_ line: Substring, _ width: Int) -> String {
        let margin = line.prefix { $0 == " " }
        let indent = String(margin) + "  "
        var lines: [String] = []
        var current = String(margin)
        var isEmpty = true
        for word in line.dropFirst(margin.count).split(separator: " ", omittingEmptySubsequences: false) {
            let candidate = isEmpty ? current + word : current + " " + word
            if !isEmpty, DisplayWidth.of(candidate) > width {
                lines.append(current)
                current = indent + word
            } else {
                current = candidate
            }
            isEmpty = false
        }
        return (lines + [current]).joined(separator: "\n")
    }
}
