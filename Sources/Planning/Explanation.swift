import CostModel

/// How a metric of one plan comes about: its formula, and the formulas of what it is made of.
public struct Explanation: Sendable {
    /// One equation.
    public struct Line: Sendable {
        /// What is worked out.
        public let name: String
        /// What it is, in one sentence.
        public let summary: String
        /// Its value in this plan.
        public let value: Double
        /// The formula; nil for a figure that comes straight from the evaluation or an input.
        public let formula: Formula?
        /// How far it lies below the metric that was asked for.
        public let depth: Int
    }

    /// The metric first, then what its formula names, depth first; nothing twice.
    public let lines: [Line]
    private let values: [String: Double]

    /// Explains a metric of a plan.
    public init(_ metric: Metric, of plan: PlanResult) {
        var lines: [Line] = []
        var values: [String: Double] = [:]
        Self.add(metric, plan, 0, &lines, &values)
        self.lines = lines
        self.values = values
    }

    /// The value of a name in this plan.
    public func value(_ name: String) -> Double? { values[name] }

    /// Whether a figure takes part.
    public func involves(_ names: String...) -> Bool { names.contains { values[$0] != nil } }

    private static func add(
        _ metric: Metric, _ plan: PlanResult, _ depth: Int, _ lines: inout [Line], _ values: inout [String: Double]
    ) {
        // A formula that only names its own parameter explains nothing.
        let text = metric.formula(in: plan.scenario)
        let formula = text == metric.name ? nil : Formula(text)
        let value = metric.read(plan)
        lines.append(Line(name: metric.name, summary: metric.summary, value: value, formula: formula, depth: depth))
        values[metric.name] = value
        for name in formula?.names ?? [] where values[name] == nil {
            if let figure = Figure.all.first(where: { $0.name == name }) {
                let value = figure.read(plan)
                values[name] = value
                lines.append(
                    Line(name: name, summary: figure.summary, value: value, formula: nil, depth: depth + 1))
            } else if let inner = Metric.named(name), inner.name != metric.name {
                add(inner, plan, depth + 1, &lines, &values)
            } else if let parameter = Parameter.named(name) {
                let value = parameter.get(plan.scenario)
                values[name] = value
                lines.append(
                    Line(name: name, summary: parameter.summary, value: value, formula: nil, depth: depth + 1))
            }
        }
    }
}
