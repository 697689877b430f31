/// A prompt in the form libedit wants.
struct PromptText {
    /// The character that brackets what takes no columns.
    static let mark: Int32 = 1

    /// Lines of the prompt above the last, printed as they are: libedit cannot edit behind a newline.
    private(set) var preamble = ""
    /// The last line, as it was given.
    private(set) var line = ""
    /// The last line with its colour sequences marked, zero-terminated.
    private(set) var marked: [Int32] = [0]
    /// The characters that take columns.
    private(set) var visible: [Int32] = []

    init(_ text: String) {
        var lastLine = Substring(text)
        if let newline = text.lastIndex(of: "\n") {
            preamble = String(text[...newline])
            lastLine = text[text.index(after: newline)...]
        }
        line = String(lastLine)
        var pieces: [(escape: [Int32], character: Int32)] = []
        var escape: [Int32] = []
        var scalars = lastLine.unicodeScalars.map { Int32(bitPattern: $0.value) }[...]
        while let scalar = scalars.popFirst() {
            if scalar == 0x1B, scalars.first == 0x5B {
                let end = scalars.dropFirst().firstIndex { (0x40...0x7E).contains($0) } ?? scalars.endIndex - 1
                escape += [scalar] + scalars[...end]
                scalars = scalars[(end + 1)...]
            } else if scalar >= 0x20, scalar != 0x7F {
                pieces.append((escape, scalar))
                escape = []
            }
        }
        // libedit ties a sequence to the character after it and drops one at the very end: let that one come before the
        // last character, which in a prompt is a space.
        if !escape.isEmpty, let last = pieces.indices.last { pieces[last].escape += escape }
        marked = []
        for piece in pieces {
            if !piece.escape.isEmpty { marked += [Self.mark] + piece.escape + [Self.mark] }
            marked.append(piece.character)
        }
        marked.append(0)
        visible = pieces.map(\.character)
    }
}
