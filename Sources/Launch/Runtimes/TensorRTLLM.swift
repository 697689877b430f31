extension LaunchRuntime {
    static let tensorRT = LaunchRuntime(
        "trtllm", .trtllm, .tensorRT, starts: [["trtllm-serve", "serve"], ["trtllm-serve"]], filesOverride: true,
        read: TensorRTReader.read)

    static let dynamoTensorRT = LaunchRuntime(
        "dynamo-trtllm", .trtllm, .tensorRT, starts: [["-m", "dynamo.trtllm"]], filesOverride: true,
        read: TensorRTReader.read)
}

/// What TensorRT-LLM's sizes mean: with `enable_attention_dp` each chip of a stage is an attention replica, else none is;
/// sequences and tokens are those of a replica.
enum TensorRTReader {
    static func read(
        _ values: LaunchValues, _ positional: [ShellWord], _ reading: inout LaunchReading
    ) throws(LaunchFault) {
        let stage = try values.count(.tensor) ?? 1
        let pipeline = try values.count(.pipeline) ?? 1
        let context = try values.number(at: "context-parallel-size").map { max(1, $0) } ?? 1
        let hasReplicas = values.isOn(.attentionData) ?? false
        (reading.tensor, reading.data) = hasReplicas ? (1, stage) : (stage, 1)
        reading.pipeline = pipeline
        reading.chips = stage * pipeline * context
        let ranks = try values.number(.experts).flatMap { $0 > 0 ? $0 : nil }
        let cut = try values.number(.expertTensor).flatMap { $0 > 0 ? $0 : nil }
        switch (ranks, cut) {
        case (nil, nil): (reading.experts, reading.expertTensor) = (1, stage)
        case (let ranks?, nil):
            guard ranks <= stage, stage % ranks == 0 else {
                throw values.notMultiple(.tensor, stage, of: .experts, ranks)
            }
            (reading.experts, reading.expertTensor) = (ranks, stage / ranks)
        case (nil, let cut?):
            guard cut <= stage, stage % cut == 0 else {
                throw values.notMultiple(.tensor, stage, of: .expertTensor, cut)
            }
            (reading.experts, reading.expertTensor) = (stage / cut, cut)
        case (let ranks?, let cut?):
            guard ranks * cut == stage else { throw values.notMultiple(.tensor, stage, of: .experts, ranks * cut) }
            (reading.experts, reading.expertTensor) = (ranks, cut)
        }
        reading.chunk = try values.number(.chunk).flatMap { $0 > 0 ? $0 : nil }
        reading.maxRunning = try values.number(.maxRunning).flatMap { $0 > 0 ? $0 : nil }
        reading.memory = try values.share(.memory).map { .ofRest($0) }
        reading.cache = values.text(.cache)
        reading.weights = values.text(.weights)
        reading.drafts = try values.number(.drafts)
        reading.slots = try values.number(.slots)
        switch values.setting(.role)?.value.lowercased() {
        case "prefill", "context": reading.role = .prefill
        case "decode", "generation": reading.role = .decode
        default: break
        }
        let names = [positional.first?.text, values.text(.model), values.text(.servedName)]
        reading.modelNames = names.compactMap(\.self)
    }
}
