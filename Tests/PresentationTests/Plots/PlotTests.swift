import Text
import Units
import Testing

@testable import Presentation

/// Pictures as text and as SVG.
@Suite struct PlotTests {
    private func line(_ points: [(Double, Double)], _ rules: [Plot.Rule] = [], isASCII: Bool = false) -> Plot {
        var plot = Plot(
            "a line",
            .chart(
                x: Plot.Axis("batch"), y: Plot.Axis("rate", unit: "tokens/s"),
                [Plot.Series("", .line, points.map { Plot.Point($0.0, $0.1) })], rules))
        plot.isASCII = isASCII
        return plot
    }

    @Test func aChartIs72ColumnsBy20Lines() {
        for plot in [line([(0, 0), (10, 100)]), line([(0, 0), (10, 100)], isASCII: true)] {
            let lines = plot.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.count == 21 && lines.first == "a line")
            #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 72 })
        }
    }

    @Test func lettersAndSignsAloneAreASCII() {
        let plot = line(
            [(0, 0), (10, 100)], [Plot.Rule("limit", .y, 50), Plot.Rule("knee", .x, 5)], isASCII: true)
        #expect(plot.text.utf8.allSatisfy { $0 < 128 })
        #expect(plot.text.contains(": knee") && plot.text.contains("- limit"))
        #expect(!line([(0, 0), (10, 100)]).text.utf8.allSatisfy { $0 < 128 })
    }

    /// The dots of braille: the left column of a cell from above is 1, 2, 4 and 64, the right one 8, 16, 32 and 128.
    @Test func dotsAreBitsOfBraille() {
        var canvas = DotCanvas(columns: 2, rows: 1, isASCII: false)
        for row in 0..<4 { canvas.set(0, row) }
        canvas.set(3, 3)
        #expect(canvas.line(0) == "\u{2847}\u{2880}")
        canvas.put("o", at: (2, 0))
        #expect(canvas.line(0) == "\u{2847}o")
    }

    /// From one corner to the other each row has a dot, and none lies off the line.
    @Test func aLineJoinsItsEnds() {
        var canvas = DotCanvas(columns: 4, rows: 4, isASCII: true)
        canvas.join(canvas.dot(0, 0), canvas.dot(1, 1))
        #expect((0..<4).map { canvas.line($0) } == ["   *", "  * ", " *  ", "*   "])
    }

    /// 0 to 100 in steps of 20; 3 to 4.1 in steps of 0.2, from 3 to 4.2.
    @Test func ticksAreRoundNumbers() {
        let axis = Plot.Axis("a")
        #expect(PlotScale([0, 97], axis, ticks: 5).ticks == [0, 20, 40, 60, 80, 100])
        let narrow = PlotScale([3, 4.1], axis, ticks: 6)
        #expect(
            narrow.ticks.map { Decimal.significant($0, digits: 6) } == ["3", "3.2", "3.4", "3.6", "3.8", "4", "4.2"])
        #expect((narrow.share(3.6) - 0.5).magnitude < 1e-12)
        #expect((PlotScale([5], axis, ticks: 5).share(5) - 0.5).magnitude < 1e-12)
        // Below half of the upper end a scale begins at zero.
        #expect(PlotScale([10, 100], axis, ticks: 5).low == 0)
        #expect(PlotScale([-5, 5], axis, ticks: 5).ticks.contains(0))
    }

    @Test func factorsHaveTicksAtPowers() {
        let axis = Plot.Axis("a", isLogarithmic: true)
        let doublings = PlotScale([1, 512], axis, ticks: 6)
        #expect(doublings.ticks == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
        // 2 to the power of 4.5 is half way between 1 and 512.
        #expect((doublings.share(22.627416997969522) - 0.5).magnitude < 1e-12)
        let rates = PlotScale([8e9, 2e11], axis, ticks: 6)
        #expect(rates.ticks.count > 2 && rates.ticks.allSatisfy { $0 >= 8e9 && $0 <= 2e11 * (1 + 1e-9) })
        #expect(PlotScale([0, 10], axis, ticks: 5).low == 0)
    }

    @Test func numbersOfAnAxisAreShort() {
        #expect(
            [1234, 12_340, 5e6, 2.5e7, 3e10, 0.125].map(Plot.Axis("a").text) == [
                "1234", "12.34k", "5000k", "25M", "30G", "0.125",
            ])
        #expect(Plot.Axis("inter_bw", dimension: .bandwidth).text(16e9) == "16 GB/s")
        #expect(Plot.Axis("batch", dimension: .count).text(16) == "16")
    }

    /// A limit far from all points is not part of the picture.
    @Test func farLimitsAreLeftOut() {
        let near = line([(0, 50), (10, 100)], [Plot.Rule("near", .y, 120), Plot.Rule("far", .y, 1000)])
        #expect(near.text.contains("near") && !near.text.contains("far"))
        #expect(near.svg.contains("near") && !near.svg.contains("far"))
    }

    @Test func seriesAreInColoursAndTheRestIsNot() {
        let two = Plot(
            "two lines",
            .chart(
                x: Plot.Axis("batch"), y: Plot.Axis("rate"),
                [
                    Plot.Series("up", .line, [Plot.Point(0, 0), Plot.Point(10, 10)]),
                    Plot.Series("down", .marks, [Plot.Point(0, 10), Plot.Point(10, 0)]),
                ], [Plot.Rule("limit", .y, 5)]))
        let bars = Plot("a tornado", .bars(heading: "%", [Plot.Bar("dram_bw", [-10, 10], "1.00")]))
        for plot in [two, bars] {
            let painted = plot.text { "<\($0)>\($1)</>" }
            for number in [0, 1] { #expect(painted.contains("<\(number)>")) }
            // What is painted is what stands there without colours, but for spaces at the ends.
            let plain = ["<0>", "<1>", "</>"].reduce(painted) { text, tag in
                text.split(separator: tag, omittingEmptySubsequences: false).joined()
            }
            func lines(_ text: String) -> [String] {
                text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                    String(line.reversed().drop { $0 == " " }.reversed())
                }
            }
            #expect(lines(plain) == lines(plot.text))
        }
        #expect(two.text { "<\($0)>\($1)</>" }.contains("<1>o</> down"))
    }

    @Test func barsReachToBothSidesOfZero() {
        var plot = Plot(
            "a tornado", .bars(heading: "%", [Plot.Bar("dram_bw", [-10, 10], "1.00"), Plot.Bar("batch", [5], "0.50")]))
        plot.isASCII = true
        let lines = plot.text.split(separator: "\n").map(String.init)
        #expect(lines.prefix(2) == ["a tornado", "%"])
        // 72 columns without 7 for the titles, 4 for the notes and 3 between: 58, of which zero is the 29th.
        #expect(lines[2] == "dram_bw 1.00  " + String(repeating: "=", count: 29) + String(repeating: "#", count: 29))
        #expect(lines[3] == "batch   0.50  " + String(repeating: " ", count: 29) + String(repeating: "#", count: 15))
    }

    @Test func anEmptyPictureIsAFrame() {
        #expect(line([]).text.contains("rate [tokens/s]"))
        #expect(line([(1, .nan)]).svg.hasSuffix("</svg>\n"))
        #expect(Plot("no bars", .bars(heading: "ms", [])).text == "no bars\nms\n")
    }

    /// What stands in a text is not markup, and what opens is closed.
    @Test func svgIsEscapedAndWellFormed() {
        let plot = Plot(
            "a<b & \"c\"",
            .chart(
                x: Plot.Axis("x<y"), y: Plot.Axis("y'"),
                [
                    Plot.Series("p&q", .points, [Plot.Point(1, 2)]),
                    Plot.Series("l", .line, [Plot.Point(1, 2), Plot.Point(2, 3)]),
                    Plot.Series("m", .marks, [Plot.Point(2, 3)]),
                ], [Plot.Rule("r<s", .x, 1.5), Plot.Rule("t", .y, 2.5)]))
        let svg = plot.svg
        #expect(svg.contains("<title>a&lt;b &amp; &quot;c&quot;</title>"))
        #expect(svg.contains("x&lt;y") && svg.contains("y&#39;") && svg.contains("p&amp;q") && svg.contains("r&lt;s"))
        #expect(Markup.isWellFormed(svg))
        #expect(Markup.isWellFormed(Plot("b", .bars(heading: "h<", [Plot.Bar("&", [-1, 2], "<")])).svg))
        #expect(!Markup.isWellFormed("<g><a></g></a>") && !Markup.isWellFormed("<a>1 < 2</a>"))
    }

    @Test func theFiguresAreATable() {
        let table = line([(1, 2), (3, 4)]).table
        #expect(table.columns.map(\.key) == ["series", "batch", "rate"])
        #expect(table.rows == [[.text(""), .number(1), .number(2)], [.text(""), .number(3), .number(4)]])
        let bars = Plot("b", .bars(heading: "ms", [Plot.Bar("a", [-1, 2], ""), Plot.Bar("b", [3], "")])).table
        #expect(bars.columns.map(\.key) == ["bar", "value", "value2"])
        #expect(bars.rows == [[.text("a"), .number(-1), .number(2)], [.text("b"), .number(3), .missing]])
    }

    /// Bars on either side of zero have colours of their own, and the first and the last are whole: 0.6 beyond their middles.
    @Test func theScriptTellsTheSidesOfBarsApart() {
        let script = Plot(
            "b", .bars(heading: "%", [Plot.Bar("a", [-1, 2], ""), Plot.Bar("b", [3], "")])
        ).gnuplot
        #expect(script.contains("set yrange [-1.6:0.6]"))
        #expect(script.contains("linecolor rgb '#0072b2' notitle, '-' using "))
        #expect(script.hasSuffix("0.0 2.0 0\n0.0 3.0 -1\ne\n-1.0 0.0 0\ne\n"))
    }

    /// A value at a share of the scale is where that share is.
    @Test func pointsAtTheEndsStandInsideTheFrame() {
        // Upward from 0 to 10 it goes 2 % of that further on both sides.
        #expect(line([(0, 0), (10, 10)]).gnuplot.contains("set yrange [-0.2:10.2]"))
        let scale = PlotScale([1, 64], Plot.Axis("batch", isLogarithmic: true), ticks: 8)
        for share in [-0.02, 0, 0.5, 1, 1.02] { #expect(abs(scale.share(scale.value(at: share)) - share) < 1e-12) }
    }

    @Test func theScriptHoldsTheFigures() {
        let script = line([(1, 2), (3, 4)], [Plot.Rule("limit", .y, 3)]).gnuplot
        #expect(
            script.contains("plot '-' with linespoints pointtype 7 linecolor rgb '#0072b2' title ''\n1 2\n3 4\ne\n"))
        #expect(script.contains("set label 'limit' at graph 0.99, first 3 right offset 0,0.6 noenhanced"))
        #expect(script.contains("set arrow from graph 0, first 3 to graph 1, first 3 nohead"))
        #expect(
            Plot("it's", .bars(heading: "ms", [Plot.Bar("a", [2], "")])).gnuplot.contains(
                "set title 'it''s' noenhanced"))
    }
}

/// Whether markup is well formed, as far as this project writes it: tags nest, attributes are quoted, and `<` and `&` are escaped.
private enum Markup {
    static func isWellFormed(_ text: String) -> Bool {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            guard isText(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: start)..<end]
            let name = tag.drop { $0 == "/" }.prefix { !$0.isWhitespace && $0 != "/" }
            let quotes = tag.filter { $0 == "\"" }
            guard name.first?.isLetter == true, quotes.count % 2 == 0, !tag.contains("<") else { return false }
            if tag.hasPrefix("/") {
                guard open.popLast() == name else { return false }
            } else if !tag.hasSuffix("/") {
                open.append(name)
            }
            rest = rest[rest.index(after: end)...]
        }
        return open.isEmpty && isText(rest)
    }

    private static func isText(_ text: Substring) -> Bool {
        !text.contains(">")
            && text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
                ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { part.hasPrefix($0) }
            }
    }
}
