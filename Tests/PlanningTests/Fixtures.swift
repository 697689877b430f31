import Catalog
import CostModel
@testable import Planning
import Synchronization
import Testing

/// Scenarios and spaces that the tests share.
enum Fixture {
    /// The first chip and model of the catalogue.
    static func scenario(chips: Double = 128, tp: Double = 4, batch: Double = 10) throws -> Scenario {
        Scenario(
            chip: try #require(Catalog.chips.first).value, model: try #require(Catalog.models.first).value,
            workload: Workload(input: 4096), deployment: Deployment(chips: chips, tp: tp, batch: batch))
    }

    /// DeepSeek-R1 on H200: two decode workers of 16 chips and two prefill workers of 8.
    static func disaggregated() throws -> Scenario {
        var scenario = try served(.disagg)
        scenario.deployment = Deployment(chips: 16, tp: 8, batch: 16)
        scenario.deployment.decodeWorkers = 2
        scenario.deployment.prefillWorkers = 2
        scenario.deployment.prefillChips = 8
        scenario.deployment.prefillTP = 8
        return scenario
    }

    /// DeepSeek-R1 on 16 chips of H200 that do both halves for 256 requests.
    static func aggregated() throws -> Scenario {
        var scenario = try served(.agg)
        scenario.deployment = Deployment(chips: 16, tp: 8, batch: 1)
        scenario.deployment.concurrency = 256
        return scenario
    }

    /// A load of requests that both halves are done for on the same chips; answers vary by half of their mean.
    static func load(
        _ chip: String = "h200", _ model: String = "qwen3-32b", rate: Double, input: Double = 2000, output: Double = 500
    ) throws -> Scenario {
        var scenario = try scenario()
        scenario.chip = try #require(Catalog.chip(named: chip)).value
        scenario.model = try #require(Catalog.model(named: model)).value
        scenario.workload = Workload(input: input, output: output)
        (scenario.workload.serving, scenario.workload.rate, scenario.workload.outputVariation) = (.agg, rate, 0.5)
        return scenario
    }

    private static func served(_ serving: Workload.Serving) throws -> Scenario {
        var scenario = try scenario()
        scenario.chip = try #require(Catalog.chip(named: "h200")).value
        scenario.chip.kernels = Engine<Double>.Kernels()
        scenario.model = try #require(Catalog.model(named: "deepseek-r1")).value
        scenario.workload = Workload(input: 4096, output: 1024)
        scenario.workload.serving = serving
        return scenario.setting(steady)
    }

    /// Constants of an H200 that no fit of the catalogue moves, so that what is best of these plans stays best.
    static let steady = Setting.list(
        ("dram_util", 0.89), ("matrix_eff", 0.687), ("attn_eff", 0.426), ("latency", 8.17e-6),
        ("inter_latency", 8.17e-6),
        ("launch", 4.44e-6), ("prefill_launch", 8.73e-6), ("elementwise", 2.12), ("attn_rows", 128),
        ("expert_rows", 64),
        ("a2a_start", 50e-6), ("tbo_overlap", 0.82), ("host_time", 0.22e-3), ("sequence_time", 6.02e-6),
        ("request_time", 24.5e-3), ("vllm_layer_time", 1.6e-6))

    /// At least 10 tokens/s for each request.
    static func atLeastTen() throws -> Condition { Condition(try metric("tps_batch"), .atLeast, 10) }

    /// A condition that something is at most a limit.
    static func atMost(_ name: String, _ limit: Double) throws -> Condition {
        Condition(try metric(name), .atMost, limit)
    }

    /// An axis by its parameter's name.
    static func axis(_ name: String, _ values: [Double]) throws -> Axis {
        Axis(try #require(Parameter.named(name)), values)
    }

    /// The space of the case study: 15 plans.
    static func caseStudy() throws -> SearchSpace {
        SearchSpace(
            base: try scenario(),
            axes: [
                try axis("chips", [128]), try axis("tp", [2, 4, 8]), try axis("batch", [6, 8, 10, 12, 16]),
                try axis("moe_tp", [1]),
            ])
    }

    /// A space of several chunks in which many combinations do not divide: 64 x 24 x 3 x 4 = 18432.
    static func large() throws -> SearchSpace {
        SearchSpace(
            base: try scenario(),
            axes: [
                try axis("chips", (1...64).map { Double($0 * 8) }), try axis("tp", (1...24).map(Double.init)),
                try axis("moe_tp", [1, 2, 3]), try axis("batch", [1, 5, 8, 13]),
            ])
    }

    /// A metric by its name.
    static func metric(_ name: String) throws -> Quantifier { .metric(try #require(Metric.named(name))) }
}

/// The highest of the numbers that threads report.
final class SharedMaximum: Sendable {
    private let storage = Mutex((value: 0, rose: true))

    /// The highest number.
    var value: Int { storage.withLock { $0.value } }
    /// Whether each number was higher than the one before.
    var rose: Bool { storage.withLock { $0.rose } }

    /// Takes a number.
    func note(_ number: Int) {
        storage.withLock { state in
            state.rose = state.rose && number > state.value
            state.value = max(state.value, number)
        }
    }
}
