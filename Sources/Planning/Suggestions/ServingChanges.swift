import CostModel

// How the sequences are served on the same chips.

extension Change {
    static let serving: [Change] = [
        Change("batch", .batch, isSearch: true) { s in batches(s).map { Setting.list(("batch", $0)) } },
        Change("tbo", .overlap) { s in
            s.deployment.tbo == .off
                ? [Setting.list(("tbo", Deployment.Overlap.on.code))]
                : [Setting.list(("tbo", Deployment.Overlap.off.code))]
        },
        Change("chunk", .batch) { s in
            guard s.workload.phase == .prefill else { return [] }
            return s.deployment.chunk > 0
                ? [Setting.list(("chunk", 2 * s.deployment.chunk)), Setting.list(("chunk", 0))] : []
        },
        // Copies must leave every rank with the same number of experts: one more on each is the fewest.
        Change("eplb", .experts, assumes: ["hottest"]) { s in
            guard s.model.moeLayers > 0, s.deployment.ep > 1 else { return [] }
            return [Setting.list(("redundant", s.deployment.redundantExperts + s.deployment.ep))]
        },
        // Only where the model has layers that draft: the engine knows what those cost, and of no other drafter.
        Change("mtp", .drafts, assumes: ["acceptance"]) { s in
            guard s.workload.phase == .decode, s.model.mtpLayers > 0 else { return [] }
            return [Setting.list(("draft", s.workload.draft + 1))]
        },
    ]
}
