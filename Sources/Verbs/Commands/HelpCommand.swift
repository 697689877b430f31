import Language
import Notebook
import Text
import Units

extension Command<Session> {
    static let help = Command(
        "help", aliases: ["?"], synonyms: ["man", "info", "帮助"],
        abstract: say(
            en: "Explains a verb, a metric or a parameter; without a name, lists the verbs.",
            zh: "说明一个命令、指标或参数；不带名称时列出全部命令。"),
        discussion: say(
            en: """
                With 'format json' everything that the shell declares comes as one JSON document: verbs with their arguments, metrics,
                parameters, formats and layouts.
                """,
            zh: """
                使用“format json”时，以一份 JSON 文档输出全部声明：命令及其用法、指标、参数、输出格式和表格布局。
                """),
        arguments: .topic(Session.names), examples: ["help", "help sweep", "help tps_chip", "help inter_bw"],
        isRecorded: false, isIdle: true
    ) { (context: Context, topic: Spanned<String>?) throws(Diagnostic) -> Outcome in
        let help = HelpText(Session.description)
        guard let topic else {
            guard context.session.format != .json else {
                return Outcome(nil, [.printed(JSON(encoding: Session.description).pretty + "\n", isTalk: false)])
            }
            return Outcome(nil, help.overview.map { .prose($0) })
        }
        let lines = help.lines(on: topic.value)
        guard !lines.isEmpty else { throw help.unknown(topic) }
        return Outcome(nil, lines.map { .prose($0) })
    }
}
