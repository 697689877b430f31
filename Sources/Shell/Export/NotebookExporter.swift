import Presentation
import Text

/// A session as a Jupyter notebook (nbformat 4.5) with its outputs in place.
enum NotebookExporter: Exporter {
    static func text(of session: Session) -> String {
        let cells = ExportPart.all(of: session).enumerated().map { index, part in
            switch part {
            case .notes(let notes): markdown(notes, id: "note-\(index + 1)")
            case .cell(let number, let cell): code(cell, number)
            }
        }
        let language: JSON = .object([
            (key: "file_extension", value: .string(".sextant")), (key: "mimetype", value: .string("text/plain")),
            (key: "name", value: .string("sextant")), (key: "version", value: .string(Version.number)),
        ])
        let kernel: JSON = .object([
            (key: "display_name", value: .string("Sextant")), (key: "language", value: .string("sextant")),
            (key: "name", value: .string("sextant")),
        ])
        let notebook: JSON = .object([
            (key: "cells", value: .array(cells)),
            (
                key: "metadata",
                value: .object([
                    (key: "kernelspec", value: kernel), (key: "language_info", value: language),
                    (key: FileStamp.key, value: FileStamp.current.json),
                ])
            ),
            (key: "nbformat", value: .number(4)), (key: "nbformat_minor", value: .number(5)),
        ])
        return notebook.pretty + "\n"
    }

    private static func markdown(_ notes: [String], id: String) -> JSON {
        .object([
            (key: "cell_type", value: .string("markdown")), (key: "id", value: .string(id)),
            (key: "metadata", value: .object([])),
            (key: "source", value: lines(notes.map(MarkdownRenderer.withoutTags).joined(separator: "\n"))),
        ])
    }

    private static func code(_ cell: Cell, _ number: Int) -> JSON {
        let outputs: [JSON] = cell.output.isEmpty ? [] : [result(cell, number)]
        return .object([
            (key: "cell_type", value: .string("code")), (key: "execution_count", value: .number(Double(number))),
            (key: "id", value: .string("out-\(number)")), (key: "metadata", value: .object([])),
            (key: "outputs", value: .array(outputs)), (key: "source", value: lines(cell.text)),
        ])
    }

    /// What a cell printed: as text, and with tables where they can be shown.
    private static func result(_ cell: Cell, _ number: Int) -> JSON {
        .object([
            (
                key: "data",
                value: .object([
                    (key: "text/html", value: lines(HTMLExporter.output(of: cell))),
                    (key: "text/plain", value: lines(cell.recorded)),
                ])
            ),
            (key: "execution_count", value: .number(Double(number))), (key: "metadata", value: .object([])),
            (key: "output_type", value: .string("execute_result")),
        ])
    }

    /// A text as notebooks keep it: a list of lines that keep their newlines.
    private static func lines(_ text: String) -> JSON {
        var lines: [String] = []
        var line = ""
        for character in text {
            line.append(character)
            if character == "\n" {
                lines.append(line)
                line = ""
            }
        }
        return .array((line.isEmpty ? lines : lines + [line]).map { .string($0) })
    }
}
