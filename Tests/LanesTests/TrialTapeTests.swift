import TestSupport
import Testing

@testable import Lanes

/// A tape of trials has the very figures of the equations, whatever is tried out for which plans.
@Suite struct TrialTapeTests {
    /// Random equations over two axes and two inputs that are tried out.
    private struct Trials {
        let axes: [[Double]]
        let equations: RandomEquations
        let wanted: [Int]
        let base: Tape
        let trial: TrialTape

        init(using generator: inout SeededGenerator) {
            let axes = [9, 3].map { count in (0..<count).map { _ in generator.number() } }
            self.axes = axes
            // A tape may differ in the sign of a zero, which a quotient shows.
            let kinds = RandomEquations.Step.allCases.filter { $0 != .divide }
            equations = RandomEquations(inputs: 4, count: 70, of: kinds, using: &generator)
            let trace = Trace()
            let inputs = axes.enumerated().map { axis, values in
                trace.input(axis, in: Interval(values.min() ?? 0, values.max() ?? 0))
            }
            let trials = (2...3).map { trace.input($0, in: Interval(-1e13, 1e13)) }
            let values = equations.values(inputs + trials)
            wanted = [73] + (0..<2).map { _ in Int.random(in: 0..<74, using: &generator) }
            let results = wanted.map { values[$0] }
            let imports = TrialTape.imports(of: results, in: trace, trials: trials)
            base = Tape(trace, results: imports, counts: axes.map(\.count))
            trial = TrialTape(trace, results: results, trials: trials, behind: base, from: 0)
        }
    }

    @Test func everyTrialHasTheFiguresOfItsPlan() {
        var generator = SeededGenerator(property: 320)
        var detours = 0
        for _ in 0..<300 {
            let trials = Trials(using: &generator)
            detours += trials.trial.detours.count
            let whole = trials.axes.map { 0..<$0.count }
            let runner = TrialRunner(trials.trial, width: 64)
            TapeRunner(trials.base, values: trials.axes, width: 64).run(whole, within: whole) { block in
                for _ in 0..<3 {
                    let places = (0..<Int32(block.count)).filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }
                    let tried = places.map { _ in [generator.number(), generator.number()] }
                    runner.bring(block, places, places.count)
                    for input in 0..<2 {
                        for number in places.indices { runner.input(input)[number] = tried[number][input] }
                    }
                    runner.run(places.count)
                    for (number, place) in places.enumerated() {
                        let (first, second) = block.number(Int(place)).quotientAndRemainder(dividingBy: 3)
                        let alone = trials.equations.values(
                            [trials.axes[0][first], trials.axes[1][second]] + tried[number])
                        for (result, wanted) in trials.wanted.enumerated() {
                            let value = runner.values(result)[number]
                            #expect(
                                value == alone[wanted] || value.isNaN && alone[wanted].isNaN,
                                "\(PropertySeed.note) \(value), alone \(alone[wanted])")
                        }
                    }
                }
            }
        }
        #expect(detours > 20)
    }

    /// Where no plan takes a side, its instructions are left out.
    @Test func aSideThatNoPlanTakesIsLeftOut() {
        let trace = Trace()
        let trial = trace.input(0, in: Interval(0, 100))
        var deep = trial
        for _ in 0..<20 { deep = (deep + 1).root }
        let chosen = Traced.select(trial, below: 50, deep, trial * 2)
        let base = Tape(trace, results: [], counts: [1])
        let tape = TrialTape(trace, results: [chosen], trials: [trial], behind: base, from: 0)
        #expect(tape.detours.count == 1 && tape.detours[0].end - tape.detours[0].start == 40 && tape.detours[0].isHeld)
        let runner = TrialRunner(tape, width: 8)
        func run(_ values: [Double]) -> [Double] {
            for (number, value) in values.enumerated() { runner.input(0)[number] = value }
            runner.run(values.count)
            return values.indices.map { runner.values(0)[$0] }
        }
        var alone = 10.0
        for _ in 0..<20 { alone = (alone + 1).squareRoot() }
        #expect(run([60, 70]) == [120, 140])
        #expect(run([60, 10]) == [120, alone])
        #expect(run([80, 90]) == [160, 180])
    }
}
