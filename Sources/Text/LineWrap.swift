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
            for (index, piece) in pieces(of: word).enumerated() {
                let candidate = isEmpty || index > 0 ? current + piece : current + " " + piece
                if !isEmpty, DisplayWidth.of(candidate) > width {
                    let number = index == 0 ? loneNumber(of: current, before: piece) : ""
                    if number.isEmpty {
                        lines.append(current)
                        current = indent + piece
                    } else {
                        lines.append(String(current.dropLast(number.count)).trimmingLast(" "))
                        current = indent + number + " " + piece
                    }
                } else {
                    current = candidate
                }
                isEmpty = false
            }
        }
        return (lines + [current]).joined(separator: "\n")
    }

    /// The number at the end of a line that belongs to what follows it, a unit or what it counts; empty for none.
    ///
    /// `16 GB/s` and `1 h100` are not broken behind the number, as long as something stands before it in the line.
    private static func loneNumber(of line: String, before next: Substring) -> Substring {
        guard let first = next.first, first.isASCII, first.isLetter || first == "%",
            !next.contains("=")
        else { return "" }
        let number = line.reversed().prefix { $0.isASCII && $0.isNumber || ".,+-".contains($0) }.count
        guard number > 0, number <= longestNumber else { return "" }
        let rest = line.dropLast(number)
        guard let last = rest.last, last == " " || DisplayWidth.of(last) == 2 || last == "(" else { return "" }
        return rest.contains { $0 != " " } ? line.suffix(number) : ""
    }

    /// Characters of a number that may move on to the next line with its unit.
    private static let longestNumber = 12

    /// A word cut wherever a line may break: behind and before each wide character, but where punctuation would begin a
    /// line or an opening sign would end it (Unicode Standard Annex 14, classes CL, EX, NS and OP).
    private static func pieces(of word: Substring) -> [Substring] {
        guard word.utf8.count > word.unicodeScalars.count else { return [word] }
        var pieces: [Substring] = []
        var start = word.startIndex
        var previous: Character?
        for index in word.indices {
            let character = word[index]
            if let previous, DisplayWidth.of(previous) == 2 || DisplayWidth.of(character) == 2,
                !closing.contains(character), !opening.contains(previous)
            {
                pieces.append(word[start..<index])
                start = index
            }
            previous = character
        }
        return pieces + [word[start...]]
    }

    private static let closing = Set("，。、：；？！）」』》〉】〕”’…—·～％)]}>,.:;?!%'\"")
    private static let opening = Set("（「『《〈【〔“‘([{<")
}

extension String {
    /// The text without a character at its end, however often that stands there.
    fileprivate func trimmingLast(_ character: Character) -> String {
        String(reversed().drop { $0 == character }.reversed())
    }
}
