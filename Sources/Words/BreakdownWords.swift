import CostModel
import Text
import Units

/// What is said of the parts of a step.
public enum BreakdownWords {
    /// The largest part of a step is not the longest call.
    public static func longestCall(
        _ longest: CostModel.Breakdown.Row, largest: CostModel.Breakdown.Row, ofStep step: Double
    ) -> String {
        let (of, share) = (percent(largest.seconds / step), percent(longest.seconds / step))
        return say(
            en: "\(largest.block.name) is the largest part of a step (\(of)); \(longest.block.name) is the longest "
                + "single call but runs \(times(longest.calls)) a step (\(share))")
    }

    private static func times(_ calls: Double) -> String {
        calls == 1 ? say(en: "once") : say(en: "\(Decimal.shortest(calls)) times")
    }

    /// The latent cache has no head dimension that tensor parallelism could split.
    public static func latents(_ block: String, _ share: Double) -> String {
        say(
            en: "\(block) (\(percent(share))): a larger tp reads the same latents on every chip, those of all the "
                + "group's sequences")
    }

    private static func percent(_ share: Double) -> String { "\(Decimal.fixed(100 * share, places: 1)) %" }

    /// What a block waits for, and how its collectives run: `memory 80, network 20 %, ring`.
    public static func waits(_ parts: [(name: String, share: Double)], _ algorithms: [String]) -> String {
        let shares = parts.map { "\($0.name) \(Decimal.fixed(100 * $0.share, places: 0))" }.joined(separator: ", ")
        var text = parts.count < 2 ? "" : say(en: "\(shares) %")
        if !algorithms.isEmpty { text += ", \(algorithms.joined(separator: ", "))" }
        return text
    }

    /// The resource of what no block takes, in the table's column.
    public static func bound(_ adjustment: Adjustment) -> String {
        switch adjustment {
        case .twoBatchOverlap: say(en: "overlap")
        case .layers: say(en: "runtime")
        case .pipelineBubble: say(en: "pipeline")
        case .host: say(en: "host")
        case .prefill: say(en: "prefill")
        }
    }

    /// What it is, in a few words.
    public static func meaning(_ adjustment: Adjustment) -> String {
        switch adjustment {
        case .twoBatchOverlap: say(en: "hidden behind the other half batch")
        case .layers: say(en: "gaps between operators")
        case .pipelineBubble: say(en: "waiting for other stages")
        case .host: say(en: "scheduling, sampling")
        case .prefill: say(en: "prompts of other requests in between")
        }
    }

    /// The heading of a block.
    public static var block: String { say(en: "block") }
    /// The heading of an operator.
    public static var operation: String { say(en: "operator") }
    /// The heading of how often a block runs in a step.
    public static var calls: String { say(en: "calls") }
    /// The heading of the time of one call.
    public static var oneCall: String { say(en: "one call") }
    /// The heading of the time of all calls.
    public static var all: String { say(en: "all") }
    /// The same where more is said.
    public static var allCalls: String { say(en: "all calls") }
    /// The heading of the share of the step.
    public static var ofStep: String { say(en: "of step") }
    /// The unit of a share of the step.
    public static var percentOfStep: String { say(en: "% of step") }
    /// The unit of a share among one call of each block.
    public static var percentOfCalls: String { say(en: "% of one call of each block") }
    /// The heading of the share among one call of each block.
    public static var ofCalls: String { say(en: "of calls") }
    /// The heading of a share.
    public static var share: String { say(en: "share") }
    /// The heading of what a part waits for.
    public static var bound: String { say(en: "bound") }
    /// The heading of what a time is made of.
    public static var ofWhich: String { say(en: "of which") }
    /// The heading of the time of the matrix unit.
    public static var compute: String { say(en: "compute") }
    /// The heading of the time of DRAM.
    public static var memory: String { say(en: "memory") }
    /// The heading of the time of the network.
    public static var network: String { say(en: "network") }
    /// The heading of the work.
    public static var gflop: String { say(en: "GFLOP") }
    /// The heading of the bytes of DRAM.
    public static var dram: String { say(en: "DRAM") }
    /// The heading of the bytes that are sent.
    public static var wire: String { say(en: "wire") }
    /// The heading of how a collective runs.
    public static var algorithm: String { say(en: "algorithm") }
}
