import Text
import Units

/// A plot as a script for gnuplot that draws a PNG picture to its output.
struct PlotScript {
    private let plot: Plot

    init(_ plot: Plot) { self.plot = plot }

    /// The script, with the figures in it.
    var text: String {
        var lines = [
            "set terminal pngcairo size 1140,630 font 'sans,11'", "set title \(Self.quoted(plot.title)) noenhanced",
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
        for rule in PlotFrame(x, y, series, rules, across: 8, upward: 6).rules {
            let (value, graph) = (Decimal.shortest(rule.value), rule.side == .x)
            lines.append(
                graph
                    ? "set arrow from \(value), graph 0 to \(value), graph 1 nohead dashtype 2"
                    : "set arrow from graph 0, first \(value) to graph 1, first \(value) nohead dashtype 2")
        }
        let parts = shown.map { one in
            let style =
                one.form == .line
                ? "linespoints pointtype 7"
                : one.form == .marks ? "points pointtype 6" : "points pointtype 7 pointsize 0.5"
            return "'-' with \(style) title \(Self.quoted(one.title))"
        }
        guard !parts.isEmpty else { return lines }
        lines.append("plot " + parts.joined(separator: ", "))
        for one in shown {
            lines += one.points.map { "\(Decimal.shortest($0.x)) \(Decimal.shortest($0.y))" } + ["e"]
        }
        return lines
    }

    private func bars(_ heading: String, _ bars: [Plot.Bar]) -> [String] {
        let tics = bars.enumerated().map { "\(Self.quoted($1.title)) \(-$0)" }.joined(separator: ", ")
        let rows = bars.enumerated().flatMap { place, bar in
            bar.values.map { "\(min(0, $0)) \(max(0, $0)) \(-place)" }
        }
        guard !rows.isEmpty else { return [] }
        return [
            "set xlabel \(Self.quoted(heading)) noenhanced", "set ytics noenhanced (\(tics))",
            "set style fill solid 0.8",
            "plot '-' using (($1+$2)/2):3:1:2:($3-0.35):($3+0.35) with boxxyerror notitle",
        ] + rows + ["e"]
    }

    /// A text in single quotes, in which gnuplot gives nothing else a meaning.
    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}

extension Plot {
    /// The plot as a script for gnuplot.
    public var gnuplot: String { PlotScript(self).text }
}
