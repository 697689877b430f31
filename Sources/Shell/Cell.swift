import Presentation

/// A command that was run, what it came to, and the plans as it left them.
struct Cell: Sendable {
    /// The command as typed.
    var text: String
    /// What it said and found.
    var output: [Output]
    /// How its tables were written.
    var format: OutputFormat
    /// The plans that were looked at after it; nil before the first sweep.
    var plans: Plans?
    /// The text of a note, which is kept among the commands but has no number.
    var note: String?

    /// The output as it stands in a saved session, without timings and numbers; nil if it was told to stop.
    func recorded(_ isCancelled: () -> Bool) -> String? {
        Interpreter.plainText(output, format, isCancelled: isCancelled)
    }
}

extension Session {
    /// The cells that have numbers; `out[1]` is the first.
    var numberedCells: [Cell] { cells.filter { $0.note == nil } }

    /// The plans as a numbered cell left them.
    func plans(ofCell number: Int, at span: Range<Int>) throws(Diagnostic) -> Plans {
        let cell = try cell(number, at: span)
        guard let plans = cell.plans else {
            throw Diagnostic(
                "out[\(number)] holds no plans: \(cell.text)", at: span, expected: "a cell from the first sweep on")
        }
        return plans
    }

    /// A numbered cell.
    func cell(_ number: Int, at span: Range<Int>) throws(Diagnostic) -> Cell {
        let numbered = numberedCells
        guard numbered.indices.contains(number - 1) else {
            throw Diagnostic(
                "there is no cell \(number)", at: span,
                expected: numbered.isEmpty ? "a session with commands" : "a number from 1 to \(numbered.count)",
                hint: "'history' lists the cells")
        }
        return numbered[number - 1]
    }
}
