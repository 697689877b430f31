import Language
import Presentation
import Text
import Units

/// What a replay printed against what was recorded, in words.
public struct ReplayReport: Sendable {
    /// Commands that print something or have recorded output.
    private(set) var lines = 0
    /// Those of them that have recorded output.
    private(set) var recorded = 0
    /// The lines that differ, each with what differs.
    public private(set) var differences: [(line: Int, recorded: String, now: String)] = []
    private let script: Script
    private let own: FileStamp
    private let isSameTongue: Bool
    private let names: ColumnNames

    /// Figures and lines of text that are shown.
    private static let (mostFigures, mostText) = (12, 8)

    /// Compares what the entries of a script printed, of which those behind a `quit` have no output.
    public init<State: NotebookState>(_ script: Script, _ run: Replay.Run<State>) {
        self.script = script
        isSameTongue = script.tongue == run.tongue
        (own, names) = (State.stamp, State.columnNames)
        for (entry, output) in zip(script.entries, run.outputs) {
            if entry.isCommand, entry.recorded != nil || !output.isEmpty { lines += 1 }
            guard let text = entry.recorded else { continue }
            if entry.isCommand { recorded += 1 }
            if text != output, State.lasting(text) != State.lasting(output) {
                differences.append((entry.number, text, output))
            }
        }
    }

    /// What is said where nothing differs.
    public var agreement: String {
        guard lines > 0 else { return NotebookWords.nothingToCompare(script.name) }
        return NotebookWords.agrees(script.name, recorded: recorded, of: lines)
    }

    /// What is said beside the output of a script that another program recorded, or the same with other constants; nil
    /// where that changes nothing.
    public var remark: String? {
        guard isSameTongue, let stamp = script.stamp, stamp != own, !differences.isEmpty else { return nil }
        return NotebookWords.differs(
            differences.count, origin: stamp.origin(beside: own), script: Lexer.quoted(script.name))
    }

    /// Lists what differs: figures with the largest change first, then texts.
    public func diagnostic(at span: Range<Int>) -> Diagnostic {
        let comparisons = differences.map { OutputComparison(of: $0.recorded, with: $0.now, line: $0.line, names) }
        let moved = comparisons.flatMap(\.moved).enumerated().sorted { left, right in
            let (a, b) = (left.element.size, right.element.size)
            return a != b ? a > b : left.offset < right.offset
        }.map(\.element)
        var notes = [script.stamp?.origin(beside: own) ?? NotebookWords.recordedByUnknown]
        if !moved.isEmpty {
            notes.append(NotebookWords.moved(moved.count))
            notes += Self.table(moved.prefix(Self.mostFigures)).split(separator: "\n").map(String.init)
            let more = moved.count - Self.mostFigures
            if more > 0 { notes.append(NotebookWords.moreFigures(more)) }
        }
        notes += texts(comparisons)
        return Diagnostic(
            NotebookWords.differs(script.name, differences.count, of: lines), at: span,
            hint: notes.joined(separator: "\n  "))
    }

    /// Lines of text that differ in more than figures.
    private func texts(_ comparisons: [OutputComparison]) -> [String] {
        let all = comparisons.flatMap { comparison in
            comparison.text.isEmpty ? [] : [NotebookWords.line(comparison.line)] + comparison.text
        }
        guard !all.isEmpty else { return [] }
        let more = all.count - Self.mostText
        return [NotebookWords.texts] + all.prefix(Self.mostText)
            + (more > 0 ? [NotebookWords.moreLines(more)] : [])
    }

    /// Characters of a row's name that are shown.
    private static let mostName = 32

    private static func shortened(_ name: String) -> String {
        name.count > mostName ? name.prefix(mostName - 3) + "..." : name
    }

    private static func table(_ moved: some Sequence<OutputComparison.Moved>) -> String {
        var table = Table(columns: [
            Table.Column("line", heading: NotebookWords.line, places: 0),
            Table.Column("row", heading: NotebookWords.row, alignment: .left),
            Table.Column("figure", heading: NotebookWords.figure, alignment: .left),
            Table.Column("recorded", heading: NotebookWords.recorded),
            Table.Column("now", heading: NotebookWords.now),
            Table.Column("change", heading: NotebookWords.change, unit: "%", digits: 3),
        ])
        for figure in moved {
            table.rows.append([
                .number(Double(figure.line)), .text(Self.shortened(figure.row)), .text(figure.figure),
                .text(figure.recorded),
                .text(figure.now), figure.change.map { .number(100 * $0) } ?? .missing,
            ])
        }
        if table.rows.allSatisfy({ $0[1] == .text("") }) {
            table.columns.remove(at: 1)
            for row in table.rows.indices { table.rows[row].remove(at: 1) }
        }
        return OutputFormat.box.render(table)
    }
}
