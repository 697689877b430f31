import Language
import Measurements
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

    /// Rows that state no load, and the requests in flight that are taken for them.
    public static func saturated(_ count: Int, _ taken: ClosedRange<Double>) -> String {
        let (least, most) = (Decimal.shortest(taken.lowerBound), Decimal.shortest(taken.upperBound))
        let range = least == most ? least : say(en: "\(least) to \(most)")
        return say(
            en: """
                \(Counted.text(count, "row")) without a load: taken as the highest throughput, with the requests in flight \
                that reach it (\(range))
                """)
    }

    /// Columns that are taken as labels.
    public static func labels(_ labels: [String]) -> String { say(en: "labels: \(labels.joined(separator: ", "))") }

    /// A label that may be a slip in a column's name.
    public static func label(_ label: String, meant nearest: String) -> String {
        say(en: "\(label) (or is '\(nearest)' meant?)")
    }

    /// Over the table of the largest errors.
    public static var largestErrors: String { say(en: "The largest errors of each metric:") }

    /// How well plans are ordered.
    public static func ranks(_ ranks: RankQuality) -> String {
        let what = say(
            en: """
                order of plans: \(Counted.text(ranks.sets, "set")) of rows that serve the same \
                (\(Decimal.grouped(ranks.rows)) rows), Kendall's tau \(Decimal.fixed(ranks.tau, places: 2)) by tps_chip
                """)
        let missed = say(en: "it misses that limit in \(percent(ranks.missed)) of the sets")
        guard ranks.regret.isFinite else { return say(en: "\(what); under the median TPOT \(missed)") }
        return say(
            en: """
                \(what); the plan chosen under a set's median TPOT serves \(percent(ranks.regret)) less than the best, \
                and \(missed)
                """)
    }

    private static func percent(_ share: Double) -> String { "\(Decimal.fixed(100 * share, places: 1)) %" }

    /// Over the table of the rows that cannot be what they say.
    public static func flagged(_ count: Int) -> String {
        say(en: "\(Counted.text(count, "row")) that cannot be what they say, the first of them:")
    }

    /// Why a row cannot be what it says.
    public static func flag(_ flag: RowFlag) -> String {
        switch flag {
        case .tooFast(let least):
            say(
                en:
                    "a token takes \(Decimal.significant(1000 * least, digits: 2)) ms for the bytes of one request alone"
            )
        case .tooMuchWork(let share):
            say(en: "its tokens take \(Decimal.significant(share, digits: 2)) times the FLOP of its chips")
        case .fewerRunning(let asked, let ran):
            say(
                en: """
                    of \(Decimal.significant(asked, digits: 4)) requests about \(Decimal.significant(ran, digits: 2)) ran \
                    at once; the others waited
                    """)
        }
    }

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
        /// Over numbers of figures whose prediction has a band.
        public static var banded: String { say(en: "with band") }
        /// Over the shares of these that were measured within it.
        public static var within: String { say(en: "within") }
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
