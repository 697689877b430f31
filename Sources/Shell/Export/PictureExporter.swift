import Presentation
import Text

/// A session as a picture of the shell (SVG): the prompt, what was typed and what it printed.
enum PictureExporter: Exporter {
    private static let lineHeight = 17
    private static let columnWidth = 7.85
    private static let margin = 14
    /// Columns at which prose goes on in a further line; tables are no wider.
    private static let width = 100

    static func text(of session: Session) -> String {
        let lines = Script(Script.text(of: session), name: "").entries.dropFirst().flatMap(lines)
        let columns = lines.map { DisplayWidth.of($0.text) }.max() ?? 80
        let width = Int(Double(columns) * columnWidth) + 2 * margin
        let height = (lines.count + 1) * lineHeight + 2 * margin
        var text = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
            <rect width="100%" height="100%" rx="8" fill="#1b1e24"/>
            <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="13" fill="#d7dae0" xml:space="preserve">

            """
        for (index, line) in lines.enumerated() {
            let y = margin + (index + 1) * lineHeight
            text += "<text x=\"\(margin)\" y=\"\(y)\"\(line.style)>\(HTMLTable.escaped(line.text))</text>\n"
        }
        return text + "</g>\n</svg>\n"
    }

    private struct Line {
        let text: String
        let style: String
    }

    /// A command behind its prompt, or a note, with the output below it.
    private static func lines(_ entry: Script.Entry) -> [Line] {
        guard !entry.text.isEmpty else { return [] }
        let isNote = entry.text.hasPrefix("#")
        let first = Line(
            text: isNote ? entry.text : "sextant> " + entry.text,
            style: isNote ? " fill=\"#8a9199\"" : " fill=\"#8fd0ff\" font-weight=\"bold\"")
        let output = (entry.recorded ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        return [first]
            + output.dropLast().flatMap { line in
                LineWrap.wrap(String(line), to: width).split(separator: "\n", omittingEmptySubsequences: false).map {
                    Line(text: String($0), style: "")
                }
            }
    }

}
