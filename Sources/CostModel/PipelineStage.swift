import Lanes

/// A stage of a pipeline, by what it holds beside layers: the first the embedding table, the last the head and the layers
/// that draft.
///
/// vLLM, SGLang and TensorRT-LLM place them so: `embed_tokens` on the first rank (and on the last where the head is tied to
/// it), `lm_head` and the drafter on the last (vLLM, model_executor/models/llama.py).
public enum PipelineStage: UInt8, Sendable, CaseIterable {
    /// All layers, without a pipeline.
    case only
    /// Behind the prompt.
    case first
    /// In between.
    case middle
    /// In front of the sampler.
    case last

    /// The code under which equations keep it.
    @inline(__always) func code<V: Lane>() -> V { V(Double(rawValue)) }

    /// The stage of a code; without a pipeline for an unknown one.
    package static func of<V: Lane>(_ code: V) -> PipelineStage { allCases.first { $0.code() == code } ?? .only }

    /// Whether logits are made here.
    @inline(__always) var hasHead: Bool { self == .only || self == .last }
}

extension Engine.Inputs {
    /// Share of the model's layers that a stage holds.
    ///
    /// Layers left over go to the middle stages, then to the first, never to the last (vLLM, `get_pp_indices`,
    /// https://github.com/vllm-project/vllm/blob/main/vllm/distributed/utils.py).
    @inline(__always) func layerShare(of stage: PipelineStage) -> V {
        let (layers, stages) = (greater(1, model.mixerLayers), deployment.pp)
        let whole = floored(layers / stages)
        let rest = layers - whole * stages
        switch stage {
        case .only: return 1
        case .first: return (rest > 0 && rest >= stages - 1 ? whole + 1 : whole) / layers
        case .middle: return (rest > 0 ? whole + 1 : whole) / layers
        case .last: return whole / layers
        }
    }
}

extension Engine {
    /// Bytes on one chip, by the stages of a pipeline that hold them.
    struct StagedBytes: Equatable {
        /// In all layers of the model, which the stages share.
        var layers: V = 0
        /// In the first stage alone.
        var first: V = 0
        /// In the last stage alone.
        var last: V = 0

        /// Bytes of each of `layers` layers, and of the layer like them that drafts tokens where that is used.
        ///
        /// A model without such a layer gets one: what speculative decoding adds at least.
        @inline(__always) static func layers(
            _ layers: V, each bytes: V, drafts: Bool, _ s: Inputs
        ) -> StagedBytes {
            let draft = drafts && s.workload.draft > 0 ? greater(1, s.model.mtpLayers) : 0
            return StagedBytes(layers: layers * bytes, last: draft * bytes)
        }

        /// Bytes of a stage.
        @inline(__always) func bytes(in stage: PipelineStage, _ s: Inputs) -> V {
            switch stage {
            case .only: layers + first + last
            case .first: layers * s.layerShare(of: stage) + first
            case .middle: layers * s.layerShare(of: stage)
            case .last: layers * s.layerShare(of: stage) + last
            }
        }

        /// Bytes of the stage that holds most.
        func inFullestStage(_ s: Inputs) -> V {
            guard s.deployment.pp > 1 else { return bytes(in: .only, s) }
            let ends = greater(bytes(in: .first, s), bytes(in: .last, s))
            return s.deployment.pp > 2 ? greater(ends, bytes(in: .middle, s)) : ends
        }

        @inline(__always) static func += (left: inout StagedBytes, right: StagedBytes) {
            left.layers += right.layers
            left.first += right.first
            left.last += right.last
        }
    }
}
