import Units

extension ResultFormat {
    /// `vllm bench latency` and `vllm bench throughput`.
    static let vllmOffline = ResultFormat(
        "vllm-latency-throughput",
        summary: say(
            en: "vllm bench latency and throughput, JSON; lengths and batch are not in the file.",
            zh: "vllm bench latency 与 throughput：JSON；文件中没有长度和批大小。"),
        .objects(
            isKind: {
                $0.has("avg_latency", "latencies") || $0.has("elapsed_time", "num_requests", "tokens_per_second")
            },
            read: VLLMOffline.read))
}

/// One batch, or all requests at once, without a server; seconds.
private enum VLLMOffline {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        var run = BenchmarkRun()
        run.state("runtime", "vllm")
        if let latency = fields.number("avg_latency") {
            run.e2e.mean = latency
            // All begin at once.
            run.state("rounds", "1")
            let percentiles = fields.object("percentiles")
            for share in ResultFields.shares { run.e2e.percentiles[share] = percentiles.number(String(share)) }
            return [run]
        }
        run.requests = fields.number("num_requests")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: nil)) }
        run.load.rate = .infinity
        run.requestRate = fields.number("requests_per_second")
        // Tokens of prompts and answers.
        run.totalRate = fields.number("tokens_per_second")
        return [run]
    }
}
