import Lanes

// How tokens spread over experts: what a chip receives, which of its experts are visited, and how unevenly.
extension Engine.Mixture {
    /// Routed experts that one chip holds.
    func localExperts(_ s: Engine.Inputs) -> V { (experts + s.deployment.redundantExperts) / s.deployment.ep }

    /// Token vectors that a chip sends to experts in a pass.
    func vectors(_ s: Engine.Inputs, _ shape: Engine.StepShape) -> V { shape.rows / s.deployment.tp * visits }

    /// Bytes of send and receive buffers.
    func buffers(_ s: Engine.Inputs, _ shape: Engine.StepShape) -> V {
        guard s.deployment.ep > 1 else { return 0 }
        let element = s.model.precision.dispatch.bytes + s.model.precision.combine.bytes
        return vectors(s, shape) * ((latent > 0 ? latent : s.model.hidden) * V(element))
    }

    @inline(__always) func allToAll(
        _ vectorBytes: V, _ s: Engine.Inputs, _ shape: Engine.StepShape
    ) -> Engine.OperatorCost {
        let d = s.deployment
        let traffic = Engine.AllToAll.Traffic(
            vectors: vectors(s, shape), vectorBytes: vectorBytes, experts: experts, expertsPerToken: visits,
            routeGroups: routeGroups, routeGroupLimit: routeGroupLimit,
            skew: skew(s, localExperts: localExperts(s), tokens: shape.stageTokens))
        let mayRelay = s.chip.relaysAllToAll == .auto || (s.chip.relaysAllToAll == .prefill && !shape.isDecode)
        return Engine.AllToAll.cost(traffic, ranks: d.ep, span: d.chips / d.pp, mayRelay: mayRelay, s.chip)
    }

    /// Rows of a local expert on the rank with the most tokens.
    ///
    /// The busiest expert has `hottest` times the mean, the others share what is left. Redundant copies (EPLB) halve the
    /// load of the busiest experts: with loads that fall evenly from `h` to `2 - h`, R copies leave
    /// `max(h / 2, h - 2 (h - 1) R / E)`.
    @inline(__always) func busiestRows(_ s: Engine.Inputs, _ shape: Engine.StepShape) -> V {
        let mean = shape.stageTokens * visits / (experts + s.deployment.redundantExperts)
        return mean * skew(s, localExperts: localExperts(s), tokens: shape.stageTokens)
    }

    /// Load of the busiest rank over the mean, where so many tokens are routed in a pass.
    ///
    /// What `expert_load` says, or the rank with an expert of `hottest` times the mean where that has more: an expert that is a
    /// little busier than others makes no rank less busy than their spread does.
    @inline(__always) func skew(_ s: Engine.Inputs, localExperts: V, tokens: V) -> V {
        let (d, h) = (s.deployment, s.workload.hottest)
        let spread: V
        if let loads = self.spread(s, tokens: tokens) {
            spread = busiest(loads, s, localExperts: localExperts)
        } else {
            spread = s.workload.routing == .balanced ? 1 : naturalSkew(s, localExperts: localExperts)
        }
        guard h > 1 else { return spread }
        let evened = greater(1, greater(h / 2, h - 2 * (h - 1) * d.redundantExperts / experts))
        return greater(spread, 1 + (evened - 1) / greater(1, localExperts))
    }

    /// Load of the busiest rank over the mean where experts are as popular as they come and none has a copy.
    ///
    /// The sum over a rank's experts has a standard deviation of `expert_spread` over the root of their number; the largest of
    /// some such sums lies about sqrt(2 ln ranks) of these above the mean. Where experts have copies (EPLB), loads are even.
    /// Deployments with few experts to a rank even them out, whether or not a plan states the copies.
    @inline(__always) private func naturalSkew(_ s: Engine.Inputs, localExperts: V) -> V {
        let (d, spread) = (s.deployment, s.chip.kernels.expertSpread)
        guard spread > 0, d.ep > 1 else { return 1 }
        let deviations = (V(2 * 0.6931471805599453) * d.ep.ceilingLog2).root
        let skew = 1 + deviations * spread / greater(1, localExperts).root
        return V.choose(0, below: d.redundantExperts, 1, V.choose(localExperts, below: Self.evenedFrom, 1, skew))
    }

    /// Experts of a rank below which loads are evened out: none of the published deployments of large expert parallelism, with 2
    /// to 8 to a rank, ran without (DeepSeek-V3 report, section 3.4; LMSYS, 2025-05-05).
    private static var evenedFrom: V { 16 }

    /// Share of the experts that are visited: fewer where loads are spread, since tokens choose the same ones.
    @inline(__always) func visitedShare(_ s: Engine.Inputs, tokens: V) -> V {
        spread(s, tokens: tokens).map { $0.visited(tokens * visits / experts) }
            ?? Self.visitedShare(tokens: tokens, chance: visits / experts)
    }

    /// Experts that are visited on the rank where most are.
    ///
    /// Each of a rank's experts is visited or not; of `ranks` such sums the largest lies about sqrt(2 ln ranks) standard
    /// deviations above the mean. In large batches all are visited everywhere.
    @inline(__always) static func busiestExperts(_ local: V, visited: V, ranks: V) -> V {
        guard ranks > 1 else { return local * visited }
        let deviations = (V(2 * 0.6931471805599453) * ranks.ceilingLog2).root
        func most() -> V { local * visited + deviations * (local * visited * (1 - visited)).root }
        return V.choose(visited, below: 1, lesser(local, most()), local * visited)
    }

    /// The probability that an expert is visited by at least one of `tokens`, each with the given chance.
    ///
    /// In serving the tokens are a mean; the step that has one more and the one that has none more share it. A step without
    /// a token is not run. Above 20 expected visits the rest is below 3e-9 and is left out, which spares the power in large
    /// batches.
    @inline(__always) static func visitedShare(tokens: V, chance: V) -> V {
        func share() -> V {
            let whole = greater(1, tokens.floor)
            let none: V = (1 - chance).wholePower(whole)
            return 1 - none * (1 - greater(0, tokens - whole) * chance)
        }
        return V.choose(20, below: tokens * chance, 1, share())
    }
}
