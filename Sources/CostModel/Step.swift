import Lanes

/// What a block is, as tables name it; each is declared in the block's own file.
public struct BlockKind: Sendable, Hashable {
    // A literal: a string counts its references with every copy.
    private let literal: StaticString
    private var group = 0

    @inline(__always) init(_ name: StaticString) { literal = name }

    /// The name in tables.
    public var name: String { group > 0 ? "group\(group).\(literal)" : literal.description }

    /// The block of some layers, where others have one of the same name and another shape.
    func of(group: Int) -> BlockKind {
        var kind = self
        kind.group = group
        return kind
    }

    /// Blocks are the same if they have the same name.
    public static func == (left: BlockKind, right: BlockKind) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What lengthens or shortens a step but is the work of no block.
public enum Adjustment: UInt8, Sendable, CaseIterable {
    /// Communication of one half batch behind the computation of the other, and the reverse.
    case twoBatchOverlap
    /// Gaps between operators, layer by layer.
    case layers
    /// Pipeline stages that wait: for the first and last pass, or for a stage with more layers.
    case pipelineBubble
    /// Scheduling and sampling on the host.
    case host
    /// Prefills of other requests in between.
    case prefill
    /// What steps of fewer and of more sequences take on average beyond the one of their mean; below none where time
    /// grows ever more slowly with sequences.
    case spread

    /// The name in tables.
    public var name: String {
        switch self {
        case .twoBatchOverlap: "TBO overlap"
        case .layers: "Layers"
        case .pipelineBubble: "PP bubble"
        case .host: "Host"
        case .prefill: "Prefill"
        case .spread: "Spread"
        }
    }
}

/// One block: what work a call is, how often a step runs it, and what weights it holds on a chip.
protocol Block<V> {
    associatedtype V: Lane
    static var kind: BlockKind { get }
    /// Calls of one chip in one step; 0 where the model has no such block.
    static func calls(_ s: Engine<V>.Inputs, _ shape: Engine<V>.StepShape) -> V
    /// Records the operators of one call, and the weights that a chip holds for them.
    static func record<Recorder: StepRecorder<V>>(
        _ s: Engine<V>.Inputs, _ shape: Engine<V>.StepShape, into recorder: inout Recorder)
}

/// Receives the operators of a step; the compiler makes one copy of the engine for each recorder.
protocol StepRecorder<V> {
    associatedtype V: Lane
    /// Exposed seconds recorded so far.
    var seconds: V { get }
    /// Exposed seconds of communication recorded so far.
    var communication: V { get }
    mutating func begin(_ block: BlockKind, calls: V)
    mutating func record(_ name: OperatorName, _ cost: Engine<V>.OperatorCost)
    /// Adds weights that a chip holds for the block begun last.
    mutating func hold(_ weights: Engine<V>.StagedBytes)
    mutating func adjust(_ adjustment: Adjustment, seconds: V)
}

extension Engine {
    /// Walks through a step.
    enum Step {
        /// Records a step with its adjustments: two half batches that overlap where `splits`.
        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ scenario: Scenario, _ shape: StepShape, splits: Bool, into recorder: inout Recorder
        ) {
            let (s, runs) = (scenario.inputs, scenario.runs)
            var passes = shape.passes
            if splits {
                let half = StepShape(s, parts: 2)
                passes = half.passes
                recordBlocks(s, runs, half, times: 2, into: &recorder)
                let shorter = lesser(recorder.communication, recorder.seconds - recorder.communication)
                recorder.adjust(.twoBatchOverlap, seconds: 0 - shorter * s.chip.batchOverlap)
            } else {
                recordBlocks(s, runs, shape, times: 1, into: &recorder)
            }
            recorder.adjust(.layers, seconds: gaps(s, passes: passes * (splits ? 2 : 1), layerShare: shape.layerShare))
            if s.deployment.pp > 1 {
                recorder.adjust(.pipelineBubble, seconds: bubble(s, passes: passes, busy: recorder.seconds))
            }
            // One process schedules the sequences of a replica.
            let scheduled = shape.isDecode ? shape.sequences : shape.headRows
            recorder.adjust(.host, seconds: s.chip.hostTime + scheduled * s.chip.sequenceTime)
        }

        /// The registry of what is no layer: a new block is one file in Blocks/ and one line here.
        @inline(__always) private static func recordBlocks<Recorder: StepRecorder<V>>(
            _ s: Inputs, _ runs: [LayerRun], _ shape: StepShape, times: V, into recorder: inout Recorder
        ) {
            run(Vision.self, s, shape, times, &recorder)
            run(Embedding.self, s, shape, times, &recorder)
            let walk = Walk(s: s, shape: shape, times: times)
            var first = 0
            while first < runs.count {
                var end = first + 1
                while end < runs.count, runs[end].use == runs[first].use { end += 1 }
                recordLayers(runs, first..<end, walk, into: &recorder)
                first = end
            }
            run(Head.self, s, shape, times, &recorder)
            run(PipelineSend.self, s, shape, times, &recorder)
        }

        /// Records what some layers have: a case for each kind of part.
        private static func recordLayers<Recorder: StepRecorder<V>>(
            _ runs: [LayerRun], _ range: Range<Int>, _ walk: borrowing Walk, into recorder: inout Recorder
        ) {
            func layers<Kind>(_ kind: Kind) -> LayerSet<Kind> { LayerSet(runs: runs, range: range, kind: kind) }
            switch runs[range.lowerBound].part {
            case .attention(let part): part.record(layers(part), walk, into: &recorder)
            case .latent(let part): part.record(layers(part), walk, into: &recorder)
            case .compressed(let part): part.record(layers(part), walk, into: &recorder)
            case .delta(let part): part.record(layers(part), walk, into: &recorder)
            case .stateSpace(let part): part.record(layers(part), walk, into: &recorder)
            case .recurrence(let part): part.record(layers(part), walk, into: &recorder)
            case .dense(let part): part.record(layers(part), walk, into: &recorder)
            case .mixture(let part): part.record(layers(part), walk, into: &recorder)
            case .streams(let part): part.record(layers(part), walk, into: &recorder)
            case .lookup(let part): part.record(layers(part), walk, into: &recorder)
            case .matrices(let part): part.record(layers(part), walk, into: &recorder)
            }
        }

        @inline(__always) private static func run<B: Block<V>, Recorder: StepRecorder<V>>(
            _ block: B.Type, _ s: Inputs, _ shape: StepShape, _ times: V, _ recorder: inout Recorder
        ) {
            let calls = B.calls(s, shape)
            guard calls > 0 else { return }
            record(block, s, shape, calls * times, &recorder)
        }

        /// Records one block.
        ///
        /// A function of its own for each block, and not inlined: past some size of the caller the optimiser inlines nothing
        /// more, and operators would be called one by one. The local copy of the recorder stays in registers.
        @inline(never) private static func record<B: Block<V>, Recorder: StepRecorder<V>>(
            _: B.Type, _ s: Inputs, _ shape: StepShape, _ calls: V, _ result: inout Recorder
        ) {
            var recorder = result
            recorder.begin(B.kind, calls: calls)
            B.record(s, shape, into: &recorder)
            result = recorder
        }

        /// Seconds of the gaps in a chip's layers: each half of a batch that is split has its own.
        @inline(__always) private static func gaps(_ s: Inputs, passes: V, layerShare: V) -> V {
            s.chip.layerGap(s.runtime) * s.model.mixerLayers * passes * layerShare
        }

        /// Seconds that a chip waits for other pipeline stages.
        ///
        /// A stage with one layer more holds up all others. In a prefill the first pass reaches the last stage only after
        /// `pp - 1` stage times (GPipe, Huang et al. 2019, section 2.3); a decode keeps `pp` batches in flight.
        @inline(__always) private static func bubble(_ s: Inputs, passes: V, busy: V) -> V {
            let uneven = Self.unevenness(s)
            let fill = s.workload.phase == .prefill ? (s.deployment.pp - 1) / passes : 0
            return busy * (uneven * (1 + fill) - 1)
        }

        /// Layers of the fullest pipeline stage over the mean.
        @inline(__always) static func unevenness(_ s: Inputs) -> V {
            let layers = greater(1, s.model.mixerLayers)
            return ceiling(layers / s.deployment.pp) * s.deployment.pp / layers
        }
    }
}
