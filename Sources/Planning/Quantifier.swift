import CostModel
import Units

/// Anything a plan can be compared or ordered by: a metric, or a parameter that a sweep varies.
public enum Quantifier: Sendable {
    case metric(Metric)
    case parameter(Parameter)

    /// Every word that leads to one: names, those of the case study, and other ones.
    public static let words: [String] =
        Metric.all.map(\.name) + Parameter.all.map(\.name)
        + Metric.all.flatMap { [$0.study].compactMap(\.self) + $0.aliases }
        + Parameter.all.flatMap { [$0.study].compactMap(\.self) + $0.aliases }

    /// Finds a metric or, where there is none of that name, a parameter.
    public static func named(_ name: String) -> Quantifier? {
        if let metric = Metric.named(name) { return .metric(metric) }
        return Parameter.named(name).map { .parameter($0) }
    }

    /// The name that is typed.
    public var name: String {
        switch self {
        case .metric(let metric): metric.name
        case .parameter(let parameter): parameter.name
        }
    }

    /// The name that leads to it: with its scope where a metric of that name is another thing, such as `arch.dram`.
    public var path: String {
        guard case .parameter(let parameter) = self else { return name }
        return Metric.named(parameter.name).map(\.showsParameter) ?? true ? parameter.name : parameter.fullName
    }

    /// Whether it is read of the queue of a plan, which takes the most time.
    public var readsQueue: Bool { if case .metric(let metric) = self { metric.isOfQueue } else { false } }

    /// What it is a part of, in the same unit, so that a limit may be a share: `dram<=70%`; nil where it is a part of
    /// nothing.
    public func whole(_ result: PlanResult) -> Double? {
        if case .metric(let metric) = self { metric.whole?.read(result) } else { nil }
    }

    /// Whether it is a part of something.
    public var hasWhole: Bool {
        if case .metric(let metric) = self { metric.whole != nil } else { false }
    }

    /// What it measures.
    public var dimension: Dimension {
        switch self {
        case .metric(let metric): metric.dimension
        case .parameter(let parameter): parameter.dimension
        }
    }

    /// SI value of the unit in which it is read.
    public var unitFactor: Double {
        switch self {
        case .metric(let metric): metric.unitFactor
        case .parameter: 1
        }
    }

    /// What reads it, for those who ask many plans.
    var reader: @Sendable (PlanResult) -> Double {
        switch self {
        case .metric(let metric): metric.read
        case .parameter(let parameter): { parameter.get($0.scenario) }
        }
    }

    /// What says of a plan whether its value is only a lower bound; nil where it never is.
    var boundReader: (@Sendable (PlanResult) -> Bool)? {
        if case .metric(let metric) = self { metric.isLowerBound } else { nil }
    }

    /// Whether what is read of a plan is only a lower bound.
    public func isLowerBound(_ result: PlanResult) -> Bool { boundReader?(result) ?? false }

    /// Reads it.
    public func read(_ result: PlanResult) -> Double {
        switch self {
        case .metric(let metric): metric.read(result)
        case .parameter(let parameter): parameter.get(result.scenario)
        }
    }
}
