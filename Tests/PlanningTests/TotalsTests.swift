import CostModel
import Planning
import TestSupport
import Testing

/// A sweep adds up while `breakdown` keeps every operator; both have to come to the same step.
@Suite struct TotalsTests {
    @Test func totalsAreTheFoldOfTheBreakdown() throws {
        for scenario in try scenarios(count: 400) {
            let totals = PlanResult(scenario).totals
            let breakdown = Breakdown(scenario)
            let plan = "\(PropertySeed.note) \(scenario.deployment)"
            #expect(isClose(totals.seconds, breakdown.seconds), "\(plan)")
            #expect(isClose(totals.flops, breakdown.flops), "\(plan)")
            #expect(isClose(totals.memory.weights, breakdown.weightBytes), "\(plan)")
            #expect((totals.communication - breakdown.communication).magnitude <= 1e-9 * totals.seconds, "\(plan)")
        }
    }

    @Test func everyFigureIsFiniteAndNoneIsNegative() throws {
        for scenario in try scenarios(count: 400) {
            let result = PlanResult(scenario)
            for metric in Metric.all {
                let value = metric.read(result)
                let isAbsent = !metric.hasValue(for: scenario) || (metric.isOnDemand && value.isNaN)
                #expect(
                    isAbsent ? value.isNaN : value.isFinite && value >= 0,
                    "\(PropertySeed.note) \(metric.name) of \(scenario)")
            }
        }
    }

    @Test func writingAParameterIsReadingItBack() throws {
        var scenario = try Fixture.scenario()
        // `precision` stands for the formats of all parts; every other has a place of its own.
        // Shapes are those that all layers share; ParameterTests of the engine look at the others.
        let single = Parameter.all.filter { $0.name != "precision" && $0.name != "index_layers" }
            .filter { $0.shapeRefusal(in: scenario.model) == nil }
        func value(_ index: Int) -> Double {
            // Prices in the other currency read as what they are in this one.
            if single[index].name == "currency" { return scenario.chip.currency.code }
            let choices = single[index].choices.count
            return choices > 0 ? Double(index % choices) : Double(index) + 0.5
        }
        for (index, parameter) in single.enumerated() { parameter.set(&scenario, value(index)) }
        // None was overwritten by a later one.
        for (index, parameter) in single.enumerated() {
            #expect(parameter.get(scenario) == value(index), "\(parameter.name)")
        }
        // What is no choice changes nothing.
        let tbo = try #require(Parameter.named("tbo"))
        let before = tbo.get(scenario)
        for code in [-1, 0.5, 3, .nan] {
            tbo.set(&scenario, code)
            #expect(tbo.get(scenario) == before)
        }
    }

    /// Scenarios whose sizes divide, over wide ranges of the chip, the workload and the deployment.
    private func scenarios(count: Int) throws -> [Scenario] {
        var generator = SeededGenerator(property: 20_260_128)
        var found: [Scenario] = []
        while found.count < count {
            var scenario = try Fixture.scenario()
            let powers: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256]
            scenario.deployment = Deployment(
                chips: powers.randomElement(using: &generator) ?? 1, tp: powers.randomElement(using: &generator) ?? 1,
                batch: Double(Int.random(in: 1...64, using: &generator)),
                moeTP: powers.prefix(4).randomElement(using: &generator) ?? 1)
            scenario.workload.input = Double(Int.random(in: 1...65536, using: &generator))
            scenario.workload.output = Double(Int.random(in: 0...4096, using: &generator))
            scenario.chip.overlap = Double.random(in: 0...1, using: &generator)
            scenario.chip.congestion = Double.random(in: 0...5, using: &generator)
            scenario.chip.launch = Double.random(in: 0...1e-5, using: &generator)
            scenario.chip.network.intra.size = powers.randomElement(using: &generator) ?? 1
            scenario.chip.network.inter.bandwidth = Double.random(in: 1e9...1e12, using: &generator)
            scenario.chip.dramBandwidth = Double.random(in: 1e11...1e13, using: &generator)
            scenario.model.sharedIntermediate = 2048 * Double(Int.random(in: 0...2, using: &generator))
            scenario.model.denseLayers = Double(Int.random(in: 0...61, using: &generator))
            scenario.workload.staticPhase = Bool.random(using: &generator) ? .prefill : .decode
            scenario.workload.draft = Double(Int.random(in: 0...3, using: &generator))
            scenario.deployment.pp = powers.prefix(3).randomElement(using: &generator) ?? 1
            scenario.deployment.sp = powers.prefix(2).randomElement(using: &generator) ?? 1
            scenario.deployment.tbo = Deployment.Overlap.allCases[Int.random(in: 0...2, using: &generator)]
            if scenario.brokenRule == nil { found.append(scenario) }
        }
        return found
    }

    private func isClose(_ a: Double, _ b: Double) -> Bool {
        (a - b).magnitude <= 1e-12 * max(a.magnitude, b.magnitude)
    }
}
