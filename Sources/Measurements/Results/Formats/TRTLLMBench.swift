import Units

extension ResultFormat {
    /// `trtllm-bench`.
    static let trtllmBench = ResultFormat(
        "trtllm-bench",
        summary: say(
            en: "trtllm-bench --report_json, and what it prints.", zh: "trtllm-bench --report_json 的文件，以及其屏幕输出。"),
        .objects(
            isKind: { $0.has("engine", "request_info", "performance") }, read: TRTLLMBench.read),
        .lines(
            isKind: { lines in
                lines.contains { $0.contains("PERFORMANCE OVERVIEW") }
                    && lines.contains { $0.hasPrefix("Request Throughput (req/sec):") }
            }, read: TRTLLMBench.read))
}

/// Results of trtllm-bench: milliseconds.
private enum TRTLLMBench {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        var run = BenchmarkRun()
        let (engine, world) = (fields.object("engine"), fields.object("world_info"))
        let (info, figures) = (fields.object("request_info"), fields.object("performance"))
        let streaming = fields.object("streaming_metrics")
        run.model = engine.firstText("model", "model_path")
        run.otherNames = [engine.text("model_path")].compactMap { $0 }
        run.requests = info.number("num_requests")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: nil)) }
        run.load.inFlight = info.number("avg_num_concurrent_requests")
        run.input.mean = info.number("avg_input_length")
        run.output.mean = info.number("avg_output_length")
        run.requestRate = figures.number("request_throughput_req_s")
        run.outputRate = figures.number("system_output_throughput_tok_s")
        run.totalRate = figures.number("system_total_throughput_tok_s")
        func times(_ mean: Double?, _ percentiles: ResultFields) -> BenchmarkRun.Times {
            var times = percentiles.times(unit: 1e-3)
            times.mean = mean.map { $0 * 1e-3 }
            return times
        }
        run.e2e = times(figures.number("avg_request_latency_ms"), figures.object("request_latency_percentiles_ms"))
        run.ttft = times(streaming.number("avg_ttft_ms"), streaming.object("ttft_percentiles"))
        run.tpot = times(streaming.number("avg_tpot_ms"), streaming.object("tpot_percentiles"))
        run.state("chip", fields.object("machine").text("name"))
        run.state("weights", engine.text("quantization"))
        run.state("kv", engine.text("kv_cache_dtype"))
        deployment(
            tp: world.number("tp_size"), pp: world.number("pp_size"), ep: world.number("ep_size"),
            batch: world.number("max_batch_size"), tokens: world.number("max_num_tokens"), &run)
        return [run]
    }

    private static func deployment(
        tp: Double?, pp: Double?, ep: Double?, batch: Double?, tokens: Double?, _ run: inout BenchmarkRun
    ) {
        run.state("runtime", "trtllm")
        if let tp { run.layOut(chips: tp * (pp ?? 1), tp: tp, pp: pp ?? 1, experts: ep) }
        run.state("max_running", batch.map { Decimal.shortest($0) })
        run.state("chunk", tokens.map { Decimal.shortest($0) })
    }

    static func read(_ lines: [String], _: String?) throws(ResultFault) -> [BenchmarkRun] {
        let values = TextCells.values(lines)
        func number(_ label: String) -> Double? { values[label].flatMap { ResultNumber.leading($0) } }
        var run = BenchmarkRun()
        run.model = values["model"]
        run.otherNames = [values["model path"]].compactMap { $0 }
        run.requests = number("number of requests")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: nil)) }
        run.load.inFlight = number("number of concurrent requests")
        run.input.mean = number("average input length (tokens)")
        run.output.mean = number("average output length (tokens)")
        run.requestRate = number("request throughput (req/sec)")
        run.outputRate = number("total output throughput (tokens/sec)")
        run.totalRate = number("total token throughput (tokens/sec)")
        func times(_ name: String, mean: String) -> BenchmarkRun.Times {
            var times = BenchmarkRun.Times(mean: (number("[\(name)] average") ?? number(mean)).map { $0 * 1e-3 })
            for share in ResultFields.shares {
                times.percentiles[share] = number("[\(name)] p\(share)").map { $0 * 1e-3 }
            }
            return times
        }
        run.e2e = times("latency", mean: "average request latency (ms)")
        run.ttft = times("ttft", mean: "average time-to-first-token [ttft] (ms)")
        run.tpot = times("tpot", mean: "average time-per-output-token [tpot] (ms)")
        run.state("weights", values["quantization"])
        run.state("kv", values["kv cache dtype"])
        deployment(
            tp: number("tp size"), pp: number("pp size"), ep: number("ep size"),
            batch: number("max runtime batch size"),
            tokens: number("max runtime tokens"), &run)
        return [run]
    }
}
