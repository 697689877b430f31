import CostModel
import Language
import Notebook
import Planning
import Units
import Words

/// A sweep of which only the best plans are kept.
enum SearchCommand {
    /// Plans that a search keeps at most: some hundred megabytes.
    static let most = 1_000_000

    /// What is asked for; nil where all plans are.
    static func aim(
        first: Int?, keep: Int?, by: Spanned<Ranking>?, frontier: Spanned<[Ranking]>?, _ demands: [Condition]
    ) throws(Diagnostic) -> PlanSearch.Aim? {
        guard keep != nil || frontier != nil else {
            if let by { throw Diagnostic(SearchWords.needsAim("--by"), at: by.span) }
            if !demands.isEmpty { throw Diagnostic(SearchWords.needsAim("--where")) }
            return nil
        }
        if first != nil {
            throw Diagnostic(SearchWords.exclude("--first", keep != nil ? "--keep" : "--frontier"))
        }
        guard let keep else {
            if let by { throw Diagnostic(SearchWords.exclude("--by", "--frontier"), at: by.span) }
            return frontier.map { .frontier($0.value[0], $0.value[1]) }
        }
        if let frontier { throw Diagnostic(SearchWords.exclude("--frontier", "--keep"), at: frontier.span) }
        guard keep <= most else { throw Diagnostic(SearchWords.tooMany(most)) }
        return .best(keep, by: by?.value ?? Ranking(.metric(.tpsChip), descending: true))
    }

    /// Searches, and makes what was found the session's plans.
    static func run(
        _ space: SearchSpace, _ aim: PlanSearch.Aim, where demands: [Condition], _ context: Context
    ) throws(Diagnostic) -> Outcome {
        guard let total = space.count else {
            throw Diagnostic(SweepWords.tooMany(most: .max), expected: SweepWords.fewer)
        }
        let slo = Plans.asked(context.session.slo, in: space)
        let search = PlanSearch(space, aim, where: slo + demands)
        let (found, seconds) = context.environment.run(search, total)
        guard let found else { throw .interrupted }
        guard found.plans.count > 0 else {
            throw Diagnostic(SearchWords.nothing, expected: SearchWords.lessStrict)
        }
        var plans = Plans(found.plans, of: context.session.subject, provenance: context.session.provenance)
        plans.noteSieved(slo: context.session.slo)
        plans.filters = demands
        var text: String
        switch aim {
        case .best(_, let ranking):
            plans.order = Plans.Order(quantifier: ranking.quantifier, descending: ranking.descending)
            text = SearchWords.best(plans.count, by: ranking.quantifier.path, of: total)
        case .frontier(let one, let other):
            plans.order = Plans.Order(quantifier: one.quantifier, descending: one.descending)
            text = SearchWords.frontier(plans.count, one.quantifier.path, other.quantifier.path, of: total)
        }
        if !(slo + demands).isEmpty {
            text += say(en: " ", zh: "，") + SearchWords.meeting(ConditionWords.text(slo + demands))
        }
        var session = context.session
        session.plans = plans
        let notes = RuleText.notes(on: plans, in: &session).map { Output.line($0) }
        let timing = SearchWords.timing(seconds, ruledOut: Double(found.ruledOut) / Double(total))
        return Outcome(session, [.line(text, timing: timing)] + notes)
    }
}

extension PlanSearch.Aim {
    /// The option that asks for it.
    var option: String {
        switch self {
        case .best: "--keep"
        case .frontier: "--frontier"
        }
    }
}
