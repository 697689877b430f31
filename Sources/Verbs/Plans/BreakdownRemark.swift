import CostModel
import Words

/// What is easily misread in a breakdown.
enum BreakdownRemark {
    /// A block that takes this share of a step is a main part of it.
    private static let mainPart = 0.2

    static func all(_ breakdown: CostModel.Breakdown, _ scenario: Scenario) -> [String] {
        let running = breakdown.rows.filter { $0.calls > 0 }
        return [longestCall(running, breakdown.seconds), latents(running, breakdown.seconds, scenario)].compactMap(
            \.self)
    }

    /// The longest single call need not matter to the step.
    private static func longestCall(_ running: [CostModel.Breakdown.Row], _ step: Double) -> String? {
        guard let longest = running.max(by: { $0.oneCall < $1.oneCall }),
            let largest = running.max(by: { $0.seconds < $1.seconds }), longest.block != largest.block
        else { return nil }
        return BreakdownWords.longestCall(longest, largest: largest, ofStep: step)
    }

    /// The latent cache has no head dimension that tensor parallelism could split.
    private static func latents(
        _ running: [CostModel.Breakdown.Row], _ step: Double, _ scenario: Scenario
    ) -> String? {
        guard scenario.deployment.tp > 1, scenario.workload.phase == .decode,
            let attention = running.first(where: { $0.block == .mla }), attention.seconds / step >= mainPart
        else { return nil }
        return BreakdownWords.latents(attention.block.name, attention.seconds / step)
    }
}
