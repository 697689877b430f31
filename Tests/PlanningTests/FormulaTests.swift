import Catalog
import CostModel
import Planning
import Queueing
import Testing

/// The formulas that `explain` shows have to be true.
@Suite struct FormulaTests {
    @Test func everyFormulaGivesItsMetric() throws {
        for plan in try plans() + openPlans() {
            for metric in Metric.all {
                let value = metric.read(plan)
                let text = metric.formula(in: plan.scenario)
                guard !value.isNaN, text != metric.name, let formula = Formula(text) else { continue }
                let explanation = Explanation(metric, of: plan)
                let worked = try #require(formula.value(explanation.value), "\(metric.name) = \(text)")
                #expect((worked - value).magnitude <= 1e-9 * value.magnitude, "\(metric.name) = \(text)")
            }
        }
    }

    /// 1 / capacity is what a request takes of the time of a copy that is never idle.
    @Test func theCapacityIsThatOfItsCycle() throws {
        for plan in try openPlans() {
            let capacity = try #require(OpenPlan.of(plan.scenario)).loop.capacity
            #expect((capacity.cycle.rate / capacity.rate - 1).magnitude < 1e-8, "\(capacity)")
        }
        // Every bottleneck is met.
        let bottlenecks = try openPlans().compactMap { OpenPlan.of($0.scenario)?.loop.capacity.bottleneck }
        for bottleneck in [Capacity.Bottleneck.slots, .kvRoom, .chunk, .prefillWorkers] {
            #expect(bottlenecks.contains(bottleneck), "\(bottleneck)")
        }
    }

    @Test func onlyMetricsWithoutArithmeticHaveNoFormula() {
        let bare = Metric.all.filter { Formula($0.formula) == nil }.map(\.name)
        #expect(
            bare == ["tbo", "tbo_breakeven", "nodes", "bought", "fits", "request_rate", "capacity", "goodput"]
                + Metric.Percentile.all.map(\.name) + ["cost_hour", "rent_breakeven"])
    }

    @Test func readsPrecedenceAndParentheses() {
        // 2 + 3 * 4 = 14; (2 + 3) * 4 = 20; 8 / 4 / 2 = 1; 10 - 3 - 2 = 5.
        let values = ["a": 2.0, "b": 3, "c": 4]
        #expect(Formula("a + b * c")?.value { values[$0] } == 14)
        #expect(Formula("(a + b) * c")?.value { values[$0] } == 20)
        #expect(Formula("8 / c / a")?.value { values[$0] } == 1)
        #expect(Formula("10 - b - a")?.value { values[$0] } == 5)
        #expect(Formula("a +")?.value { values[$0] } == nil)
        #expect(Formula("(a")?.value { values[$0] } == nil)
        #expect(Formula("unknown * a")?.value { values[$0] } == nil)
        #expect(Formula("a <= b") == nil)
        #expect(Formula("") == nil)
    }

    @Test func putsNumbersInPlaceOfNames() {
        let formula = Formula("100 * comm_ms / (step_ms + 1)")
        #expect(formula?.names == ["comm_ms", "step_ms"])
        #expect(formula?.text(name: { $0 == "comm_ms" ? "3" : "97" }, number: { "\(Int($0))" }) == "100 * 3 / (97 + 1)")
    }

    /// Requests that come at a rate, that users who think send, in both modes, rented and bought, with chips of two kinds.
    private func openPlans() throws -> [PlanResult] {
        let h200 = try #require(Catalog.chips.first { $0.name == "h200" }).value
        let l40s = try #require(Catalog.chips.first { $0.name == "l40s" }).value
        let model = try #require(Catalog.model(named: "qwen3-32b")).value
        return (0..<9).map { kind in
            var s = Scenario(
                chip: h200, model: model, workload: Workload(input: 2000, output: 500),
                deployment: Deployment(chips: 2, tp: 2, batch: 1))
            (s.workload.serving, s.workload.rate) = (.agg, 6)
            s.deployment.replicas = 2
            (s.workload.goodFirstToken, s.workload.goodPerToken) = (0.2, 0.025)
            switch kind {
            case 1: (s.workload.outputVariation, s.workload.inputVariation) = (1, 0.5)
            case 2: (s.workload.serving, s.deployment.decodeWorkers, s.deployment.prefillWorkers) = (.disagg, 3, 2)
            case 3: (s.workload.rate, s.workload.users, s.workload.think) = (0, 100, 20)
            case 4: (s.deployment.maxRunning, s.chip.capex, s.chip.years, s.workload.electricity) = (16, 3e4, 4, 0.08)
            case 5:
                s.workload.serving = .disagg
                (s.prefillChip, s.deployment.prefillWorkers) = (l40s, 4)
                s.deployment.prefillTP = 2
                s.chip.capex = 3e4
                s.prefillChip?.capex = 8e3
            case 6: (s.workload.input, s.workload.output, s.workload.rate, s.deployment.schedule) = (8000, 8, 1, .mixed)
            case 7: (s.workload.serving, s.deployment.decodeWorkers, s.deployment.prefillWorkers) = (.disagg, 9, 1)
            case 8: (s.workload.input, s.workload.output, s.workload.rate) = (30000, 2000, 0.2)
            default: break
            }
            return PlanResult(s)
        }
    }

    /// Decode with and without drafts and overlap, prefill, and both modes of serving, of the case's model and of a dense one.
    private func plans() throws -> [PlanResult] {
        let chip = try #require(Catalog.chips.first).value
        let names = ["deepseek-v3", "llama-3.1-70b"]
        return try names.flatMap { name in
            let model = try #require(Catalog.model(named: name)).value
            return [0.0, 1, 2, 3, 4, 5, 6].map { kind in
                var scenario = Scenario(
                    chip: chip, model: model, workload: Workload(input: 4096, output: 200),
                    deployment: Deployment(chips: 128, tp: 4, batch: 10))
                if kind == 1 { scenario.workload.draft = 2 }
                if kind == 2 { scenario.deployment.tbo = .on }
                if kind == 3 {
                    scenario.workload.staticPhase = .prefill
                    scenario.workload.prefix = 1000
                    scenario.deployment.sp = 2
                }
                if kind >= 4 {
                    scenario.workload.serving = kind == 4 ? .agg : .disagg
                    scenario.workload.rounds = 10
                    scenario.deployment.decodeWorkers = 2
                    scenario.deployment.prefillChips = 64
                    scenario.chip.requestTime = 0.01
                }
                if kind == 6 {
                    scenario.deployment.concurrency = 999
                    scenario.deployment.prefillWorkers = 1
                }
                return PlanResult(scenario)
            }
        }
    }
}
