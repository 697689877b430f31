/// The queue of one plan, solved: most of the time of a plan goes into it, so that who reads several figures keeps it.
public final class PlanQueue: Sendable {
    /// What it is the queue of.
    private let scenario: Scenario
    /// The plan as a queue sees it; nil where no request has room.
    let plan: OpenPlan?
    /// How times are distributed over requests; nil from 95 % load on.
    let tails: RequestTails?

    /// Solves the queue of a scenario whose requests come at their own times.
    convenience init(_ scenario: Scenario) { self.init(scenario, OpenPlan.of(scenario)) }

    /// The same where the plan is known.
    fileprivate init(_ scenario: Scenario, _ plan: OpenPlan?) {
        (self.scenario, self.plan) = (scenario, plan)
        tails = plan?.tails
    }

    /// Whether it is the queue of a scenario.
    func isOf(_ scenario: Scenario) -> Bool { self.scenario == scenario }
}

extension Engine<Double>.PlanResult {
    /// The plan as a queue sees it; nil where no request has room or requests do not come at their own times.
    public var open: OpenPlan? { solved.map(\.plan) ?? OpenPlan.of(scenario) }

    /// How times are distributed over requests; nil from 95 % load on, and where `open` is.
    public var tails: RequestTails? { solved.map(\.tails) ?? OpenPlan.of(scenario)?.tails }

    /// The share of requests that keep the limits of the workload; nil where it sets none, or no times are known.
    ///
    /// What is less than a millionth is none: equations of tails do not reach so far.
    public var goodShare: Double? {
        guard scenario.workload.hasLimits, let share = tails?.share(within: scenario.workload) else { return nil }
        return share < 1e-6 ? 0 : share
    }

    /// The same plan with its queue solved, for those who read several figures of it.
    public var withQueue: Self {
        guard scenario.workload.isOpen, solved == nil else { return self }
        var plan = self
        plan.queue = PlanQueue(scenario)
        return plan
    }

    /// The same plan with a queue that was solved before; who reads it looks whether it is of this plan.
    public func with(_ queue: PlanQueue) -> Self {
        var plan = self
        plan.queue = queue
        return plan
    }

    /// The queue, where it was solved for what the plan is now.
    private var solved: PlanQueue? { queue.flatMap { $0.isOf(scenario) ? $0 : nil } }
}

extension OpenPlan {
    /// Whether the same requests come to the same server as on another plan, so that they fare the same.
    func isServed(as other: OpenPlan) -> Bool {
        offered == other.offered && model.server == other.model.server && model.times == other.model.times
            && model.yield == other.model.yield
    }
}

extension Metric {
    /// Reads a plan that differs a little from another one.
    ///
    /// Where its queue is that of the other plan so are its percentiles, and most of what a plan is made of does not change
    /// its queue.
    ///
    /// - Parameters:
    ///   - scenario: the plan.
    ///   - other: the other plan.
    ///   - value: what is read of that one.
    package func read(_ scenario: Scenario, beside other: PlanResult, of value: Double) -> Double {
        guard isPercentile, scenario.workload.isOpen, !scenario.workload.hasThinkers, let known = other.open else {
            return read(plan(scenario))
        }
        guard let open = OpenPlan.of(scenario) else { return .nan }
        if open.isServed(as: known) { return value }
        return read(plan(scenario, PlanQueue(scenario, open)))
    }

    /// What a change of it shows in, of a plan that differs a little from another one.
    package func grounds(_ scenario: Scenario, beside other: PlanResult, of grounds: [Double]) -> [Double] {
        decidedBy == nil && grounds.count == 1
            ? [read(scenario, beside: other, of: grounds[0])] : self.grounds(plan(scenario))
    }

    private var isPercentile: Bool { Percentile.all.contains { $0.name == name } }
}

extension RequestTails {
    /// The share of requests that keep all limits of a workload.
    func share(within w: Workload) -> Double {
        func limit(_ seconds: Double) -> Double { seconds > 0 ? seconds : .infinity }
        return share(
            firstToken: limit(w.goodFirstToken), perToken: limit(w.goodPerToken), endToEnd: limit(w.goodEndToEnd))
    }
}
