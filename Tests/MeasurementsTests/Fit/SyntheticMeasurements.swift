import Catalog
import CostModel
import Glibc
import TestSupport
import Testing

@testable import Measurements

/// Measurements made by the engine itself on a chip whose parameters are known.
enum SyntheticMeasurements {
    /// An H200 as the catalogue has it.
    static var h200: Chip { get throws { try #require(Catalog.chip(named: "h200")).value } }

    /// What the measured chip has in truth, all other than where a fit starts.
    static let truth: [(name: String, value: Double)] = [
        ("dram_util", 0.72), ("matrix_eff", 0.55), ("intra_util", 0.6), ("latency", 8e-6), ("host_time", 3e-3),
    ]

    static var parameters: [Parameter] { get throws { try truth.map { try #require(Parameter.named($0.name)) } } }

    /// Rows of two models, dense and mixture of experts, over tensor parallelism, requests in flight and lengths.
    ///
    /// - Parameters:
    ///   - noise: standard deviation of the logarithm of each figure.
    ///   - repeats: how often each is measured.
    static func rows(
        noise: Double, repeats: Int = 1, truth: [(name: String, value: Double)] = truth, seed: UInt64 = 3
    ) throws -> [Measurement] {
        var random = SeededGenerator(seed: seed)
        var rows: [Measurement] = []
        for scenario in try scenarios() {
            var real = scenario
            for (name, value) in truth { try #require(Parameter.named(name)).set(&real, value) }
            let plan = PlanResult(real)
            for _ in 0..<repeats {
                let figures = [MeasuredMetric.tpot, .ttft, .tpsChip].map { metric in
                    MeasuredFigure(metric, metric.predicted(plan) * exp(noise * normal(&random)))
                }
                rows.append(
                    Measurement(line: rows.count + 2, chip: "h200", scenario: scenario, figures: figures))
            }
        }
        return rows
    }

    private static func scenarios() throws -> [Scenario] {
        var scenarios: [Scenario] = []
        for (name, tps) in [("llama-3.1-70b", [1.0, 2, 4, 8]), ("deepseek-v3", [8.0])] {
            let model = try #require(Catalog.model(named: name)).value
            for tp in tps {
                for (input, output) in [(1024.0, 1024.0), (8192, 1024), (1024, 256)] {
                    for concurrency in [1.0, 4, 16, 64, 256] {
                        var workload = Workload(input: input, output: output)
                        workload.serving = Workload.Serving.agg
                        var deployment = Deployment(chips: tp, tp: tp, batch: 1)
                        deployment.concurrency = concurrency
                        scenarios.append(
                            Scenario(chip: try h200, model: model, workload: workload, deployment: deployment))
                    }
                }
            }
        }
        return scenarios
    }

    /// Box and Muller's transform.
    private static func normal(_ random: inout SeededGenerator) -> Double {
        let (first, second) = (Double.random(in: 1e-12...1, using: &random), Double.random(in: 0...1, using: &random))
        return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
    }
}
