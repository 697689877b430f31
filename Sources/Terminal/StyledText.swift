/// A text in which colour sequences (`ESC [ ... m`) are taken apart from what they colour.
struct StyledText {
    /// A character and the sequences that turn its colours on, from a terminal that has none.
    typealias Piece = (character: Character, ink: String)

    /// The characters, in order.
    private(set) var pieces: [Piece] = []

    init(_ text: String) {
        var inks: [(code: Int, text: String)] = []
        var rest = Substring(text)
        while let character = rest.first {
            guard character == "\u{1B}", rest.dropFirst().first == "[" else {
                rest.removeFirst()
                pieces.append((character, inks.map(\.text).joined()))
                continue
            }
            let sequence = rest.prefix { !$0.isLetter }
            rest = rest.dropFirst(sequence.count)
            guard rest.popFirst() == "m" else { continue }
            let code = sequence.dropFirst(2).split(separator: ";").first.flatMap { Int($0) } ?? 0
            switch code {
            case 0: inks = []
            case 22: inks.removeAll { $0.code < 3 }
            case 24, 27: inks.removeAll { $0.code == code - 20 }
            case 39: inks.removeAll { 30..<39 ~= $0.code || 90..<98 ~= $0.code }
            default: inks.append((code, sequence + "m"))
            }
        }
    }
}
