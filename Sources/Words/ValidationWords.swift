import Language
import Text
import Units

/// What is said of validations.
public enum ValidationWords {
    /// Rows of a file, and those that the engine could be asked for.
    public static func rows(_ count: Int, expressed: Int) -> String {
        say(en: "\(Counted.text(count, "row")), \(Decimal.grouped(expressed)) expressed")
    }

    /// Rows ran on the chip of the session.
    public static func chipAsSet(_ chip: String) -> String {
        say(en: "rows of \(chip) run on the session's chip as it is set")
    }

    /// Columns that are taken as labels.
    public static func labels(_ labels: [String]) -> String { say(en: "labels: \(labels.joined(separator: ", "))") }

    /// A label that may be a slip in a column's name.
    public static func label(_ label: String, meant nearest: String) -> String {
        say(en: "\(label) (or is '\(nearest)' meant?)")
    }

    /// Over the table of the largest errors.
    public static var largestErrors: String { say(en: "The largest errors of each metric:") }

    /// Over the table of the rows that the engine could not be asked for.
    public static var rowsNotExpressed: String { say(en: "Rows that could not be expressed:") }

    /// Reasons that are not shown.
    public static func moreReasons(_ count: Int) -> String { say(en: Counted.text(count, "more reason")) }

    /// Where all reasons are.
    public static var whereReasonsAre: String { say(en: "--out has each row's") }

    /// The group of all rows.
    public static var allRows: String { say(en: "all") }

    /// A file that rows are to be written to is not a CSV.
    public static func isNotATable(_ out: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(out.value)' is not a table"), at: out.span, expected: say(en: "a name that ends in .csv"))
    }

    /// A file that rows are to be written to is the one that is read.
    public static func isValidated(_ out: Spanned<String>) -> Diagnostic {
        Diagnostic(
            say(en: "'\(out.value)' is the table that is validated"), at: out.span, expected: say(en: "another name"))
    }
}

extension ValidationWords {
    /// The headings of what a validation shows.
    public enum Heading {
        /// Over the words that tell groups apart.
        public static var group: String { say(en: "group") }
        /// Over names of metrics.
        public static var metric: String { say(en: "metric") }
        /// Over numbers of figures.
        public static var count: String { say(en: "n") }
        /// Over mean magnitudes of errors.
        public static var mape: String { say(en: "MAPE") }
        /// Over median magnitudes of errors.
        public static var median: String { say(en: "median") }
        /// Over mean errors with their sign.
        public static var bias: String { say(en: "bias") }
        /// Over rows that the engine could not be asked for.
        public static var notExpressed: String { say(en: "not expressed") }
        /// Over numbers of lines.
        public static var line: String { say(en: "line") }
        /// Over what was measured, in short.
        public static var whatRan: String { say(en: "what ran") }
        /// Over what the engine says.
        public static var predicted: String { say(en: "predicted") }
        /// Over what was measured.
        public static var measured: String { say(en: "measured") }
        /// Over how far the engine is off.
        public static var error: String { say(en: "error") }
        /// Over why rows could not be expressed.
        public static var reason: String { say(en: "reason") }
        /// Over numbers of rows.
        public static var rows: String { say(en: "rows") }
        /// Over the first lines with a reason.
        public static var lines: String { say(en: "lines") }
    }
}
