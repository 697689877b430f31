import Language
import Notebook
import Presentation
import Text
import Units

/// A session as a Jupyter notebook (nbformat 4.5) with its outputs in place.
enum NotebookExporter {
    static func text(of session: Session, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        var cells: [JSON] = []
        for (index, part) in ExportPart.all(of: session).enumerated() {
            if isCancelled() { throw .interrupted }
            switch part {
            case .notes(let notes): cells.append(markdown(notes, id: "note-\(index + 1)"))
            case .cell(let number, let cell): cells.append(try code(cell, number, isCancelled))
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
                    (key: FileStamp.key, value: Session.stamp.json),
                ])
            ),
            (key: "nbformat", value: .number(4)), (key: "nbformat_minor", value: .number(5)),
        ])
        guard let text = notebook.pretty(isCancelled: isCancelled) else { throw .interrupted }
        return text + "\n"
    }

    private static func markdown(_ notes: [String], id: String) -> JSON {
        .object([
            (key: "cell_type", value: .string("markdown")), (key: "id", value: .string(id)),
            (key: "metadata", value: .object([])),
            (key: "source", value: lines(notes.map(MarkdownRenderer.withoutTags).joined(separator: "\n"))),
        ])
    }

    private static func code(_ cell: Cell, _ number: Int, _ isCancelled: () -> Bool) throws(Diagnostic) -> JSON {
        let outputs: [JSON] = cell.output.isEmpty ? [] : [try result(cell, number, isCancelled)]
        return .object([
            (key: "cell_type", value: .string("code")), (key: "execution_count", value: .number(Double(number))),
            (key: "id", value: .string("out-\(number)")), (key: "metadata", value: .object([])),
            (key: "outputs", value: .array(outputs)), (key: "source", value: lines(cell.text)),
        ])
    }

    /// What a cell printed: as text, and with tables where they can be shown.
    private static func result(_ cell: Cell, _ number: Int, _ isCancelled: () -> Bool) throws(Diagnostic) -> JSON {
        guard let plain = cell.recorded(isCancelled).flatMap({ lines($0, isCancelled) }),
            let html = lines(try HTMLExporter.output(of: cell, isAlone: true, isCancelled), isCancelled)
        else { throw .interrupted }
        return .object([
            (
                key: "data",
                value: .object([
                    (key: "text/html", value: html),
                    (key: "text/plain", value: plain),
                ])
            ),
            (key: "execution_count", value: .number(Double(number))), (key: "metadata", value: .object([])),
            (key: "output_type", value: .string("execute_result")),
        ])
    }

    /// A text as notebooks keep it: a list of lines that keep their newlines.
    private static func lines(_ text: String) -> JSON { lines(text, { false }) ?? .array([]) }

    /// The same; nil if it was told to stop.
    private static func lines(_ text: String, _ isCancelled: () -> Bool) -> JSON? {
        Interruptible.map(LineCutter(text), isCancelled: isCancelled) { .string(String($0)) }.map { .array($0) }
    }
}

extension Exporter {
    static let notebook = Exporter(
        "ipynb", say(en: "a Jupyter notebook with its outputs", zh: "带有输出的 Jupyter 笔记本")
    ) {
        (session: Session, isCancelled: () -> Bool) throws(Diagnostic) in
        try NotebookExporter.text(of: session, isCancelled)
    }
}
