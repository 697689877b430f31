import Exchange
import Language
import Notebook
import Storage
import Units
import Words

/// A kind of file that a report is written to, declared once: `export`, its help and completion follow.
struct ReportFormat: Sendable {
    /// The ending of its files.
    let ending: String
    /// What makes a file of a report, and what is to be said of it besides.
    let file:
        @Sendable (_ report: Report, _ path: Spanned<String>, _ environment: Environment) throws(Diagnostic) -> (
            file: SavedFile, remark: String?
        )

    /// Why nothing can be written on this machine, before the work is done; nil where it can.
    let obstacle: @Sendable (_ path: Spanned<String>) -> Diagnostic?

    init(
        ending: String, obstacle: @escaping @Sendable (Spanned<String>) -> Diagnostic? = { _ in nil },
        file:
            @escaping @Sendable (Report, Spanned<String>, Environment) throws(Diagnostic) -> (
                file: SavedFile, remark: String?
            )
    ) {
        (self.ending, self.obstacle, self.file) = (ending, obstacle, file)
    }

    /// The registry: a new format is one file and one line here.
    static let all: [ReportFormat] = [.html, .markdown, .pdf]

    /// The format of a path; nil where its ending is none of these.
    static func of(_ path: String) -> ReportFormat? { all.first { path.lowercased().hasSuffix("." + $0.ending) } }

    /// One page for browsers.
    static let html = ReportFormat(ending: "html") { report, path, environment throws(Diagnostic) in
        (SavedFile(path: path.value, text: try HTMLReport.text(report, environment.isCancelled)), nil)
    }

    /// Markdown.
    static let markdown = ReportFormat(ending: "md") { report, path, environment throws(Diagnostic) in
        (SavedFile(path: path.value, text: try MarkdownReport.text(report, environment.isCancelled)), nil)
    }

    /// Pages for paper.
    static let pdf = ReportFormat(
        ending: "pdf", obstacle: { PDFWriter.isInstalled ? nil : ReportWords.noPDF(PDFWriter.name, at: $0.span) }
    ) { report, path, environment throws(Diagnostic) in
        let html = try HTMLReport.text(report, environment.isCancelled)
        let file = SavedFile(path: path.value) { path throws(FileError) in
            try PDFWriter.write(html, to: path, isCancelled: environment.isCancelled)
        }
        return (
            file,
            PDFWriter.lacksGlyphs(for: html, isCancelled: environment.isCancelled) ? ReportWords.noChineseFont : nil
        )
    }
}

/// Writing a report, for `export` and `export report`.
enum ReportFile {
    /// Whether a name asks for the report: one that begins with `report`, or that of a file that nothing else is.
    static func isMeant(by path: String) -> Bool {
        let name = FileName.last(of: path).lowercased()
        let isAlone = ReportFormat.of(path).map { format in !Exporter.all.contains { $0.ending == format.ending } }
        return isAlone == true || (name.hasPrefix("report") && ReportFormat.of(path) != nil)
    }

    /// Writes the report on a row, or on the best plan.
    static func outcome(
        _ context: Context, _ path: Spanned<String>, _ asked: Reference? = nil, force: Bool
    ) throws(Diagnostic) -> Outcome {
        guard let format = ReportFormat.of(path.value) else {
            throw FileWords.noEnding(path, among: ReportFormat.all.map(\.ending))
        }
        if let obstacle = format.obstacle(path) { throw obstacle }
        let source = try ReportSource(context, asked)
        let (file, remark) = try format.file(
            try ReportMaker(source: source).report(), path, context.environment)
        let session = try context.session.writing([file], to: path, force: force, context.environment)
        let said = ReportWords.written(PlanWords.configuration(source.plan), to: path.value)
        var outcome = Outcome(session, [said, remark].compactMap(\.self).map { .line($0) })
        outcome.recordedAs = (["export report --force"] + (asked.map { [$0.word] } ?? []) + [Lexer.quoted(path.value)])
            .joined(separator: " ")
        return outcome
    }
}
