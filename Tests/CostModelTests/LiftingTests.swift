import TestSupport
import Testing

@testable import CostModel

/// Every figure of a scenario becomes another kind of number, and what chooses among equations stays.
@Suite struct LiftingTests {
    /// What a scenario stores, by the path to it; what follows from the groups of layers is not told again, and the bytes
    /// and shares of formats are as fixed as the formats.
    private func stored(_ value: Any, _ path: String = "") -> [String: Double] {
        var found: [String: Double] = [:]
        for (number, (label, child)) in Mirror(reflecting: value).children.enumerated() {
            if let label, ["runs", "mixers", "mixerLayers", "uses", "precision"].contains(label) { continue }
            let path = path + "." + (label ?? "\(number)")
            if let number = child as? Double {
                found[path] = number
            } else {
                // What a scenario holds lies behind a pointer.
                let inputs = child as? UnsafeMutablePointer<Engine<Double>.Inputs>
                found.merge(stored(inputs.map { $0.pointee } ?? child, path)) { $1 }
            }
        }
        return found
    }

    @Test func asPlainNumbersAScenarioIsItself() {
        var generator = SeededGenerator(property: 400)
        for round in 0..<PropertySeed.draws(2000) {
            var scenario = round % 3 < 2 ? generator.scenario() : generator.served()
            if round % 5 == 0 { scenario.prefillChip = generator.scenario().chip }
            #expect(scenario.map { $0 } == scenario, "\(scenario.summary)")
        }
    }

    /// Every number that is stored is a figure, which is mapped; choices are none.
    @Test func noFigureIsForgotten() {
        var generator = SeededGenerator(property: 401)
        var scenario = generator.scenario()
        scenario.prefillChip = generator.scenario().chip
        let (before, after) = (stored(scenario), stored(scenario.map { $0 * 2 + 12_345 }))
        var count = 0
        _ = scenario.map { number in
            count += 1
            return number
        }
        #expect(before.keys.allSatisfy { after[$0] != before[$0] })
        #expect(before.count == after.count && before.count == count)
    }

    @Test func everyNumberHasAPlaceOfItsOwn() {
        var generator = SeededGenerator(property: 402)
        for _ in 0..<20 {
            var scenario = generator.scenario()
            // Set, a list price becomes the buyer's own, and that is no number.
            scenario.chip.hasListPrice = false
            var taken: Set<Int> = []
            // A law of loads is a word and a number, of which the word chooses among equations.
            let numbers = Parameter.all.filter { $0.choices.isEmpty && !$0.isAlias && $0.dimension != .load }
            for parameter in numbers {
                guard let places = parameter.places(in: scenario) else {
                    // A name of the model's shapes that no layer has, or layers of several groups.
                    #expect(parameter.field != nil, "\(parameter.name) has no place")
                    continue
                }
                // Groups of layers have several names.
                #expect(parameter.field != nil || places.allSatisfy { taken.insert($0).inserted }, "\(parameter.name)")
                #expect(places.allSatisfy { scenario.figure(at: $0) == parameter.get(scenario) }, "\(parameter.name)")
            }
            #expect(Parameter.all.allSatisfy { $0.choices.isEmpty || $0.places(in: scenario) == nil })
        }
    }

    /// Above 2^53 one more is the same number: 1e18 + 1 = 1e18.
    @Test func aLargeNumberHasAPlaceToo() throws {
        var scenario = Samples.decode(Samples.dense, chips: 8, tp: 1, batch: 1)
        let places = try #require(Parameter.named("flops")?.places(in: scenario))
        for parameter in Parameter.all where parameter.range.upperBound > 0x1p53 && parameter.choices.isEmpty {
            let usual = parameter.places(in: scenario)
            parameter.set(&scenario, parameter.range.upperBound)
            #expect(
                (usual != nil || parameter.field != nil) && parameter.places(in: scenario) == usual, "\(parameter.name)"
            )
        }
        #expect(Parameter.named("flops")?.places(in: scenario) == places)
    }
}
