import Language
import Notebook
import Text
import Units
import Words

extension Command<Session> {
    static let export = Command(
        "export", synonyms: ["publish", "report", "notebook"],
        abstract: say(
            en: "Writes the session with its results for people who do not have the shell.",
            zh: "导出会话及其结果，供没有 Sextant 的人阅读。"),
        discussion: say(
            en: "The file's ending says how: "
                + Exporter.all.map { ".\($0.ending) is \($0.summary)" }.joined(separator: ", ") + ".\n"
                + "A file that this session did not write is kept unless --force is given.",
            zh: "格式由文件扩展名决定："
                + Exporter.all.map { ".\($0.ending)（\($0.summary)）" }.joined(separator: "、") + "。\n"
                + "不是由本会话写出的文件不会被覆盖，除非加 --force。"),
        arguments: .flag(
            "force",
            say(en: "overwrite a file that this session did not write", zh: "覆盖不是由本会话写出的文件")),
        .path(say(en: "the file to write", zh: "要写入的文件"), endings: Exporter.all.map(\.ending)),
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
