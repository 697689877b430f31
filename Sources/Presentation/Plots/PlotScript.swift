import Text
import Units

/// A plot as a script for gnuplot that draws a PNG picture to its output.
struct PlotScript {
    private let plot: Plot

    init(_ plot: Plot) { self.plot = plot }

    /// The script, with the figures in it.
    var text: String {
        var high = 630
        if case .bars(_, let bars) = plot.content { high = max(high, 110 + 22 * bars.count) }
        var lines = [
            "set terminal pngcairo size 1140,\(high) font 'sans,11'", "set title \(Self.quoted(plot.title)) noenhanced",
            "set grid", "set key outside bottom center horizontal noenhanced",
        ]
        switch plot.content {
        case .chart(let x, let y, let series, let rules): lines += chart(x, y, series, rules)
        case .bars(let heading, let bars): lines += self.bars(heading, bars)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func chart(_ x: Plot.Axis, _ y: Plot.Axis, _ series: [Plot.Series], _ rules: [Plot.Rule]) -> [String] {
        let shown = series.filter { !$0.points.isEmpty }
        var lines = [
            "set xlabel \(Self.quoted(x.heading)) noenhanced", "set ylabel \(Self.quoted(y.heading)) noenhanced",
        ]
        if x.isLogarithmic { lines.append("set logscale x 2") }
        let frame = PlotFrame(x, y, series, rules, across: 8, upward: 6)
        lines.append("set xrange [\(Self.range(frame.across))]")
        lines.append("set yrange [\(Self.range(frame.up))]")
        lines += Self.lines(of: frame)
        let parts = shown.enumerated().map { number, one in
            let style =
                one.form == .line
                ? "linespoints pointtype 7"
                : one.form == .marks ? "points pointtype 6" : "points pointtype 7 pointsize 0.5"
            let colour = PlotSVG.colours[number % PlotSVG.colours.count]
            return "'-' with \(style) linecolor rgb '\(colour)' title \(Self.quoted(one.title))"
        }
        guard !parts.isEmpty else { return lines }
        lines.append("plot " + parts.joined(separator: ", "))
        for one in shown {
            lines += one.points.map { "\(Decimal.shortest($0.x)) \(Decimal.shortest($0.y))" } + ["e"]
        }
        return lines
    }

    /// The ends of an axis, a little beyond its scale: points at its ends stand inside of the frame.
    private static func range(_ scale: PlotScale) -> String {
        [-0.02, 1.02].map { Decimal.significant(scale.value(at: $0), digits: 9) }.joined(separator: ":")
    }

    /// The lines across the frame, with their titles beside them.
    private static func lines(of frame: PlotFrame) -> [String] {
        var height = 0.97
        return frame.rules.flatMap { rule in
            let (value, title) = (Decimal.shortest(rule.value), quoted(rule.title))
            let style = "nohead dashtype 2 linecolor rgb '#888888'"
            guard rule.side == .x else {
                return [
                    "set arrow from graph 0, first \(value) to graph 1, first \(value) \(style)",
                    "set label \(title) at graph 0.99, first \(value) right offset 0,0.6 noenhanced",
                ]
            }
            let isFarRight = frame.across.share(rule.value) > 0.75
            let side = isFarRight ? "right offset -0.7,0" : "left offset 0.7,0"
            let label = "set label \(title) at \(value), graph \(Decimal.shortest(height)) \(side) noenhanced"
            // Titles of lines that stand near each other do not meet.
            height = Decimal.rounded(height - 0.04, digits: 4)
            return ["set arrow from \(value), graph 0 to \(value), graph 1 \(style)", label]
        }
    }

    private func bars(_ heading: String, _ bars: [Plot.Bar]) -> [String] {
        let tics = bars.enumerated().map { "\(Self.quoted($1.title)) \(-$0)" }.joined(separator: ", ")
        func rows(_ isMeant: (Double) -> Bool) -> [String] {
            bars.enumerated().flatMap { place, bar in
                bar.values.filter(isMeant).map { "\(min(0, $0)) \(max(0, $0)) \(-place)" }
            }
        }
        // What lies on either side of zero is told apart by its colour, as in other pictures.
        let sides = [(rows { $0 >= 0 }, PlotSVG.colours[0]), (rows { $0 < 0 }, PlotSVG.colours[1])]
            .filter { !$0.0.isEmpty }
        guard !sides.isEmpty else { return [] }
        let parts = sides.map { _, colour in
            "'-' using (($1+$2)/2):3:1:2:($3-0.35):($3+0.35) with boxxyerror linecolor rgb '\(colour)' notitle"
        }
        return [
            "set xlabel \(Self.quoted(heading)) noenhanced", "set ytics noenhanced (\(tics))",
            "set yrange [\(0.4 - Double(bars.count)):0.6]", "set style fill solid 1 noborder",
            "set arrow from 0, graph 0 to 0, graph 1 nohead linecolor rgb '#222222'",
            "plot " + parts.joined(separator: ", "),
        ] + sides.flatMap { $0.0 + ["e"] }
    }

    /// A text in single quotes, in which gnuplot gives nothing else a meaning.
    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}

extension Plot {
    /// The plot as a script for gnuplot.
    public var gnuplot: String { PlotScript(self).text }
}
