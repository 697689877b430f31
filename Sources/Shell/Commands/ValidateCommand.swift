import Presentation
import Silicon

extension Command {
    static let validate = Command(
        "validate", synonyms: ["measured", "accuracy", "errors"],
        abstract: "Compares the engine with a table of measurements.",
        discussion: ValidationText.discussion,
        arguments: .flag("force", "overwrite a file that this session did not write"),
        .file(option: "out", "where every row is written with what the engine says of it", endings: ["csv"]),
        .path("a table of measurements, FILE.csv", endings: ["csv"]), .groupingColumns,
        examples: []
    ) {
        (context: Context, force: Bool, out: Spanned<String>?, path: Spanned<String>, columns: [Spanned<String>])
            throws(Diagnostic) -> Outcome in
        let validation = try Validation(of: path, by: columns, context)
        var outcome = Outcome(nil, validation.output(context.session.format))
        if let out {
            outcome.session = try validation.write(to: out, force: force, context)
            outcome.output.append(.line("\(ValueText.count(validation.table.count, "row")) written to \(out.value)"))
            let by = columns.isEmpty ? "" : " by " + columns.map { Lexer.quoted($0.value) }.joined(separator: ",")
            outcome.recordedAs =
                "validate --force --out \(Lexer.quoted(out.value)) \(Lexer.quoted(path.value))\(by)"
        }
        return outcome
    }
}
