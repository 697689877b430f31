/// The flags of vLLM 0.33.0 for a plan.
enum VLLMWriter {
    static func arguments(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [LaunchArgument] {
        var list = [LaunchArgument("--tensor-parallel-size", worker.tensor)]
        if worker.data > 1 { list.append(LaunchArgument("--data-parallel-size", worker.data)) }
        if worker.pipeline > 1 { list.append(LaunchArgument("--pipeline-parallel-size", worker.pipeline)) }
        if spec.isSparse, worker.experts > 1 { list.append(LaunchArgument("--enable-expert-parallel")) }
        if worker.role != .decode, let chunk = spec.chunk {
            list.append(LaunchArgument("--max-num-batched-tokens", chunk))
        }
        if let most = spec.maxRunning { list.append(LaunchArgument("--max-num-seqs", most)) }
        list.append(LaunchArgument("--gpu-memory-utilization", launchShare(spec.memory.ofAll)))
        if let cache = spec.cache.flatMap(format) { list.append(LaunchArgument("--kv-cache-dtype", cache)) }
        if spec.drafts > 0, spec.hasDrafter {
            list.append(
                LaunchArgument(
                    "--speculative-config", "{\"method\": \"mtp\", \"num_speculative_tokens\": \(spec.drafts)}"))
        }
        if spec.redundant > 0, worker.experts > 1 {
            list.append(LaunchArgument("--enable-eplb"))
            list.append(LaunchArgument("--eplb-config", "{\"num_redundant_experts\": \(spec.redundant)}"))
        }
        if spec.isOverlapped { list.append(LaunchArgument("--enable-dbo")) }
        if let role = worker.role {
            let part = role == .prefill ? "kv_producer" : "kv_consumer"
            list.append(
                LaunchArgument(
                    "--kv-transfer-config", "{\"kv_connector\": \"NixlConnector\", \"kv_role\": \"\(part)\"}"))
        }
        return list
    }

    /// Ranks are spread over nodes where each lies within one; else a rank of its own takes all of them.
    static func placement(
        _ worker: LaunchSpec.Worker, _ spec: LaunchSpec, rank: String, head: String
    ) -> [LaunchArgument] {
        let each = worker.chips / max(1, worker.data)
        guard worker.data > 1, each <= spec.nodeChips else {
            return [
                LaunchArgument("--nnodes", spec.nodes(worker)), LaunchArgument("--node-rank", "$" + rank),
                LaunchArgument("--master-addr", "$" + head), LaunchArgument("--master-port", 29501),
            ]
        }
        let local = max(1, spec.nodeChips / each)
        return [
            LaunchArgument("--data-parallel-size-local", local),
            LaunchArgument("--data-parallel-start-rank", "$((\(rank) * \(local)))"),
            LaunchArgument("--data-parallel-address", "$" + head),
            LaunchArgument("--data-parallel-rpc-port", 29550),
        ]
    }

    static func lacks(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [LaunchLack] {
        var lacks = RuntimeDialect.common(worker, spec)
        if spec.isSparse, worker.experts > 1, worker.expertTensor > 1 {
            lacks.append(.partialExperts(chips: worker.expertTensor, stage: worker.stage))
        }
        if let cache = spec.cache, format(cache) == nil { lacks.append(.cache(cache)) }
        if spec.redundant > 0, worker.experts <= 1 { lacks.append(.redundant) }
        if spec.mixesPrompts == false, worker.role == nil { lacks.append(.schedule) }
        if worker.role != .decode, let chunk = spec.chunk, let most = spec.maxRunning, chunk < most {
            lacks.append(.smallPass(tokens: chunk, sequences: most))
        }
        let each = worker.chips / max(1, worker.data)
        if worker.data > 1, each > spec.nodeChips { lacks.append(.spanningReplicas(chips: each)) }
        return lacks
    }

    /// The name of a format of the KV cache (`CacheDType`, vllm/config/cache.py).
    private static func format(_ name: String) -> String? {
        ["fp8": "fp8", "int8": "int8_per_token_head", "fp4": "nvfp4", "bf16": "bfloat16"][name]
    }
}
