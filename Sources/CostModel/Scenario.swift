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
