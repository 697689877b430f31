import Language
import Measurements
import Notebook
import Presentation
import Words

extension Command<Session> {
    static let validate = Command(
        "validate", synonyms: ["measured", "accuracy", "errors"],
        abstract: "Compares the engine with a table of measurements.",
        discussion: """
            Each row of the file says what ran and what came out; the engine is asked for the same. The errors are summed up
            in percent of what was measured: mape and median are the mean and the median of |predicted - measured| /
            measured, bias is the mean with its sign. JSON and CSV have one object or line a group and metric: group,
            metric, n, mape, median, bias, banded and within (the figures whose prediction has a band, and the share of them
            that was measured within), and not_expressed, the rows of the group that the engine could not be asked for.
            Rows that served requests have tps_chip too: what follows from both times at the requests in flight.
            Rows of the session's chip run on it as it is set, all others on the catalogue's. The layout of the file is told
            by its headings ('help NAME' lists the columns of one), and columns that it does not read are labels:
            """ + "\n" + TableLayout.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"),
        arguments: .flag("force", "overwrite a file that this session did not write"),
        .file(option: "out", "where every row is written with what the engine says of it", endings: ["csv"]),
        .path("a table of measurements, FILE.csv", endings: ["csv"]), .groupingColumns,
        examples: [
            "validate sessions/hopper.csv", "validate sessions/hopper.csv by chip,runtime",
            "validate --force --out results/residuals.csv sessions/hopper.csv",
        ]
    ) {
        (context: Context, force: Bool, out: Spanned<String>?, path: Spanned<String>, columns: [Spanned<String>])
            throws(Diagnostic) -> Outcome in
        let validation = try Validation(of: path, by: columns, context)
        var outcome = Outcome(nil, try validation.output(context))
        if let out {
            outcome.session = try validation.write(path, to: out, force: force, context)
            outcome.output.append(.line(FileWords.rows(validation.table.count, to: out.value)))
            outcome.recordedAs =
                "validate --force --out \(Lexer.quoted(out.value)) \(Lexer.quoted(path.value))"
                + GroupingColumns.words(columns)
        }
        return outcome
    }
}
