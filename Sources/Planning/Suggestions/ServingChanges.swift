import CostModel

// How the sequences are served on the same chips.

extension Change {
    static let serving: [Change] = [
        Change("batch", .load, isSearch: true) { plan in
            Load(plan.scenario)?.parameter.name == "batch" ? [[]] : []
        },
        Change("concurrency", .load, isSearch: true) { plan in
            Load(plan.scenario)?.parameter.name == "concurrency" ? [[]] : []
        },
        Change("tbo", .overlap) { plan in
            let overlap: Deployment.Overlap = plan.scenario.deployment.tbo == .off ? .on : .off
            return [Setting.list(("tbo", overlap.code))]
        },
        Change("chunk", .chunk, isSearch: true) { plan in
            let s = plan.scenario
            let chunk = s.deployment.chunk
            guard s.workload.serving == .static else {
                return [0, 1024, 2048, 4096, 8192, 16384].map { Setting.list(("chunk", $0)) }
            }
            guard s.workload.phase == .prefill, chunk > 0 else { return [] }
            return [2 * chunk, 0].map { Setting.list(("chunk", $0)) }
        },
        // Copies must leave every rank with the same number of experts: one more on each is the fewest.
        Change("eplb", .experts, assumes: ["expert_load"]) { plan in
            let s = plan.scenario
            guard s.model.moeLayers > 0, s.deployment.ep > 1 else { return [] }
            return [Setting.list(("redundant", s.deployment.redundantExperts + s.deployment.ep))]
        },
        // Only where the model has layers that draft: the engine knows what those cost, and of no other drafter.
        Change("mtp", .drafts, assumes: ["acceptance"], with: [.prefillers]) { plan in
            let s = plan.scenario
            guard s.workload.phase == .decode, s.model.mtpLayers > 0 else { return [] }
            return [Setting.list(("draft", s.workload.draft + 1))]
        },
    ]
}
