import Language
import Notebook
import Words

extension Command<Session> {
    static let note = Command(
        "note", synonyms: ["comment", "remark"], abstract: "Keeps a line of text among the commands.",
        discussion: """
            The text is the rest of the line, whatever it holds. A saved session has it as '# TEXT', and a line that
            begins with # is a note too; exports show notes as text between the results.
            """,
        arguments: .noteText, examples: ["note The SLO is 10 tokens/s; see the contract."]
    ) { (context: Context, text: String) throws(Diagnostic) -> Outcome in
        var outcome = Outcome(context.session)
        outcome.note = Script.note(text)
        return outcome
    }
}

extension Argument where State == Session, Value == String {
    static let noteText = Argument("TEXT", "what there is to say", isRepeated: true) {
        (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> String in
        guard let text = cursor.restText() else { throw cursor.missing(StepWords.noteText) }
        return text.value
    }
}
