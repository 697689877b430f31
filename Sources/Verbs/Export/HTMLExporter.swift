import Language
import Notebook
import Presentation
import Units
import Words

/// A session as one HTML file that needs no network and fits a phone: wide tables scroll inside the page.
enum HTMLExporter {
    static func text(of session: Session, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        let title = ExportWords.title(session.title)
        var html = "<h1>\(HTMLTable.escaped(title))</h1>\n"
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
        return HTMLPage.text(title: title, style: style + Plot.inlineStyle, body: html)
    }

    /// The output of a cell; pictures bring paper of their own where the page is not this one.
    static func output(of cell: Cell, isAlone: Bool = false, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        let html = Output.html(cell.output, isAlone: isAlone, isCancelled: isCancelled)
        guard let text = html else { throw .interrupted }
        return text
    }

    private static let style = """
        pre.command { background: #8882; border-left: 3px solid #38c; padding: .4rem .6rem; margin-top: 1.2rem; }
        pre.command b { color: #38c; }
        .note { border-left: 3px solid #c93; padding-left: .7rem; }
        thead th { overflow-wrap: normal; }
        @page { size: landscape; margin: 10mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          pre { font-size: 8.5pt; }
          .table { overflow: visible; }
          table { font-size: 8pt; max-width: 100%; }
          .long { min-width: 0; }
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
