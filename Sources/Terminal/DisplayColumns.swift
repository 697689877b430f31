import CLibEdit

/// How many terminal columns text takes, counted as libedit counts them.
enum DisplayColumns {
    /// The columns of a whole text; East Asian wide characters take two.
    static func count(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + max(Int(cle_columns(Int32(bitPattern: $1.value))), 0) }
    }

    /// The text itself if it fits, else its beginning with `...` at the end.
    static func fit(_ text: String, to columns: Int) -> String {
        guard count(text) > columns else { return text }
        let ellipsis = String(repeating: ".", count: min(3, max(columns, 0)))
        var taken = ""
        var used = ellipsis.count
        for character in text {
            let width = count(String(character))
            guard used + width <= columns else { break }
            taken.append(character)
            used += width
        }
        return taken + ellipsis
    }
}
