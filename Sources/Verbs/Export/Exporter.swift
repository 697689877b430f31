import Language
import Notebook

/// Writes a session for people who do not have the shell, declared once: `export`, its help and completion follow.
struct Exporter: Sendable {
    /// The ending of its files.
    let ending: String
    /// What they are, behind the ending in help, in the language that is spoken.
    var summary: String { describe() }
    private let describe: @Sendable () -> String
    /// The text of the file; `isCancelled` is asked now and then whether to stop.
    let text: @Sendable (_ session: Session, _ isCancelled: () -> Bool) throws(Diagnostic) -> String

    init(
        _ ending: String, _ summary: @autoclosure @escaping @Sendable () -> String,
        _ text: @escaping @Sendable (_ session: Session, _ isCancelled: () -> Bool) throws(Diagnostic) -> String
    ) {
        self.ending = ending
        describe = summary
        self.text = text
    }

    /// The registry: a new format is one file and one line here.
    static let all: [Exporter] = [.markdown, .html, .notebook, .picture]
}

/// A part of an exported session.
enum ExportPart {
    /// Notes that stand together.
    case notes([String])
    /// A command with its number and output.
    case cell(Int, Cell)

    /// The parts of a session in order.
    static func all(of session: Session) -> [ExportPart] {
        var parts: [ExportPart] = []
        var number = 0
        for cell in session.cells {
            if let note = cell.note {
                if case .notes(let notes) = parts.last {
                    parts[parts.count - 1] = .notes(notes + [note])
                } else {
                    parts.append(.notes([note]))
                }
            } else {
                number += 1
                parts.append(.cell(number, cell))
            }
        }
        return parts
    }

    /// The output of a cell: its tables, and the text between them.
    static func pieces(of cell: Cell) -> [Piece] {
        var pieces: [Piece] = []
        for output in cell.output {
            if case .table(let table) = output {
                pieces.append(.table(table))
                continue
            }
            if case .plot(let plot) = output {
                pieces.append(.plot(plot))
                continue
            }
            let text = Output.plainText([output], cell.format)
            if case .text(let before) = pieces.last {
                pieces[pieces.count - 1] = .text(before + text)
            } else if !text.isEmpty {
                pieces.append(.text(text))
            }
        }
        return pieces
    }
}
