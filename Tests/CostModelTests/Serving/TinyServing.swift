import CostModel

/// A machine that only moves bytes, and a model so small that they can be counted.
///
/// Arithmetic and links take next to no time and DRAM gives 1 GB/s, so that a step takes a nanosecond a byte. All widths
/// are 100 and elements have 2 bytes. A pass of R rows moves:
///
///     embedding          100 R read and written     400 R
///     query              [R,100]x[100,100]          400 R +  20,000
///     key, value         [R,100]x[100,200]          600 R +  40,000
///     output             [R,100]x[100,100]          400 R +  20,000
///     gate, up           two [R,100]x[100,100]      800 R +  40,000
///     down               [R,100]x[100,100]          400 R +  20,000
///     layers together                             3,000 R + 140,000
///     head, H rows       [H,100]x[100,100]          400 H +  20,000
///     attention          keys and values              400 a token
enum TinyServing {
    static let chip = Chip(
        peakFLOPS: 1e30, dramBytes: 1e9, dramBandwidth: 1e9,
        network: Network(
            intra: Tier(size: 8, bandwidth: 1e9, latency: 1e-6),
            inter: Tier(size: 1_000_000, bandwidth: 1e8, latency: 5e-6)))

    static let model = Model(hidden: 100, vocabulary: 100, precision: Precision(.bf16)) {
        ($0.fullLayers, $0.denseLayers) = (1, 1)
        ($0.heads, $0.kvHeads, $0.headDim, $0.denseIntermediate) = (1, 1, 100, 100)
    }

    /// Requests of 900 tokens that are answered with 200, so that a decode step has 1000 in front of it on average.
    static func scenario(
        _ serving: Workload.Serving, requests: Double, _ change: (inout Scenario) -> Void = { _ in }
    ) -> Scenario {
        var scenario = Scenario(
            chip: chip, model: model, workload: Workload(input: 900, output: 200),
            deployment: Deployment(chips: 1, tp: 1, batch: 1))
        scenario.workload.serving = serving
        scenario.deployment.concurrency = requests
        scenario.deployment.waitSteps = 0
        change(&scenario)
        return scenario
    }

    /// Seconds of a decode step of `sequences` with `context` tokens: 3,400 bytes of products and 400 a token each.
    static func decode(_ sequences: Double, context: Double = 1000) -> Double {
        1e-9 * (160_000 + (3400 + 400 * context) * sequences)
    }

    /// Seconds of a pass over `prompts` prompts of `tokens`: 3,000 bytes a token, 400 for its key and value, 400 a head.
    static func prefill(_ prompts: Double, tokens: Double) -> Double {
        1e-9 * (160_000 + 3000 * (prompts * tokens).rounded(.up) + 400 * prompts * tokens + 400 * prompts)
    }

    /// Seconds that a decode step takes longer for its context.
    static func attention(_ sequences: Double, context: Double = 1000) -> Double {
        1e-9 * 400 * (context - 1) * sequences
    }
}
