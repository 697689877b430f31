/// The flags and settings of TensorRT-LLM 1.3.0rc for a plan.
enum TensorRTWriter {
    static func arguments(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [LaunchArgument] {
        var list = [LaunchArgument("--tp_size", width(worker, spec))]
        if worker.pipeline > 1 { list.append(LaunchArgument("--pp_size", worker.pipeline)) }
        if spec.isSparse, worker.experts > 1 { list.append(LaunchArgument("--ep_size", worker.experts)) }
        if let most = spec.maxRunning { list.append(LaunchArgument("--max_batch_size", most)) }
        if worker.role != .decode, let chunk = spec.chunk { list.append(LaunchArgument("--max_num_tokens", chunk)) }
        return list
    }

    /// Chips of a stage; without experts replicas are servers of their own.
    private static func width(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> Int {
        spec.isSparse ? worker.stage : worker.tensor
    }

    static func settings(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [String] {
        var lines: [String] = []
        if spec.isSparse, worker.data > 1 { lines.append("enable_attention_dp: true") }
        if worker.role != .decode, let chunk = spec.chunk, chunk < spec.input {
            lines.append("enable_chunked_prefill: true")
        }
        lines.append("kv_cache_config:")
        if let cache = spec.cache.flatMap(format) { lines.append("  dtype: \(cache)") }
        lines.append("  free_gpu_memory_fraction: \(launchShare(spec.memory.ofRest))")
        if worker.role != .prefill, let most = spec.maxRunning {
            lines += ["cuda_graph_config:", "  enable_padding: true", "  max_batch_size: \(most)"]
        }
        if spec.drafts > 0, spec.hasDrafter {
            lines += ["speculative_config:", "  decoding_type: MTP", "  max_draft_len: \(spec.drafts)"]
        }
        if spec.redundant > 0, spec.isSparse, worker.experts > 1 {
            lines += [
                "moe_config:", "  load_balancer:", "    num_slots: \(spec.experts + spec.redundant)",
                "    layer_updates_per_iter: 1",
            ]
        }
        if worker.role != nil {
            // The buffer has to hold the longest prompt.
            let pages = (spec.input + 63) / 64 * 64
            lines += ["cache_transceiver_config:", "  backend: DEFAULT", "  max_tokens_in_buffer: \(max(2048, pages))"]
        }
        if worker.role == .prefill { lines.append("disable_overlap_scheduler: true") }
        return lines
    }

    static func lacks(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [LaunchLack] {
        var lacks = RuntimeDialect.common(worker, spec)
        if spec.isSparse, worker.data > 1, worker.tensor > 1 {
            lacks.append(.partialReplicas(chips: worker.tensor, replicas: worker.data))
        }
        if !spec.isSparse, worker.data > 1 { lacks.append(.copies(worker.data)) }
        if spec.isOverlapped { lacks.append(.overlap) }
        if let cache = spec.cache, format(cache) == nil { lacks.append(.cache(cache)) }
        if spec.redundant > 0, worker.experts <= 1 { lacks.append(.redundant) }
        if spec.mixesPrompts == false, worker.role == nil { lacks.append(.schedule) }
        return lacks
    }

    /// The name of a format of the KV cache (`KvCacheConfig.dtype`, llm_args.py).
    private static func format(_ name: String) -> String? { ["fp8": "fp8", "fp4": "nvfp4"][name] }
}
