import Language
import Notebook
import Units

extension Command<Session> {
    static let quit = Command(
        "quit", aliases: ["exit"], synonyms: ["bye", "q", "logout", "离开"],
        abstract: say(en: "Leaves the shell.", zh: "退出 shell。"),
        examples: [], isRecorded: false
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        var outcome = Outcome()
        outcome.quits = true
        return outcome
    }
}
