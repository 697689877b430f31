import Lanes

extension Engine {
    /// Everything the engine needs to evaluate one plan.
    public struct Scenario: Sendable, Equatable {
        private var content: Content

        /// Puts the four parts together.
        public init(chip: Chip, model: Model, workload: Workload, deployment: Deployment) {
            content = Content(
                Inputs(chip: chip, model: model.frame, workload: workload, deployment: deployment), model.table,
                prefill: nil)
        }

        private init(_ content: Content) { self.content = content }

        /// All but the layers.
        public var inputs: Inputs {
            @inline(__always) _read { yield content.inputs.pointee }
            @inline(__always) _modify {
                // Readers of rows change one scenario in place, a figure or two at a time.
                if !isKnownUniquelyReferenced(&content) { content = content.copy() }
                yield &content.inputs.pointee
            }
        }
        /// The layers.
        var layers: LayerTable { content.layers }

        /// The accelerator and its links; where prefill workers have a chip of their own, that of decode workers.
        public var chip: Chip {
            get { inputs.chip }
            _modify { yield &inputs.chip }
        }
        /// The model's shapes and precision.
        public var model: Model {
            get { Model(inputs.model, layers) }
            set {
                var inputs = inputs
                inputs.model = newValue.frame
                content = Content(inputs, newValue.table, prefill: content.prefill)
            }
        }
        /// The lengths of the sequences.
        public var workload: Workload {
            get { inputs.workload }
            _modify { yield &inputs.workload }
        }
        /// The spread over chips.
        public var deployment: Deployment {
            get { inputs.deployment }
            _modify { yield &inputs.deployment }
        }

        /// Parts of all layers as a step meets them, equal ones together.
        var runs: [LayerRun] { layers.runs }

        /// Sequences in one copy of the deployment at once: decoded, prefilled, or in flight.
        public var sequences: V { inputs.sequences }

        /// The same scenario in another kind of number.
        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Scenario {
            Engine<U>.Scenario(content.map(number))
        }

        /// The chip that prefill workers are of; nil where they are of the same as decode workers.
        ///
        /// It counts where prefill has workers of its own, in disaggregated serving alone.
        public var prefillChip: Chip? {
            get { content.prefill?.chip }
            set { content = Content(inputs, layers, prefill: newValue.map { SecondChip($0) }) }
        }
    }
}

extension Engine {
    /// What a scenario holds, behind one reference.
    ///
    /// A scenario is passed on and kept more often than it is changed; with its figures in it, and references beside them,
    /// each copy was one of figure by figure, which took longer than the equations.
    fileprivate final class Content: @unchecked Sendable, Equatable {
        // @unchecked: only a scenario that alone refers to it writes through the pointer. The figures lie behind one since a
        // stored property would ask at every read whether somebody writes.
        let inputs: UnsafeMutablePointer<Inputs>
        let layers: LayerTable
        /// The chip of prefill workers, where they have one of their own.
        let prefill: SecondChip?

        init(_ inputs: Inputs, _ layers: LayerTable, prefill: SecondChip?) {
            (self.layers, self.prefill) = (layers, prefill)
            self.inputs = .allocate(capacity: 1)
            self.inputs.initialize(to: inputs)
            self.inputs.pointee.model.mixerLayers = layers.mixers
        }

        deinit { inputs.deallocate() }

        func copy() -> Content { Content(inputs.pointee, layers, prefill: prefill) }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Content {
            Engine<U>.Content(inputs.pointee.map(number), layers.map(number), prefill: prefill?.map(number))
        }

        static func == (a: Content, b: Content) -> Bool {
            a === b || a.inputs.pointee == b.inputs.pointee && a.layers == b.layers && a.prefill == b.prefill
        }
    }
}

extension Engine {
    /// A chip behind a reference: hardly a scenario has two, and every copy of one would copy both.
    fileprivate final class SecondChip: Sendable, Equatable {
        let chip: Chip

        init(_ chip: Chip) { self.chip = chip }

        func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.SecondChip { Engine<U>.SecondChip(chip.map(number)) }

        static func == (a: SecondChip, b: SecondChip) -> Bool { a === b || a.chip == b.chip }
    }
}

extension Engine {
    /// What a scenario says beside its layers: numbers and choices, which hold no reference.
    ///
    /// A copy is a copy of memory: what holds a reference is copied figure by figure where its type is generic.
    public struct Inputs: Sendable, Equatable {
        /// The accelerator and its links.
        public var chip: Chip
        /// What the model has beside its layers.
        public var model: Frame
        /// The lengths of the sequences.
        public var workload: Workload
        /// The spread over chips.
        public var deployment: Deployment
        /// The entries of lists that axes over whole chips and models have put here.
        public var picked = Picked()

        /// Sequences in one copy of the deployment at once: decoded, prefilled, or in flight.
        ///
        /// How many requests that come at their own times are in flight is what comes out; one in each replica has to be
        /// possible.
        @inline(__always) public var sequences: V {
            let d = deployment
            let workers: V = workload.serving == .disagg ? d.decodeWorkers : 1
            guard workload.serving != .static else {
                return workload.phase == .decode ? d.chips * d.batch : d.batch
            }
            if workload.isOpen { return d.dp * workers }
            // Users who do not think are a closed loop.
            if workload.users > 0 { return workload.users / d.replicas }
            return d.concurrency > 0 ? d.concurrency / d.replicas : d.chips * d.batch * workers
        }
    }
}

extension Engine {
    /// Which chip and which model of a list a scenario has, each counted from 1; 0 where no axis has picked one.
    ///
    /// No equation reads it: it tells plans apart whose chips are swept as a whole, whatever else is set in them.
    public struct Picked: Sendable, Equatable {
        /// The place of the chip among those that an axis may pick, from 1.
        public var chip: V = 0
        /// The place of the model among those that an axis may pick, from 1.
        public var model: V = 0
    }
}

extension Engine.Inputs {
    /// Sequences of the replica that sets the time, which may be put into different halves.
    ///
    /// In a prefill that is the busiest one, whose sequences are a whole number; in decode all have the same share.
    var sequencesToSplit: V {
        let d = deployment
        return workload.phase == .decode ? d.batch * d.tp : ceiling(d.batch / d.dp)
    }
}
