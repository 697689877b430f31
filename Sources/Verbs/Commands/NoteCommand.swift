import Language
import Notebook
import Units
import Words

extension Command<Session> {
    static let note = Command(
        "note", synonyms: ["comment", "remark", "备注", "注释"],
        abstract: say(en: "Keeps a line of text among the commands.", zh: "在命令之间保留一行文字。"),
        discussion: say(
            en: """
                The text is the rest of the line, whatever it holds. A saved session has it as '# TEXT', and a line that
                begins with # is a note too; exports show notes as text between the results.
                """,
            zh: """
                备注是该行余下的全部文字，内容不限。保存的会话中写作“# TEXT”，以 # 开头的行也是备注；\
                导出时，备注作为文字出现在各结果之间。
                """),
        arguments: .noteText, examples: ["note The SLO is 10 tokens/s; see the contract."]
    ) { (context: Context, text: String) throws(Diagnostic) -> Outcome in
        var outcome = Outcome(context.session)
        outcome.note = Script.note(text)
        return outcome
    }
}

extension Argument where State == Session, Value == String {
    static let noteText = Argument("TEXT", say(en: "what there is to say", zh: "备注内容"), isRepeated: true) {
        (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> String in
        guard let text = cursor.restText() else { throw cursor.missing(StepWords.noteText) }
        return text.value
    }
}
