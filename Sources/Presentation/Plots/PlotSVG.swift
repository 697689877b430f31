import Text
import Units

/// A plot as SVG (SVG 1.1), which a page may hold or a file be.
struct PlotSVG {
    private static let (width, height) = (760.0, 420.0)
    private static let margin = (left: 84.0, right: 24.0, top: 44.0, bottom: 52.0)
    private static let bar = 22.0
    /// Columns of bars' titles and notes.
    private static let label = 190.0
    /// Colours that are told apart in print and by those who see few (Okabe and Ito, 2008).
    static let colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"]

    private let plot: Plot
    /// Whether a page holds it, which has its own paper and colours of text.
    private let isInline: Bool

    init(_ plot: Plot, isInline: Bool = false) { (self.plot, self.isInline) = (plot, isInline) }

    /// The element.
    var text: String {
        switch plot.content {
        case .chart(let x, let y, let series, let rules): framed(Self.height, chart(x, y, series, rules))
        case .bars(let heading, let bars):
            framed(Self.margin.top + 24 + Double(bars.count) * Self.bar + 16, self.bars(heading, bars))
        }
    }

    private func framed(_ height: Double, _ body: String) -> String {
        let (wide, high) = (Self.number(Self.width), Self.number(height))
        let title = HTMLTable.escaped(plot.title)
        // A long title gets smaller letters rather than no end.
        let size = min(13, (Self.width - 24) / (0.62 * Double(max(1, DisplayWidth.of(plot.title)))))
        let kind = isInline ? "class=\"plot\"" : "xmlns=\"http://www.w3.org/2000/svg\""
        let paper = isInline ? "" : "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        return """
            <svg \(kind) width="\(wide)" height="\(high)" viewBox="0 0 \(wide) \(high)" role="img">
            <title>\(title)</title>
            \(paper)<g font-family="\(HTMLPage.fonts)" font-size="12" fill="#222222">
            <text x="12" y="22" font-size="\(Self.number(size))" font-weight="bold">\(title)</text>
            \(body)</g>
            </svg>

            """
    }

    private func chart(_ x: Plot.Axis, _ y: Plot.Axis, _ series: [Plot.Series], _ rules: [Plot.Rule]) -> String {
        let frame = PlotFrame(x, y, series, rules, across: 8, upward: 6)
        let (m, right, bottom) = (Self.margin, Self.width - Self.margin.right, Self.height - Self.margin.bottom)
        func across(_ value: Double) -> Double { m.left + frame.across.share(value) * (right - m.left) }
        func upward(_ value: Double) -> Double { bottom - frame.up.share(value) * (bottom - m.top) }
        var text = ""
        for tick in frame.up.ticks {
            let place = upward(tick)
            text += Self.line(m.left, place, right, place, "#dddddd")
            text += Self.text(m.left - 6, place + 4, y.text(tick), anchor: "end")
        }
        var end = 0.0
        for tick in frame.across.ticks {
            let place = across(tick)
            text += Self.line(place, bottom, place, bottom + 5, "#222222")
            let width = 7 * Double(DisplayWidth.of(x.text(tick)))
            guard place - width / 2 > end else { continue }
            text += Self.text(place, bottom + 19, x.text(tick), anchor: "middle")
            end = place + width / 2 + 4
        }
        text +=
            Self.line(m.left, m.top, m.left, bottom, "#222222") + Self.line(m.left, bottom, right, bottom, "#222222")
        text += Self.text(m.left, m.top - 6, y.heading) + Self.text(right, Self.height - 12, x.heading, anchor: "end")
        var height = m.top + 12
        for rule in frame.rules {
            let isUpright = rule.side == .x
            let place = isUpright ? across(rule.value) : upward(rule.value)
            let isFarRight = place > right - 7 * Double(DisplayWidth.of(rule.title))
            text +=
                isUpright
                ? Self.line(place, m.top, place, bottom, "#888888", dashes: true)
                    + Self.text(
                        isFarRight ? place - 4 : place + 4, height, rule.title, anchor: isFarRight ? "end" : "start")
                : Self.line(m.left, place, right, place, "#888888", dashes: true)
                    + Self.text(right, place - 4, rule.title, anchor: "end")
            // Titles of lines that stand near each other do not meet.
            if isUpright { height += 15 }
        }
        var legend = m.left
        for (number, one) in series.enumerated() {
            let colour = Self.colours[number % Self.colours.count]
            let places = one.points.map { (across($0.x), upward($0.y)) }
            text += Self.series(places, one.form, colour)
            guard !one.title.isEmpty, !one.points.isEmpty else { continue }
            text +=
                "<circle cx=\"\(Self.number(legend + 5))\" cy=\"\(Self.number(Self.height - 16))\" r=\"4\" fill=\"\(colour)\"/>\n"
            text += Self.text(legend + 14, Self.height - 12, one.title)
            legend += 30 + 7 * Double(DisplayWidth.of(one.title))
        }
        return text
    }

    private static func series(_ places: [(Double, Double)], _ form: Plot.Series.Form, _ colour: String) -> String {
        let radius = form == .marks ? "4" : "2.5"
        var text = ""
        if form == .line, places.count > 1 {
            let points = places.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
            text += "<polyline points=\"\(points)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.8\"/>\n"
        }
        for place in places {
            text += "<circle cx=\"\(number(place.0))\" cy=\"\(number(place.1))\" r=\"\(radius)\" fill=\"\(colour)\"/>\n"
        }
        return text
    }

    private func bars(_ heading: String, _ bars: [Plot.Bar]) -> String {
        let values = bars.flatMap(\.values)
        let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
        let (left, right) = (Self.label + 120, Self.width - Self.margin.right)
        func across(_ value: Double) -> Double {
            high > low ? left + (value - low) / (high - low) * (right - left) : left
        }
        var text = Self.text(12, Self.margin.top, heading)
        for (number, bar) in bars.enumerated() {
            let top = Self.margin.top + 12 + Double(number) * Self.bar
            text += Self.text(12, top + 14, bar.title) + Self.text(left - 10, top + 14, bar.note, anchor: "end")
            for value in bar.values {
                let (from, to) = (min(across(0), across(value)), max(across(0), across(value)))
                let colour = Self.colours[value < 0 ? 1 : 0]
                text +=
                    "<rect x=\"\(Self.number(from))\" y=\"\(Self.number(top + 3))\" width=\"\(Self.number(to - from))\" "
                text += "height=\"\(Self.number(Self.bar - 6))\" fill=\"\(colour)\"/>\n"
            }
        }
        let bottom = Self.margin.top + 12 + Double(bars.count) * Self.bar
        return text + Self.line(across(0), Self.margin.top + 10, across(0), bottom, "#222222")
    }

    private static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String, dashes: Bool = false
    ) -> String {
        let ends = "x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\""
        return "<line \(ends) stroke=\"\(colour)\"\(dashes ? " stroke-dasharray=\"5 4\"" : "")/>\n"
    }

    private static func text(_ x: Double, _ y: Double, _ text: String, anchor: String = "start") -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(HTMLTable.escaped(text))</text>\n"
    }

    /// A coordinate to a hundredth.
    private static func number(_ value: Double) -> String { Decimal.shortest((value * 100).rounded() / 100) }
}

extension Plot {
    /// The plot as an SVG element with its own paper.
    public var svg: String { PlotSVG(self).text }

    /// The plot as an element of a page of HTML, which gives it paper; `inlineStyle` has to be among the page's rules.
    public var inlineSVG: String { PlotSVG(self, isInline: true).text }

    /// The rules by which a plot takes the colours of the text around it, light or dark.
    ///
    /// They stand over the attributes, which programs go by that know no such rules.
    public static let inlineStyle = """
        svg.plot { display: block; width: 100%; min-width: 36rem; max-width: 760px; height: auto; }
        svg.plot g { fill: currentColor; }
        svg.plot [stroke="#222222"] { stroke: currentColor; }
        svg.plot [stroke="#dddddd"] { stroke: #8885; }

        """
}
