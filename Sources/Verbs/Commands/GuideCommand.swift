import Language
import Notebook

extension Command<Session> {
    static let guide = Command(
        "guide", synonyms: ["wizard", "tutorial", "start", "plan"],
        abstract: "Leads through the five steps from a chip to a saved plan.",
        discussion: """
            Chip and topology; search space; sweep; filter and rank; breakdown and save. Every question has a default,
            shows the rules of thumb in figures of the chip and model at hand, and takes back, skip, quit and help. The
            commands that answers stand for are shown, run and recorded as if they had been typed.
            """,
        examples: [], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var outcome = Outcome()
        outcome.dialogue = Guide(files: context.environment.files)
        return outcome
    }
}
