import CostModel
import Lanes

/// Which inputs a figure of a plan of one phase depends on, as far as its trace tells.
///
/// The plan is noted down with every input that may be a fraction free to move as far as it is tried: what the figure is not
/// made of does not move it. What it is made of moves it where its derivative says so; behind a maximum, or at a step, that may
/// be zero here and not a little further on, which the trace leaves open.
struct TracedDependence {
    private let answers: [String: Bool]

    /// Whether a parameter moves the figure; nil where the trace does not tell.
    func moves(_ parameter: Parameter) -> Bool? { answers[parameter.name] }

    /// Traces a figure of a plan.
    ///
    /// Nil where no trace tells: of a plan that serves, a figure that it has not, a yes or no, or one that is not traced.
    init?(_ metric: Metric, of scenario: Scenario) {
        guard scenario.workload.serving == .static, metric.hasValue(for: scenario), !metric.isFlag,
            let reading = metric.traced
        else { return nil }
        var inputs = Parameter.all.compactMap { parameter in
            parameter.isWhole ? nil : Input(parameter, scenario)
        }
        var traced: TracedPhase
        while true {
            traced = TracedPhase(scenario, axes: inputs.map { ($0.places, $0.range) }, figures: [reading])
            let undecided = traced.trace.undecided
            guard !undecided.isEmpty else { break }
            // Where the equations differ from one value to the next the trace is not that of all values.
            inputs = inputs.indices.filter { !undecided.contains($0) }.map { inputs[$0] }
        }
        guard let figure = traced.figures.first else { return nil }
        let made = traced.trace.inputs(of: figure)
        var answers: [String: Bool] = [:]
        for (number, input) in inputs.enumerated() {
            guard made.contains(number) else {
                answers[input.parameter.name] = false
                continue
            }
            let here = inputs.enumerated().map { Dual($1.value, isInput: $0 == number) }
            let result = traced.trace.evaluate(figure, at: here)
            let change = result.derivative * (input.range.upperBound - input.range.lowerBound) / 2
            if change.magnitude > Dependence.least * result.value.magnitude { answers[input.parameter.name] = true }
        }
        self.answers = answers
    }

    /// A parameter that moves.
    private struct Input {
        let parameter: Parameter
        let places: [Int]
        let value: Double
        let range: ClosedRange<Double>

        init?(_ parameter: Parameter, _ scenario: Scenario) {
            value = parameter.get(scenario)
            let tried = Dependence.neighbours(of: value, parameter)
            guard let places = parameter.places(in: scenario), !tried.isEmpty else { return nil }
            (self.parameter, self.places) = (parameter, places)
            range = tried.reduce(value...value) { min($0.lowerBound, $1)...max($0.upperBound, $1) }
        }
    }
}
