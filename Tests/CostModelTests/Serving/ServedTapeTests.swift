import Lanes
import TestSupport
import Testing

@testable import CostModel

/// Tapes of plans that serve requests have the very figures of plans that are worked out alone.
@Suite struct ServedTapeTests {
    /// Results that tapes of one phase have too.
    private static let alike: [ServedTape.Result: TracedPhase.Result] = [
        .seconds: .seconds, .communication: .communication, .flops: .flops, .weights: .weights, .memory: .memory,
        .stage: .stage, .splits: .splits,
    ]

    /// What a plan that was worked out alone has for a result.
    private func alone(_ result: ServedTape.Result, _ plan: PlanResult) -> Double {
        let totals = plan.totals
        if let alike = Self.alike[result] { return alike.alone(plan.scenario, totals) }
        return switch result {
        case .fits: totals.fit(plan.scenario) ? 1 : 0
        case .firstToken: totals.firstToken
        case .requestRate: totals.requestRate
        case .prefillWorkers: totals.prefillWorkers
        case .transfer: totals.transfer
        case .prefillMemory: totals.prefillMemory
        case .prefillStage: totals.prefillStage.code()
        default: .nan
        }
    }

    private func isSame(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }

    @Test(arguments: [Workload.Serving.agg, .disagg]) func everyPlanIsThatWorkedOutAlone(
        _ serving: Workload.Serving
    ) throws {
        var generator = SeededGenerator(property: 411)
        var (taped, undecided, plans) = (0, 0, 0)
        for number in 0..<PropertySeed.draws(24) {
            var scenario = generator.served(serving, of: .recorded)
            guard !scenario.workload.isQueued else { continue }
            // Every third pool has as many workers as serve it best.
            if serving == .disagg, number % 3 == 0 {
                scenario.deployment.prefillWorkers = 0
                scenario.deployment.prefillGoal = generator.pick(Deployment.PrefillGoal.allCases)
            }
            for name in ["concurrency", "dram_bw", "input", "tp", "request_time", "batch", "inter_bw", "rounds"] {
                let parameter = try #require(Parameter.named(name))
                guard let axis = NumericAxis(parameter, in: scenario, using: &generator), axis.values.count > 1 else {
                    continue
                }
                let metrics = [Metric.tpsChip, .ttft].filter { $0.hasValue(for: scenario) && $0.traced != nil }
                let tracing = ServedTape.trace(
                    scenario, axes: [(axis.places, axis.range)], counts: [axis.values.count],
                    figures: metrics.compactMap(\.traced))
                guard case .tape(let tape) = tracing else {
                    undecided += 1
                    continue
                }
                taped += 1
                let count = axis.values.count
                ServedRunner(tape, values: [axis.values]).run([0..<count], within: [0..<count]) { block in
                    for place in 0..<block.count {
                        let changed = axis.with(axis.values[block.number(place)], scenario)
                        let note: Comment = "\(name)=\(axis.values[block.number(place)]): \(changed.summary)"
                        #expect(block.divides(place) == (changed.brokenRule == nil), note)
                        guard changed.brokenRule == nil else { continue }
                        plans += 1
                        let plan = PlanResult(changed)
                        #expect(block.isSettled(place) == plan.totals.isSettled, note)
                        for result in ServedTape.Result.allCases {
                            #expect(isSame(block.values(result)[place], alone(result, plan)), "\(result) \(note)")
                        }
                        for (index, metric) in metrics.enumerated() {
                            let value = block.values(ServedTape.Result.allCases.count + index)[place]
                            #expect(isSame(value, metric.read(plan)), "\(metric.name) \(note)")
                        }
                    }
                }
            }
        }
        #expect(taped > undecided && plans > 2 * taped, "\(taped) on tapes, \(undecided) undecided")
    }
}
