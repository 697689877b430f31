/// Text from files and from the network, as a terminal, a page or a picture may show it.
public enum Printable {
    /// The text with every control character in letters, such as `\u001b` for ESC.
    ///
    /// These are C0, DEL and C1 (ECMA-48), which terminals obey; the marks that turn the direction of text round (Unicode
    /// Standard Annex 9), which hide what a line says; and the separators of lines and paragraphs. Newlines and tabs
    /// stay where a text may have several lines; elsewhere they, and all that separates lines, are spaces.
    public static func text(_ text: String, keepsLines: Bool = true) -> String {
        guard hasControls(text, keepsLines: keepsLines) else { return text }
        let lines = keepsLines ? text : String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        var result = ""
        for scalar in lines.unicodeScalars {
            if isControl(scalar), scalar != "\n", scalar != "\t" {
                result += escape(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a text holds what `text` would put in letters.
    public static func hasControls(_ text: String, keepsLines: Bool) -> Bool {
        // Most texts are ASCII, and in those there is nothing to decode.
        var needsScalars = false
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7F {
                if !(keepsLines && (byte == 0x0A || byte == 0x09)) { return true }
            } else if byte >= 0xC2 {
                needsScalars = true
            }
        }
        return needsScalars
            && text.unicodeScalars.contains { isControl($0) && !(keepsLines && ($0 == "\n" || $0 == "\t")) }
    }

    /// A scalar as JSON and this program write it: `\u001b`.
    public static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether a terminal would obey a character, or a reader not see it.
    public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
