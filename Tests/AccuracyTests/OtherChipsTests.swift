import Catalog
import CostModel
import Testing

/// Published runs of chips that nobody profiled, whose time a layer comes from such runs: TPOT of batch 1 and beyond.
///
/// A source is one page of one chip. Its first row is where the time a layer comes from; the others have other loads, models or
/// numbers of chips.
@Suite struct OtherChipsTests {
    /// One run; chips of two dies are counted as chips.
    struct Run: Sendable {
        let model: String
        let format: PrecisionFormat
        let chips: Double
        var isMoE = false
        let concurrency: Double
        let lengths: (input: Double, output: Double)
        let tpotMs: Double
    }

    static let sources: [(chip: String, runs: [Run])] = [
        // vLLM-Ascend, suffix decoding, the column without it.
        (
            "ascend-910b",
            [
                (1.0, 666.0, 231.0, 54.1), (1, 150, 2700, 55.1), (8, 666, 231, 58.8), (15, 150, 2700, 61.6),
                (32, 207, 314, 62.7), (34, 735, 1880, 70.0),
            ].map {
                Run(model: "qwen3-32b", format: .bf16, chips: 4, concurrency: $0.0, lengths: ($0.1, $0.2), tpotMs: $0.3)
            }
        ),
        // vLLM-Ascend, Atlas 800 A3, Kimi-K2-Thinking on 16 dies.
        (
            "ascend-910c",
            [(1.0, 57.71), (2, 60.29), (8, 87.37)].map {
                Run(
                    model: "kimi-k2", format: .w4a16, chips: 8, isMoE: true, concurrency: $0.0, lengths: (1024, 1024),
                    tpotMs: $0.1)
            }
        ),
        // tpu-recipes, Trillium.
        (
            "tpu-v6e",
            [(64.0, 25.35), (128, 35.12)].map {
                Run(
                    model: "llama-3.1-70b", format: .bf16, chips: 8, concurrency: $0.0, lengths: (1000, 1000),
                    tpotMs: $0.1)
            }
        ),
        // LLM-Inference-Bench.
        (
            "gaudi2",
            [
                ("llama-3.1-8b", 1.0, 1.0, 7.84), ("llama-3.1-8b", 1, 16, 12.01), ("llama-3.1-70b", 4, 1, 22.85),
                ("llama-3.1-70b", 8, 1, 15.51),
            ].map {
                Run(model: $0.0, format: .bf16, chips: $0.1, concurrency: $0.2, lengths: (1024, 1024), tpotMs: $0.3)
            }
        ),
        // AWS Neuron documentation, benchmarks.
        (
            "trainium2",
            [("llama-3.1-70b", 19.6), ("llama-3.1-405b", 37.9)].map {
                Run(model: $0.0, format: .bf16, chips: 16, concurrency: 1, lengths: (10_000, 1501), tpotMs: $0.1)
            }
        ),
    ]

    private static func error(_ run: Run, on chip: String) throws -> Double {
        var model = try #require(Catalog.model(named: run.model)).value
        model.precision.weights = WeightMix(run.format)
        var workload = Workload(input: run.lengths.input, output: run.lengths.output)
        workload.serving = Workload.Serving.agg
        var deployment = Deployment(
            chips: run.chips, tp: run.chips, batch: 1, moeTP: run.isMoE ? run.chips : 1)
        deployment.concurrency = run.concurrency
        let plan = PlanResult(
            Scenario(
                chip: try #require(Catalog.chip(named: chip)).value, model: model, workload: workload,
                deployment: deployment))
        return Metric.tpot.read(plan) / run.tpotMs - 1
    }

    /// A mean of 25 % for each source.
    @Test(arguments: sources.indices) func publishedRunsAreNear(_ index: Int) throws {
        let (chip, runs) = Self.sources[index]
        let errors = try runs.map { try Self.error($0, on: chip) }
        let mean = errors.reduce(0) { $0 + $1.magnitude } / Double(errors.count)
        print("\(chip): mean \(mean), \(errors)")
        #expect(mean < 0.25, "\(chip): \(errors)")
    }

    /// Without it steps come out at a quarter of what they take.
    @Test func whatIsMissingWithoutATimeALayer() throws {
        let (chip, runs) = Self.sources[0]
        let with = try Self.error(runs[0], on: chip)
        // 64 layers of 690 us are 44.2 ms of 54.1.
        let share = 64 * 690e-6 / (runs[0].tpotMs * 1e-3)
        #expect((share - 0.816).magnitude < 0.001)
        #expect(with.magnitude < 0.1)
    }
}
