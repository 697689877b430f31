/// Text that the terminal marked as pasted, handed on line by line.
struct BracketedPaste {
    /// What a terminal sends behind the escape character before and after the text.
    static let opening = Array("[200~".utf8)
    static let closing = Array("\u{1B}[201~".utf8)

    /// The lines not yet handed on; the last had no newline and is left for the user to finish.
    private var lines: [String] = []

    var isEmpty: Bool { lines.isEmpty }

    /// Adds the bytes of one paste behind what still waits.
    mutating func add(_ bytes: [UInt8]) {
        let pasted = Self.split(bytes)
        if let waiting = lines.popLast() {
            lines.append(waiting + (pasted.first ?? ""))
            lines += pasted.dropFirst()
        } else {
            lines = pasted
        }
        if lines == [""] { lines = [] }
    }

    /// Adds text behind the last line: what stood after the cursor when the paste arrived.
    mutating func append(_ text: String) {
        guard let last = lines.indices.last else { return }
        lines[last] += text
    }

    /// The next line and whether it is complete.
    mutating func next() -> (text: String, isComplete: Bool)? {
        guard !lines.isEmpty else { return nil }
        let text = lines.removeFirst()
        let isComplete = !lines.isEmpty
        if lines == [""] { lines = [] }
        return (text, isComplete)
    }

    /// Lines that wait; an empty rest after the last newline does not count.
    var count: Int { lines.count { !$0.isEmpty } }

    var holdsCompleteLine: Bool { lines.count > 1 }

    mutating func discard() {
        lines = []
    }

    /// Splits at any kind of newline and drops control characters, which a line cannot hold; tabs stay.
    static func split(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = [""]
        var afterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\r":
                lines.append("")
            case "\n":
                if !afterReturn { lines.append("") }
            case "\t":
                lines[lines.count - 1].unicodeScalars.append(scalar)
            default:
                if scalar.properties.generalCategory != .control {
                    lines[lines.count - 1].unicodeScalars.append(scalar)
                }
            }
            afterReturn = scalar == "\r"
        }
        return lines
    }
}
