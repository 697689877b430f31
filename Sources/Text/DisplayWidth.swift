/// How many columns of a terminal a text takes.
public enum DisplayWidth {
    /// The columns of a text: two for an East Asian wide character or an emoji, none for a combining mark.
    public static func of(_ text: String) -> Int {
        text.utf8.count == text.unicodeScalars.count
            ? text.utf8.count : text.reduce(0) { $0 + of($1) }
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

    /// The columns of a character.
    public static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
        if first.properties.generalCategory == .nonspacingMark || first.value == 0x200B { return 0 }
        return isWide(first) ? 2 : 1
    }

    // Unicode Standard Annex 11: the blocks that are wide or fullwidth throughout.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isEmojiPresentation { return true }
        return wide.contains { $0.contains(scalar.value) }
    }
}

/// To which side a column's text is pushed.
public enum Alignment: Sendable { case left, right }
