import Dispatch
import Text
import Units

/// Rows of typed cells under headings; every output format renders from it.
public struct Table: Sendable, Equatable {
    /// One column: its key in data formats, its heading and unit for people, and how numbers are printed.
    public struct Column: Sendable, Equatable {
        /// The key in JSON and CSV: a metric's or parameter's name.
        public var key: String
        /// The heading for people.
        public var heading: String
        /// The unit under the heading; empty for none.
        public var unit: String
        /// Digits after the point for people; nil prints numbers in full.
        public var places: Int?
        /// Significant digits for people, where `places` is nil and whole numbers stand beside fractions.
        public var digits: Int?
        /// Whether long texts go on in further lines where the table is too wide.
        public var wraps: Bool
        /// Where columns are too many for the screen, those of the least importance give way; nil stays.
        public var importance: Int?
        /// Whether it is of this table alone, so that no command shows it by its name.
        public var isOwn = false
        /// To which side cells are pushed.
        public var alignment: Alignment
        /// The unit in data files, where it is longer than the one under the heading.
        public var dataUnit: String
        /// What the column means, shown beside the value in a record.
        public var note: String

        /// Makes a column; the heading is the key unless given.
        public init(
            _ key: String, heading: String? = nil, unit: @autoclosure () -> String = "", places: Int? = nil,
            digits: Int? = nil,
            alignment: Alignment = .right, note: String = "", dataUnit: @autoclosure () -> String? = nil,
            importance: Int? = nil,
            wraps: Bool = false
        ) {
            // Headings may come from a file.
            self.key = Printable.text(key)
            self.heading = Printable.text(heading ?? key, keepsLines: false)
            self.unit = unit()
            self.places = places
            self.digits = digits
            self.importance = importance
            self.wraps = wraps
            self.alignment = alignment
            self.note = Printable.text(note)
            // What programs read is the same in every language.
            self.dataUnit = Tongue.english.speak { dataUnit() ?? unit() }
        }

        /// The unit behind a value, for people: `output tokens/s/request`.
        public var wholeUnit: String {
            switch Tongue.current {
            case .english: dataUnit
            case .chinese: unit.isEmpty ? dataUnit : unit.replacing(" /", with: "/")
            }
        }
    }

    /// One cell.
    public enum Cell: Sendable, Equatable {
        /// Words.
        case text(String)
        /// A number in the column's unit.
        case number(Double)
        /// A number in the column's unit that the figure is at least: people see `>1511.6`, programs the number.
        case bound(Double)
        /// A number in SI units that people see with a fitting unit.
        case quantity(Double, Dimension)
        /// Yes or no.
        case flag(Bool)
        /// Nothing is known.
        case missing
    }

    /// The columns, from left to right.
    public var columns: [Column]
    /// The rows, each with a cell for every column.
    public var rows: [[Cell]]
    /// Whether people see one line per column instead of one line per row; data formats do not differ.
    public var isRecord: Bool
    /// What all rows have in common, for people; empty for nothing.
    public var title = ""
    /// The command that shows the columns named behind it; empty where there is none.
    public var more = ""
    /// Whether it is as wide as it is where nothing says how wide the screen is.
    public var keepsWidth = false
    /// Whether it stays in one piece however wide it is, as whoever shows it scrolls sideways.
    public var isWhole = false

    /// Makes a table.
    public init(columns: [Column], rows: [[Cell]] = [], isRecord: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.isRecord = isRecord
    }

    /// What the columns mean, as a table of its own that stands beside a data file: name, unit, summary.
    public var legend: Table {
        Table(
            columns: ["name", "unit", "summary"].map { Column($0, alignment: .left) },
            rows: columns.map { [.text($0.key), .text($0.dataUnit), .text($0.note)] })
    }

    /// What people see in a cell.
    func display(_ cell: Cell, _ column: Column) -> String { Self.text(cell, in: column) }

    /// What people see in a cell of a column.
    public static func text(_ cell: Cell, in column: Column) -> String {
        switch cell {
        case .text(let text): Printable.text(text, keepsLines: false)
        case .number(let value): number(value, in: column)
        case .bound(let value): ">" + number(value, in: column)
        case .quantity(let value, let dimension): Quantity.format(value, dimension)
        case .flag(let value): value ? "yes" : "no"
        case .missing: "-"
        }
    }

    private static func number(_ value: Double, in column: Column) -> String {
        if let places = column.places { return Decimal.fixed(value, places: places) }
        return column.digits.map { Decimal.significant(value, digits: $0) } ?? Decimal.shortest(value)
    }

    /// Lets go of a long table on another thread, a little later, when nobody else holds it any more: to free the cells of
    /// a million rows takes longer than a person waits.
    public static func release(_ value: some Sendable) {
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { withExtendedLifetime(value) {} }
    }
}
