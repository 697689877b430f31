import Language
import Notebook

extension Command<Session> {
    static let clear = Command(
        "clear", synonyms: ["cls", "reset"], abstract: "Clears the screen; the session stays.", examples: ["clear"],
        isRecorded: false, isIdle: true
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        context.environment.clearScreen()
        return Outcome()
    }
}
