import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let format = Command(
        "format", synonyms: ["格式"],
        abstract: say(en: "Chooses how tables are written.", zh: "选择表格的输出格式。"),
        discussion: say(
            en: OutputFormat.allCases.map { "\($0.rawValue): \($0.summary)" }.joined(separator: "; ") + ".",
            zh: OutputFormat.allCases.map { "\($0.rawValue)：\($0.summary)" }.joined(separator: "；") + "。"),
        arguments: .choice("FORMAT", { @Sendable (format: OutputFormat) in format.summary }),
        examples: ["format json", "format vertical", "format box"]
    ) { (context: Context, format: OutputFormat) throws(Diagnostic) -> Outcome in
        var session = context.session
        session.format = format
        return Outcome(session, say: StepWords.format(format.rawValue))
    }
}
