import CostModel

// Whether prefill has workers of its own, how many, and of which shape.

extension Change {
    static let pools: [Change] = [
        Change("prefill_workers", .workers, isSearch: true) { plan in
            guard plan.scenario.workload.serving == .disagg else { return [] }
            return near(plan.totals.prefillWorkers).map { Setting.list(("prefill_workers", $0)) }
        },
        Change("decode_workers", .workers, isSearch: true, with: [.prefillers]) { plan in
            guard plan.scenario.workload.serving == .disagg else { return [] }
            return near(plan.scenario.deployment.decodeWorkers).map { Setting.list(("decode_workers", $0)) }
        },
        // Workers that change sides: no more chips than before.
        Change("worker_split", .workers, isSearch: true, options: splits),
        Change("prefill_shape", .workers, isSearch: true, with: [.prefillers], options: prefillShapes),
        Change("disagg", .serving, isSearch: true, options: splitPools),
        // The chips of all workers as one instance, or those of one decode worker, of which there are then more.
        Change("agg", .serving, isSearch: true) { plan in
            let s = plan.scenario
            // Chips of two kinds do not serve as one.
            guard s.workload.serving == .disagg, !s.hasTwoChips else { return [] }
            return Change.distinct([plan.chips, s.deployment.chips, s.prefillWorker.deployment.chips]).map { chips in
                Setting.list(
                    ("serving", Workload.Serving.agg.code), ("chips", chips),
                    ("concurrency", inFlight(plan, max(1, (plan.sequences * chips / plan.chips).rounded()))))
            }
        },
    ]

    /// One or two workers of one side in place of one or two of the other, which are of the same chip.
    @Sendable private static func splits(_ plan: PlanResult) -> [[Setting]] {
        guard plan.scenario.workload.serving == .disagg, !plan.scenario.hasTwoChips else { return [] }
        let (decode, prefill) = (plan.scenario.deployment.decodeWorkers, plan.totals.prefillWorkers)
        var found: [[Setting]] = []
        for (gained, lost) in [(1.0, 1.0), (1, 2), (2, 1), (2, 2)] {
            for (decode, prefill) in [(decode + gained, prefill - lost), (decode - lost, prefill + gained)]
            where decode >= 1 && prefill >= 1 {
                let settings = Setting.list(("decode_workers", decode), ("prefill_workers", prefill))
                if plan.scenario.setting(settings).chipsOfWorkers <= plan.chips { found.append(settings) }
            }
        }
        return found
    }

    /// Half and twice the chips and the tensor parallelism of a prefill worker, as many workers or as many chips.
    @Sendable private static func prefillShapes(_ plan: PlanResult) -> [[Setting]] {
        guard plan.scenario.workload.serving == .disagg else { return [] }
        let worker = plan.scenario.prefillWorker.deployment
        let workers = plan.totals.prefillWorkers
        var found: [[Setting]] = []
        for chips in [0.5, 1, 2] {
            for tp in [0.5, 1, 2] {
                for count in distinct([workers, workers / chips]) {
                    var settings: [Setting] = []
                    if chips != 1 { settings += Setting.list(("prefill_chips", worker.chips * chips)) }
                    if tp != 1 { settings += Setting.list(("prefill_tp", worker.tp * tp)) }
                    if settings.isEmpty { continue }
                    if count != workers { settings += Setting.list(("prefill_workers", count)) }
                    found.append(settings)
                }
            }
        }
        return found
    }

    /// Chips that serve both halves, split into equal workers of which some prefill.
    @Sendable private static func splitPools(_ plan: PlanResult) -> [[Setting]] {
        guard plan.scenario.workload.serving == .agg else { return [] }
        let d = plan.scenario.deployment
        var found: [[Setting]] = []
        for parts in [2.0, 4, 8] {
            let chips = d.chips / parts
            for prefill in distinct([1, parts / 4, parts / 2, 3 * parts / 4, parts - 1])
            where prefill >= 1 && prefill == prefill.rounded() {
                found.append(
                    Setting.list(
                        ("serving", Workload.Serving.disagg.code), ("chips", chips), ("tp", min(d.tp, chips)),
                        ("moe_tp", min(d.moeTP, chips)), ("decode_workers", parts - prefill),
                        ("prefill_workers", prefill), ("concurrency", inFlight(plan, plan.sequences))))
            }
        }
        return found
    }

    /// Requests in flight that are set; under a load they follow, and what is set stays.
    private static func inFlight(_ plan: PlanResult, _ count: Double) -> Double {
        plan.scenario.workload.isOpen ? plan.scenario.deployment.concurrency : count
    }

    /// One more and one less of a count, twice and half of it.
    private static func near(_ count: Double) -> [Double] {
        distinct([count + 1, 2 * count, count - 1, (count / 2).rounded()]).filter { $0 >= 1 && $0 != count }
    }
}

extension Scenario {
    /// Chips of all workers, where the prefill workers are counted.
    fileprivate var chipsOfWorkers: Double {
        deployment.chips * deployment.decodeWorkers + deployment.prefillWorkerChips * deployment.prefillWorkers
    }
}
