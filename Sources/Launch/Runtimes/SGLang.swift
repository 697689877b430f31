extension LaunchRuntime {
    static let sglang = LaunchRuntime(
        "sglang", .sglang, .sglang, starts: [["-m", "sglang.launch_server"], ["sglang", "serve"]],
        read: SGLangReader.read
    )

    static let dynamoSGLang = LaunchRuntime(
        "dynamo-sglang", .sglang, .sglang, starts: [["-m", "dynamo.sglang"]], read: SGLangReader.read)
}

/// What SGLang's sizes mean: `--tp-size` is all chips of a stage, which attention replicas divide among them; chunks and
/// sequences are those of all replicas together (`handle_data_parallelism`, `resolve_max_num_reqs`).
enum SGLangReader {
    static func read(
        _ values: LaunchValues, _ positional: [ShellWord], _ reading: inout LaunchReading
    ) throws(LaunchFault) {
        let stage = try values.count(.tensor) ?? 1
        let pipeline = try values.count(.pipeline) ?? 1
        let copies = try values.number(at: "dp-size") ?? 1
        let isShared = values.isOn(at: "enable-dp-attention") ?? false
        let replicas = try values.number(at: "attn-dp-size") ?? (isShared ? max(1, copies) : 1)
        if values.setting(at: "attn-dp-size") != nil, replicas > 1, copies > 1, !isShared {
            throw LaunchFault(.contradiction("--attn-dp-size", "--dp-size"), at: values.setting(at: "dp-size")?.span)
        }
        let context = try values.number(at: "attn-cp-size") ?? 1
        guard replicas >= 1, context >= 1, stage % (replicas * context) == 0 else {
            throw values.notMultiple(.tensor, stage, of: .data, replicas * context)
        }
        reading.tensor = stage / replicas
        reading.data = replicas
        reading.pipeline = pipeline
        reading.chips = stage * pipeline
        reading.replicas = isShared || values.setting(at: "attn-dp-size") != nil ? 1 : max(1, copies)
        try readExperts(values, stage: stage, &reading)
        try readLoads(values, &reading)
        if let nodes = try values.count(.nodes), nodes > 1, reading.chips % nodes == 0 {
            reading.ownChips = reading.chips / nodes
        }
        switch values.setting(at: "disaggregation-mode")?.value {
        case "prefill": reading.role = .prefill
        case "decode": reading.role = .decode
        default: break
        }
        let names = [values.text(.model), positional.first?.text, values.text(.servedName)]
        reading.modelNames = names.compactMap(\.self)
    }

    private static func readExperts(
        _ values: LaunchValues, stage: Int, _ reading: inout LaunchReading
    ) throws(LaunchFault) {
        var ranks = try values.number(at: "ep-size").map { max(1, $0) } ?? 1
        // Any way to exchange tokens spreads the experts over all chips of a stage.
        if let way = values.text(.exchange), way != "none", way != "false" { ranks = stage }
        if values.isOn(at: "enable-ep-moe") == true { ranks = max(ranks, stage) }
        guard ranks <= stage, stage % ranks == 0 else {
            throw values.notMultiple(.tensor, stage, of: .experts, ranks)
        }
        (reading.experts, reading.expertTensor) = (ranks, stage / ranks)
        reading.redundant = try values.number(.redundant)
    }

    private static func readLoads(_ values: LaunchValues, _ reading: inout LaunchReading) throws(LaunchFault) {
        // -1 is no chunks at all.
        reading.chunk = try values.number(.chunk).flatMap { $0 > 0 ? max(1, $0 / reading.data) : nil }
        reading.maxRunning = try values.number(.maxRunning).flatMap { $0 > 0 ? max(1, $0 / reading.data) : nil }
        reading.memory = try values.share(.memory).map { .ofAll($0) }
        reading.cache = values.text(.cache)
        reading.weights = values.text(.weights)
        reading.isOverlapped = values.isOn(.overlap)
        reading.isMixed = values.isOn(.mixed) ?? false
        guard values.setting(.draftMethod) != nil else { return }
        // A step verifies the drafted tokens and one more; without a number of them there are 3 steps (DeepSeek, GLM,
        // gpt-oss) or 5 (Llama), which only the model's class tells.
        let verified = try values.number(at: "speculative-num-draft-tokens")
        let steps = try values.number(at: "speculative-num-steps")
        reading.drafts = verified.map { max(0, $0 - 1) } ?? steps
    }
}
