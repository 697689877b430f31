import Language
import Launch
import Notebook
import Text
import Units
import Words

extension Command<Session> {
    static let export = Command(
        "export", synonyms: ["publish", "notebook", "导出"],
        abstract: say(
            en: "Writes the session with its results for people who do not have the shell.",
            zh: "导出会话及其结果，供没有 Sextant 的人阅读。"),
        discussion: say(
            en: "The file's ending says how: "
                + Exporter.all.map { ".\($0.ending) is \($0.summary)" }.joined(separator: ", ") + ".\n"
                + "A name that begins with report, such as report.html, and every .pdf asks for the report on the plan that is "
                + "recommended instead, as 'export report' writes it under any name.\n"
                + "With --for FILE is a folder for what starts the best plan, or the row of a result that is named: commands or "
                + "manifests with the flags of that runtime, a benchmark around the predicted point, plan.sextant that "
                + "evaluates the plan again, and README.md with what the runtime lacks and what is left to choose: "
                + LaunchTarget.all.map(\.name).joined(separator: ", ") + ".\n"
                + "A file that this session did not write is kept unless --force is given.",
            zh: "格式由文件扩展名决定："
                + Exporter.all.map { ".\($0.ending)（\($0.summary)）" }.joined(separator: "、") + "。\n"
                + "以 report 开头的文件名（如 report.html）和所有 .pdf 则写出推荐方案的报告；“export report”可用任意文件名写出报告。\n"
                + "加 --for 时 FILE 为文件夹，写入启动最优方案（或所指结果行）所需的文件：带该框架参数的命令或清单、预测点前后的压测脚本、可重新评估该方案的 plan.sextant，以及说明框架缺少什么、还需选择什么的 README.md："
                + LaunchTarget.all.map(\.name).joined(separator: "、") + "。\n"
                + "不是由本会话写出的文件不会被覆盖，除非加 --force。"),
        arguments: .flag(
            "force",
            say(en: "overwrite a file that this session did not write", zh: "覆盖不是由本会话写出的文件")),
        .launchTarget, .source,
        .path(say(en: "the file or folder to write", zh: "要写入的文件或文件夹"), endings: endings),
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
        if ReportFile.isMeant(by: path.value) {
            return try ReportFile.outcome(context, path, force: force)
        }
        guard let exporter = Exporter.all.first(where: { path.value.hasSuffix("." + $0.ending) }) else {
            throw FileWords.noEnding(path, among: endings)
        }
        let text = try exporter.text(context.session, context.environment.isCancelled)
        let session = try context.session.writing(
            text, to: path, force: force, context.environment)
        var outcome = Outcome(
            session, say: FileWords.cells(context.session.numberedCells.count, to: path.value))
        outcome.recordedAs = "export --force \(Lexer.quoted(path.value))"
        return outcome
    }

    /// The endings of sessions and of reports.
    private static let endings = Set(Exporter.all.map(\.ending) + ReportFormat.all.map(\.ending)).sorted()

    static let exportReport = Command(
        "export report", synonyms: ["report", "recommendation", "pdf", "报告"],
        abstract: say(
            en:
                "Writes a page for those who decide: the plan, its reasons, what else there is, and how far to trust it.",
            zh: "写出供决策者阅读的报告：方案、理由、候选方案和可信度。"),
        discussion: say(
            en: """
                It holds the question, the plan with its figures and what was asked of it, what binds it, runners-up of other
                kinds, cost where prices are known, percentiles where requests come at a rate, other loads, what moves the
                answer, trust, what is not modelled, the session's commands, and where constants come from. The plan is the
                first of ranked plans, else the best in tps_chip, else the one that is set; out[N]:ROW or _:ROW names another.
                .html is one file for screens of any width and for paper, .md is Markdown, .pdf takes WeasyPrint (Debian:
                weasyprint). Limits come from 'slo' and 'filter', prices from 'arch set price='.
                """,
            zh: """
                报告包含问题、方案及其数值和要求、限制因素、其他类型的候选方案、成本（已知价格时）、分位数（请求按速率到达时）、\
                其他负载下的表现、影响结论的参数、可信度、未建模的内容、会话的命令和常数来源。\
                方案取排名第一者，否则取 tps_chip 最优者，没有方案时取已设置的方案；out[N]:ROW 或 _:ROW 指定另一个方案。
                .html 为单个文件，适合任意宽度的屏幕和打印；.md 为 Markdown；.pdf 需要 WeasyPrint（Debian 软件包 weasyprint）。\
                限值来自“slo”和“filter”，价格来自“arch set price=”。
                """),
        arguments: .flag(
            "force",
            say(en: "overwrite a file that this session did not write", zh: "覆盖不是由本会话写出的文件")),
        .source, .path(say(en: "the file to write", zh: "要写入的文件"), endings: ReportFormat.all.map(\.ending)),
        examples: ["export report --force results/plan.html", "export report --force results/plan.md"]
    ) { (context: Context, force: Bool, source: Reference?, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        try ReportFile.outcome(context, path, source, force: force)
    }
}
