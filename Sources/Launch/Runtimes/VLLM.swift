extension LaunchRuntime {
    static let vllm = LaunchRuntime(
        "vllm", .vllm, .vllm,
        starts: [
            ["vllm", "serve"], ["-m", "vllm.entrypoints.openai.api_server"], ["-m", "vllm.entrypoints.api_server"],
            ["-m", "vllm.entrypoints.cli.main", "serve"], ["-m", "vllm", "serve"],
        ],
        images: ["vllm-openai", "vllm-tpu", "llm-d-cuda", "rocm/vllm"], read: VLLMReader.read)

    /// vLLM's fork for Ascend has its flags and schedules otherwise; what tells it apart is read in `LaunchCommand`.
    static let vllmAscend = LaunchRuntime("vllm-ascend", .other, .vllm, starts: [], read: VLLMReader.read)

    static let dynamoVLLM = LaunchRuntime(
        "dynamo-vllm", .vllm, .vllm, starts: [["-m", "dynamo.vllm"]], read: VLLMReader.read)
}

/// What vLLM's sizes mean: `-tp` is the width of one data-parallel rank, and experts are spread over all ranks of a stage.
enum VLLMReader {
    static func read(
        _ values: LaunchValues, _ positional: [ShellWord], _ reading: inout LaunchReading
    ) throws(LaunchFault) {
        let tensor = try values.count(.tensor) ?? 1
        let data = try values.count(.data) ?? 1
        let pipeline = try values.count(.pipeline) ?? 1
        let prompts = try values.count(.contextParallel) ?? 1
        let decode = try values.number(at: "decode-context-parallel-size") ?? 1
        if decode > 1, tensor % decode != 0 {
            throw LaunchFault(
                .notMultiple(
                    flag: values.setting(.tensor)?.flag ?? "-tp", value: tensor, of: "--decode-context-parallel-size",
                    divisor: decode), at: values.setting(at: "decode-context-parallel-size")?.span)
        }
        let extra = values.setting(.contextParallel)?.path == "prefill-context-parallel-size" ? prompts : 1
        let stage = tensor * data * extra
        (reading.tensor, reading.data, reading.pipeline) = (tensor, data, pipeline)
        reading.chips = stage * pipeline
        let isSpread = values.isOn(.experts) ?? false
        (reading.experts, reading.expertTensor) = isSpread ? (stage, 1) : (1, stage)
        try readShare(values, &reading)
        reading.chunk = try values.number(.chunk).flatMap { $0 > 0 ? $0 : nil }
        reading.maxRunning = try values.number(.maxRunning).flatMap { $0 > 0 ? $0 : nil }
        reading.memory = try values.share(.memory).map { .ofAll($0) }
        reading.cache = values.text(.cache)
        reading.weights = values.text(.weights)
        reading.drafts = try values.number(.drafts)
        reading.redundant = try values.number(.redundant)
        reading.isOverlapped = values.isOn(.overlap)
        reading.role = role(values)
        let names = [positional.first?.text, values.text(.model), values.text(.servedName)]
        reading.modelNames = names.compactMap(\.self)
    }

    /// What of the whole this process holds.
    private static func readShare(_ values: LaunchValues, _ reading: inout LaunchReading) throws(LaunchFault) {
        let each = reading.chips / reading.data
        if let local = try values.number(.localData), local >= 0 {
            guard local <= reading.data || values.setting(.data) == nil else {
                throw LaunchFault(
                    .above(
                        flag: values.setting(.localData)?.flag ?? "-dpl", value: local, bound: "--data-parallel-size",
                        limit: reading.data), at: values.setting(.localData)?.span)
            }
            // 0 local ranks is a front end alone.
            if local < reading.data { reading.ownChips = local * each }
        } else if values.setting(.rank)?.path == "data-parallel-rank" {
            reading.ownChips = each
        } else if let nodes = try values.count(.nodes), nodes > 1, reading.chips % nodes == 0 {
            reading.ownChips = reading.chips / nodes
        }
    }

    /// The half of inference: Dynamo has a flag for it, vLLM only the way that a KV cache takes.
    private static func role(_ values: LaunchValues) -> LaunchReading.Role? {
        if values.isOn(at: "is-prefill-worker") == true { return .prefill }
        if values.isOn(at: "is-decode-worker") == true { return .decode }
        for path in ["disaggregation-mode", "kv-transfer-config.kv-role"] {
            switch values.setting(at: path)?.value {
            case "prefill", "kv_producer": return .prefill
            case "decode", "kv_consumer": return .decode
            default: continue
            }
        }
        return nil
    }
}
