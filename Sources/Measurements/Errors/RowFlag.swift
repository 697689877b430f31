import CostModel

/// Why a row cannot be what it says.
public enum RowFlag: Sendable, Equatable {
    /// A token takes less than a chip needs for the bytes and FLOP of one request alone, seconds.
    case tooFast(least: Double)
    /// The tokens take more FLOP than the chips have; the share of the peak of the narrowest format.
    case tooMuchWork(share: Double)
    /// Requests spend so much of their time before the first token that fewer ran at once than were asked for.
    case fewerRunning(asked: Double, ran: Double)
}

extension RowFlag {
    /// The share of a request's time before its first token from which on it waited for others to end, and how many times of
    /// what the engine says that is at least.
    private static let (longestWait, leastExcess) = (0.2, 5.0)

    /// Whether no chip could do what a row says, whatever ran on it: often a unit that its heading does not name.
    public static func isImpossible(_ measurement: Measurement) -> Bool {
        all(measurement, PlanResult(measurement.scenario)).contains { flag in
            if case .fewerRunning = flag { false } else { true }
        }
    }

    /// What is wrong with a row, given what the engine says of it.
    static func all(_ measurement: Measurement, _ plan: PlanResult) -> [RowFlag] {
        var flags: [RowFlag] = []
        let served = ServedRate(measured: measurement, plan)
        if let tpot = measurement[.tpot] {
            let least: Double = MeasuredMetric.tpot.predicted(PlanResult(oneRequest(plan.scenario)))
            if tpot < least { flags.append(.tooFast(least: least)) }
        }
        if let rate = measurement[.tpsChip] ?? served?.perChip {
            let predicted: Double = MeasuredMetric.tpsChip.predicted(plan)
            let chip = plan.scenario.chip
            let peak = chip.peakFLOPS * max(1, chip.fp8Share, chip.fp4Share)
            let share = plan.totals.flops / plan.totals.seconds / peak * rate / predicted
            if share > 1 { flags.append(.tooMuchWork(share: share)) }
        }
        if let served, let ttft = measurement[.ttft] {
            let wait = ttft / served.residence
            let predicted: Double = MeasuredMetric.ttft.predicted(plan)
            if wait > longestWait, ttft > leastExcess * predicted {
                let asked = plan.sequences
                flags.append(.fewerRunning(asked: asked, ran: asked * (1 - wait)))
            }
        }
        return flags
    }

    /// A decode step of one request alone on a chip that reaches all that its datasheet states.
    private static func oneRequest(_ scenario: Scenario) -> Scenario {
        var alone = scenario
        alone.chip = scenario.chip.ideal
        alone.workload.serving = .static
        alone.workload.staticPhase = .decode
        alone.workload.contextOverride = max(1, scenario.workload.input)
        let d = scenario.deployment
        alone.deployment.batch = 1 / (d.tp * d.pp)
        alone.deployment.concurrency = 0
        return alone
    }
}

/// What requests in a closed loop get, by Little's law: so many in flight, each for as long as it takes.
struct ServedRate {
    /// Seconds from a request's start to its last token.
    let residence: Double
    /// Output tokens per second and chip.
    let perChip: Double

    /// Works it out from the measured times of a row; nil where it lacks one, or serves no requests.
    init?(measured: Measurement, _ plan: PlanResult) {
        guard let tpot = measured[.tpot], let ttft = measured[.ttft] else { return nil }
        self.init(tpot: tpot, ttft: ttft, plan)
    }

    /// Works it out from what the engine says; nil where no requests are served.
    init?(predicted plan: PlanResult) {
        self.init(tpot: MeasuredMetric.tpot.predicted(plan), ttft: MeasuredMetric.ttft.predicted(plan), plan)
    }

    private init?(tpot: Double, ttft: Double, _ plan: PlanResult) {
        guard plan.scenario.workload.serving != .static else { return nil }
        residence = ttft + max(0, plan.scenario.workload.output - 1) * tpot
        guard residence > 0, residence.isFinite else { return nil }
        perChip = plan.sequences * plan.scenario.workload.output / residence / plan.chips
    }
}

extension Measurement {
    /// What was measured of a metric; nil where it was not.
    subscript(metric: MeasuredMetric) -> Double? { figures.first { $0.metric == metric }?.value }
}
