import CostModel
import Language
import Notebook
import Planning
import Presentation
import Storage
import Text
import Units
import Words

extension Command<Session> {
    static let save = Command(
        "save", synonyms: ["write", "保存", "另存"],
        abstract: say(en: "Writes the plans, or the session as a script, to a file.", zh: "把方案或会话脚本写入文件。"),
        discussion: say(
            en: """
                The file's ending says what is written: .csv, .tsv, .md and .html hold the plans as they are filtered and
                ordered, .json the best of them and all that it takes to deploy it, and .sextant the session's commands with
                their output, to be replayed. .xlsx (Excel) and .db (SQLite) hold the plans as .csv has them, the chips,
                models and workloads that they name by chip_id, model_id and workload_id, each as it is set, the units and
                meanings of all columns, and the session's commands; they take the libraries libxlsxwriter and SQLite.
                After 'top' only the plans that it showed are written, unless --all is given.
                CSV has keys in its first line, true or false for yes and no, all that it takes to evaluate a row again, and
                every figure but those that take evaluations of their own (tbo_breakeven), which --columns can ask for; the
                units stand in FILE.units.csv beside it. Text that a spreadsheet would run as a formula gets an
                apostrophe in front. --columns study writes the case study's table, --columns NAME,NAME those columns.
                Folders are made. A file that this session did not write is kept unless --force is given.
                """,
            zh: """
                写入的内容由文件扩展名决定：.csv、.tsv、.md 和 .html 为筛选和排序后的方案，.json 为最优方案及部署所需的全部信息，\
                .sextant 为会话的命令及其输出，可供回放。.xlsx（Excel）和 .db（SQLite）包含与 .csv 相同的方案，方案以 chip_id、\
                model_id、workload_id 引用的芯片、模型和负载（均为其设置值），各列的单位和含义，以及会话的命令；\
                写入它们需要 libxlsxwriter 和 SQLite 库。执行“top”后只写入它显示的方案，除非指定 --all。\
                CSV 首行为键名，布尔值写作 true 或 false，内容为重新评估一行所需的全部信息和各项数值；\
                需单独评估的数值（tbo_breakeven）除外，可用 --columns 要求写入；单位写在同一文件夹的 FILE.units.csv 中。电子表格会当作公式执行的文本，前面加一个撇号。\
                --columns study 写出案例研究的表格，--columns NAME,NAME 写出这些列。文件夹会自动创建。\
                不是本会话写出的文件不会被覆盖，除非指定 --force。
                """),
        arguments: .flag(
            "force", say(en: "overwrite a file that this session did not write", zh: "覆盖不是本会话写出的文件")),
        .flag("all", say(en: "all plans, not only those that 'top' showed", zh: "全部方案，而不只是“top”显示的方案")),
        .savedColumns, .source, .path(say(en: "the file to write", zh: "要写入的文件"), endings: SaveFormat.endings),
        examples: [
            "save --force results/plans.csv", "save --force results/best.json", "save --force results/study.sextant",
            "save --force --columns study results/table.csv", "save --force --all results/plans.xlsx",
            "save --force --all results/plans.db",
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
                try file.write(environment.files)
            } catch {
                throw Diagnostic(writing: file.path, error, at: path.span)
            }
            session.written.insert(environment.files.absolute(file.path))
        }
        return session
    }
}
