import CostModel

/// A small change that makes a plan fit in DRAM.
public struct FittingChange: Sendable {
    /// What is set.
    public let settings: [Setting]
    /// The plan with it, which fits.
    public let plan: PlanResult

    /// Doublings of a size at most.
    private static let doublings = 6

    /// The smallest changes that make a plan fit: of one parameter each, or else the first of two that does.
    ///
    /// `tp`, `chips`, `pp` and, where prefill has workers of its own, theirs are doubled; `batch` or `concurrency` falls.
    public static func all(for plan: PlanResult) -> [FittingChange] {
        let base = plan.scenario
        let sizes = ladders(base)
        let single = sizes.compactMap { first($0, base) } + [fewer(base, [])].compactMap(\.self)
        guard single.isEmpty else { return single }
        for (index, size) in sizes.enumerated() {
            for setting in size {
                for other in sizes[(index + 1)...] {
                    if let change = first(other.map { [setting, $0] }, base) { return [change] }
                }
                if let change = fewer(base, [setting]) { return [change] }
            }
        }
        return []
    }

    /// The values above a size's own, the nearest first.
    private static func ladders(_ base: Scenario) -> [[Setting]] {
        let own = ["tp", "chips", "pp"]
        let names = base.workload.serving == .disagg ? own + own.map { "prefill_" + $0 } : own
        return names.compactMap { name in
            guard let parameter = Parameter.named(name) else { return nil }
            let now = parameter.get(base)
            guard now > 0 else { return nil }
            let values = (1...doublings).map { now * Double(1 << $0) }.filter {
                parameter.range.contains($0)
            }
            return values.map { Setting(parameter, $0) }
        }
    }

    private static func first(_ settings: [Setting], _ base: Scenario) -> FittingChange? {
        first(settings.map { [$0] }, base)
    }

    private static func first(_ options: [[Setting]], _ base: Scenario) -> FittingChange? {
        for option in options {
            if let change = FittingChange(option, base) { return change }
        }
        return nil
    }

    /// The most sequences that fit beside other settings, found by halving.
    private static func fewer(_ base: Scenario, _ settings: [Setting]) -> FittingChange? {
        let isServed = base.workload.serving != .static && base.deployment.concurrency > 0
        guard let parameter = Parameter.named(isServed ? "concurrency" : "batch") else { return nil }
        func change(_ value: Double) -> FittingChange? { FittingChange(settings + [Setting(parameter, value)], base) }
        guard parameter.get(base) > 1, var best = change(1) else { return nil }
        var (low, high) = (1.0, parameter.get(base))
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if let better = change(middle) {
                (low, best) = (middle, better)
            } else {
                high = middle
            }
        }
        return best
    }

    private init?(_ settings: [Setting], _ base: Scenario) {
        let scenario = base.setting(settings)
        guard scenario.brokenRule == nil else { return nil }
        let plan = PlanResult(scenario)
        guard plan.fits else { return nil }
        self.settings = settings
        self.plan = plan
    }
}
