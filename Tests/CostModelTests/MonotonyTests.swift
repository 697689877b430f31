import CostModel
import TestSupport
import Testing

/// Time never falls when something gets worse.
@Suite struct MonotonyTests {
    /// Time before and after a change of one parameter.
    private func times(_ scenario: Scenario, _ change: ResourceChange) throws -> (before: Double, after: Double) {
        let (better, worse) = try change.applied(to: scenario)
        return (StepTotals.of(better).seconds, StepTotals.of(worse).seconds)
    }

    @Test(arguments: ResourceChange.all) func worseIsNeverFasterWithoutSplitting(change: ResourceChange) throws {
        var numbers = SeededGenerator(property: 10)
        for _ in 0..<PropertySeed.draws(1500) {
            let scenario = numbers.scenario().with { $0.deployment.tbo = .off }
            let (before, after) = try times(scenario, change)
            #expect(after >= before * (1 - 1e-12), "\(before) \(after) \(scenario.summary)")
        }
    }

    @Test(arguments: ResourceChange.all) func worseIsNeverFasterWithTwoBatchOverlap(change: ResourceChange) throws {
        var numbers = SeededGenerator(property: 11)
        var faster: [String] = []
        for _ in 0..<PropertySeed.draws(1500) {
            let scenario = numbers.scenario().with { $0.deployment.tbo = .on }
            let (before, after) = try times(scenario, change)
            if after < before * (1 - 1e-12) { faster.append("\(before) \(after) \(scenario.summary)") }
        }
        #expect(faster.isEmpty, "\(faster.count): \(faster.first ?? "")")
    }

    /// A longer context, half as long again, costs no less.
    @Test(arguments: Workload.Phase.allCases) func longerContextsAreNeverFaster(phase: Workload.Phase) {
        var numbers = SeededGenerator(property: 12)
        var (otherForms, splits): ([String], [String]) = ([], [])
        for _ in 0..<PropertySeed.draws(3000) {
            let scenario = numbers.scenario(phase)
            let longer = scenario.with {
                $0.workload.input *= 1.5
                $0.workload.contextOverride *= 1.5
            }
            let (before, after) = (StepTotals.of(scenario).seconds, StepTotals.of(longer).seconds)
            guard after < before * (1 - 1e-12) else { continue }
            let failure = "\(before) \(after) \(scenario.summary)"
            if scenario.model.mlaLayers > 0 {
                otherForms.append(failure)
            } else if scenario.deployment.tbo != .off, scenario.model.sharedIntermediate > 0 {
                splits.append(failure)
            } else {
                Issue.record("\(failure)")
            }
        }
        #expect(otherForms.isEmpty, "\(otherForms.count): \(otherForms.first ?? "")")
        #expect(splits.isEmpty, "\(splits.count): \(splits.first ?? "")")
    }

    /// By single tokens, across the switch between absorbed and expanded latent attention.
    @Test(arguments: Workload.Phase.allCases) func oneTokenMoreIsNeverFaster(phase: Workload.Phase) {
        var (faster, worst) = (0, "")
        var deepest = 0.0
        for (number, model) in Samples.models.enumerated() {
            for prefix in [0.0, 4096] where prefix == 0 || phase == .prefill {
                var workload = Workload(input: prefix + 1)
                workload.staticPhase = phase
                workload.prefix = prefix
                var scenario = Scenario(
                    chip: Samples.chips[number % Samples.chips.count], model: model, workload: workload,
                    deployment: Deployment(chips: 8, tp: 1, batch: 8))
                if scenario.brokenRule != nil { continue }
                var last = 0.0
                for _ in 0..<PropertySeed.draws(400) {
                    let seconds = StepTotals.of(scenario).seconds
                    if seconds < last * (1 - 1e-12) {
                        #expect(model.mlaLayers > 0, "\(last) \(seconds) \(scenario.summary)")
                        faster += 1
                        if 1 - seconds / last > deepest {
                            (deepest, worst) = (1 - seconds / last, "\(last) \(seconds) \(scenario.summary)")
                        }
                    }
                    last = seconds
                    scenario.workload.input += 1
                }
            }
        }
        #expect(faster == 0, "\(worst)")
    }
}
