import Language
import Launch
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
                + "With --for FILE is a folder for what starts the best plan, or the row of a result that is named: commands or "
                + "manifests with the flags of that runtime, a benchmark around the predicted point, plan.sextant that "
                + "evaluates the plan again, and README.md with what the runtime lacks and what is left to choose: "
                + LaunchTarget.all.map(\.name).joined(separator: ", ") + ".\n"
                + "A file that this session did not write is kept unless --force is given.",
            zh: "格式由文件扩展名决定："
                + Exporter.all.map { ".\($0.ending)（\($0.summary)）" }.joined(separator: "、") + "。\n"
                + "加 --for 时 FILE 为文件夹，写入启动最优方案（或所指结果行）所需的文件：带该框架参数的命令或清单、预测点前后的压测脚本、可重新评估该方案的 plan.sextant，以及说明框架缺少什么、还需选择什么的 README.md："
                + LaunchTarget.all.map(\.name).joined(separator: "、") + "。\n"
                + "不是由本会话写出的文件不会被覆盖，除非加 --force。"),
        arguments: .flag(
            "force",
            say(en: "overwrite a file that this session did not write", zh: "覆盖不是由本会话写出的文件")),
        .launchTarget, .source,
        .path(say(en: "the file or folder to write", zh: "要写入的文件或文件夹"), endings: Exporter.all.map(\.ending)),
        examples: [
            "export --force results/study.md", "export --force results/study.html",
            "export --force results/study.ipynb", "export --force results/study.svg",
            "export --force --for vllm results/vllm",
        ]
    ) {
        (context: Context, force: Bool, target: LaunchTarget?, source: Reference?, path: Spanned<String>)
            throws(Diagnostic) -> Outcome in
        if let target { return try LaunchExport.run(target, source, to: path, force: force, context) }
        if let source { throw Diagnostic(LaunchFileWords.sourceAlone(source.word), expected: LaunchFileWords.target) }
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
