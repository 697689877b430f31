/// What a plan needs of DRAM: the fullest chip of the worker that needs most.
///
/// Worked out once: every table and message reads it.
public struct MemoryNeed: Sendable, Equatable {
    /// Whose chips they are.
    public enum Worker: Sendable, Equatable {
        /// All chips do the same.
        case all
        /// The decode workers of disaggregated serving.
        case decode
        /// The prefill workers of disaggregated serving.
        case prefill
    }

    /// The worker that needs most.
    public let worker: Worker
    /// The stage of its pipeline that needs most.
    public let stage: PipelineStage
    /// Bytes that a chip needs, what the runtime keeps included.
    public let bytes: Double
    /// Bytes that a chip has.
    public let capacity: Double

    /// Whether they are there.
    public var fits: Bool { bytes <= capacity }
    /// Bytes over what there is, as a share of that; negative where it fits.
    public var excess: Double { bytes / capacity - 1 }
    /// Share of DRAM that stays free beside what the runtime keeps; negative where it does not fit.
    public var free: Double { 1 - bytes / capacity }
}

extension PlanResult {
    /// What the plan needs of DRAM.
    public var need: MemoryNeed {
        let isDisaggregated = scenario.workload.serving == .disagg
        let filled = scenario.hasTwoChips ? totals.filled(scenario) : (totals.memory.total, totals.prefillMemory)
        let isPrefill = filled.1 > filled.0
        return MemoryNeed(
            worker: !isDisaggregated ? .all : isPrefill ? .prefill : .decode,
            stage: isPrefill ? totals.prefillStage : totals.memory.stage, bytes: totals.mostMemory(scenario),
            capacity: (isPrefill ? scenario.prefillWorker : scenario).chip.dramBytes)
    }

    /// Whether the bytes of each worker fit its chips' DRAM.
    public var fits: Bool { totals.fit(scenario) }

    /// The memory of a chip of every worker, the one that needs most first.
    public var workerMemory: [WorkerMemory] {
        guard scenario.workload.serving == .disagg else {
            return [WorkerMemory(worker: .all, use: totals.memory, scenario: scenario)]
        }
        let phases = ServedPhases(scenario)
        let pass = phases.fullPass
        let decode = WorkerMemory(worker: .decode, use: totals.memory, scenario: phases.decode)
        let prefill = WorkerMemory(worker: .prefill, use: StepTotals.ofPhase(pass).memory, scenario: pass)
        return need.worker == .prefill ? [prefill, decode] : [decode, prefill]
    }
}

extension Scenario {
    /// Whether a prefill worker has room for a full pass of prompts.
    package var hasRoomForPrompts: Bool {
        let pass = ServedPhases(self).fullPass
        return StepTotals.ofPhase(pass).memory.total <= pass.chip.dramBytes
    }
}

/// The memory of a chip of one worker, by what it is.
public struct WorkerMemory: Sendable {
    /// Whose.
    public let worker: MemoryNeed.Worker
    /// The bytes of the fullest stage.
    public let use: MemoryUse
    /// What the worker does: the plan itself where all chips do the same, else a step of one phase.
    public let scenario: Scenario

    /// The weights of a chip in the fullest stage, block by block.
    public var weights: [(block: BlockKind, bytes: Double)] {
        Breakdown(scenario).rows.filter { $0.weightBytes > 0 }.map { ($0.block, $0.weightBytes) }
    }

    /// Bytes of a prefix on a chip, of sequences of `length` tokens.
    private func onePrefix(_ length: Double) -> Double {
        let worker = scenario.workload.serving == .static ? scenario : scenario.decodeWorker
        let bytes = SequenceCache.prefix(within: length, worker, StepShape(worker.inputs))
        return bytes.bytes(in: use.stage, worker.inputs)
            / (worker.workload.phase == .prefill ? worker.deployment.sp : 1)
    }

    /// Tokens that the KV cache of a replica has room for with sequences of `length` tokens, and how many of these.
    ///
    /// What vLLM prints at start: of the DRAM what is left beside weights, activations, buffers and the reserve, over the
    /// bytes of a sequence of that length; where layers keep a window or a state, which does not grow with tokens, that many
    /// sequences times `length` (vLLM, v1/core/kv_cache_utils.py, `get_max_concurrency_for_kv_cache_config`). Tokens of
    /// shared prefixes count once.
    public func room(length: Double) -> (tokens: Double, sequences: Double)? {
        let worker = scenario.workload.serving == .static ? scenario : scenario.decodeWorker
        let w = worker.workload
        /// Sequences beside some bytes, each of which shares so many tokens.
        func sequences(beside bytes: Double, sharing shared: Double) -> Double? {
            let own = SequenceCache.bytes(context: length, shared: shared, worker, StepShape(worker.inputs))
            // Groups that share a sequence hold a part of its tokens each.
            let held = own.bytes(in: use.stage, worker.inputs) / (w.phase == .prefill ? worker.deployment.sp : 1)
            return held > 0 ? greater(0, scenario.chip.dramBytes - bytes) / held : nil
        }
        // Prefixes are held once, all of them beside the sequences, while more find one than there are.
        let shared = lesser(length, w.cached)
        if use.prefix > 0,
            let count = sequences(
                beside: use.withoutCache - use.prefix + w.prefixes * onePrefix(length), sharing: shared),
            count * w.prefixHit > w.prefixes
        {
            return (floored(count * (length - shared) + lesser(length, w.prefix) * w.prefixes), count)
        }
        return sequences(beside: use.withoutCache - use.prefix, sharing: 0).map { (floored($0 * length), $0) }
    }
}
