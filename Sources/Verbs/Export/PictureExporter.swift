import Language
import Notebook
import Presentation
import Text
import Units

/// A session as a picture of the shell (SVG): the prompt, what was typed and what it printed.
enum PictureExporter {
    private static let lineHeight = 17
    private static let columnWidth = 7.85
    private static let margin = 14
    /// Columns at which prose goes on in a further line; tables are no wider.
    private static let width = 100

    static func text(of session: Session, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        let lines = try lines(of: session, isCancelled)
        let columns = lines.map { DisplayWidth.of($0.text) }.max() ?? 80
        let width = Int(Double(columns) * columnWidth) + 2 * margin
        let height = (lines.count + 1) * lineHeight + 2 * margin
        let text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
            <rect width="100%" height="100%" rx="8" fill="#1b1e24"/>
            <g font-family="\(HTMLPage.fixedFonts)" font-size="13" fill="#d7dae0" xml:space="preserve">

            """
        let all = Interruptible.text(lines.enumerated(), beginning: text, isCancelled: isCancelled) { index, line in
            let y = margin + (index + 1) * lineHeight
            return "<text x=\"\(margin)\" y=\"\(y)\"\(line.style)>\(HTMLTable.escaped(line.text))</text>\n"
        }
        guard let all else { throw .interrupted }
        return all + "</g>\n</svg>\n"
    }

    private struct Line {
        let text: String
        let style: String
    }

    /// Each command behind its prompt, or a note, with the output below it.
    private static func lines(
        of session: Session, _ isCancelled: () -> Bool
    ) throws(Diagnostic) -> [Line] {
        var lines: [Line] = []
        for cell in session.cells {
            if let note = cell.note {
                lines.append(Line(text: note.isEmpty ? "#" : "# \(note)", style: " fill=\"#8a9199\""))
                continue
            }
            lines.append(Line(text: "sextant> " + cell.text, style: " fill=\"#8fd0ff\" font-weight=\"bold\""))
            guard let recorded = cell.recorded(isCancelled) else { throw .interrupted }
            let isDone = Interruptible.forEach(LineCutter(recorded), isCancelled: isCancelled) { line in
                let text = String(line.utf8.last == UInt8(ascii: "\n") ? line.dropLast() : line)
                lines += LineWrap.wrap(text, to: width).split(separator: "\n", omittingEmptySubsequences: false).map {
                    Line(text: String($0), style: "")
                }
            }
            guard isDone else { throw .interrupted }
        }
        return lines
    }
}

extension Exporter {
    static let picture = Exporter("svg", say(en: "a picture of the shell", zh: "终端画面的图片")) {
        (session: Session, isCancelled: () -> Bool) throws(Diagnostic) in
        try PictureExporter.text(of: session, isCancelled)
    }
}
