import Language
import Notebook
import Presentation
import Units
import Words

/// A report as one HTML file that needs no network, for a screen of any width, light or dark, and for paper.
enum HTMLReport {
    static func text(_ report: Report, _ isCancelled: () -> Bool) throws(Diagnostic) -> String {
        var html = "<header>\n<h1>\(HTMLTable.escaped(report.title))</h1>\n"
        html += "<p class=\"answer\">\(HTMLTable.escaped(report.answer))</p>\n</header>\n<nav>\n"
        for section in report.sections {
            html += "<a href=\"#\(section.name)\">\(HTMLTable.escaped(section.heading))</a>\n"
        }
        html += "</nav>\n<main>\n"
        for section in report.sections {
            if isCancelled() { throw .interrupted }
            html += "<section id=\"\(section.name)\">\n<h2>\(HTMLTable.escaped(section.heading))</h2>\n"
            html += section.items.map(element).joined() + "</section>\n"
        }
        html += "</main>\n<footer>\(HTMLTable.escaped(report.footer))</footer>\n"
        return HTMLPage.text(title: report.title, style: style + Plot.inlineStyle + paper, body: html)
    }

    private static func element(_ item: Report.Item) -> String {
        switch item {
        case .text(let text): return "<p>\(HTMLTable.escaped(Report.sentence(text)))</p>\n"
        case .heading(let text): return "<h3>\(HTMLTable.escaped(text))</h3>\n"
        case .list(let texts):
            return "<ul>\n" + texts.map { "<li>\(HTMLTable.escaped(Report.sentence($0)))</li>\n" }.joined() + "</ul>\n"
        case .facts(let facts):
            let rows = facts.map {
                "<div><dt>\(HTMLTable.escaped($0.name))</dt><dd>\(HTMLTable.escaped($0.text))</dd></div>\n"
            }
            return "<dl>\n" + rows.joined() + "</dl>\n"
        case .tiles(let tiles): return "<div class=\"tiles\">\n" + tiles.map(tile).joined() + "</div>\n"
        case .table(let table): return "<div class=\"table\">\n\(HTMLTable.render(table))</div>\n"
        case .plot(let plot): return "<div class=\"table\">\n\(plot.inlineSVG)</div>\n"
        case .code(let text): return "<pre class=\"code\">\(HTMLTable.escaped(text))</pre>\n"
        }
    }

    private static func tile(_ tile: Report.Tile) -> String {
        """
        <div class="tile"><span class="label">\(HTMLTable.escaped(tile.label))</span>
        <span class="value">\(HTMLTable.escaped(tile.value))</span> <span class="unit">\(HTMLTable.escaped(tile.unit))</span>
        <span class="trust"><code>\(HTMLTable.escaped(tile.name))</code> \(HTMLTable.escaped(tile.trust))</span></div>

        """
    }

    private static let style = """
        h1 { font-size: 1.6rem; line-height: 1.2; margin: 1.5rem 0 .5rem; }
        h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #0072b2; }
        h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
        p, li { max-width: 48rem; overflow-wrap: anywhere; }
        p { margin: .5rem 0; }
        ul { padding-left: 1.2rem; margin: .5rem 0; }
        .answer { font-size: 1.15rem; }
        nav { font-size: .85rem; line-height: 1.9; margin: .8rem 0; }
        nav a { margin-right: .9rem; white-space: nowrap; }
        a { color: #0072b2; }
        .tiles { display: flex; flex-wrap: wrap; margin: 0 -.3rem .6rem; }
        .tile { flex: 1 1 10.5rem; min-width: 9.5rem; max-width: 16rem; box-sizing: border-box; margin: .3rem; padding: .5rem .7rem;
          background: #8881; border-left: 3px solid #0072b2; }
        .label, .unit, .trust { display: block; font-size: .8rem; }
        .label { font-weight: 600; }
        .value { font-size: 1.45rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .trust { opacity: .8; overflow-wrap: anywhere; }
        code { font-family: \(HTMLPage.fixedFonts); font-size: .95em; }
        dl { margin: .4rem 0; }
        dl div { display: flex; flex-wrap: wrap; padding: .25rem 0; border-bottom: 1px solid #8884; }
        dt { flex: 0 0 9rem; font-weight: 600; }
        dd { flex: 1 1 16rem; margin: 0; overflow-wrap: anywhere; }
        thead th { white-space: nowrap; font-weight: 600; }
        td { min-width: 2rem; }
        .code { background: #8882; padding: .6rem .8rem; }
        footer { margin-top: 2.5rem; font-size: .85rem; opacity: .8; }
        @media screen and (prefers-color-scheme: dark) {
          body { background: #16181c; color: #e4e6ea; }
          a { color: #6cb6ee; }
          h2, .tile { border-color: #6cb6ee; }
          svg.plot [fill="#0072b2"] { fill: #56a8e0; }
          svg.plot [stroke="#0072b2"] { stroke: #56a8e0; }
          svg.plot [fill="#d55e00"] { fill: #f08a3c; }
        }

        """

    /// Rules for paper, which stand last as they take back some of those above.
    private static let paper = """
        @page { size: A4; margin: 15mm 14mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
        @media print {
          :root { color-scheme: light; }
          body { max-width: none; padding: 0; font-size: 9.5pt; background: none; color: #000; }
          nav { display: none; }
          h1 { font-size: 16pt; margin-top: 0; }
          h2 { font-size: 12pt; margin-top: 14pt; break-after: avoid; }
          h3 { font-size: 10pt; break-after: avoid; }
          h2 + p { break-after: avoid; }
          p, li { max-width: none; }
          .table { overflow: visible; }
          table { font-size: 7.2pt; max-width: 100%; }
          th, td { padding: 1.2pt 2.6pt; white-space: nowrap; }
          th small, .long, td + td + td:last-child { white-space: normal; overflow-wrap: break-word; }
          thead { display: table-header-group; }
          tr, .tile, dl div, li, svg { break-inside: avoid; }
          svg.plot { min-width: 0; max-width: 17cm; }
          .long { min-width: 2.4cm; }
          pre { font-size: 8pt; }
          .tile { min-width: 3.6cm; flex: 1 1 3.6cm; padding: 3pt 5pt; }
          .value { font-size: 13pt; }
          .label, .trust, .unit { font-size: 7.5pt; }
          dt { flex: 0 0 3cm; }
        }

        """
}
