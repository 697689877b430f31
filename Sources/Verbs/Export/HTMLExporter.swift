import Language
import Notebook
import Presentation
import Units
import Words

/// A session as one HTML file that needs no network and fits a phone: wide tables scroll inside the page.
enum HTMLExporter {
    static func text(of session: Session, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        let title = ExportWords.title(session.title)
        var html = """
            <!DOCTYPE html>
            <html lang="\(ExportWords.language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTMLTable.escaped(title))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <h1>\(HTMLTable.escaped(title))</h1>

            """
        for part in ExportPart.all(of: session) {
            if isCancelled() { throw .interrupted }
            switch part {
            case .notes(let notes):
                html += "<p class=\"note\">\(notes.map(HTMLTable.escaped).joined(separator: "<br>\n"))</p>\n"
            case .cell(let number, let cell):
                html += "<section id=\"out\(number)\">\n<pre class=\"command\"><b>[\(number)]</b> "
                html += "\(HTMLTable.escaped(cell.text))</pre>\n\(try output(of: cell, isCancelled))</section>\n"
            }
        }
        return html + "</body>\n</html>\n"
    }

    /// The output of a cell.
    static func output(of cell: Cell, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        guard let text = Output.html(cell.output, isCancelled: isCancelled) else { throw .interrupted }
        return text
    }

    private static let style = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.45 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 0 1rem 3rem; }
        h1 { font-size: 1.3rem; }
        pre { font: 14px/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; }
        pre.command { background: #8882; border-left: 3px solid #38c; padding: .4rem .6rem; margin-top: 1.2rem; }
        pre.command b { color: #38c; }
        .note { border-left: 3px solid #c93; padding-left: .7rem; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; margin: .4rem 0; }
        th, td { padding: .2rem .6rem; border-bottom: 1px solid #8885; text-align: left; vertical-align: top; }
        caption { text-align: left; color: color-mix(in srgb, currentColor 70%, transparent); }
        thead th { overflow-wrap: normal; }
        @page { size: landscape; margin: 10mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          pre { font-size: 8.5pt; }
          .table { overflow: visible; }
          table { font-size: 8pt; max-width: 100%; }
          th, td { padding: .1rem .3rem; white-space: normal; overflow-wrap: break-word; }
          tr, pre.command { break-inside: avoid; }
          pre.command { break-after: avoid; }
          thead { display: table-header-group; }
        }
        """
}

extension Exporter {
    static let html = Exporter(
        "html",
        say(en: "one page that needs no network and fits a phone", zh: "无需联网、适合手机的单个网页")
    ) {
        (session: Session, isCancelled: () -> Bool) throws(Diagnostic) in
        try HTMLExporter.text(of: session, isCancelled)
    }
}
