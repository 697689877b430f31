/// A line of a journal: what was typed, and what came of it that running it again could not tell.
public struct JournalLine: Sendable, Equatable {
    /// The line as it was typed; continued lines are one.
    public let text: String
    /// What was typed at the steps of a replay that the line began.
    var steps: [String] = []
    /// How far it came, where Ctrl-C ended it.
    var interruption: Interruption?

    private static let stepHead = "#> step "

    init(_ text: String) { self.text = text }

    /// The line of the journal that keeps what was typed.
    ///
    /// What begins as the journal's own marks do is set off by a space: to a command that changes nothing.
    static func typed(_ text: String) -> String { text.hasPrefix(mark) ? " " + text : text }

    /// What the journal's own marks begin with.
    private static let mark = "#>"

    /// The line of the journal that keeps an answer at a step.
    static func step(_ answer: String) -> String { stepHead + answer }

    /// The lines of the journal that hold it.
    var lines: [String] { [Self.typed(text)] + steps.map(Self.step) + (interruption.map { [$0.mark] } ?? []) }

    /// Whether it is a call of `recover`, which brings nothing back itself.
    private var recovers: Bool { text.split(whereSeparator: \.isWhitespace).first == "recover" }

    /// Reads the lines of a journal; what stands behind a line about it belongs to it.
    static func read(_ lines: [String]) -> [JournalLine] {
        var found: [JournalLine] = []
        for line in lines where line.contains(where: { !$0.isWhitespace }) {
            let last = found.indices.last
            if let last, let interruption = Interruption(mark: line) {
                found[last].interruption = interruption
            } else if let last, line.hasPrefix(stepHead) {
                found[last].steps.append(String(line.dropFirst(stepHead.count)))
            } else {
                found.append(JournalLine(line))
            }
        }
        return found.filter { !$0.recovers }
    }
}
