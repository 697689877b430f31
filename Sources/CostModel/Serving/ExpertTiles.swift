import Lanes

extension Engine {
    /// The tiles that the rows of the busiest experts fill.
    struct ExpertTiles {
        /// Rows of the busiest experts for each token of a stage, if all of them were visited; 0 without experts.
        let rows: V
        /// Rows of a tile.
        let tile: V
        /// The chance that a token visits an expert.
        let chance: V
    }
}

extension Engine.ExpertTiles {
    init(_ s: Engine.Scenario) {
        guard let mixture = s.model.mixture else {
            self.init(rows: 0, tile: 1, chance: 1)
            return
        }
        let copies = mixture.experts + s.deployment.redundantExperts
        let skew = mixture.skew(
            s.inputs, localExperts: copies / s.deployment.ep, tokens: Engine.StepShape(s.inputs).stageTokens)
        self.init(
            rows: mixture.visits / copies * skew, tile: s.chip.expertTile,
            chance: mixture.visits / mixture.experts)
    }
}

extension Engine<Double>.ExpertTiles {
    /// The most tokens of a stage, fewer than `tokens`, with which the rows of the busiest experts fill their tiles; 0 where
    /// they never do.
    ///
    /// Rows of an expert that is visited grow with the tokens. Experts that are visited grow ever more slowly, so that Newton's
    /// steps towards the tokens that fill the tiles never go below these.
    func full(below tokens: Double) -> Double {
        // Of few tokens x n / E + 1 at most visit an expert that is visited.
        guard rows * (tokens + 1 / chance) > tile else { return 0 }
        func visited(_ tokens: Double) -> Double { Engine<Double>.Mixture.visitedShare(tokens: tokens, chance: chance) }
        var share = visited(tokens)
        let tiles = ceiling(lesser(tokens * rows / share / tile, 0x1p50) * (1 - 1e-9)) - 1
        guard tiles > 0 else { return 0 }
        let all = tiles * tile / rows
        var full = tokens
        for _ in 0..<40 {
            let next = all * share
            if next >= full * (1 - 1e-12) { break }
            // One token more visits an expert that no other does. Up to one there is a single visit, and a step goes no further.
            let slope = all * chance * (1 - share) / (1 - (full - floored(full)) * chance)
            full = slope < 1 && full > 1 && share < 1 ? greater(1, (next - slope * full) / (1 - slope)) : next
            share = visited(full)
        }
        // The side in front of the jump.
        return full * (1 - 1e-10)
    }
}
