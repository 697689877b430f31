import Units

extension ResultFormat {
    /// inference-perf of Kubernetes.
    static let inferencePerf = ResultFormat(
        "inference-perf",
        summary: say(
            en: "inference-perf, stage_N_lifecycle_metrics.json.", zh: "inference-perf：stage_N_lifecycle_metrics.json。"),
        .objects(
            isKind: { $0.has("load_summary", "successes") }, read: InferencePerf.read))
}

/// Results of inference-perf: seconds; its time per token counts chunks, of which a token may have two.
private enum InferencePerf {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        let (load, done) = (fields.object("load_summary"), fields.object("successes"))
        var run = BenchmarkRun()
        run.requests = done.number("count")
        run.sent = load.number("count")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        run.load.rate = load.first("requested_rate", "request_rate")
        run.load.limit = load.first("concurrency", "requested_concurrency", "concurrency_level")
        // The summary of all stages has no rate of its own.
        guard run.load.rate != nil || run.load.limit != nil || load.has("achieved_rate") else {
            throw ResultFault(.mixed)
        }
        run.input = done.object("prompt_len").lengths
        run.output = done.object("output_len").lengths
        func times(_ name: String) -> BenchmarkRun.Times { done.object("latency", name).times(unit: 1) }
        run.ttft = times("time_to_first_token")
        run.tpot = times("time_per_output_token")
        run.itl = times("inter_token_latency")
        run.e2e = times("request_latency")
        let rates = done.object("throughput")
        run.requestRate = rates.number("requests_per_sec")
        run.outputRate = rates.number("output_tokens_per_sec")
        run.totalRate = rates.number("total_tokens_per_sec")
        if run.ttft.mean != nil { run.remarks.append(.derivedTPOT) }
        return [run]
    }
}
