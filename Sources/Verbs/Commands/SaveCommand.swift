import CostModel
import Language
import Notebook
import Planning
import Presentation
import Storage
import Text
import Words

extension Command<Session> {
    static let save = Command(
        "save", synonyms: ["write"], abstract: "Writes the plans, or the session as a script, to a file.",
        discussion: """
            The file's ending says what is written: .csv and .md hold the plans as they are filtered and ordered, .json
            the best of them and all that it takes to deploy it, and .sextant the session's commands with their output,
            to be replayed. After 'top' only the plans that it showed are written, unless --all is given.
            CSV has keys in its first line, true or false for yes and no, all that it takes to evaluate a row again, and
            every figure but those that take evaluations of their own (tbo_breakeven), which --columns can ask for; the
            units stand in FILE.units.csv beside it. Text that a spreadsheet would run as a formula gets an
            apostrophe in front. --columns study writes the case study's table, --columns NAME,NAME those columns.
            Folders are made. A file that this session did not write is kept unless --force is given.
            """,
        arguments: .flag("force", "overwrite a file that this session did not write"),
        .flag("all", "all plans, not only those that 'top' showed"), .savedColumns, .source,
        .path("the file to write", endings: SaveFormat.endings),
        examples: [
            "save --force results/plans.csv", "save --force results/best.json", "save --force results/study.sextant",
            "save --force --columns study results/table.csv",
        ]
    ) {
        (context: Context, force: Bool, all: Bool, columns: SavedColumns?, source: Reference?, path: Spanned<String>)
            throws(Diagnostic) -> Outcome in
        guard let format = SaveFormat(path: path.value) else {
            throw FileWords.noEnding(path, among: SaveFormat.endings)
        }
        let session = source.map { context.session.looking(at: $0.selected) } ?? context.session
        let saved = try format.contents(session, all: all, columns, path, context.environment)
        var outcome = Outcome(
            try context.session.writing(saved.files, to: path, force: force, context.environment),
            say: saved.remark)
        outcome.recordedAs =
            (["save --force"] + (all ? ["--all"] : []) + (columns.map { ["--columns " + $0.word] } ?? [])
            + (source.map { [$0.word] } ?? []) + [Lexer.quoted(path.value)]).joined(separator: " ")
        return outcome
    }
}

extension Session {
    /// Writes a file and remembers that it is this session's; a foreign file is only overwritten with `force`.
    ///
    /// A saved session writes its files again when it is replayed, so it records the verb with --force.
    func writing(
        _ text: String, to path: Spanned<String>, force: Bool, _ environment: Environment
    ) throws(Diagnostic) -> Session {
        try writing([SavedFile(path: path.value, text: text)], to: path, force: force, environment)
    }

    /// Writes files that belong together, once none of them is someone else's; `path` is the one that was named.
    func writing(
        _ files: [SavedFile], to path: Spanned<String>, force: Bool, _ environment: Environment
    ) throws(Diagnostic) -> Session {
        for file in files where !environment.files.isDraft && !force && environment.files.exists(file.path) {
            guard !written.contains(environment.files.absolute(file.path)) else { continue }
            throw FileWords.isForeign(file.path, path)
        }
        var session = self
        for file in files {
            do throws(FileError) {
                try environment.files.replace(file.path, with: file.next)
            } catch {
                throw Diagnostic(writing: file.path, error, at: path.span)
            }
            session.written.insert(environment.files.absolute(file.path))
        }
        return session
    }
}
