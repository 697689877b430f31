import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// What is found in lines of output, and between two outputs: whole lists, in `Comparisons`.
///
/// `RECORD=1 swift test --filter RecordedComparisonTests` writes what is found today in place of it.
@Suite struct RecordedComparisonTests {
    private static let folder = Project.root + "/Tests/VerbsTests/Comparisons/"

    /// Each line, with its figures below: the characters that they take, text, value and what they measure.
    @Test func figuresOfALine() throws {
        let path = Self.folder + "figures.sextant"
        let script = Script(try #require(TextFile.read(path)), name: "figures")
        let found = script.entries.map { entry in
            PrintedLine(entry.text).figures.map { figure in
                let value = figure.value.map { "\($0)" } ?? "none"
                return "\(figure.range.lowerBound)..<\(figure.range.upperBound)  \(figure.text)  \(value) "
                    + "\(figure.dimension.rawValue)\n"
            }.joined()
        }
        try check(script, found, path)
    }

    /// Each line, with its cells below: the columns and the characters that they take, and whether they are figures.
    @Test func cellsOfALine() throws {
        let path = Self.folder + "cells.sextant"
        let script = Script(try #require(TextFile.read(path)), name: "cells")
        let found = script.entries.map { entry in
            let line = PrintedLine(entry.text)
            let kind = line.isCSV ? "CSV\n" : line.isOfTable ? "table\n" : ""
            return kind
                + line.cells.map { cell in
                    "\(cell.columns.lowerBound)..<\(cell.columns.upperBound) "
                        + "\(cell.characters.lowerBound)..<\(cell.characters.upperBound)  \(cell.text)"
                        + "\(cell.isFigure ? "  figure" : "")\n"
                }.joined()
        }
        try check(script, found, path)
    }

    private func check(_ script: Script, _ found: [String], _ path: String) throws {
        let today = Replay.updated(script, found, Session.stamp)
        let recorded = Script(try Recording.text(at: path, today: today), name: script.name)
        for (entry, text) in zip(recorded.entries, found) { #expect((entry.recorded ?? "") == text, "\(entry.text)") }
        #expect(recorded.entries.count == found.count)
    }

    /// Two outputs each, between lines of `====` and parted by one of `----`, and what moved between them.
    @Test func whatMoved() throws {
        let path = Self.folder + "outputs.txt"
        let cases = try #require(TextFile.read(path)).split(separator: "====\n").map { part in
            part.split(separator: "----\n", omittingEmptySubsequences: false).map(String.init)
        }
        let parts = cases.map { texts in
            let (old, new) = (texts[0], texts.count > 1 ? texts[1] : "")
            let found = OutputComparison(of: old, with: new, line: 7, Session.columnNames)
            let moved = found.moved.map { moved in
                let change = moved.change.map { "\((1e4 * $0).rounded() / 100) %" } ?? "none"
                return "[\(moved.row)] [\(moved.figure)] \(moved.recorded) -> \(moved.now), \(change)\n"
            }
            return [old, new, (moved + found.text.map { $0 + "\n" }).joined()].joined(separator: "----\n")
        }
        let today = parts.joined(separator: "====\n")
        #expect(try Recording.text(at: path, today: today) == today)
    }
}
