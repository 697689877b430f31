import CostModel
import Planning
import Units

/// The rules of thumb of the case study, each evaluated for the chip and model at hand.
enum GuideRules {
    /// Below this the case study expects a large loss between groups, bytes/s.
    private static let leastInterBandwidth = 16e9
    /// Shares of the DRAM bandwidth that are realistic.
    private static let utilisation = 0.7...0.9
    /// Tokens per second and request without communication from which the case study considers TBO.
    private static let speedForOverlap = 20.0

    /// What two tiers cost against one switch.
    static func topology(_ view: GuideView) -> [String] {
        guard let plan = view.probe.reference else { return [nothing] }
        var lines = [stands(plan)]
        guard let flat = plan.with({ $0.chip.network.isFlat = 1 }),
            let tiered = plan.with({ $0.chip.network.isFlat = 0 })
        else { return lines }
        lines.append("topology: one switch for all chips instead of tiers: \(change(tiered, flat))")
        return lines
    }

    /// Whether links between groups are fast enough.
    static func interBandwidth(_ view: GuideView) -> [String] {
        let bandwidth = view.session.draft.chip.network.inter.bandwidth
        let verdict = bandwidth >= leastInterBandwidth ? "yes" : "no"
        let first = "inter_bw at least 16 GB/s: \(verdict), \(Quantity.format(bandwidth, .bandwidth))"
        guard let plan = view.probe.reference else { return [first] }
        return [first]
            + [0.5, 2].compactMap { factor in
                plan.with { $0.chip.network.inter.bandwidth *= factor }.map {
                    "  at \(Quantity.format(bandwidth * factor, .bandwidth)): \(change(plan, $0))"
                }
            }
    }

    /// Whether the share of DRAM bandwidth is realistic.
    static func dramUtilisation(_ view: GuideView) -> [String] {
        let value = view.session.draft.chip.dramUtilisation
        let verdict = utilisation.contains(value) ? "yes" : "no"
        let first = "dram_util within 0.7-0.9: \(verdict), \(Decimal.shortest(value))"
        guard let plan = view.probe.reference else { return [first] }
        return [first]
            + [utilisation.lowerBound, utilisation.upperBound].compactMap { end in
                plan.with { $0.chip.dramUtilisation = end }.map { "  at \(Decimal.shortest(end)): \(change(plan, $0))" }
            }
    }

    /// What half and twice the chips would give.
    static func chips(_ view: GuideView) -> [String] {
        let plans = [0.5, 1, 2].map { ($0, view.probe.with(chips: (view.chips * $0).rounded(.down)).best) }
        return ["chips: at \(level(view)) tokens/s per request"]
            + plans.map { factor, plan in
                let start = "  \(count((view.chips * factor).rounded(.down))) chips: "
                guard let plan else { return start + "no plan fits, divides and is fast enough" }
                let d = plan.scenario.deployment
                return start + "\(rate(plan)) tokens/s per chip (tp=\(count(d.tp)) batch=\(count(d.batch)))"
            }
    }

    /// Whether two half batches that overlap are faster.
    static func overlap(_ view: GuideView) -> [String] {
        guard let (plan, whole, split) = overlapPair(view) else { return [nothing] }
        let pays = split.totals.seconds < whole.totals.seconds
        let from = TwoBatchOverlap.breakeven(plan.scenario).map { "from batch \(count($0))" } ?? "at no batch"
        let batch = count(plan.scenario.deployment.batch)
        let bare = plan.tokensPerRequest * whole.totals.seconds / (whole.totals.seconds - whole.totals.communication)
        return [
            "TBO: \(pays ? "worth it" : "not worth it") at batch \(batch): \(change(whole, split)); it pays \(from)",
            "TBO asks for \(count(speedForOverlap)) tokens/s per request without communication: "
                + "\(bare >= speedForOverlap ? "yes" : "no"), \(Decimal.fixed(bare, places: 1)) at batch \(batch)",
        ]
    }

    /// Whether TBO shortens the step.
    static func overlapPays(_ view: GuideView) -> Bool {
        overlapPair(view).map { $0.split.totals.seconds < $0.whole.totals.seconds } ?? false
    }

    private static func overlapPair(_ view: GuideView) -> (plan: PlanResult, whole: PlanResult, split: PlanResult)? {
        guard let plan = view.probe.reference,
            let whole = plan.with({ $0.deployment.tboCode = Deployment.Overlap.off.code }),
            let split = plan.with({ $0.deployment.tboCode = Deployment.Overlap.on.code })
        else { return nil }
        return (plan, whole, split)
    }

    /// The smallest size of groups that share an expert, and two larger ones, with what they give.
    static func expertSizes(_ view: GuideView) -> [PlanResult] {
        guard let plan = view.probe.reference else { return [] }
        return [1.0, 2, 4].compactMap { factor in plan.with { $0.deployment.moeTP *= factor } }.filter(\.fits)
    }

    /// Whether sharing experts between chips pays.
    static func expertTP(_ view: GuideView) -> [String] {
        let plans = expertSizes(view)
        guard let one = plans.first, plans.count > 1 else { return [nothing] }
        let pays = plans.dropFirst().contains { $0.tokensPerChip > one.tokensPerChip }
        let texts = plans.dropFirst().map {
            "moe_tp=\(count($0.scenario.deployment.moeTP)) \(rate($0)) (\(percent($0.tokensPerChip / one.tokensPerChip - 1)))"
        }
        return [
            "MoE TP: \(pays ? "pays" : "does not pay") at batch \(count(one.scenario.deployment.batch)): "
                + "moe_tp=\(count(one.scenario.deployment.moeTP)) \(rate(one)), \(texts.joined(separator: ", ")) tokens/s per chip"
        ]
    }

    /// What sizes of attention groups around the best give at their largest batch.
    static func attentionTP(_ view: GuideView) -> [String] {
        guard let best = view.probe.best else { return [nothing] }
        let size = best.scenario.deployment.tp
        let near = view.probe.byTP.filter { (size / 4...4 * size).contains($0.scenario.deployment.tp) }
        return ["TP range: tp=\(count(size)) is best; at \(level(view)) tokens/s per request"]
            + near.map {
                "  tp=\(count($0.scenario.deployment.tp)): \(rate($0)) tokens/s per chip at batch "
                    + "\(count($0.scenario.deployment.batch)) "
                    + "(\(percent($0.tokensPerChip / best.tokensPerChip - 1))), "
                    + "\(Decimal.fixed(100 * $0.totals.communication / $0.totals.seconds, places: 0)) % communication"
            }
    }

    /// How much DRAM stays free, and up to which batch the usual reserve does.
    static func reserve(_ view: GuideView) -> [String] {
        guard let plan = view.probe.reference else { return [nothing] }
        let d = plan.scenario.deployment
        let verdict = plan.freeDRAM >= GuideProbe.reserve ? "yes" : "no"
        let free = Decimal.fixed(100 * plan.freeDRAM, places: 0)
        let any = view.probe.with(chips: d.chips, serviceLevel: 0, moeTP: d.moeTP)
        func batch(_ reserve: Double) -> String {
            any.largest(tp: d.tp, reserve: reserve).map { "up to batch \(count($0.scenario.deployment.batch))" }
                ?? "at no batch"
        }
        return [
            "DRAM reserve of 30-50 %: \(verdict), \(free) % free at batch \(count(d.batch)); at tp=\(count(d.tp)) 30 % "
                + "stay free \(batch(GuideProbe.reserve)), and plans fit \(batch(0))"
        ]
    }

    /// What a margin above the service level costs.
    static func margin(_ view: GuideView) -> [String] {
        guard let best = view.probe.best else { return [nothing] }
        let spare = best.tokensPerRequest / view.serviceLevel - 1
        let batch = count(best.scenario.deployment.batch)
        let first = "SLO margin of 10-20 %: \(spare >= 0.1 ? "yes" : "no"), \(percent(spare)) at batch \(batch)"
        return [first]
            + [0.1, 0.2].map { share in
                let need = "  \(count(100 * share)) % needs "
                guard let plan = view.probe.with(serviceLevel: view.serviceLevel * (1 + share)).best else {
                    return need + "more than any plan gives"
                }
                let d = plan.scenario.deployment
                return need + "tp=\(count(d.tp)) batch=\(count(d.batch)): \(rate(plan)) tokens/s per chip "
                    + "(\(percent(plan.tokensPerChip / best.tokensPerChip - 1)))"
            }
    }

    // MARK: - Words

    private static let nothing = "no plan of these chips fits, so there is nothing to compare"

    private static func stands(_ plan: PlanResult) -> String {
        "the rules below look at \(PlanText.configuration(plan)): \(ms(plan)) a step, "
            + "\(Decimal.fixed(plan.tokensPerRequest, places: 1)) tokens/s per request, \(rate(plan)) per chip"
    }

    /// `step 96.1 -> 88.4 ms (-8.0 %)`.
    private static func change(_ old: PlanResult, _ new: PlanResult) -> String {
        "step \(Decimal.fixed(old.totals.seconds * 1e3, places: 1)) -> \(ms(new)) "
            + "(\(percent(new.totals.seconds / old.totals.seconds - 1)))"
    }

    private static func ms(_ plan: PlanResult) -> String { "\(Decimal.fixed(plan.totals.seconds * 1e3, places: 1)) ms" }

    private static func rate(_ plan: PlanResult) -> String { Decimal.fixed(plan.tokensPerChip, places: 1) }

    private static func level(_ view: GuideView) -> String { Decimal.shortest(view.serviceLevel) }

    private static func count(_ value: Double) -> String { Decimal.shortest(value) }

    private static func percent(_ share: Double) -> String {
        (share >= 0 ? "+" : "") + Decimal.fixed(100 * share, places: 1) + " %"
    }
}
