import Language
import Notebook
import Units

extension Command<Session> {
    static let tutorial = Command(
        "tutorial", synonyms: ["learn", "intro", "教程", "入门"],
        abstract: say(
            en: "Teaches the shell in ten minutes: you type, it checks.", zh: "十分钟教程：你来输入，它来检查。"),
        discussion: say(
            en: """
                Each step says what to type, runs it and looks whether it did what it is for; any other command runs too, and
                the step waits. skip, back, help and quit work at every step.
                """,
            zh: """
                每一步说明要输入什么，执行它，并检查是否达到目的；其他命令也会执行，该步保持等待。\\
                每一步都可输入 skip（跳过）、back（上一步）、help（帮助）、quit（退出）。
                """),
        examples: [], isRecorded: false
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        var outcome = Outcome()
        outcome.dialogue = Tutorial()
        return outcome
    }
}
