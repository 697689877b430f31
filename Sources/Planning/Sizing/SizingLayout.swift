import CostModel

/// A way to lay a model out over the chips of one copy, without the number of copies.
struct SizingLayout: Sendable {
    /// The deployment of one copy, or of one decode worker.
    var scenario: Scenario
    /// Chips of a copy, or of a decode worker.
    var chips: Double { scenario.deployment.chips }
    /// Copies without which the load is more than may be.
    var fewest = 1.0
    /// Prefill workers without which it is; 0 where decode runs on the same chips.
    var fewestPrefill = 0.0
    /// Chips of prefill workers as a share of all, where either side has as many as the other keeps busy.
    var prefillShare = 0.0
    /// Chips that it takes about: users who think send less than that where answers are slow.
    var likelyChips = 0.0
    /// Requests/s that a copy may get.
    var rateOfEach: Double?
    /// Chips without which the load cannot be carried.
    var leastChips: Double { least.all }
    /// The same by what they do.
    var least: SizedChips {
        SizedChips(decode: fewest * chips, prefill: fewestPrefill * scenario.deployment.prefillWorkerChips)
    }

    /// What tells plans of one kind from others.
    struct Kind: Hashable, Sendable {
        let serving: Workload.Serving
        let tp: Double
    }

    var kind: Kind { Kind(serving: scenario.workload.serving, tp: scenario.deployment.tp) }
}

/// The layouts that a sizing tries.
struct SizingLayouts {
    let base: Scenario
    let terms: SizingTerms

    /// Parameters of a layout that are looked for unless they are pinned.
    static let searched = ["serving", "tp", "pp", "moe_tp"] + counts + prefill

    /// How many copies or workers there are, which is counted and no part of a layout.
    private static let counts = ["replicas", "decode_workers", "prefill_workers"]
    /// How prefill workers are laid out.
    private static let prefill = ["prefill_chips", "prefill_tp", "prefill_pp", "prefill_moe_tp"]

    /// Chips of a tensor-parallel group, stages, chips that share an expert and chips of a copy at most.
    private static let mostTP = 64.0, mostPP = 4.0, mostShared = 16.0, mostChips = 256.0

    private func values(_ name: String, upTo most: Double) -> [Double] {
        terms.pinned(name) ?? Self.powers(upTo: most)
    }

    private static func powers(upTo most: Double) -> [Double] {
        Array(sequence(first: 1.0) { 2 * $0 }.prefix { $0 <= most })
    }

    /// The layouts over each scenario that pins leave, of parameters that no layout has.
    var ofEachPin: [SizingLayouts] {
        let others = terms.pins.filter { !Self.searched.contains($0.parameter.name) }
        let space = SearchSpace(base: base, axes: others)
        return (0..<min(space.count ?? 0, 1000)).map { SizingLayouts(base: space.scenario(at: $0), terms: terms) }
    }

    /// Ways of serving that are tried: what is pinned of pools asks for pools, several copies for no pools.
    var servings: [Workload.Serving] {
        let pinned = terms.pinned("serving")?.compactMap { Workload.Serving(code: $0) }
        let ofPools = ["decode_workers", "prefill_workers"] + Self.prefill
        return (pinned ?? [.agg, .disagg]).filter { serving in
            switch serving {
            case .static: false
            case .agg: ofPools.allSatisfy { terms.pinned($0) == nil }
            case .disagg: terms.pinned("replicas")?.contains(1) ?? true
            }
        }
    }

    /// Whether prefill workers laid out like this may be what is pinned of them.
    func mayPrefill(_ prefill: Deployment) -> Bool { allows(prefill, beside: prefill) }

    /// The same beside decode workers.
    func allows(_ prefill: Deployment, beside decode: Deployment) -> Bool {
        let own = [
            ("prefill_chips", prefill.chips, decode.chips), ("prefill_tp", prefill.tp, decode.tp),
            ("prefill_pp", prefill.pp, decode.pp), ("prefill_moe_tp", prefill.moeTP, decode.moeTP),
        ]
        // 0 stands for what a decode worker has.
        return own.allSatisfy { name, value, other in
            terms.pinned(name)?.contains { $0 == value || $0 == 0 && value == other } ?? true
        }
    }

    /// Workers of one phase or both: every way to lay a copy out over the chip of decode workers.
    ///
    /// Decode workers stand beside prefill workers of the same chip, until they are paired with others.
    func workers(_ serving: Workload.Serving) -> [Scenario] {
        divided(serving).filter { $0.brokenRule == nil && PlanResult(Self.idle($0)).fits }
    }

    /// The same over the chip that prefill workers are of.
    var prefillWorkers: [Scenario] {
        var s = base
        s.workload.serving = .disagg
        return SizingLayouts(base: s.onPrefillChip, terms: terms).workers(.disagg)
    }

    /// Every combination of sizes, whether they divide and fit or not.
    func divided(_ serving: Workload.Serving) -> [Scenario] {
        var s = base
        if serving == .disagg { s.prefillChip = nil }
        if terms.pinned("sp") == nil { s.deployment.sp = 1 }
        let group = s.chip.network.intra.size
        let hasExperts = s.model.experts > 0
        var layouts: [Scenario] = []
        for tp in values("tp", upTo: min(max(group, 1), Self.mostTP)) {
            for pp in values("pp", upTo: Self.mostPP) {
                let sizes =
                    hasExperts ? Self.powers(upTo: Self.mostChips / (tp * pp)).map { $0 * tp * pp } : [tp * pp]
                for chips in sizes where chips <= terms.mostChips {
                    let shares = hasExperts ? values("moe_tp", upTo: min(Self.mostShared, chips / pp)) : [1]
                    for moeTP in shares {
                        layouts.append(Self.worker(s, serving, chips: chips, tp: tp, pp: pp, moeTP: moeTP))
                    }
                }
            }
        }
        return layouts
    }

    private static func worker(
        _ base: Scenario, _ serving: Workload.Serving, chips: Double, tp: Double, pp: Double, moeTP: Double
    ) -> Scenario {
        var s = base
        s.workload.serving = serving
        s.deployment.chips = chips
        s.deployment.tp = tp
        s.deployment.pp = pp
        s.deployment.moeTP = moeTP
        s.deployment.replicas = 1
        s.deployment.decodeWorkers = 1
        s.deployment.prefillWorkers = serving == .disagg ? 1 : 0
        s.deployment.prefillChips = 0
        s.deployment.prefillTP = 0
        s.deployment.prefillPP = 0
        s.deployment.prefillMoeTP = 0
        return s
    }

    /// The same deployment as a decode step of a sequence in each replica, which says at once whether it fits.
    private static func idle(_ scenario: Scenario) -> Scenario {
        var s = scenario
        s.workload.serving = .static
        s.workload.staticPhase = .decode
        s.deployment.batch = s.deployment.dp / s.deployment.chips
        return s
    }
}
