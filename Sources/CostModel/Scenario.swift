import Lanes

extension Engine {
    /// Everything the engine needs to evaluate one plan.
    public struct Scenario: Sendable, Equatable {
        /// The accelerator and its links.
        public var chip: Chip
        /// The model's shapes and precision.
        public var model: Model
        /// The lengths of the sequences.
        public var workload: Workload
        /// The spread over chips.
        public var deployment: Deployment

        /// Puts the four parts together.
        public init(chip: Chip, model: Model, workload: Workload, deployment: Deployment) {
            self.chip = chip
            self.model = model
            self.workload = workload
            self.deployment = deployment
        }

        /// Sequences in the deployment at once: decoded, prefilled, or in flight.
        @inline(__always) public var sequences: V {
            let d = deployment
            switch workload.serving {
            case .static: return workload.phase == .decode ? d.chips * d.batch : d.batch
            case .agg: return d.concurrency > 0 ? d.concurrency : d.chips * d.batch
            case .disagg: return d.concurrency > 0 ? d.concurrency : d.chips * d.batch * d.decodeWorkers
            }
        }
    }
}

extension Engine.Scenario {
    /// Sequences of the replica that sets the time, which may be put into different halves.
    ///
    /// In a prefill that is the busiest one, whose sequences are a whole number; in decode all have the same share.
    var sequencesToSplit: V {
        let d = deployment
        return workload.phase == .decode ? d.batch * d.tp : ceiling(d.batch / d.dp)
    }
}

extension Engine<Double>.Scenario {
    /// The first rule of divisibility that the deployment breaks, or nil.
    ///
    /// A rule names two values: the `dividend` must be a multiple of the `divisor`.
    @inline(__always) public var brokenRule: DivisibilityRule? {
        if let rule = brokenPhaseRule { return rule }
        return workload.servingCode >= 1 ? brokenServingRule : nil
    }

    /// A rule that a decode worker, or the one phase evaluated, breaks.
    @inline(__always) private var brokenPhaseRule: DivisibilityRule? {
        let d = deployment
        if !divides(d.chips, d.tp * d.sp * d.pp) { return .chipsByParallelism }
        if d.sp > 1, workload.phase == .decode { return .sequenceParallelDecode }
        if workload.phase == .prefill, workload.fresh < 1 { return .prefixWithinInput }
        if !divides(model.heads, d.tp) { return .headsByTP }
        if model.mixerLayers < d.pp { return .layersByPP }
        guard model.moeLayers > 0 else { return nil }
        if !divides(d.chips, d.moeTP * d.pp) { return .chipsByExpertParallelism }
        if !divides(model.experts + d.redundantExperts, d.ep) { return .expertsByEP }
        if !divides(model.expertIntermediate, d.moeTP) { return .expertWidthByMoETP }
        return nil
    }
    /// A rule that only serving both phases brings.
    private var brokenServingRule: DivisibilityRule? {
        if workload.output < 1 { return .outputInServing }
        if workload.fresh < 1 { return .prefixWithinInput }
        guard workload.serving == .disagg else { return nil }
        let d = prefillWorker.deployment
        if !divides(d.chips, d.tp * d.pp) { return .prefillChipsByParallelism }
        if !divides(model.heads, d.tp) { return .headsByPrefillTP }
        if model.mixerLayers < d.pp { return .layersByPrefillPP }
        guard model.moeLayers > 0 else { return nil }
        if !divides(d.chips, d.moeTP * d.pp) { return .prefillChipsByExpertParallelism }
        if !divides(model.experts + d.redundantExperts, d.ep) { return .expertsByPrefillEP }
        return divides(model.expertIntermediate, d.moeTP) ? nil : .expertWidthByPrefillMoETP
    }
}
