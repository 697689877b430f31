import Lanes

extension Engine {
    /// Projections in front of grouped-query attention, of full and of windowed layers.
    enum GroupedProjections: Block {
        static var kind: BlockKind { .mmQKV }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            let layers = s.model.fullLayers + s.model.windowLayers
            return layers > 0 ? LayerCalls.of(layers, drafts: true, s, shape) : 0
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            // Norm, rotary embedding and cache write; the products are one.
            recorder.record(.smallKernels, Roofline.smallKernels(1 + shape.attention.quantisations, shape))
            let keyValue = 2 * shape.kvHeads * m.headDim
            let holders = Holders(layers: m.fullLayers + m.windowLayers, drafts: true)
            func matrix(_ name: OperatorName, columns: V) -> Matrix {
                Matrix(
                    name: name, depth: shape.hiddenDepth, columns: shape.columns(columns), rates: shape.attention)
            }
            let query = matrix(.queryProjection, columns: shape.heads * m.headDim * m.queryOutputs)
            recorder.record(query, shape.paddedRows, in: holders, s, shape)
            let keysAndValues = matrix(.keyValueProjection, columns: keyValue)
            recorder.record(keysAndValues, shape.paddedRows, in: holders, s, shape)
            if s.deployment.sp > 1 {
                recorder.record(
                    .keyValueGather,
                    Collective.allGather(
                        bytes: shape.rows * keyValue * shape.attention.activationBytes, ranks: s.deployment.sp,
                        spacing: s.deployment.tp, s.chip))
            }
        }
    }
}

extension Engine {
    /// Grouped-query attention over the whole context (MHA, GQA, MQA).
    enum FullAttention: Block {
        static var kind: BlockKind { .attention }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            s.model.fullLayers > 0 ? LayerCalls.of(s.model.fullLayers, drafts: true, s, shape) : 0
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            recorder.record(.attention, GroupedAttention.cost(limit: .infinity, s, shape))
        }
    }
}

extension Engine {
    /// Grouped-query attention over a sliding window.
    enum WindowAttention: Block {
        static var kind: BlockKind { .windowAttention }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            guard s.model.windowLayers > 0 else { return 0 }
            return LayerCalls.of(s.model.windowLayers, drafts: s.model.fullLayers == 0, s, shape)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            recorder.record(.attention, GroupedAttention.cost(limit: s.model.window, s, shape))
        }
    }
}

extension Engine {
    /// What full and windowed attention have in common.
    enum GroupedAttention {
        /// Scores and weighted sum: 2 x 2 x pairs x heads x width FLOP; keys and values read once.
        @inline(__always) static func cost(limit: V, _ s: Scenario, _ shape: StepShape) -> OperatorCost {
            let m = s.model
            let pairs = shape.rows * shape.meanContext(limit: limit)
            let read = shape.sequences * shape.readContext(limit: limit)
            return Roofline.cost(
                flops: 4 * pairs * shape.heads * m.headDim, bytes: 2 * read * shape.kvHeads * m.headDim * shape.kvBytes,
                secondsPerFLOP: shape.attentionSecondsPerFLOP, s, shape)
        }
    }
}

extension Engine {
    /// The output projection behind grouped-query attention, and the all-reduce over the group.
    enum GroupedOutput: Block {
        static var kind: BlockKind { .attentionFC }

        @inline(__always) static func calls(_ s: Scenario, _ shape: StepShape) -> V {
            GroupedProjections.calls(s, shape)
        }

        @inline(__always) static func record<Recorder: StepRecorder<V>>(
            _ s: Scenario, _ shape: StepShape, into recorder: inout Recorder
        ) {
            let m = s.model
            recorder.record(.smallKernels, Roofline.smallKernels(shape.attention.quantisations, shape))
            let output = Matrix(
                name: .outputProjection, depth: shape.depth(shape.heads * m.headDim), columns: shape.hiddenColumns,
                rates: shape.attention)
            let holders = Holders(layers: m.fullLayers + m.windowLayers, drafts: true)
            recorder.record(output, shape.paddedRows, in: holders, s, shape)
            recorder.record(
                .attentionAllReduce,
                shape.residualAllReduce)
        }
    }
}

extension BlockKind {
    /// MM_QKV.
    public static var mmQKV: BlockKind { BlockKind("MM_QKV") }
    /// Attention.
    public static var attention: BlockKind { BlockKind("Attention") }
    /// Window_Attention.
    public static var windowAttention: BlockKind { BlockKind("Window_Attention") }
    /// Attention_FC.
    public static var attentionFC: BlockKind { BlockKind("Attention_FC") }
}

extension OperatorName {
    static var queryProjection: OperatorName { OperatorName("q_proj") }
    static var keyValueProjection: OperatorName { OperatorName("kv_proj") }
    static var keyValueGather: OperatorName { OperatorName("kv_all_gather") }
    static var outputProjection: OperatorName { OperatorName("o_proj") }
    static var attentionAllReduce: OperatorName { OperatorName("attention_all_reduce") }
}
