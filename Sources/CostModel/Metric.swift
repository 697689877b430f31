import Lanes
import Units

/// A figure that a plan is judged by, declared once: table columns, filters, ranking, CSV headers and help follow.
public struct Metric: Sendable {
    /// Which direction is better.
    public enum Preference: Sendable { case higher, lower, neither }

    /// What a metric is a part of.
    public struct Whole: Sendable {
        /// What it is, for people: "a chip's DRAM".
        public var title: String { describe() }
        private let describe: @Sendable () -> String
        /// Reads it from a result, in the metric's unit.
        public let read: @Sendable (PlanResult) -> Double

        init(
            title: @autoclosure @escaping @Sendable () -> String,
            read: @escaping @Sendable (PlanResult) -> Double
        ) {
            describe = title
            self.read = read
        }
    }

    /// How a table for people shows it.
    public enum Showing: Sendable, Equatable {
        /// It says how a plan is laid out: a column where plans differ in it, else a word of the title.
        case layout(importance: Int = 200)
        /// A figure that plans are judged by; where columns are too many, the least important give way first.
        case figure(importance: Int)
        /// It follows from other columns or takes evaluations of its own: shown to those who ask for it.
        case onRequest
    }

    /// The name that is typed, the heading of its column, and the key in JSON.
    public let name: String
    /// How a table for people shows it.
    public let showing: Showing
    /// The unit in headings; empty for plain numbers.
    public let unit: String
    /// What the unit measures, so that a filter may say `dram<=60GiB`.
    public let dimension: Dimension
    /// SI value of one `unit`.
    public let unitFactor: Double
    /// Digits after the point in tables; nil where whole numbers stand beside fractions, each with what it needs.
    public let places: Int?
    /// Which direction is better.
    public let better: Preference
    /// The unit in headings of a prefill, where it differs.
    public let prefillUnit: String?
    /// The only phase in which it has a value; nil for both.
    public let phase: Workload.Phase?
    /// The only way of serving in which it has a value; nil for all.
    public let serving: Workload.Serving?
    /// A value that says nothing new, at which people need not see the column; nil where every value matters.
    public let standard: Double?
    /// Whether it means nothing for a scenario, such as the experts of a dense model.
    public let isVoid: @Sendable (Scenario) -> Bool
    /// Whether it says nothing new of a scenario, such as all chips beside those of the only copy.
    private let isImplied: @Sendable (Scenario) -> Bool
    /// Whether a scenario has what it takes, such as a price; without that it has no value.
    public let isKnown: @Sendable (Scenario) -> Bool
    /// Whether reading it takes evaluations of its own, so that tables of many plans leave it out on a screen.
    public let isOnDemand: Bool
    /// Whether it is read of the queue of a plan alone, which follows from the scenario.
    public let isOfQueue: Bool
    /// The figures that decide it where it is a yes or no, such as the bytes that are needed and those that are there.
    let decidedBy: (@Sendable (PlanResult) -> [Double])?
    /// Whether what is read of a plan is only a lower bound of it; nil where it never is.
    public let isLowerBound: (@Sendable (PlanResult) -> Bool)?
    /// Whether it is 1 or 0 for yes or no, which data files write as true or false.
    public let isFlag: Bool
    /// Its name in the case study, where that is another one or another case; that of its parameter where it shows one.
    public let study: String?
    /// Other names that are understood.
    public let aliases: [String]
    /// What it is, in one sentence.
    public var summary: String { describe() }
    private let describe: @Sendable () -> String
    /// How it is worked out: an expression over metrics, parameters and figures, or words where no expression gives it;
    /// empty where these say no more than the summary.
    public var formula: String { sayFormula() }
    private let sayFormula: @Sendable () -> String
    /// Whether it only shows the parameter of its name.
    public let showsParameter: Bool
    /// How it is worked out where serving makes a difference.
    private let servingFormulas: [Workload.Serving: String]
    /// How it is worked out where more than the way of serving makes a difference; nil where that is the same.
    private let ownFormula: @Sendable (Scenario) -> String?
    /// What it is a part of, so that a filter may say `dram<=70%`; nil where it is a part of nothing.
    public let whole: Whole?
    /// Reads it from a result, in `unit`; NaN in a phase that has no such figure.
    public let read: @Sendable (PlanResult) -> Double
    /// Notes down how it comes about in a phase that has such a figure; nil where it takes evaluations of its own.
    package let traced: (@Sendable (Engine<Traced>.PlanResult) -> Traced)?

    init(
        _ name: String, showing: Showing, unit: String = "", dimension: Dimension = .count, unitFactor: Double = 1,
        places: Int? = 0, better: Preference = .neither, prefillUnit: String? = nil, phase: Workload.Phase? = nil,
        only serving: Workload.Serving? = nil, summary: @autoclosure @escaping @Sendable () -> String,
        formula: @autoclosure @escaping @Sendable () -> String,
        serving formulas: [Workload.Serving: String] = [:],
        in ownFormula: @escaping @Sendable (Scenario) -> String? = { _ in nil }, standard: Double? = nil,
        isOnDemand: Bool = false, isOfQueue: Bool = false, isFlag: Bool = false, study: String? = nil,
        aliases: [String] = [],
        of whole: Whole? = nil,
        void isVoid: @escaping @Sendable (Scenario) -> Bool = { _ in false },
        implied isImplied: @escaping @Sendable (Scenario) -> Bool = { _ in false },
        bound isLowerBound: (@Sendable (PlanResult) -> Bool)? = nil,
        where isKnown: (@Sendable (Scenario) -> Bool)? = nil,
        decidedBy: (@Sendable (PlanResult) -> [Double])? = nil,
        traced: (@Sendable (Engine<Traced>.PlanResult) -> Traced)? = nil,
        read: @escaping @Sendable (PlanResult) -> Double
    ) {
        self.traced = traced
        self.name = name
        self.showing = showing
        self.unit = unit
        self.dimension = dimension
        self.unitFactor = unitFactor
        self.places = places
        self.better = better
        self.prefillUnit = prefillUnit
        self.phase = phase
        self.standard = standard
        self.isOnDemand = isOnDemand
        self.isOfQueue = isOfQueue
        self.isFlag = isFlag
        showsParameter = formula() == name
        let own = showsParameter ? Parameter.all.first { $0.name == name } : nil
        self.study = study ?? own?.study
        self.aliases = aliases + (own?.aliases ?? [])
        self.isVoid = isVoid
        self.isImplied = isImplied
        self.isLowerBound = isLowerBound
        self.isKnown = isKnown ?? { _ in true }
        self.decidedBy = decidedBy
        describe = summary
        sayFormula = formula
        self.serving = serving
        self.whole = whole
        servingFormulas = formulas
        self.ownFormula = ownFormula
        // To ask is to copy a scenario, which loops over a million plans do once a metric.
        if let isKnown {
            self.read = { result in
                Self.has(phase, serving, result.scenario.workload) && isKnown(result.scenario) ? read(result) : .nan
            }
        } else if phase == nil, serving == nil {
            self.read = read
        } else {
            self.read = { result in
                Self.has(phase, serving, result.scenario.inputs.workload) ? read(result) : .nan
            }
        }
    }

    /// Whether a table of plans of a scenario alone goes without it: it means nothing or says nothing new.
    public func isIdle(_ scenario: Scenario) -> Bool { isVoid(scenario) || isImplied(scenario) }

    /// The parameter of which it says what came of it, such as `tbo=auto`; nil where it only repeats one or has none.
    public var outcomeOf: Parameter? {
        guard !showsParameter, let parameter = Parameter.named(name), parameter.scope == .config else { return nil }
        return parameter
    }

    /// A value of it as people read it, without the unit.
    public func text(_ value: Double) -> String {
        places.map { Decimal.fixed(value, places: $0) } ?? Decimal.significant(value, digits: Self.digits)
    }

    /// Significant digits of fractions that stand among whole numbers.
    public static let digits = 4

    /// What a change of it shows in: its value or, for a yes or no that seldom turns, the figures that decide it.
    public func grounds(_ plan: PlanResult) -> [Double] { decidedBy.map { $0(plan) } ?? [read(plan)] }

    /// A plan to read it of alone: what the step takes is left out where it is not asked for, since the queue takes the most time.
    package func plan(_ scenario: Scenario) -> PlanResult { plan(scenario, nil) }

    /// The same where its queue is solved already.
    func plan(_ scenario: Scenario, _ queue: PlanQueue?) -> PlanResult {
        guard isOfQueue, scenario.workload.isOpen else { return PlanResult(scenario) }
        var plan = PlanResult(
            scenario: scenario,
            totals: StepTotals(
                seconds: .nan, communication: .nan, flops: .nan,
                memory: MemoryUse(weights: .nan, stage: .only, scenario)))
        plan.queue = queue
        return plan
    }

    /// How it is worked out for a scenario.
    public func formula(in scenario: Scenario) -> String {
        ownFormula(scenario) ?? servingFormulas[scenario.workload.serving] ?? formula
    }

    /// How it is worked out in each way of serving that makes a difference, named behind the formula.
    ///
    /// `total_tps / chips` and `total_tps / all_chips (serving=disagg)`; empty where it is no expression.
    public var formulas: [String] {
        let others = Workload.Serving.allCases.compactMap { serving in
            servingFormulas[serving].map { ($0, serving.name) }
        }
        var texts = formula.isEmpty ? [] : [formula]
        for (text, _) in others where !texts.contains(where: { $0.hasPrefix(text + " (") }) {
            let names = others.filter { $0.0 == text }.map(\.1)
            texts.append("\(text) (serving=\(names.joined(separator: ",")))")
        }
        return texts
    }

    /// Whether it has a value for a workload; serving puts both phases together.
    public func applies(to workload: Workload) -> Bool { Self.has(phase, serving, workload) }

    /// Whether it has a value for a scenario.
    public func hasValue(for scenario: Scenario) -> Bool { applies(to: scenario.workload) && isKnown(scenario) }

    private static func has(_ phase: Workload.Phase?, _ serving: Workload.Serving?, _ workload: Workload) -> Bool {
        (phase.map { $0 == workload.phase || workload.serving != .static } ?? true)
            && (serving.map { $0 == workload.serving } ?? true)
    }
}
