/// How many columns of a terminal a text takes: the one place that knows.
///
/// East Asian wide and fullwidth characters and emoji take two (Unicode Standard Annex 11, Technical Standard 51), marks
/// and joiners none. Those that are ambiguous there, such as `—`, `×` or `α`, take one, as terminals have it under UTF-8
/// unless they are told otherwise.
public enum DisplayWidth {
    /// The columns of a text.
    public static func of(_ text: String) -> Int {
        text.utf8.count == text.unicodeScalars.count
            ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// Whether a line of a text takes more columns than there are; sequences that colour it take none.
    public static func isWider(_ text: String, than columns: Int) -> Bool {
        text.split(separator: "\n").contains { line in
            // No character takes more columns than bytes.
            guard line.utf8.count > columns else { return false }
            var used = 0
            forEachDrawn(line) { used += of($0) }
            return used > columns
        }
    }

    /// Goes through the characters of a line that are drawn: all but the sequences that colour it.
    public static func forEachDrawn(_ line: Substring, _ body: (Character) -> Void) {
        var isEscape = false
        for character in line {
            if character == "\u{1B}" {
                isEscape = true
            } else if isEscape {
                isEscape = !character.isLetter
            } else {
                body(character)
            }
        }
    }

    /// Pads a text with spaces to at least `width` columns.
    public static func pad(_ text: String, to width: Int, _ alignment: Alignment) -> String {
        let space = String(repeating: " ", count: max(0, width - of(text)))
        return alignment == .left ? text + space : space + text
    }

    /// The text itself if it fits, else its beginning with `...` at the end.
    public static func fit(_ text: String, to columns: Int) -> String {
        guard of(text) > columns else { return text }
        let ellipsis = String(repeating: ".", count: min(3, max(columns, 0)))
        var taken = ""
        var used = ellipsis.count
        for character in text {
            used += of(character)
            guard used <= columns else { break }
            taken.append(character)
        }
        return taken + ellipsis
    }

    /// The columns of a character, which may be several scalars: what is drawn as one emoji takes two.
    public static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.value < 0x300, scalars.count == 1 { return 1 }
        var columns = 0
        for scalar in scalars {
            // Joined emoji, a shade of skin and the emoji form of a sign draw what stands before them.
            if scalar.value == 0xFE0F || scalar.value == 0x200D, columns > 0 { return 2 }
            columns += of(scalar)
        }
        return first.properties.isEmoji ? min(columns, 2) : columns
    }

    /// Whether terminals do not agree on the columns of a character: clusters of several scalars, and what is ambiguous.
    public static func isUncertain(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first else { return false }
        if character.unicodeScalars.count > 1 { return true }
        return first.value >= 0xA0 && !(isWide(first) && first.value < 0x1F000)
    }

    /// The columns of a scalar that stands alone.
    private static func of(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300 else { return 1 }
        // The vowels and last consonants of Korean syllables stand in the first consonant's columns.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .format: return numberSigns.contains(scalar.value) ? 1 : 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    /// Signs of category Cf that are drawn.
    private static let numberSigns: Set<UInt32> = [
        0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
    ]

    // Unicode Standard Annex 11: the blocks that are wide or fullwidth throughout, but for emoji.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF,
        0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        if wide.contains(where: { $0.contains(scalar.value) }) { return true }
        // A letter of a flag that stands alone is narrow.
        return scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(scalar.value)
    }
}

/// To which side a column's text is pushed.
public enum Alignment: Sendable { case left, right }
