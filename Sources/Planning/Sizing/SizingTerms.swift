import CostModel
import Queueing

/// What a purchase has to do, and what is fewest about it.
public struct SizingTerms: Sendable {
    /// What is to be fewest or least.
    public enum Goal: String, Sendable, CaseIterable { case chips, cost, power }

    /// What is to be fewest or least.
    public var goal = Goal.chips
    /// Share of the capacity that stays free.
    public var margin = 0.2
    /// Nodes (fast domains) that may fail.
    public var spare = 0.0
    /// Chips in all at most.
    public var mostChips = 1e5
    /// What plans must meet, beside the load.
    public var conditions: [Condition] = []
    /// Parameters that are not looked for but given, with the values that are tried.
    public var pins: [Axis] = []

    /// Makes terms with nothing pinned.
    public init() {}

    /// Whether a number of chips is given.
    public var isBounded: Bool { mostChips < Self().mostChips }

    /// The values that are pinned of a parameter, in rising order; nil where it is not.
    func pinned(_ name: String) -> [Double]? {
        pins.first { $0.parameter.name == name }.map { $0.values.sorted() }
    }
}

/// Chips of a plan, by what they do.
public struct SizedChips: Sendable {
    /// Those of decode workers, or of copies that do both.
    public var decode: Double
    /// Those of prefill workers.
    public var prefill = 0.0

    /// All of them.
    public var all: Double { decode + prefill }
}

/// Why a plan does not carry a load as it should.
public enum SizingObstacle: Sendable {
    /// No request has room.
    case noRoom
    /// The load is too large a share of the capacity.
    case load(Double)
    /// A condition is missed.
    case miss(Miss)
}

extension SizingTerms {
    /// Metrics that more copies only make worse: what is spent, and what a chip is used for.
    private static let spent: Set = [
        "all_chips", "bought", "nodes", "replicas", "kw", "cost_hour", "cost_year", "cost_mtok", "cost_mtok_all",
        "joule_token", "gco2_mtok", "tps_chip", "mfu",
    ]

    /// Whether a condition is about what is spent alone.
    private static func isBudget(_ condition: Condition) -> Bool {
        let names = condition.comparisons.map(\.quantifier.name)
        return !names.isEmpty && names.allSatisfy(spent.contains)
    }

    /// Whether a plan carries its load and only more is spent on it than may be.
    func isBudget(_ obstacle: SizingObstacle) -> Bool {
        if case .miss(let miss) = obstacle { Self.isBudget(miss.condition) } else { false }
    }

    /// What keeps a plan from carrying its load as it should; nil where nothing does.
    public func obstacle(_ scenario: Scenario) -> SizingObstacle? {
        serviceObstacle(scenario) ?? budgetObstacle(scenario)
    }

    /// The same, whatever is spent on it.
    func serviceObstacle(_ scenario: Scenario) -> SizingObstacle? {
        guard let open = OpenPlan.of(scenario) else { return .noRoom }
        return serviceObstacle(scenario, open) { open.tails }
    }

    /// The same of a plan whose queue is known, and whose times are asked for where conditions need them.
    private func serviceObstacle(
        _ scenario: Scenario, _ open: OpenPlan, _ tails: () -> RequestTails?
    ) -> SizingObstacle? {
        let isFigured = open.loop.state == .steady || open.loop.state == .bound
        guard open.load <= 1 - margin, isFigured else { return .load(open.load) }
        let conditions = conditions.filter { !Self.isBudget($0) }
        guard !conditions.isEmpty, let tails = tails() else { return nil }
        // What follows from the queue alone is read from it, without working the plan out once more.
        var others: [Condition] = []
        for condition in conditions {
            guard let miss = Self.miss(condition, tails, isBound: open.loop.state == .bound) else {
                others.append(condition)
                continue
            }
            if let miss { return .miss(miss) }
        }
        guard !others.isEmpty else { return nil }
        let plan = PlanResult(scenario)
        return others.lazy.compactMap { $0.miss(by: plan) }.first.map { .miss($0) }
    }

    /// Whether a plan carries its load as it should, whatever is spent on it, and why it does not, where that is known at once.
    ///
    /// - Parameters:
    ///   - scenario: the plan.
    ///   - rate: about how many requests/s users sent to a plan like it; then what they send to this one.
    func trial(_ scenario: Scenario, near rate: inout Double?) -> (carries: Bool, obstacle: SizingObstacle?) {
        if scenario.workload.hasThinkers, let carries = carriesThinkers(scenario, near: &rate) { return (carries, nil) }
        let obstacle = serviceObstacle(scenario)
        return (obstacle == nil, obstacle)
    }

    /// Whether a plan carries users who think; nil where some condition does not get harder to meet with every request.
    ///
    /// Their requests/s follow from how long answers take, which follows from these. What they send is not more than a rate at
    /// which answers take so long that fewer would be sent, and not less than one at which more would: so that a rate decides
    /// as soon as conditions hold above what is sent, or fail below it, mostly at the second that is looked at.
    private func carriesThinkers(_ scenario: Scenario, near guess: inout Double?) -> Bool? {
        let names = conditions.filter { !Self.isBudget($0) }.flatMap(\.comparisons).map(\.quantifier.name)
        guard names.allSatisfy(Self.harder.contains) else { return nil }
        let w = scenario.workload
        var s = scenario
        (s.workload.users, s.workload.think, s.workload.arrivalVariation) = (0, 0, 1)
        var (low, high) = (0.0, w.users / w.think)
        var rate = min(guess ?? max(rates(w).lowerBound, high * 1e-3), high)
        for pass in 0..<40 where high - low > 1e-6 * high {
            s.workload.rate = rate
            guard var open = OpenPlan.of(s) else { return false }
            // More than the capacity but for what is to stay free is never looked at: if so many are sent, that decides.
            let most = (1 - margin) * open.capacity
            if rate > most {
                rate = most * (1 - 1e-9)
                s.workload.rate = rate
                guard let fewer = OpenPlan.of(s) else { return false }
                open = fewer
            }
            let tails = open.tails
            let holds = serviceObstacle(s, open) { tails } == nil
            let answer = tails?.mean(.endToEnd) ?? .infinity
            // What would be sent if answers took as long as at this rate.
            let sent = w.users / (w.think + answer)
            if tails != nil { guess = sent }
            if sent <= rate {
                if holds { return true }
                high = min(high, rate)
                low = max(low, sent)
            } else {
                if !holds || rate > most * (1 - 1e-6) { return false }
                low = max(low, rate)
                high = min(high, sent)
            }
            // On the other side of what is sent, and mostly close by.
            rate = pass < 3 && sent > 0 ? min(max(sent, low), high) : (low + high) / 2
        }
        s.workload.rate = high
        return serviceObstacle(s) == nil
    }

    /// Metrics whose conditions only get harder to meet with more requests.
    private static let harder = Set(["ttft_ms", "tpot_ms", "e2e_ms", "tps_batch"] + Metric.Percentile.all.map(\.name))

    /// The same plan with the most requests/s that users send, which has the capacity at once.
    func probe(_ scenario: Scenario) -> Scenario {
        guard scenario.workload.hasThinkers else { return scenario }
        var s = scenario
        (s.workload.users, s.workload.think, s.workload.rate) = (0, 0, rates(scenario.workload).upperBound)
        return s
    }

    /// The limit on what is spent that a plan misses; nil where it keeps all.
    func budgetObstacle(_ scenario: Scenario) -> SizingObstacle? {
        let budgets = conditions.filter(Self.isBudget)
        guard !budgets.isEmpty else { return nil }
        let plan = PlanResult(scenario)
        return budgets.lazy.compactMap { $0.miss(by: plan) }.first.map { .miss($0) }
    }

    /// Whether a condition on a percentile is missed; nil for other conditions.
    private static func miss(_ condition: Condition, _ tails: RequestTails, isBound: Bool) -> Miss?? {
        guard let comparison = condition.comparison, case .value(let limit) = comparison.limit,
            let percentile = Metric.Percentile.all.first(where: { $0.name == comparison.quantifier.name })
        else { return nil }
        let value = percentile.milliseconds(tails)
        // Close to capacity the 99th percentile of first tokens is a lower bound.
        let isLowerBound = isBound && percentile.isBoundNearCapacity
        let miss = Miss(
            condition: condition, comparison: comparison, value: value, limit: limit, isLowerBound: isLowerBound)
        return .some(comparison.holds(value, limit, isLowerBound: isLowerBound) ? nil : miss)
    }

    /// The shortest limit on a token that conditions set, seconds; infinite where they set none.
    var tokenLimit: Double { limit(on: .perToken, "tpot_ms") }

    /// The shortest limit that conditions set to the mean or a percentile of a time, seconds; infinite where they set none.
    private func limit(on time: RequestTime, _ mean: String) -> Double {
        let names = Set([mean] + Metric.Percentile.all.filter { $0.time == time }.map(\.name))
        return conditions.flatMap(\.comparisons).compactMap { comparison -> Double? in
            guard names.contains(comparison.quantifier.name), [.atMost, .below].contains(comparison.relation),
                case .value(let value) = comparison.limit
            else { return nil }
            return value / 1e3
        }.min() ?? .infinity
    }

    /// The requests/s that come at least where a plan keeps all limits, and those that come at most.
    ///
    /// Users who think send no faster than that, however fast they are answered; and no slower than where each answer takes as
    /// long as the limits allow (interactive response time law).
    func rates(_ w: Workload) -> ClosedRange<Double> {
        guard w.hasThinkers else { return w.rate...w.rate }
        let most = w.users / w.think
        let answer = limit(on: .firstToken, "ttft_ms") + max(0, w.output - 1) * tokenLimit
        let seconds = min(answer, limit(on: .endToEnd, "e2e_ms"))
        // Means of times lie below their percentiles, but for a little.
        let least = seconds.isFinite ? 0.9 * w.users / (w.think + seconds) : 0
        return min(least, most)...most
    }

    /// The requests/s that a plan could carry at most, as its capacity and the limit on a token allow; 0 where no request has
    /// room.
    func mostSteady(_ scenario: Scenario) -> Double {
        guard let plan = OpenPlan.of(scenario) else { return 0 }
        return min((1 - margin) * plan.capacity, plan.model.rate(within: tokenLimit))
    }

    /// The most requests/s that a plan carries, and what is in the way of more; nil where no request has room.
    ///
    /// - Parameter scenario: an open plan, whatever its rate.
    public func mostRate(_ scenario: Scenario) -> (rate: Double, obstacle: SizingObstacle)? {
        guard let plan = OpenPlan.of(scenario) else { return nil }
        var s = scenario
        func obstacle(_ rate: Double) -> SizingObstacle? {
            s.workload.rate = rate
            return self.obstacle(s)
        }
        // The capacity follows from the lengths alone, but for what the copies see of each other.
        var (low, high) = (0.0, plan.capacity * (1 - margin))
        guard var limit = obstacle(high) else { return (high, .load(1 - margin)) }
        while high - low > 1e-4 * high {
            let middle = (low + high) / 2
            if let found = obstacle(middle) { (high, limit) = (middle, found) } else { low = middle }
            if high < 1e-3 * plan.capacity { return (0, limit) }
        }
        return (low, limit)
    }

    /// Chips that have to be bought for a number of each pool; a node has chips of one kind.
    static func bought(_ chips: SizedChips, _ scenario: Scenario) -> Double {
        guard scenario.hasTwoChips else { return scenario.chip.bought(chips.all) }
        return scenario.chip.bought(chips.decode) + scenario.onPrefillChip.chip.bought(chips.prefill)
    }

    /// What the chips of each pool come to in what is to be least, in whole nodes.
    func price(_ chips: SizedChips, _ scenario: Scenario) -> Double {
        guard scenario.hasTwoChips else { return scenario.chip.bought(chips.all) * goal.price(scenario) }
        let prefill = scenario.onPrefillChip
        return scenario.chip.bought(chips.decode) * goal.price(scenario)
            + prefill.chip.bought(chips.prefill) * goal.price(prefill)
    }

    /// Copies of a deployment that stop with the nodes that may fail.
    func lost(ofCopies chips: Double, _ chip: Chip) -> Double {
        spare * max(1, (chip.node / chips).rounded(.up))
    }
}
