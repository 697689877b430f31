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
        discussion: """
            Decode is evaluated with a context of input + output / 2 tokens. With a rate requests come at their own times and
            queue, when serving is agg or disagg: rate=50, rate=3000/min. Short forms: input=lognormal(4000,0.6) is input=4000
            input_cv=0.6; arrivals=poisson is arrival_cv=1, arrivals=even is 0; prefix=90% is so much of input.
            """,
        arguments: .assignments(.workload),
        examples: [
            "workload set input 4096", "workload set input=4096 output=1024",
            "workload set serving=agg rate=50/s input=lognormal(4000,0.6) output=lognormal(1000,0.8)",
        ]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        if session.workload.phase == .prefill, session.workload.fresh < 1 {
            let blamed = assignments.last { DivisibilityRule.prefixWithinInput.parameters.contains($0.parameter.name) }
            throw DivisibilityWords.diagnostic(
                .prefixWithinInput, session.draft, at: (blamed ?? assignments.last)?.span)
        }
        let setsRate = assignments.contains { $0.parameter.name == "rate" && $0.value > 0 }
        let setsServing = assignments.contains { $0.parameter.name == "serving" }
        let remarks =
            (setsRate && session.workload.serving == .static ? [WorkloadWords.rateNeedsServing] : [])
            + (setsServing ? session.idlePrefillChip : [])
        return CatalogueVerb.outcome(session, lines + remarks, of: assignments.map(\.parameter))
    }
}
