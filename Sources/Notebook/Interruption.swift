/// How far a line came that Ctrl-C ended; the journal keeps it behind the line, so that `recover` goes no further.
public struct Interruption: Sendable, Equatable {
    /// The commands of the line that ran, counted from its first.
    let commands: Int
    /// The combinations that the last of them, a sweep, evaluated; nil where it ran whole.
    var combinations: Int?

    private static let head = "#> ran "
    private static let first = " --first "

    init(commands: Int, combinations: Int? = nil) {
        self.commands = commands
        self.combinations = combinations
    }

    /// Reads a line of the journal; nil where it is another.
    init?(mark: String) {
        guard mark.hasPrefix(Self.head) else { return nil }
        let text = String(mark.dropFirst(Self.head.count))
        let cut = text.firstRange(of: Self.first)
        guard let commands = Int(text[..<(cut?.lowerBound ?? text.endIndex)]) else { return nil }
        self.commands = commands
        combinations = cut.flatMap { Int(text[$0.upperBound...]) }
    }

    /// The line of the journal: `#> ran 2 --first 604160`.
    var mark: String { Self.head + "\(commands)" + (combinations.map { Self.first + "\($0)" } ?? "") }
}
