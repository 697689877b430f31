import CostModel

/// Runtimes by the names that tables give them.
enum RuntimeNames {
    /// Words within a name, such as `dynamo-sglang`.
    private static let words: [(word: String, runtime: Runtime)] = [
        ("trt", .trtllm), ("tensorrt", .trtllm), ("sglang", .sglang), ("vllm", .vllm),
        ("mindie", .mindie),
    ]

    /// The runtime that a cell names; custom for one of which nothing is known.
    static func find(_ cell: String) -> Runtime {
        let name = cell.lowercased()
        if name == Runtime.auto.name { return .auto }
        // vLLM's fork for Ascend schedules otherwise.
        guard !name.contains("ascend") else { return .custom }
        return words.first { name.contains($0.word) }?.runtime ?? .custom
    }
}
