/// The sums of one step, which is all that a sweep keeps of a plan.
public struct StepTotals: Sendable, Equatable {
    /// Time of the step, seconds.
    public var seconds: Double
    /// Exposed time of communication, seconds.
    public var communication: Double
    /// FLOP that one chip executes, without padding.
    public var flops: Double
    /// DRAM use of one chip.
    public var memory: MemoryUse
    /// Whether two half batches overlap.
    public var splits: Bool
    /// Time to the first token, seconds; 0 in decode alone, which has none.
    public var firstToken = 0.0
    /// Requests that the whole deployment finishes in a second; 0 where one phase is evaluated alone.
    public var requestRate = 0.0
    /// Prefill workers that take part in disaggregated serving; 0 in the other modes.
    public var prefillWorkers = 0.0
    /// DRAM use of a chip of a prefill worker, bytes; 0 where decode runs on the same chips.
    public var prefillMemory = 0.0
    /// The stage of a prefill worker's pipeline that needs most.
    public var prefillStage = PipelineStage.only
    /// Time that a request's KV cache takes from a prefill to a decode worker, seconds; 0 in the other modes.
    public var transfer = 0.0
    /// Whether the closed loop of serving settled; true where one phase is evaluated alone.
    public var isSettled = true

    /// Puts together sums that were worked out before, such as those of a stored row.
    public init(seconds: Double, communication: Double, flops: Double, memory: MemoryUse, splits: Bool = false) {
        self.seconds = seconds
        self.communication = communication
        self.flops = flops
        self.memory = memory
        self.splits = splits
    }

    /// DRAM use of a chip of the worker that needs most, bytes.
    @inline(__always) public var mostMemory: Double { greater(memory.total, prefillMemory) }

    /// Whether the bytes of each worker's chips fit their DRAM.
    @inline(__always) public func fit(_ chip: Chip) -> Bool { mostMemory <= chip.dramBytes }

    /// Evaluates a step of a scenario whose parallel sizes divide (`scenario.brokenRule == nil`).
    ///
    /// A function rather than an initialiser, whose argument would be copied for it.
    public static func of(_ scenario: Scenario) -> StepTotals {
        scenario.workload.servingCode < 1 ? ofPhase(scenario) : ServedStep(scenario).totals
    }

    /// Evaluates one phase alone.
    static func ofPhase(_ scenario: Scenario) -> StepTotals {
        guard scenario.deployment.tboCode > 0, TwoBatchOverlap.isPossible(scenario) else {
            return of(scenario, splits: false)
        }
        switch scenario.deployment.tbo {
        case .off: return of(scenario, splits: false)
        case .on: return of(scenario, splits: true)
        case .auto:
            let (whole, split) = (of(scenario, splits: false), of(scenario, splits: true))
            return split.seconds < whole.seconds ? split : whole
        }
    }

    /// Evaluates a step with or without two-batch overlap.
    static func of(_ scenario: Scenario, splits: Bool) -> StepTotals {
        let shape = StepShape(scenario)
        var recorder = TotalsRecorder()
        Step.record(scenario, shape, splits: splits, into: &recorder)
        var totals = StepTotals(
            seconds: recorder.seconds, communication: recorder.communication, flops: recorder.flops,
            memory: MemoryUse(weights: recorder.weights, scenario, shape), splits: splits)
        if !shape.isDecode { totals.firstToken = recorder.seconds }
        return totals
    }
}

/// A plan and its totals, which metrics are read from.
public struct PlanResult: Sendable, Equatable {
    /// What was evaluated.
    public var scenario: Scenario
    /// What came out.
    public var totals: StepTotals

    /// Pairs a scenario with sums that were worked out before.
    public init(scenario: Scenario, totals: StepTotals) {
        self.scenario = scenario
        self.totals = totals
    }

    /// Evaluates a scenario.
    public init(_ scenario: Scenario) {
        self.init(scenario: scenario, totals: StepTotals.of(scenario))
    }

    /// Whether the plan may be chosen: its bytes fit, and serving settles, so that its figures are those of a steady state.
    public var isFeasible: Bool { fits && totals.isSettled }

    /// Sequences in the deployment at once: decoded, prefilled, or in flight.
    public var sequences: Double { scenario.sequences }

    /// Tokens per second of the whole deployment: output tokens in decode and serving, prompt tokens in prefill.
    public var tokensPerSecond: Double {
        totals.requestRate > 0 ? totals.requestRate * scenario.workload.output : tokens / totals.seconds
    }

    /// Chips of all workers.
    public var chips: Double {
        let d = scenario.deployment
        guard scenario.workload.serving == .disagg else { return d.chips }
        return d.chips * d.decodeWorkers + d.prefillWorkerChips * totals.prefillWorkers
    }

    /// Tokens that the step yields in the whole deployment: output tokens in decode, prompt tokens in prefill.
    ///
    /// A prompt token whose KV cache is there already is served as well as one that is computed.
    public var tokens: Double {
        let w = scenario.workload
        return sequences * (w.phase == .decode ? w.tokensPerStep : w.input)
    }
}

/// Adds up; keeps nothing of the single operators.
struct TotalsRecorder: StepRecorder {
    var seconds = 0.0
    var communication = 0.0
    var flops = 0.0
    var weights = StagedBytes()
    private var calls = 0.0

    @inline(__always) mutating func begin(_ block: BlockKind, calls: Double) { self.calls = calls }

    @inline(__always) mutating func record(_ name: OperatorName, _ cost: OperatorCost) {
        seconds += calls * cost.exposed
        flops += calls * cost.flops
        communication += cost.network > 0 ? calls * cost.exposed : 0
    }

    @inline(__always) mutating func record(weightBytes: StagedBytes) { weights += weightBytes }

    @inline(__always) mutating func adjust(_ adjustment: Adjustment, seconds: Double) {
        self.seconds += seconds
        // What overlap hides is the shorter of the two; of communication only the excess shows.
        if adjustment == .twoBatchOverlap { communication = greater(0, communication + seconds) }
    }
}
