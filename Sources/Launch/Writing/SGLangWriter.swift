/// The flags of SGLang 0.5.23 for a plan: tokens and sequences are those of all attention replicas together.
enum SGLangWriter {
    static func arguments(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [LaunchArgument] {
        // Dense models have no attention replicas, but whole copies.
        let copies = spec.isSparse ? 1 : worker.data
        let group = spec.isSparse ? worker.data : 1
        var list = [LaunchArgument("--tp-size", worker.stage / copies)]
        if copies > 1 { list.append(LaunchArgument("--dp-size", copies)) }
        if group > 1 { list.append(LaunchArgument("--attn-dp-size", group)) }
        if spec.isSparse, worker.experts > 1 { list.append(LaunchArgument("--ep-size", worker.experts)) }
        if worker.pipeline > 1 { list.append(LaunchArgument("--pp-size", worker.pipeline)) }
        if worker.role != .decode, let chunk = spec.chunk {
            list.append(LaunchArgument("--chunked-prefill-size", chunk * group))
        }
        if let most = spec.maxRunning { list.append(LaunchArgument("--max-running-requests", most * group)) }
        list.append(LaunchArgument("--mem-fraction-static", launchShare(spec.memory.ofAll)))
        if let cache = spec.cache.flatMap(format) { list.append(LaunchArgument("--kv-cache-dtype", cache)) }
        if spec.drafts > 0, spec.hasDrafter {
            list += [
                LaunchArgument("--speculative-algorithm", "EAGLE"),
                LaunchArgument("--speculative-num-steps", spec.drafts), LaunchArgument("--speculative-eagle-topk", 1),
                LaunchArgument("--speculative-num-draft-tokens", spec.drafts + 1),
            ]
        }
        if spec.redundant > 0, spec.isSparse {
            list += [
                LaunchArgument("--enable-eplb"), LaunchArgument("--ep-num-redundant-experts", spec.redundant),
            ]
        }
        if spec.isOverlapped { list.append(LaunchArgument("--enable-two-batch-overlap")) }
        if spec.mixesPrompts == true, worker.role == nil { list.append(LaunchArgument("--enable-mixed-chunk")) }
        if let role = worker.role {
            list += [
                LaunchArgument("--disaggregation-mode", role.rawValue),
                LaunchArgument("--disaggregation-transfer-backend", "nixl"),
            ]
            if role == .prefill { list.append(LaunchArgument(bootstrapFlag, bootstrap)) }
        }
        return list
    }

    /// The port at which decode servers find a prefill server.
    static let bootstrap = 8998
    /// The flag that sets it.
    static let bootstrapFlag = "--disaggregation-bootstrap-port"

    static func placement(
        _ worker: LaunchSpec.Worker, _ spec: LaunchSpec, rank: String, head: String
    ) -> [LaunchArgument] {
        [
            LaunchArgument("--nnodes", spec.nodes(worker)), LaunchArgument("--node-rank", "$" + rank),
            LaunchArgument("--dist-init-addr", "$\(head):25000"),
        ]
    }

    static func lacks(_ worker: LaunchSpec.Worker, _ spec: LaunchSpec) -> [LaunchLack] {
        var lacks = RuntimeDialect.common(worker, spec)
        if let cache = spec.cache, format(cache) == nil { lacks.append(.cache(cache)) }
        if !spec.isSparse, worker.data > 1, spec.nodes(worker) > 1 {
            lacks.append(.spanningReplicas(chips: worker.chips / worker.data))
        }
        return lacks
    }

    /// The name of a format of the KV cache (arg_groups/fields/model.py).
    private static func format(_ name: String) -> String? {
        ["fp8": "fp8_e4m3", "fp4": "nvfp4", "bf16": "bf16"][name]
    }
}
