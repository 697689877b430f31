import Lanes

extension Engine {
    /// The sums of one step, which is all that a sweep keeps of a plan.
    public struct StepTotals: Sendable, Equatable {
        /// Time of the step, seconds.
        public var seconds: V
        /// Exposed time of communication, seconds.
        public var communication: V
        /// FLOP that one chip executes, without padding.
        public var flops: V
        /// DRAM use of one chip.
        public var memory: MemoryUse
        /// 1 where two half batches overlap, else 0.
        var splitCode: V
        /// Time to the first token, seconds; 0 in decode alone, which has none.
        public var firstToken: V = 0
        /// Requests that the whole deployment finishes in a second; 0 where one phase is evaluated alone.
        public var requestRate: V = 0
        /// Prefill workers that take part in disaggregated serving; 0 in the other modes.
        public var prefillWorkers: V = 0
        /// DRAM use of a chip of a prefill worker, bytes; 0 where decode runs on the same chips.
        public var prefillMemory: V = 0
        /// The stage of a prefill worker's pipeline that needs most.
        public var prefillStage: PipelineStage {
            get { PipelineStage.of(prefillStageCode) }
            set { prefillStageCode = newValue.code() }
        }
        /// Code of that stage.
        var prefillStageCode: V = PipelineStage.only.code()
        /// Time that a request's KV cache takes from a prefill to a decode worker, seconds; 0 in the other modes.
        public var transfer: V = 0
        /// Seconds by which requests take longer, on average, than a first token and the mean of further ones come to; 0 where
        /// requests are equal.
        ///
        /// Long answers meet more of what slows them down, and have other than the mean number of tokens behind the first.
        public var answerExcess: V = 0
        /// Whether the closed loop of serving settled; true where one phase is evaluated alone.
        public var isSettled = true

        /// Puts together sums that were worked out before, such as those of a stored row.
        public init(seconds: V, communication: V, flops: V, memory: MemoryUse, splits: Bool = false) {
            self.seconds = seconds
            self.communication = communication
            self.flops = flops
            self.memory = memory
            splitCode = splits ? 1 : 0
        }

        /// Whether two half batches overlap.
        public var splits: Bool {
            get { splitCode > 0 }
            set { splitCode = newValue ? 1 : 0 }
        }

        /// DRAM use of a chip of the worker that needs most, bytes.
        @inline(__always) private var mostMemory: V { greater(memory.total, prefillMemory) }

        /// DRAM use of a chip of the worker that needs most, bytes; of chips of two kinds the one that is the fuller.
        @inline(__always) public func mostMemory(_ scenario: Scenario) -> V {
            guard scenario.hasTwoChips else { return mostMemory }
            let (decode, prefill) = filled(scenario)
            return V.choose(decode, below: prefill, prefillMemory, memory.total)
        }

        /// The shares of their chips' DRAM that both workers need.
        func filled(_ scenario: Scenario) -> (decode: V, prefill: V) {
            (memory.total / scenario.chip.dramBytes, prefillMemory / scenario.prefillWorker.chip.dramBytes)
        }

        /// Whether the bytes of each worker's chips fit their DRAM.
        @inline(__always) public func fit(_ scenario: Scenario) -> Bool {
            guard scenario.hasTwoChips else { return mostMemory <= scenario.chip.dramBytes }
            return memory.total <= scenario.chip.dramBytes && prefillMemory <= scenario.prefillWorker.chip.dramBytes
        }

        /// Evaluates one phase alone.
        static func ofPhase(_ scenario: Scenario) -> StepTotals {
            let overlap = scenario.deployment.tbo
            guard overlap != .off else { return of(scenario, splits: false) }
            // A replica with one sequence has nothing to split.
            let sequences = scenario.inputs.sequencesToSplit
            if V.isBelow(sequences, 2) == true { return of(scenario, splits: false) }
            let split = of(scenario, splits: true)
            if overlap == .on {
                return choose(sequences, below: 2, of(scenario, splits: false), split)
            }
            let whole = of(scenario, splits: false)
            let faster = choose(split.seconds, below: whole.seconds, split, whole)
            return choose(sequences, below: 2, whole, faster)
        }

        /// `x` where `a` is below `b`, else `y`.
        private static func choose(
            _ a: V, below b: V, _ x: @autoclosure () -> StepTotals, _ y: @autoclosure () -> StepTotals
        ) -> StepTotals {
            if let isBelow = V.isBelow(a, b) { return isBelow ? x() : y() }
            let (x, y) = (x(), y())
            var totals = x
            totals.seconds = V.choose(a, below: b, x.seconds, y.seconds)
            totals.communication = V.choose(a, below: b, x.communication, y.communication)
            totals.flops = V.choose(a, below: b, x.flops, y.flops)
            totals.memory = MemoryUse.choose(a, below: b, x.memory, y.memory)
            totals.splitCode = V.choose(a, below: b, x.splitCode, y.splitCode)
            totals.firstToken = V.choose(a, below: b, x.firstToken, y.firstToken)
            return totals
        }

        /// Evaluates a step with or without two-batch overlap.
        static func of(_ scenario: Scenario, splits: Bool) -> StepTotals {
            let shape = StepShape(scenario.inputs)
            var recorder = TotalsRecorder()
            Step.record(scenario, shape, splits: splits, into: &recorder)
            var totals = StepTotals(
                seconds: recorder.seconds, communication: recorder.communication, flops: recorder.flops,
                memory: MemoryUse(weights: recorder.weights, scenario, shape), splits: splits)
            if !shape.isDecode { totals.firstToken = recorder.seconds }
            return totals
        }
    }
}

extension Engine {
    /// A plan and its totals, which metrics are read from.
    public struct PlanResult: Sendable, Equatable {
        /// What was evaluated.
        public var scenario: Scenario
        /// What came out.
        public var totals: StepTotals
        /// The queue that came out with it, where requests come at their own times; nil of a row that was stored.
        public internal(set) var queue: PlanQueue?

        /// Pairs a scenario with sums that were worked out before.
        public init(scenario: Scenario, totals: StepTotals) {
            self.scenario = scenario
            self.totals = totals
        }

        /// Whether the same was evaluated and the same came out.
        public static func == (one: Self, other: Self) -> Bool {
            one.scenario == other.scenario && one.totals == other.totals
        }

        /// Sequences in all copies of the deployment at once: decoded, prefilled, or in flight.
        public var sequences: V {
            // Little's law: as many are in flight as come in the time that one takes.
            scenario.workload.isOpen ? requestRate * requestSeconds : scenario.sequences * scenario.deployment.replicas
        }

        /// Requests that all copies together finish in a second; 0 where one phase is evaluated alone.
        public var requestRate: V { totals.requestRate * scenario.deployment.replicas }

        /// Seconds from a request to its last token.
        public var requestSeconds: V {
            let w = scenario.workload
            return totals.firstToken + (greater(1, w.output) - 1) * totals.seconds / w.tokensPerStep
                + totals.answerExcess
        }

        /// Tokens per second of all copies: output tokens in decode and serving, prompt tokens in prefill.
        public var tokensPerSecond: V {
            totals.requestRate > 0 ? requestRate * scenario.workload.output : tokens / totals.seconds
        }

        /// Chips of all workers of all copies.
        public var chips: V { copyChips * scenario.deployment.replicas }

        /// Chips of all workers of a copy.
        private var copyChips: V {
            let d = scenario.deployment
            guard scenario.workload.serving == .disagg else { return d.chips }
            return d.chips * d.decodeWorkers + d.prefillWorkerChips * totals.prefillWorkers
        }

        /// Tokens that the step yields in all copies of the deployment: output tokens in decode, prompt tokens in prefill.
        ///
        /// A prompt token whose KV cache is there already is served as well as one that is computed.
        public var tokens: V {
            let w = scenario.workload
            return sequences * (w.phase == .decode ? w.tokensPerStep : w.input)
        }
    }
}

extension Engine {
    /// Adds up; keeps nothing of the single operators.
    struct TotalsRecorder: StepRecorder {
        var seconds: V = 0
        var communication: V = 0
        var flops: V = 0
        var weights = StagedBytes()
        private var calls: V = 0

        @inline(__always) mutating func begin(_ block: BlockKind, calls: V) { self.calls = calls }

        @inline(__always) mutating func record(_ name: OperatorName, _ cost: OperatorCost) {
            seconds += calls * cost.exposed
            flops += calls * cost.flops
            communication += V.choose(0, below: cost.network, calls * cost.exposed, 0)
        }

        @inline(__always) mutating func hold(_ bytes: StagedBytes) { weights += bytes }

        @inline(__always) mutating func adjust(_ adjustment: Adjustment, seconds: V) {
            self.seconds += seconds
            // What overlap hides is the shorter of the two; of communication only the excess shows.
            if adjustment == .twoBatchOverlap { communication = greater(0, communication + seconds) }
        }
    }
}

extension Engine<Double>.StepTotals {
    /// Evaluates a step of a scenario whose parallel sizes divide (`scenario.brokenRule == nil`).
    ///
    /// A function rather than an initialiser, whose argument would be copied for it.
    public static func of(_ scenario: Scenario) -> StepTotals {
        scenario.workload.serving == .static ? ofPhase(scenario) : ServedStep(scenario).totals
    }
}

extension Engine<Double>.PlanResult {
    /// Evaluates a scenario.
    public init(_ scenario: Scenario) {
        guard scenario.workload.isOpen else {
            self.init(scenario: scenario, totals: StepTotals.of(scenario))
            return
        }
        let queue = PlanQueue(scenario)
        self.init(scenario: scenario, totals: ServedStep(scenario, queue).totals)
        self.queue = queue
    }

    /// Whether the plan may be chosen: its bytes fit, and serving settles, so that its figures are those of a steady state.
    public var isFeasible: Bool { fits && totals.isSettled }
}
