import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let suggest = Command(
        "suggest", synonyms: ["improve", "optimise", "optimize", "建议", "优化", "优化建议"],
        abstract: say(
            en: "Evaluates the ways to do better than a plan and ranks them by what they gain.",
            zh: "评估改进一个方案的各种途径，按收益排序。"),
        discussion: say(
            en: """
                Parallelism, chips, batch or requests in flight, workers, serving mode, chunk, two-batch overlap, drafts,
                redundant experts; links, bandwidth, peak, DRAM; narrower formats. What belongs together is searched
                together: chips with tp and batch, drafts with prefill workers; and where 'filter' limits a latency, each
                change with its best batch or its best number of requests in flight. Three groups: what can be set today,
                what must be bought, what risks accuracy (drafts do not: each is verified). Gains are in tps_chip unless
                'sort' asked for something else. What misses a condition that the plan meets does not pay.
                """,
            zh: """
                并行策略、芯片数、Batch 或并发数、实例数、服务方式、分块长度、双批次重叠、草稿 token、冗余专家；\
                互联、带宽、算力、DRAM；位宽更低的格式。相互关联的项一并搜索：芯片数与 tp、batch，草稿 token 与 Prefill 实例；\
                “filter”限制了时延时，每项更改都配以最优的 Batch 或并发数。\
                分为三组：现在即可设置的、需要采购的、可能影响精度的（草稿 token 不影响精度：每个都经过验证）。\
                收益按 tps_chip 计算，除非“sort”指定了其他指标。更改后不再满足原方案所满足的条件的，不算有收益。
                """),
        arguments: .rowToBetter, examples: ["suggest", "suggest 2"]
    ) { (context: Context, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let advice = try Advice(context.session, row, context.environment.isCancelled)
        let suggestions = advice.suggestions
        let ceilings = BlockCeiling(.lmHead, of: suggestions.plan).map { [$0] } ?? []
        let isData = context.session.format.isData
        var output: [Output] = SuggestionText.headline(suggestions).map { .line($0) }
        if isData || !suggestions.paying.isEmpty {
            output.append(
                .table(
                    isData
                        ? SuggestionTable.forData(suggestions, ceilings)
                        : SuggestionScreen.table(suggestions, advice.sized)))
        }
        var lines = advice.sized.map { [SuggestionWords.sized($0.terms.goal)] } ?? []
        lines += SuggestionText.others(suggestions) + SuggestionText.refused(suggestions)
        if let ceiling = PrefillCeiling(suggestions.plan) { lines.append(DiagnosisWords.prefill(ceiling)) }
        lines += ceilings.map { SuggestionText.ceiling($0, suggestions) }
        if !suggestions.paying.isEmpty { lines.append(SuggestionWords.howToApply) }
        var session = context.session
        session.advice = advice
        var outcome = Outcome(session, output + lines.map { .line($0) })
        outcome.history = .aside
        return outcome
    }
}

extension Argument where State == Session, Value == Spanned<Row>? {
    /// A row, in whose place 'apply' leads to the other verb.
    static let rowToBetter = Argument(
        "ROW", row.summary, isOptional: true,
        complete: { request in
            request.before.isEmpty
                ? [Completion("apply", Command.suggestApply.description.abstract)] + Reference.completions(request) : []
        }, parse: row.parse)
}

/// What was suggested last, and for which row.
struct Advice: Sendable {
    let row: Int
    /// The earlier plans that the row is of; nil for those that were looked at.
    let source: Plans?
    private(set) var suggestions: Suggestions
    /// How many chips each change takes to carry the load, where `size` has found the plan.
    private(set) var sized: SizedSuggestions?

    /// Works out what may better a row of the session's plans, the first by default.
    init(_ session: Session, _ row: Spanned<Row>?, _ isCancelled: () -> Bool) throws(Diagnostic) {
        let plan = try session.plan(row)
        let plans = try session.plans(of: row)
        self.row = row?.value.number ?? 1
        source = row?.value.plans
        let suggestions = Suggestions(
            plan, conditions: plans.conditions,
            goal: Goal(plans.order?.quantifier, isOpen: plan.scenario.workload.isOpen), isCancelled: isCancelled)
        guard let suggestions else { throw .interrupted }
        self.suggestions = suggestions
        guard let terms = plans.sized?.terms, plan.scenario.workload.isOpen else { return }
        let sized = SizedSuggestions(suggestions, terms, isCancelled)
        guard !isCancelled() else { throw .interrupted }
        (self.sized, self.suggestions) = (sized, suggestions.ordered(by: sized))
    }

    /// Whether the row still is the plan that it was worked out for.
    func stillHolds(in session: Session) -> Bool {
        guard let plans = source ?? session.plans, row <= plans.count else { return false }
        return plans[row] == suggestions.plan
    }
}
