import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let slo = Command(
        "slo", synonyms: ["sla", "service-level", "target"],
        abstract: say(
            en: "Sets the conditions that the plans of every sweep must meet, until they are changed.",
            zh: "设置每次批量评估的方案都须满足的约束条件，直至更改。"),
        discussion: say(
            en: """
                What is given takes the place of what was set; alone it shows what is set. Plans that miss it are dropped from
                the plans at hand and from those of each later sweep, as by a filter that stays; suggest, why and whynot hold
                to it. A condition on a metric without a value (TTFT in a plain decode) waits for a workload that has one.
                'slo clear' takes it back.
                """,
            zh: """
                新给出的条件取代原有设置；不带参数时显示当前设置。不满足的方案从当前方案及之后每次批量评估的方案中剔除，\
                相当于一直生效的筛选；suggest、why 和 whynot 也遵守这些条件。所约束的指标没有取值时（例如纯 Decode 时的 TTFT），\
                条件在负载具有该指标时才生效。“slo clear”撤销设置。
                """),
        arguments: .lastingConditions, examples: ["slo tps_batch>=10", "slo tpot_ms<=200 dram<=60GiB", "slo"]
    ) { (context: Context, conditions: [Condition]) throws(Diagnostic) -> Outcome in
        guard !conditions.isEmpty else { return Outcome(nil, SLOText.shown(context.session)) }
        let session = try context.session.with(slo: conditions, context.environment)
        let remarks = FilterText.units(conditions)
        return Outcome(session, SLOText.shown(session) + remarks.map { .line($0) })
    }

    static let sloClear = Command(
        "slo clear",
        abstract: say(en: "Takes back what 'slo' set.", zh: "撤销“slo”的设置。"),
        examples: ["slo clear"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let session = try context.session.with(slo: [], context.environment)
        return Outcome(session, say: ConditionWords.cleared(session.plans?.count))
    }
}

extension Argument where State == Session, Value == [Condition] {
    /// Conditions that stay, listed or joined as those of a filter.
    static let lastingConditions = Argument(
        ArgumentDescription.condition, conditions.summary, isOptional: true, isRepeated: true,
        complete: conditions.complete
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> [Condition] in
        guard cursor.peek != nil else { return [] }
        return try read(&cursor, isList: true)
    }
}

extension Session {
    /// The conditions that plans must meet: those of the plans at hand, or of those to come.
    var conditions: [Condition] { plans?.conditions ?? slo }

    /// The session with other conditions that stay; the plans of its sweep are held to them at once.
    fileprivate func with(
        slo conditions: [Condition], _ environment: Environment
    ) throws(Diagnostic) -> Session {
        var session = self
        session.slo = conditions
        if let plans { session.plans = try plans.held(to: conditions, environment) }
        return session
    }
}

/// What was asked for and what the best plan makes of it.
enum SLOText {
    /// What is set, and what it does to the plans at hand.
    static func shown(_ session: Session) -> [Output] {
        guard !session.slo.isEmpty else {
            return [.line(ConditionWords.noSLO)]
        }
        guard let plans = session.plans else {
            return [.line(ConditionWords.slo(session.slo))]
        }
        return lasting(plans)
    }

    /// A line below plans that are held to conditions; empty where they are held to none.
    static func lasting(_ plans: Plans) -> [Output] {
        guard !plans.slo.isEmpty || !plans.sloWaiting.isEmpty else { return [] }
        var parts: [String] = []
        if !plans.slo.isEmpty {
            let isMet = plans.result.count == 1 && plans.sloCount == 1
            parts.append(ConditionWords.met(plans.slo, by: isMet ? nil : plans.sloCount, of: plans.result.count))
        }
        if !plans.sloWaiting.isEmpty { parts.append(ConditionWords.waiting(plans.sloWaiting)) }
        return [.line(parts.joined(separator: say(en: "; ", zh: "；")))]
    }

    /// Spare that is usually kept for what a mean does not show.
    static let advised = 0.1...0.2

    /// A line for each metric of speed that the first plan is held to and meets by less than twice the usual.
    ///
    /// Of several conditions on one metric only the one that is met by least says something.
    static func remarks(_ plans: Plans) -> [String] {
        let plan = plans[1]
        var seen: [(name: String, text: String, spare: Double)] = []
        for condition in plans.conditions {
            guard let comparison = condition.comparison, let spare = spare(comparison, plan), spare >= 0 else {
                continue
            }
            let name = comparison.quantifier.name
            if let index = seen.firstIndex(where: { $0.name == name }) {
                if spare < seen[index].spare { seen[index] = (name, condition.text, spare) }
            } else {
                seen.append((name, condition.text, spare))
            }
        }
        return seen.compactMap { _, text, spare in
            if spare < advised.lowerBound { return ConditionWords.tight(text, spare: spare) }
            return spare <= advised.upperBound ? ConditionWords.advised(text, spare: spare) : nil
        }
    }

    /// How far a plan is on the right side of a comparison of speed, as a share; nil for others.
    static func spare(_ comparison: Comparison, _ plan: PlanResult) -> Double? {
        let value = comparison.quantifier.read(plan)
        let limit = comparison.limit(for: plan)
        guard [.throughput, .time].contains(comparison.quantifier.dimension), limit > 0, value > 0 else { return nil }
        switch comparison.relation {
        case .atLeast, .above: return value / limit - 1
        case .atMost, .below: return comparison.quantifier.isLowerBound(plan) ? nil : limit / value - 1
        case .equal, .notEqual: return nil
        }
    }
}
