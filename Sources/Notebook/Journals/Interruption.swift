import Language

/// How far a line came that Ctrl-C ended; the journal keeps it behind the line, so that `recover` goes no further.
public struct Interruption: Sendable, Equatable {
    /// The commands of the line that ran, counted from its first.
    public let commands: Int
    /// How much of its work the last of them did; nil where it ran whole.
    var extent: Int?

    private static let head = "#> ran "
    private static let first = " --first "

    init(commands: Int, extent: Int? = nil) {
        self.commands = commands
        self.extent = extent
    }

    /// Reads a line of the journal; nil where it is another.
    init?(mark: String) {
        guard mark.hasPrefix(Self.head) else { return nil }
        let text = String(mark.dropFirst(Self.head.count))
        let cut = text.firstRange(of: Self.first)
        guard let commands = Int(text[..<(cut?.lowerBound ?? text.endIndex)]) else { return nil }
        self.commands = commands
        extent = cut.flatMap { Int(text[$0.upperBound...]) }
    }

    /// The line of the journal: `#> ran 2 --first 604160`.
    var mark: String { Self.head + "\(commands)" + (extent.map { Self.first + "\($0)" } ?? "") }
}

extension Statement {
    /// The word that a command is kept with as the first part of its work alone: `--first N`.
    func limit(_ extent: Int) -> Spanned<String>? {
        if let old = tokens.firstIndex(where: { $0.text == "--first" && !$0.isQuoted }), old + 1 < tokens.count {
            return Spanned(value: "\(extent)", span: tokens[old + 1].span)
        }
        return tokens.first.map { Spanned(value: "\($0.text) --first \(extent)", span: $0.span) }
    }
}
