import Units

/// Words with which files state a deployment, in names that people and programs give them.
enum DeploymentWords {
    /// Columns of a table of one's own, and the fields that say what they do.
    private static let fields: [(column: String, names: [String])] = [
        ("chip", ["chip", "gpu", "accelerator", "hardware", "hw", "gpu_type", "gpu_name", "device"]),
        ("chips", ["chips", "num_gpus", "gpus", "gpu_count", "num_chips"]),
        ("tp", ["tp", "tp_size", "tensor_parallel_size", "tensor-parallel-size", "tensor_parallel"]),
        ("pp", ["pp", "pp_size", "pipeline_parallel_size", "pipeline-parallel-size"]),
        ("dp", ["dp", "dp_size", "data_parallel_size", "data-parallel-size"]),
        ("weights", ["precision", "quantization", "weights"]),
        ("kv", ["kv_cache_dtype", "kv-cache-dtype", "kv"]),
        ("max_running", ["max_num_seqs", "max-num-seqs", "max_running_requests"]),
        ("chunk", ["max_num_batched_tokens", "max-num-batched-tokens"]),
        ("runtime", ["framework", "runtime", "engine"]),
    ]

    /// Notes what the fields that a person added to a result say.
    static func state(_ fields: ResultFields, in run: inout BenchmarkRun) {
        for (column, names) in self.fields {
            let text = names.lazy.compactMap { fields.text($0) }.first
            guard let text, text.lowercased() != "none", text.lowercased() != "auto" else { continue }
            guard column == "chip" else {
                run.state(column, text)
                continue
            }
            let (count, name) = chips(text)
            run.state("chip", name)
            if let count { run.state("chips", String(count)) }
        }
    }

    /// `4xNVIDIA_L40S` as four of a chip.
    static func chips(_ text: String) -> (count: Int?, name: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count).drop { $0 == " " }
        guard let count = Int(digits), let mark = rest.first, mark == "x" || mark == "X" || mark == "×" || mark == "*"
        else { return (nil, text) }
        return (count, String(rest.dropFirst().drop { $0 == " " }))
    }
}

extension BenchmarkRun {
    /// Notes how a deployment is laid out: its chips, those of an attention replica and of a pipeline, and the ranks that
    /// experts are spread over (1 where each chip has a part of every expert).
    mutating func layOut(chips: Double, tp: Double, pp: Double = 1, experts: Double? = nil) {
        guard chips >= 1, tp >= 1, pp >= 1 else { return }
        state("chips", Decimal.shortest(chips))
        state("tp", Decimal.shortest(tp))
        if pp > 1 { state("pp", Decimal.shortest(pp)) }
        if let experts, experts >= 1 { state("moe_tp", Decimal.shortest(max(1, chips / pp / experts))) }
    }
}
