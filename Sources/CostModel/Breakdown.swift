/// A step taken apart: its blocks in order, each with its operators.
public struct Breakdown: Sendable {
    /// One operator of a block.
    public struct Operator: Sendable, Equatable {
        /// What it is.
        public let name: OperatorName
        /// What one call costs.
        public let cost: OperatorCost
    }

    /// One block of the step.
    public struct Row: Sendable, Equatable {
        /// What it is.
        public let block: BlockKind
        /// Calls in a step.
        public let calls: Double
        /// Bytes of its weights on a chip of the fullest pipeline stage, all calls together.
        public var weightBytes: Double = 0
        /// Its operators in order.
        public var operators: [Operator] = []

        /// Exposed seconds of one call.
        public var oneCall: Double { operators.reduce(0) { $0 + $1.cost.exposed } }
        /// Exposed seconds of all calls.
        public var seconds: Double { calls * oneCall }
        /// Exposed seconds of communication in all calls.
        var communication: Double {
            calls * operators.filter { $0.cost.network > 0 }.reduce(0) { $0 + $1.cost.exposed }
        }
        /// FLOP of one call.
        public var flops: Double { operators.reduce(0) { $0 + $1.cost.flops } }
        /// DRAM bytes of one call.
        public var dramBytes: Double { operators.reduce(0) { $0 + $1.cost.dramBytes } }
        /// Bytes that leave the chip in one call.
        public var wireBytes: Double { operators.reduce(0) { $0 + $1.cost.wireBytes } }

        /// Share of one call's exposed time in which a resource is the bottleneck.
        public func share(of bound: Bound) -> Double {
            let bound = operators.filter { $0.cost.bound == bound }.reduce(0) { $0 + $1.cost.exposed }
            return oneCall > 0 ? bound / oneCall : 0
        }

        /// The resource that is the bottleneck for the largest part of a call.
        public var bound: Bound {
            Bound.allCases.max { share(of: $0) < share(of: $1) } ?? .memory
        }
    }

    /// The blocks, in the order they run.
    public let rows: [Row]
    /// What belongs to no block, in the order it was applied; seconds, negative where it shortens the step.
    public let adjustments: [(kind: Adjustment, seconds: Double)]
    /// FLOP and communication of prefills in between, which no row has.
    private var prefillFlops = 0.0
    private var prefillCommunication = 0.0

    /// Takes a scenario's step apart; of serving, the decode step with the sequences that decode on average.
    public init(_ scenario: Scenario) {
        var recorder = BreakdownRecorder()
        let stage: PipelineStage
        if scenario.workload.serving == .static {
            let totals = StepTotals.ofPhase(scenario)
            stage = totals.memory.stage
            Step.record(scenario, StepShape(scenario.inputs), splits: totals.splits, into: &recorder)
        } else {
            let served = ServedStep(scenario)
            Step.record(served.decode, StepShape(served.decode.inputs), splits: served.totals.splits, into: &recorder)
            // Workers that only decode meet no prompts.
            let kind = scenario.workload.serving == .disagg ? Adjustment.spread : .prefill
            recorder.adjust(kind, seconds: served.interference)
            stage = served.totals.memory.stage
            prefillFlops = served.prefillFlops
            prefillCommunication = served.prefillCommunication
        }
        rows = recorder.rows(in: stage, of: scenario)
        adjustments = recorder.adjustments
    }

    /// The step's time as the fold of its rows and adjustments, seconds.
    public var seconds: Double { rows.reduce(adjustments.reduce(0) { $0 + $1.seconds }) { $0 + $1.seconds } }
    /// The step's FLOP as the fold of its rows.
    public var flops: Double { rows.reduce(prefillFlops) { $0 + $1.calls * $1.flops } }
    /// The step's communication that nothing hides, as the fold of the rows, seconds.
    public var communication: Double {
        let rows = rows.reduce(0) { $0 + $1.communication }
        return adjustments.reduce(rows) { $1.kind == .twoBatchOverlap ? greater(0, $0 + $1.seconds) : $0 }
            + prefillCommunication
    }
    /// The weights' bytes as the fold of the rows.
    public var weightBytes: Double { rows.reduce(0) { $0 + $1.weightBytes } }

    /// The row of a block.
    public subscript(block: BlockKind) -> Row? { rows.first { $0.block == block } }
}

/// The resource that an operator waits for.
public enum Bound: String, Sendable, CaseIterable {
    case compute, memory, network
}

extension OperatorCost {
    /// The resource that takes longest.
    public var bound: Bound {
        if network > 0 { return .network }
        return compute > memory ? .compute : .memory
    }
}

/// Keeps every operator.
struct BreakdownRecorder: StepRecorder {
    var rows: [Breakdown.Row] = []
    var weights: [StagedBytes] = []
    var adjustments: [(kind: Adjustment, seconds: Double)] = []

    var seconds: Double { rows.reduce(adjustments.reduce(0) { $0 + $1.seconds }) { $0 + $1.seconds } }

    var communication: Double { rows.reduce(0) { $0 + $1.communication } }

    mutating func begin(_ block: BlockKind, calls: Double) {
        rows.append(Breakdown.Row(block: block, calls: calls))
        weights.append(StagedBytes())
    }

    mutating func record(_ name: OperatorName, _ cost: OperatorCost) {
        guard !rows.isEmpty, cost.exposed > 0 || cost.flops > 0 || cost.wireBytes > 0 else { return }
        rows[rows.count - 1].operators.append(Breakdown.Operator(name: name, cost: cost))
    }

    mutating func hold(_ bytes: StagedBytes) {
        guard !rows.isEmpty else { return }
        weights[weights.count - 1] += bytes
    }

    /// The rows with their weights on a chip of one stage.
    func rows(in stage: PipelineStage, of scenario: Scenario) -> [Breakdown.Row] {
        zip(rows, weights).map { row, weights in
            var row = row
            row.weightBytes = weights.bytes(in: stage, scenario.inputs)
            return row
        }
    }

    mutating func adjust(_ adjustment: Adjustment, seconds: Double) {
        if seconds != 0 { adjustments.append((adjustment, seconds)) }
    }
}
