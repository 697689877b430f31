import CostModel
import Language
import Notebook
import Words

extension Command<Session> {
    static let workloadShow = Command(
        "workload show", aliases: ["workload"], abstract: "Shows the lengths of the sequences.",
        examples: ["workload show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        CatalogueVerb.show(.workload, context.session.draft)
    }

    static let workloadSet = Command(
        "workload set", abstract: "Changes the lengths of the sequences.",
        discussion: "Decode is evaluated with a context of input + output / 2 tokens.",
        arguments: .assignments(.workload),
        examples: ["workload set input 4096", "workload set input=4096 output=1024"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        if session.workload.phase == .prefill, session.workload.fresh < 1 {
            let blamed = assignments.last { DivisibilityRule.prefixWithinInput.parameters.contains($0.parameter.name) }
            throw DivisibilityWords.diagnostic(
                .prefixWithinInput, session.draft, at: (blamed ?? assignments.last)?.span)
        }
        return CatalogueVerb.outcome(session, lines, of: assignments.map(\.parameter))
    }
}
