import CostModel

/// Feasible plans close to one that is not.
public struct Neighbours: Sendable {
    /// A plan and what leads to it.
    public struct Neighbour: Sendable {
        /// The plan with its totals.
        public let plan: PlanResult
        /// What is set differently.
        public let settings: [Setting]
        /// How far it is: doublings and halvings, and a little for every parameter that is touched.
        public let distance: Double
    }

    /// How thoroughly the best was looked for.
    public enum Reach: Sendable, Equatable {
        /// Every combination of the values that are near or in the sweep.
        case all(Int)
        /// Every combination of the sweep's own values and the one that was asked for, since the others are too many.
        case sweep(Int)
        /// Not at all, since even those are too many.
        case tooMany(Int)
    }

    /// The feasible plan that differs least; nil if none was found.
    public let nearest: Neighbour?
    /// The best that only the parameters in question lead to; nil if it is the nearest, or none was found.
    public let best: Neighbour?
    /// How thoroughly the best was looked for; nil where not all parameters in question are to be chosen.
    public let reach: Reach?

    /// Combinations that are searched at most for the best.
    public static let most = 200_000
    /// The same where serving takes a fixed point for each.
    public static let mostServed = 20_000

    /// Looks for plans that differ from a scenario: in one or two parameters for the nearest, in all that are in question
    /// for the best.
    ///
    /// - Parameters:
    ///   - scenario: where to start.
    ///   - base: the scenario that the asked parameters were changed in.
    ///   - asked: the parameters in question; batch and parallelism vary too, and chips where nothing else helps.
    ///   - axes: a sweep's, whose values are tried as well.
    ///   - conditions: what a plan must meet.
    ///   - goal: what the best is best in.
    ///   - most: combinations that are searched at most for the best.
    ///   - isCancelled: asked before each plan; true ends the search with nil.
    public init?(
        of scenario: Scenario, base: Scenario, asked: [Parameter], axes: [Axis], conditions: [Condition], goal: Goal,
        most: Int? = nil, isCancelled: () -> Bool = { false }
    ) {
        let requirements = Requirements(conditions)
        func neighbour(_ settings: [Setting]) -> Neighbour? {
            let changed = scenario.setting(settings)
            guard changed.brokenRule == nil else { return nil }
            let plan = PlanResult(changed)
            guard requirements.admit(plan) else { return nil }
            let distance = settings.reduce(0) { $0 + Self.distance($1, from: scenario) }
            return Neighbour(plan: plan, settings: settings, distance: distance)
        }
        func nearest(_ parameters: [Parameter]) -> Neighbour? {
            Self.combinations(scenario, base, parameters, axes).compactMap { isCancelled() ? nil : neighbour($0) }.min {
                left, right in
                if left.distance != right.distance { return left.distance < right.distance }
                return goal.gain(from: right.plan, to: left.plan) > 0
            }
        }
        let usual = ["batch", "tp", "moe_tp"].compactMap(Parameter.named).filter { !asked.contains($0) }
        let chips = ["chips"].compactMap(Parameter.named).filter { !asked.contains($0) }
        let first = nearest(asked + usual) ?? nearest(asked + usual + chips)
        guard !isCancelled() else { return nil }
        self.nearest = first
        // More of a chip or less of a load is always best; what is best to choose is the spread.
        guard asked.allSatisfy({ $0.scope == .config }) else {
            best = nil
            reach = nil
            return
        }
        let most = most ?? (scenario.workload.serving == .static ? Self.most : Self.mostServed)
        let near = asked.map { [$0.get(scenario)] + Self.values($0, scenario, base, axes) }
        let swept = asked.map { parameter in
            let values = axes.first { $0.parameter == parameter }?.values ?? []
            return Change.distinct([parameter.get(scenario), parameter.get(base)] + values)
        }
        let space: SearchSpace
        if let count = Self.count(near), count <= most {
            space = SearchSpace(base: scenario, axes: zip(asked, near).map { Axis($0, $1) })
            reach = .all(count)
        } else if let count = Self.count(swept), count <= most {
            space = SearchSpace(base: scenario, axes: zip(asked, swept).map { Axis($0, $1) })
            reach = .sweep(count)
        } else {
            best = nil
            reach = .tooMany(Self.count(swept) ?? .max)
            return
        }
        let best = Self.best(of: space, requirements, goal, from: scenario, isCancelled)
        guard !isCancelled() else { return nil }
        self.best = best?.plan == first?.plan ? nil : best
    }

    private static func count(_ values: [[Double]]) -> Int? {
        values.reduce(1) { product, values in
            guard let (next, overflow) = product?.multipliedReportingOverflow(by: values.count), !overflow else {
                return nil
            }
            return next
        }
    }

    /// The best plan of a space that can run and meets the conditions.
    private static func best(
        of space: SearchSpace, _ requirements: Requirements, _ goal: Goal, from scenario: Scenario,
        _ isCancelled: () -> Bool
    ) -> Neighbour? {
        var best: PlanResult?
        for index in 0..<(space.count ?? 0) {
            if isCancelled() { return nil }
            let changed = space.scenario(at: index)
            guard changed.brokenRule == nil else { continue }
            let plan = PlanResult(changed)
            if let best, goal.gain(from: best, to: plan) <= 0 { continue }
            if requirements.admit(plan) { best = plan }
        }
        return best.map { plan in
            let settings = Setting.differences(from: scenario, to: plan.scenario)
            return Neighbour(
                plan: plan, settings: settings, distance: settings.reduce(0) { $0 + distance($1, from: scenario) })
        }
    }

    /// Every way to set one or two of the parameters to another value.
    private static func combinations(
        _ s: Scenario, _ base: Scenario, _ parameters: [Parameter], _ axes: [Axis]
    ) -> [[Setting]] {
        let single = parameters.map { parameter in
            values(parameter, s, base, axes).map { Setting(parameter, $0) }
        }
        var all = single.flatMap { $0.map { [$0] } }
        for (index, first) in single.enumerated() {
            for second in single.dropFirst(index + 1) {
                for one in first { all += second.map { [one, $0] } }
            }
        }
        return all
    }

    /// The values that are tried: doublings and halvings, powers of two for what must divide, those of the sweep and the
    /// base, every batch within reach, every word.
    private static func values(_ parameter: Parameter, _ s: Scenario, _ base: Scenario, _ axes: [Axis]) -> [Double] {
        let value = parameter.get(s)
        var tried = axes.first { $0.parameter == parameter }?.values.prefix(64).map { $0 } ?? []
        tried.append(parameter.get(base))
        if !parameter.choices.isEmpty {
            tried += parameter.choices.indices.map(Double.init)
        } else {
            tried += [1.0 / 8, 1.0 / 4, 1.0 / 2, 2, 4, 8].map { $0 * value }
            if parameter.scope == .config {
                tried += (0..<12).map { Double(1 << $0) }.filter { $0 <= 8 * value }
            }
            if parameter.name == "batch" {
                let step = max(1, (value / 64).rounded(.up))
                tried += stride(from: step, through: 2 * value, by: step)
            }
        }
        return Set(tried).filter { $0 != value && parameter.refusal(of: $0) == nil }.sorted()
    }

    private static func distance(_ setting: Setting, from s: Scenario) -> Double {
        let old = setting.parameter.get(s)
        guard setting.parameter.choices.isEmpty, old > 0, setting.value > 0 else { return 1.25 }
        return doublings(setting.value / old).magnitude + 0.25
    }

    /// The logarithm to base 2 of a positive number, to the precision that a distance needs.
    private static func doublings(_ ratio: Double) -> Double {
        // Between two powers of two the mantissa rises nearly as the logarithm does.
        Double(ratio.exponent) + ratio.significand - 1
    }
}
