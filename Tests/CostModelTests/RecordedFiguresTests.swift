import TestSupport
import Testing

@testable import CostModel

/// Every figure of plans of all kinds, and every declaration, as they were before they were last changed on purpose.
///
/// `RECORD=1` writes them anew: read what changed before it is kept.
@Suite struct RecordedFiguresTests {
    /// Plans that have everything: prices, power, a currency of their own, limits, images, users or a rate.
    static func plans() -> [Scenario] {
        var generator = SeededGenerator(seed: 20_261_127)
        return (0..<120).map { index in
            var s = index % 4 == 0 ? generator.scenario(of: .recorded) : generator.served(of: .recorded)
            s.chip.price = generator.pick([0, 2.5])
            (s.chip.capex, s.chip.years) = (generator.pick([0, 0.5, 30_000]), 4)
            (s.chip.power, s.chip.powerShare) = (generator.pick([0, 700]), 0.6)
            (s.workload.electricity, s.workload.pue, s.workload.carbon) = (0.08, 1.2, 400)
            (s.workload.goodFirstToken, s.workload.goodPerToken) = (generator.pick([0, 2]), generator.pick([0, 0.05]))
            s.deployment.replicas = generator.pick([1, 1, 3])
            guard s.workload.serving != .static, index % 4 != 1 else { return s }
            s.deployment.concurrency = 0
            (s.workload.inputVariation, s.workload.outputVariation) = (
                generator.pick([0, 0.7]), generator.pick([0, 0.9])
            )
            s.workload.arrivalVariation = generator.pick([0, 1, 1, 2])
            s.deployment.routing = generator.pick(RequestRouting.allCases)
            s.workload.rate = 1
            let share = generator.pick([0.1, 0.4, 0.7, 0.92])
            if let open = OpenPlan.of(s), open.capacity > 0 { s.workload.rate = share * open.capacity }
            if index % 12 == 2 { (s.workload.users, s.workload.think, s.workload.rate) = (20, 10, 0) }
            return s
        }
    }

    @Test func everyMetricOfPlansOfAllKinds() throws {
        try RecordedLines.check(
            "figures.txt",
            Self.plans().enumerated().flatMap { number, scenario in
                let plan = PlanResult(scenario)
                let figures = Metric.all.map { ($0.name, $0.read(plan)) }.filter { !$0.1.isNaN }
                let texts = figures.map { "\($0.0) \(RecordedLines.word($0.1))" }
                return ["plan \(number) " + texts.joined(separator: " ")]
            })
    }

    @Test func everyPartOfAFirstToken() throws {
        try RecordedLines.check(
            "first-tokens.txt",
            Self.plans().enumerated().compactMap { (number, scenario) -> String? in
                guard scenario.workload.serving != .static else { return nil }
                let step = ServedStep(scenario)
                let parts = step.firstToken
                let figures = [parts.wait, parts.queue, parts.prefill, step.totals.transfer]
                return "plan \(number) " + figures.map(RecordedLines.word).joined(separator: " ")
            })
    }

    @Test func everyDeclarationOfAMetric() throws {
        try RecordedLines.check(
            "metrics.txt",
            Metric.all.map { metric in
                let of = "\(metric.phase?.name ?? "-") \(metric.serving?.name ?? "-")"
                return "\(metric.name) \(metric.showing) [\(metric.unit)] \(metric.dimension) "
                    + "\(RecordedLines.word(metric.unitFactor)) \(metric.places.map(String.init) ?? "-") \(metric.better) "
                    + "[\(metric.prefillUnit ?? "-")] \(of) \(metric.standard.map(RecordedLines.word) ?? "-") "
                    + "\(metric.isOnDemand) \(metric.isFlag) \(metric.study ?? "-") \(metric.aliases) "
                    + "\(metric.formulas) \(metric.whole == nil) \(metric.traced == nil)"
            })
    }

    @Test func everyDeclarationOfAParameter() throws {
        try RecordedLines.check(
            "parameters.txt",
            Parameter.all.map { parameter in
                let ends =
                    "\(RecordedLines.word(parameter.range.lowerBound)) \(RecordedLines.word(parameter.range.upperBound))"
                let physical = parameter.physical.map {
                    "\(RecordedLines.word($0.lowerBound)) \(RecordedLines.word($0.upperBound))"
                }
                return "\(parameter.fullName) \(parameter.dimension) \(ends) \(physical ?? "-") \(parameter.isWhole) "
                    + "\(parameter.choices) \(parameter.study ?? "-") \(parameter.aliases) \(parameter.isAlias) "
                    + "\(parameter.affectsDivision) \(parameter.ofChip ?? "-") \(parameter.unstated != nil)"
            })
    }
}
