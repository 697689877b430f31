import Testing
import Units

@testable import Presentation

/// Tables and pictures for pages, and for what reads tabs.
@Suite struct PageTests {
    /// IANA, text/tab-separated-values: no cell holds a tab or breaks a line, and nothing is quoted.
    @Test func tabsPartCellsAlone() {
        #expect(
            OutputFormat.tsv.render(SampleTable.awkward) == """
                name\trate\tsize\tnote
                算能\t16.25\t64000000000\ta, b
                x\t0.1\t\tsay "hi" | bye
                two lines\t\t5.9e-07\t

                """)
        let table = Table(columns: [Table.Column("a")], rows: [[.text("x\ty\nz")], [.text("=1+1")], [.flag(true)]])
        #expect(OutputFormat.tsv.render(table) == "a\nx y z\n'=1+1\ntrue\n")
    }

    @Test func aTableOfHTMLSaysItsEncoding() {
        let html = OutputFormat.html.render(SampleTable.awkward)
        #expect(html.hasPrefix("<meta charset=\"utf-8\">\n<table>\n<thead><tr><th>名称</th>"))
        #expect(html.hasSuffix("</tbody>\n</table>\n"))
        #expect(html.contains("<td>say &quot;hi&quot; | bye</td>"))
    }

    /// A long text gets a width of its own; a number never wraps.
    @Test func longTextsAreMarked() {
        let text = String(repeating: "a", count: 25)
        let table = Table(
            columns: [Table.Column("a", alignment: .left), Table.Column("b")],
            rows: [[.text(text), .text(text)], [.text(String(text.dropLast())), .missing]])
        let html = HTMLTable.render(table)
        #expect(html.contains("<td class=\"long\">\(text)</td><td style=\"text-align:right\">\(text)</td>"))
        #expect(html.contains("<td>\(text.dropLast())</td>"))
    }

    @Test func aPageIsInTheLanguageThatIsSpoken() {
        let page = HTMLPage.text(title: "a<b", style: "p { margin: 0; }\n", body: "<p>x</p>\n")
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && page.hasSuffix("<p>x</p>\n</body>\n</html>\n"))
        #expect(page.contains("<title>a&lt;b</title>") && page.contains("p { margin: 0; }\n</style>"))
        Tongue.chinese.speak { #expect(HTMLPage.text(title: "", body: "").contains("<html lang=\"zh-CN\">")) }
        #expect(HTMLPage.fonts.contains("Noto Sans CJK SC") && HTMLPage.fixedFonts.contains("Noto Sans Mono CJK SC"))
    }

    private func chart(_ title: String, _ rules: [Plot.Rule] = []) -> Plot {
        Plot(
            title,
            .chart(
                x: Plot.Axis("x"), y: Plot.Axis("y"),
                [Plot.Series("", .line, [Plot.Point(0, 0), Plot.Point(10, 10)])], rules))
    }

    @Test func aPictureInAPageTakesItsPaper() {
        let plot = chart("t")
        #expect(
            plot.svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && plot.svg.contains("fill=\"#ffffff\""))
        #expect(plot.inlineSVG.hasPrefix("<svg class=\"plot\" width=\"760\"") && !plot.inlineSVG.contains("#ffffff"))
        #expect(!plot.inlineSVG.contains("http") && Plot.inlineStyle.contains("currentColor"))
    }

    /// A letter is about 0.62 of its size wide: 200 of them take 736 units at 736 / 124 = 5.94.
    @Test func aLongTitleGetsSmallerLetters() {
        #expect(chart("short").svg.contains("font-size=\"13\" font-weight=\"bold\">short<"))
        #expect(chart(String(repeating: "m", count: 200)).svg.contains("font-size=\"5.94\" font-weight=\"bold\">mmm"))
    }

    /// Two lines at nearly one place: the titles stand below each other, the right one on the left of its line.
    @Test func titlesOfLinesDoNotMeet() {
        let svg = chart("t", [Plot.Rule("first", .x, 9.8), Plot.Rule("second", .x, 9.9)]).svg
        #expect(
            svg.contains("y=\"56\" text-anchor=\"end\">first<") && svg.contains("y=\"71\" text-anchor=\"end\">second<"))
    }
}
