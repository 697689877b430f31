import Language
import Notebook

extension Command<Session> {
    static let quit = Command(
        "quit", aliases: ["exit"], synonyms: ["bye", "q", "logout"], abstract: "Leaves the shell.", examples: [],
        isRecorded: false
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        var outcome = Outcome()
        outcome.quits = true
        return outcome
    }
}
