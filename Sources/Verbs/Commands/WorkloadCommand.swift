import CostModel
import Language
import Notebook
import Planning
import Words

extension Command<Session> {
    static let workloadShow = Command(
        "workload show", aliases: ["workload"], abstract: "Shows the lengths of the sequences.",
        examples: ["workload show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        CatalogueVerb.show(.workload, context.session.draft)
    }

    static let workloadLoad = Command(
        "workload load", synonyms: ["trace"], abstract: "Takes lengths, rate and prefixes from recorded requests.",
        discussion: """
            The file has a time, a prompt and an answer for each request: CSV or JSON lines, such as those of Azure
            (TIMESTAMP, ContextTokens, GeneratedTokens) and of Mooncake (timestamp in milliseconds, input_length,
            output_length, hash_ids, by which prompts share prefixes). Means and spreads are set: input, input_cv, output,
            output_cv, rate, arrival_cv, prefix, prefix_hit. 'simulate --trace FILE' plays the requests themselves.
            """,
        arguments: .traceFile, examples: []
    ) { (context: Context, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        let trace = try TraceFile.read(path, context)
        let settings = TraceSummary(trace).settings
        let (session, lines) = CatalogueVerb.set(
            settings.map { Assignment(parameter: $0.parameter, value: $0.value, span: path.span, name: path.span) },
            context.session)
        let span = (trace.requests.last?.arrival ?? 0) - (trace.requests.first?.arrival ?? 0)
        let remarks = session.workload.serving == .static ? [WorkloadWords.rateNeedsServing] : []
        return CatalogueVerb.outcome(
            session, [WorkloadWords.traced(trace.requests.count, seconds: span)] + lines + remarks,
            of: settings.map(\.parameter))
    }

    static let workloadSet = Command(
        "workload set", abstract: "Changes the lengths of the sequences.",
        discussion: """
            Decode is evaluated with a context of input + output / 2 tokens. With a rate requests come at their own times and
            queue, when serving is agg or disagg: rate=50, rate=3000/min. Short forms: input=lognormal(4000,0.6) is input=4000
            input_cv=0.6; arrivals=poisson is arrival_cv=1, arrivals=even is 0; prefix=90% is so much of input. Or users send
            a request, wait for the answer, think and send the next: users=2000 think=30s takes the place of a rate.
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
