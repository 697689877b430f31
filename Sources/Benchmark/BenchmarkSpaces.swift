import CostModel
import Planning

/// The spaces on which speed is measured, round a plan of the case study.
struct BenchmarkSpaces: Sendable {
    let base: Scenario

    /// The case: chips x tp x moe_tp x inter_bw x batch, 1,440,000 combinations, all of which divide.
    var caseStudy: SearchSpace {
        space(base, [("inter_bw", Self.gigabytes(1...100, step: 1)), ("batch", Self.count(1...400, step: 1))])
    }

    /// The case with more values of the same axes, 1,008,000,000 combinations.
    var searched: SearchSpace {
        space(base, [("inter_bw", Self.gigabytes(1...7000, step: 1)), ("batch", Self.count(1...4000, step: 1))])
    }

    /// The case in prefill, 360,000 combinations with prompts of 100 to 40,000 tokens.
    var prefill: SearchSpace {
        var base = base
        base.workload.staticPhase = .prefill
        base.deployment.batch = 256
        return space(
            base, [("inter_bw", Self.gigabytes(4...100, step: 4)), ("input", Self.count(100...40_000, step: 100))])
    }

    /// The case with two-batch overlap wherever that is faster, 360,000 combinations.
    var batchOverlap: SearchSpace {
        var base = base
        base.deployment.tbo = .auto
        return space(base, [("inter_bw", Self.gigabytes(4...100, step: 4)), ("batch", Self.count(1...400, step: 1))])
    }

    /// The case serving requests of 1,024 tokens and answers of as many.
    ///
    /// 20,000 combinations where the number of prefill workers is to be found, 320,000 elsewhere.
    func served(_ serving: Workload.Serving, prefillWorkers: Double) -> SearchSpace {
        var base = base
        base.workload.serving = serving
        base.deployment.prefillWorkers = prefillWorkers
        (base.workload.input, base.workload.output) = (1024, 1024)
        let isSlow = serving == .disagg && prefillWorkers == 0
        let axes = [
            ("chips", [64.0, 128]), ("tp", [1, 2, 4, 8]), ("moe_tp", [1, 2]),
            ("inter_bw", Self.gigabytes((isSlow ? 4 : 1)...100, step: isSlow ? 4 : 1)),
            ("concurrency", Self.count((isSlow ? 64 : 16)...3200, step: isSlow ? 64 : 16)),
        ]
        return SearchSpace(base: base, axes: axes.compactMap(Self.axis))
    }

    private func space(_ base: Scenario, _ axes: [(String, [Double])]) -> SearchSpace {
        let parallel = [("chips", [64.0, 128, 256]), ("tp", [1, 2, 4, 8]), ("moe_tp", [1, 2, 4])]
        return SearchSpace(base: base, axes: (parallel + axes).compactMap(Self.axis))
    }

    private static func axis(_ name: String, _ values: [Double]) -> Axis? {
        Parameter.named(name).map { Axis($0, values) }
    }

    private static func count(_ range: ClosedRange<Int>, step: Int) -> [Double] {
        stride(from: range.lowerBound, through: range.upperBound, by: step).map(Double.init)
    }

    private static func gigabytes(_ range: ClosedRange<Int>, step: Int) -> [Double] {
        count(range, step: step).map { $0 * 1e9 }
    }
}
