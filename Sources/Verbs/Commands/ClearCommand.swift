import Language
import Notebook
import Units

extension Command<Session> {
    static let clear = Command(
        "clear", synonyms: ["cls", "reset", "清屏"],
        abstract: say(en: "Clears the screen; the session stays.", zh: "清屏；会话保留。"),
        examples: ["clear"],
        isRecorded: false, isIdle: true
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        context.environment.clearScreen()
        return Outcome()
    }
}
