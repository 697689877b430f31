import Text
import Units

/// A picture of figures: curves and points over two axes, or bars; text and SVG render from it.
public struct Plot: Sendable, Equatable {
    /// What an axis shows.
    public struct Axis: Sendable, Equatable {
        /// A metric or a parameter.
        public var title: String
        /// The unit behind the title; empty for none.
        public var unit: String
        /// What numbers on it measure, where they are in SI units and each is shown with a unit of its own.
        public var dimension: Dimension?
        /// Whether equal steps are equal factors.
        public var isLogarithmic: Bool

        /// Describes an axis.
        public init(_ title: String, unit: String = "", dimension: Dimension? = nil, isLogarithmic: Bool = false) {
            (self.title, self.unit) = (Printable.text(title, keepsLines: false), unit)
            (self.dimension, self.isLogarithmic) = (dimension, isLogarithmic)
        }

        /// A number as a tick of the axis shows it.
        func text(_ value: Double) -> String {
            guard let dimension, dimension != .count else { return Self.short(value) }
            return Quantity.format(value, dimension)
        }

        /// The title with the unit.
        var heading: String { unit.isEmpty ? title : "\(title) [\(unit)]" }

        /// `12k`, `3.5M`: a number in few characters.
        static func short(_ value: Double) -> String {
            for (factor, letter) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value.magnitude >= 10 * factor {
                return Decimal.significant(value / factor, digits: 4) + letter
            }
            return Decimal.significant(value, digits: 4)
        }
    }

    /// A point.
    public struct Point: Sendable, Equatable {
        /// Its place on the axis across.
        public var x: Double
        /// Its place on the axis upward.
        public var y: Double

        /// Makes a point.
        public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

        /// Whether it can be drawn.
        var isFinite: Bool { x.isFinite && y.isFinite }
    }

    /// Points that belong together.
    public struct Series: Sendable, Equatable {
        /// How they are drawn.
        public enum Form: Sendable, Equatable {
            /// Each for itself.
            case points
            /// Each for itself, so that it stands out among others.
            case marks
            /// Joined, in their order.
            case line
        }

        /// What they are, for the legend; empty where that is plain.
        public var title: String
        /// How they are drawn.
        public var form: Form
        /// The points.
        public var points: [Point]

        /// Puts points together.
        public init(_ title: String, _ form: Form, _ points: [Point]) {
            (self.title, self.form) = (Printable.text(title, keepsLines: false), form)
            self.points = points.filter(\.isFinite)
        }
    }

    /// A line across the picture at a value.
    public struct Rule: Sendable, Equatable {
        /// The axis that the value is of.
        public enum Side: Sendable, Equatable { case x, y }

        /// What it is.
        public var title: String
        /// The axis that the value is of.
        public var side: Side
        /// Where it is.
        public var value: Double

        /// Describes a line.
        public init(_ title: String, _ side: Side, _ value: Double) {
            (self.title, self.side, self.value) = (Printable.text(title, keepsLines: false), side, value)
        }
    }

    /// A bar from zero, or two that begin at it.
    public struct Bar: Sendable, Equatable {
        /// What it is.
        public var title: String
        /// How long it is; two values where it reaches to both sides.
        public var values: [Double]
        /// What stands behind it.
        public var note: String

        /// Describes a bar.
        public init(_ title: String, _ values: [Double], _ note: String) {
            self.title = Printable.text(title, keepsLines: false)
            self.values = values.filter(\.isFinite)
            self.note = Printable.text(note, keepsLines: false)
        }
    }

    /// What is drawn.
    public enum Content: Sendable, Equatable {
        /// Curves and points, with lines across them.
        case chart(x: Axis, y: Axis, [Series], [Rule])
        /// Bars below each other; the heading says what their length is.
        case bars(heading: String, [Bar])
    }

    /// What it shows, in one line.
    public var title: String
    /// What is drawn.
    public var content: Content
    /// Whether a terminal gets it in letters and signs alone.
    public var isASCII = false

    /// Makes a picture.
    public init(_ title: String, _ content: Content) {
        (self.title, self.content) = (Printable.text(title, keepsLines: false), content)
    }
}

extension Plot {
    /// The figures behind it, for programs.
    public var table: Table {
        switch content {
        case .chart(let x, let y, let series, _):
            var table = Table(columns: [
                Table.Column("series", alignment: .left), Table.Column(x.title, unit: x.unit),
                Table.Column(y.title, unit: y.unit),
            ])
            for one in series {
                table.rows += one.points.map { [.text(one.title), .number($0.x), .number($0.y)] }
            }
            return table
        case .bars(let heading, let bars):
            let count = bars.map(\.values.count).max() ?? 1
            var table = Table(columns: [Table.Column("bar", alignment: .left)])
            for number in 0..<max(1, count) {
                table.columns.append(Table.Column(number == 0 ? "value" : "value\(number + 1)", unit: heading))
            }
            table.rows = bars.map { bar in
                [.text(bar.title)]
                    + (0..<max(1, count)).map { bar.values.indices.contains($0) ? .number(bar.values[$0]) : .missing }
            }
            return table
        }
    }
}
