import Language
import Notebook
import Text
import Words

extension Command<Session> {
    static let export = Command(
        "export", synonyms: ["publish", "report", "notebook"],
        abstract: "Writes the session with its results for people who do not have the shell.",
        discussion: """
            The file's ending says how: .md is Markdown, .html one page that needs no network and fits a phone, .ipynb a
            Jupyter notebook with its outputs, .svg a picture of the shell. A file that this session did not write is kept unless --force is given.
            """,
        arguments: .flag("force", "overwrite a file that this session did not write"),
        .path("the file to write", endings: ExportFormat.allCases.map(\.rawValue)),
        examples: [
            "export --force results/study.md", "export --force results/study.html",
            "export --force results/study.ipynb", "export --force results/study.svg",
        ]
    ) { (context: Context, force: Bool, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        guard let format = ExportFormat.allCases.first(where: { path.value.hasSuffix("." + $0.rawValue) }) else {
            throw FileWords.noEnding(path, among: ExportFormat.allCases.map(\.rawValue))
        }
        let text = try format.exporter.text(of: context.session, context.environment.isCancelled)
        let session = try context.session.writing(
            text, to: path, force: force, verb: "export", context.environment)
        var outcome = Outcome(
            session, say: FileWords.cells(context.session.numberedCells.count, to: path.value))
        outcome.recordedAs = "export --force \(Lexer.quoted(path.value))"
        return outcome
    }
}

/// What `export` can write.
enum ExportFormat: String, CaseIterable {
    case md, html, ipynb, svg

    var exporter: any Exporter.Type {
        switch self {
        case .md: MarkdownExporter.self
        case .html: HTMLExporter.self
        case .ipynb: NotebookExporter.self
        case .svg: PictureExporter.self
        }
    }
}
