import CostModel

/// Feasible plans close to one that is not.
public struct Neighbours: Sendable {
    /// A plan and what leads to it.
    public struct Neighbour: Sendable {
        /// What it comes to.
        public let plan: PlanResult
        /// What is set differently.
        public let settings: [Setting]
        /// How far it is: doublings and halvings, and a little for every parameter that is touched.
        public let distance: Double
    }

    /// The feasible plan that differs least; nil if none was found.
    public let nearest: Neighbour?
    /// The best that only the parameters in question lead to; nil if it is the nearest, or none was found.
    public let best: Neighbour?

    /// Looks for plans that differ from a scenario in one or two parameters.
    ///
    /// - Parameters:
    ///   - scenario: where to start.
    ///   - base: the scenario that the asked parameters were changed in.
    ///   - asked: the parameters in question; batch and parallelism vary too, and chips where nothing else helps.
    ///   - axes: a sweep's, whose values are tried as well.
    ///   - conditions: what a plan must meet.
    ///   - goal: what the best is best in.
    public init(
        of scenario: Scenario, base: Scenario, asked: [Parameter], axes: [Axis], conditions: [Condition], goal: Goal
    ) {
        func feasible(_ parameters: [Parameter]) -> [Neighbour] {
            Self.combinations(scenario, base, parameters, axes).compactMap { settings in
                let verdict = Verdict(scenario.setting(settings), conditions: conditions)
                guard verdict.isFeasible, let plan = verdict.plan else { return nil }
                let distance = settings.reduce(0) { $0 + Self.distance($1, from: scenario) }
                return Neighbour(plan: plan, settings: settings, distance: distance)
            }
        }
        func nearest(_ found: [Neighbour]) -> Neighbour? {
            found.min { left, right in
                if left.distance != right.distance { return left.distance < right.distance }
                return goal.gain(from: right.plan, to: left.plan) > 0
            }
        }
        let usual = ["batch", "tp", "moe_tp"].compactMap(Parameter.named).filter { !asked.contains($0) }
        let chips = ["chips"].compactMap(Parameter.named).filter { !asked.contains($0) }
        let first = nearest(feasible(asked + usual)) ?? nearest(feasible(asked + usual + chips))
        self.nearest = first
        // More of a chip or less of a load is always best; what is best to choose is the spread.
        let chosen = asked.filter { $0.scope == .config }
        let best = chosen.count < asked.count ? nil : feasible(asked).max { goal.gain(from: $0.plan, to: $1.plan) > 0 }
        self.best = best?.plan == first?.plan ? nil : best
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
