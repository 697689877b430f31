import Language
import Notebook
import Text

extension Command<Session> {
    static let help = Command(
        "help", aliases: ["?"], synonyms: ["man", "info"],
        abstract: "Explains a verb, a metric or a parameter; without a name, lists the verbs.",
        discussion: """
            With 'format json' everything that the shell declares comes as one JSON document: verbs with their arguments, metrics,
            parameters, formats and layouts.
            """,
        arguments: .topic(Session.names), examples: ["help", "help sweep", "help tps_chip", "help inter_bw"],
        isRecorded: false, isIdle: true
    ) { (context: Context, topic: Spanned<String>?) throws(Diagnostic) -> Outcome in
        let help = HelpText(Session.description)
        guard let topic else {
            guard context.session.format != .json else {
                return Outcome(nil, [.printed(JSON(encoding: Session.description).pretty + "\n", isTalk: false)])
            }
            return Outcome(nil, help.overview.map { .line($0) })
        }
        let lines = help.lines(on: topic.value)
        guard !lines.isEmpty else { throw help.unknown(topic) }
        return Outcome(nil, lines.map { .line($0) })
    }
}
