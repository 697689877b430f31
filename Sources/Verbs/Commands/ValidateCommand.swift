import Text
import Notebook
import Language
import Presentation
import Measurements

extension Command<Session> {
    static let validate = Command(
        "validate", synonyms: ["measured", "accuracy", "errors"],
        abstract: "Compares the engine with a table of measurements.",
        discussion: ValidationText.discussion,
        arguments: .flag("force", "overwrite a file that this session did not write"),
        .file(option: "out", "where every row is written with what the engine says of it", endings: ["csv"]),
        .path("a table of measurements, FILE.csv", endings: ["csv"]), .groupingColumns,
        examples: [
            "validate sessions/hopper.csv", "validate sessions/hopper.csv by system,backend",
            "validate --force --out results/residuals.csv sessions/hopper.csv",
        ]
    ) {
        (context: Context, force: Bool, out: Spanned<String>?, path: Spanned<String>, columns: [Spanned<String>])
            throws(Diagnostic) -> Outcome in
        let validation = try Validation(of: path, by: columns, context)
        var outcome = Outcome(nil, try validation.output(context))
        if let out {
            outcome.session = try validation.write(path, to: out, force: force, context)
            outcome.output.append(.line("\(Counted.text(validation.table.count, "row")) written to \(out.value)"))
            outcome.recordedAs =
                "validate --force --out \(Lexer.quoted(out.value)) \(Lexer.quoted(path.value))"
                + GroupingColumns.words(columns)
        }
        return outcome
    }
}
