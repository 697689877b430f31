import Text
import Units

/// Colours what belongs to a series of a plot, by its number from 0.
public typealias PlotPaint = (_ series: Int, _ text: String) -> String

/// A plot as text, 72 columns wide and 20 lines high beside its title.
struct PlotText {
    /// Columns and lines of the whole.
    static let (width, height) = (72, 20)
    private static let (across, upward) = (6, 5)

    private let plot: Plot
    /// Signs of the frame and of what lies in it.
    private let signs: Signs
    private let paint: PlotPaint

    /// What lines are drawn with.
    private struct Signs {
        let side: Character, sideTick: Character, corner: Character, base: Character, baseTick: Character
        let level: Character, upright: Character, mark: Character, bar: Character, half: Character
        /// Bars to the left of zero.
        let shade: Character

        static let box = Signs(
            side: "│", sideTick: "┤", corner: "└", base: "─", baseTick: "┬", level: "┈", upright: "┊", mark: "o",
            bar: "█", half: "▌", shade: "▒")
        static let ascii = Signs(
            side: "|", sideTick: "+", corner: "+", base: "-", baseTick: "+", level: "-", upright: ":", mark: "o",
            bar: "#", half: "#", shade: "=")
    }

    init(_ plot: Plot, _ paint: @escaping PlotPaint) {
        self.plot = plot
        self.paint = paint
        signs = plot.isASCII ? .ascii : .box
    }

    /// The lines of the plot; those without dots are short.
    var lines: [String] {
        let title = plot.title.isEmpty ? [] : [plot.title]
        let body =
            switch plot.content {
            case .chart(let x, let y, let series, let rules): chart(x, y, series, rules)
            case .bars(let heading, let bars): self.bars(heading, bars)
            }
        return (title + body).map(Self.trimmed)
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    private func chart(_ x: Plot.Axis, _ y: Plot.Axis, _ series: [Plot.Series], _ rules: [Plot.Rule]) -> [String] {
        let frame = PlotFrame(x, y, series, rules, across: Self.across, upward: Self.upward)
        let labels = frame.up.ticks.map(y.text)
        let margin = labels.map(DisplayWidth.of).max() ?? 0
        // The headings of both axes, the line below and its numbers.
        var canvas = DotCanvas(columns: Self.width - margin - 2, rows: Self.height - 4, isASCII: plot.isASCII)
        let empty = canvas
        func dot(_ point: Plot.Point) -> (Int, Int) { empty.dot(frame.across.share(point.x), frame.up.share(point.y)) }
        for rule in frame.rules {
            let isUpright = rule.side == .x
            let place = isUpright ? Plot.Point(rule.value, frame.up.low) : Plot.Point(frame.across.low, rule.value)
            canvas.rule(isUpright ? signs.upright : signs.level, at: dot(place), isUpright: isUpright)
        }
        for (number, one) in series.enumerated() {
            canvas.pen = number
            let places = one.points.map(dot)
            switch one.form {
            case .points: for place in places { canvas.set(place.0, place.1) }
            case .marks: for place in places { canvas.put(signs.mark, at: place) }
            case .line:
                for (from, to) in zip(places, places.dropFirst()) { canvas.join(from, to) }
                if let only = places.first, places.count == 1 { canvas.set(only.0, only.1) }
            }
        }
        let rows = Dictionary(
            zip(frame.up.ticks.map { canvas.dot(0, frame.up.share($0)).1 / canvas.dots.down }, labels)
        ) { first, _ in first }
        var lines = [String(repeating: " ", count: margin + 1) + y.heading]
        for row in 0..<canvas.size.rows {
            let label = rows[row] ?? ""
            let room = String(repeating: " ", count: margin - DisplayWidth.of(label))
            lines.append("\(room)\(label) \(rows[row] == nil ? signs.side : signs.sideTick)\(canvas.line(row, paint))")
        }
        return lines + base(frame.across, x, canvas, margin) + below(series, frame.rules, x.heading)
    }

    /// The line below with its ticks, and their numbers where they do not touch.
    private func base(_ scale: PlotScale, _ axis: Plot.Axis, _ canvas: DotCanvas, _ margin: Int) -> [String] {
        var line = [Character](repeating: signs.base, count: canvas.size.columns)
        var numbers = String(repeating: " ", count: margin + 2)
        var end = margin + 1
        for tick in scale.ticks {
            let column = canvas.dot(scale.share(tick), 0).0 / canvas.dots.across
            line[column] = signs.baseTick
            let text = axis.text(tick)
            let start = min(max(0, margin + 2 + column - DisplayWidth.of(text) / 2), Self.width - DisplayWidth.of(text))
            guard start > end else { continue }
            numbers += String(repeating: " ", count: max(0, start - DisplayWidth.of(numbers))) + text
            end = start + DisplayWidth.of(text)
        }
        return [String(repeating: " ", count: margin + 1) + String(signs.corner) + String(line), numbers]
    }

    /// The legend and the heading of the axis across, in one line where there is room.
    private func below(_ series: [Plot.Series], _ rules: [Plot.Rule], _ heading: String) -> [String] {
        let room = Self.width - DisplayWidth.of(heading)
        let space = room - DisplayWidth.of(legend(series, rules) { $1 })
        let legend = legend(series, rules, paint)
        return space > 2
            ? [legend + String(repeating: " ", count: space) + heading]
            : [String(repeating: " ", count: max(0, room)) + heading, legend]
    }

    /// What signs stand for; nothing where it is plain.
    private func legend(_ series: [Plot.Series], _ rules: [Plot.Rule], _ paint: PlotPaint) -> String {
        let shown = series.enumerated().filter { !$1.title.isEmpty && !$1.points.isEmpty }
        let points = shown.map { number, one in
            let sign =
                switch one.form {
                case .marks: String(signs.mark)
                case .points: plot.isASCII ? "*" : "⠂"
                case .line: plot.isASCII ? "*" : "⠒"
                }
            return "\(paint(number, sign)) \(one.title)"
        }
        let lines = rules.map { "\($0.side == .x ? signs.upright : signs.level) \($0.title)" }
        return (points + lines).joined(separator: "   ")
    }

    /// Bars beside their titles, from zero to either side.
    private func bars(_ heading: String, _ bars: [Plot.Bar]) -> [String] {
        let titles = bars.map { DisplayWidth.of($0.title) }.max() ?? 0
        let notes = bars.map { DisplayWidth.of($0.note) }.max() ?? 0
        let room = max(10, Self.width - titles - notes - 3)
        let values = bars.flatMap(\.values)
        let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
        guard high > low else { return [heading] }
        let zero = Int((Double(room) * -low / (high - low)).rounded())
        func length(_ value: Double) -> Double { value.magnitude / (high - low) * Double(room) }
        return [heading]
            + bars.map { bar in
                var cells = [Character](repeating: " ", count: room)
                for value in bar.values {
                    let exact = length(value)
                    let whole = Int(exact + (value < 0 ? 0.5 : 0.25))
                    for step in 0..<whole {
                        let place = value < 0 ? zero - 1 - step : zero + step
                        if cells.indices.contains(place) { cells[place] = value < 0 ? signs.shade : signs.bar }
                    }
                    let rest = exact - Double(whole)
                    if value > 0, rest > 0.25, cells.indices.contains(zero + whole) { cells[zero + whole] = signs.half }
                }
                if zero > 0, zero < room, cells[zero] == " " { cells[zero] = signs.side }
                let title = bar.title + String(repeating: " ", count: titles - DisplayWidth.of(bar.title))
                let note = String(repeating: " ", count: notes - DisplayWidth.of(bar.note)) + bar.note
                // Those to the left of zero are another colour.
                let (left, right) = (String(cells[..<zero]), String(cells[zero...]))
                let bars = (left.isEmpty ? "" : paint(1, left)) + paint(0, right)
                return "\(title) \(note)  \(bars)"
            }
    }
}

/// What a chart's axes reach over, and the lines across that lie in it.
struct PlotFrame {
    let across: PlotScale
    let up: PlotScale
    let rules: [Plot.Rule]

    /// The frame of all points, and of what lies across within twice their reach.
    init(_ x: Plot.Axis, _ y: Plot.Axis, _ series: [Plot.Series], _ rules: [Plot.Rule], across: Int, upward: Int) {
        let points = series.flatMap(\.points)
        func near(_ values: [Double], _ side: Plot.Rule.Side) -> [Double] {
            guard let low = values.min(), let high = values.max() else { return [] }
            let reach = max(high - low, 0.1 * high.magnitude)
            return rules.filter { $0.side == side && $0.value >= low - reach && $0.value <= high + reach }.map(\.value)
        }
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let (ruledX, ruledY) = (near(xs, .x), near(ys, .y))
        self.across = PlotScale(xs + ruledX, x, ticks: across)
        up = PlotScale(ys + ruledY, y, ticks: upward)
        self.rules = rules.filter { ($0.side == .x ? ruledX : ruledY).contains($0.value) }
    }
}

extension Plot {
    /// The plot as lines of text, each with its newline.
    public var text: String { text { $1 } }

    /// The same, with its series in colours.
    public func text(_ paint: @escaping PlotPaint) -> String {
        PlotText(self, paint).lines.map { $0 + "\n" }.joined()
    }
}
