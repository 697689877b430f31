import Language
import Notebook
import Text
import Words

extension Command<Session> {
    static let export = Command(
        "export", synonyms: ["publish", "report", "notebook"],
        abstract: "Writes the session with its results for people who do not have the shell.",
        discussion: "The file's ending says how: "
            + Exporter.all.map { ".\($0.ending) is \($0.summary)" }.joined(separator: ", ") + ".\n"
            + "A file that this session did not write is kept unless --force is given.",
        arguments: .flag("force", "overwrite a file that this session did not write"),
        .path("the file to write", endings: Exporter.all.map(\.ending)),
        examples: [
            "export --force results/study.md", "export --force results/study.html",
            "export --force results/study.ipynb", "export --force results/study.svg",
        ]
    ) { (context: Context, force: Bool, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        guard let exporter = Exporter.all.first(where: { path.value.hasSuffix("." + $0.ending) }) else {
            throw FileWords.noEnding(path, among: Exporter.all.map(\.ending))
        }
        let text = try exporter.text(context.session, context.environment.isCancelled)
        let session = try context.session.writing(
            text, to: path, force: force, context.environment)
        var outcome = Outcome(
            session, say: FileWords.cells(context.session.numberedCells.count, to: path.value))
        outcome.recordedAs = "export --force \(Lexer.quoted(path.value))"
        return outcome
    }
}
