import Units

extension ResultFormat {
    /// `sglang.bench_serving`.
    static let sglangServing = ResultFormat(
        "sglang-serving",
        summary: say(
            en: "sglang.bench_serving, a line of JSON for each run.", zh: "sglang.bench_serving：每行一次运行的 JSON。"),
        .objects(
            isKind: { fields in
                fields.hasAny("median_e2e_latency_ms", "mean_e2e_latency_ms")
                    && fields.hasAny("request_rate", "max_concurrency") && fields.has("completed")
            }, read: SGLangServing.read))
}

/// Results of SGLang's serving benchmark: milliseconds.
private enum SGLangServing {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        var run = BenchmarkRun()
        run.requests = fields.number("completed")
        run.sent = fields.number("num_prompts")
        guard let requests = run.requests, requests > 0 else { throw ResultFault(.noneCompleted(sent: run.sent)) }
        run.input.mean = fields.number("total_input_tokens").map { $0 / requests }
        run.output.mean = fields.number("total_output_tokens").map { $0 / requests }
        run.load.limit = fields.number("max_concurrency")
        run.load.rate = fields.number("request_rate")
        // Its `concurrency` is what was in flight, not the limit.
        run.load.inFlight = fields.number("concurrency")
        run.requestRate = fields.number("request_throughput") ?? fields.number("duration").map { requests / $0 }
        run.outputRate = fields.number("output_throughput")
        run.totalRate = fields.first("total_throughput", "total_token_throughput")
        run.ttft = fields.times(named: "ttft_ms", unit: 1e-3)
        run.tpot = fields.times(named: "tpot_ms", unit: 1e-3)
        run.itl = fields.times(named: "itl_ms", unit: 1e-3)
        run.e2e = fields.times(named: "e2e_latency_ms", unit: 1e-3)
        run.state("runtime", fields.text("backend").flatMap { $0 == "sglang-oai" ? "sglang" : $0 })
        // Means over requests weigh answers of a few tokens as much as long ones.
        if run.ttft.mean != nil { run.remarks.append(.derivedTPOT) }
        lengths(fields, &run)
        server(fields.object("server_info"), &run)
        drafts(fields, &run)
        return [run]
    }

    /// Random lengths are even between the share `random_range_ratio` of what was asked for and all of it.
    private static func lengths(_ fields: ResultFields, _ run: inout BenchmarkRun) {
        guard fields.text("dataset_name")?.hasPrefix("random") == true, let ratio = fields.number("random_range_ratio"),
            (0...1).contains(ratio)
        else { return }
        let variation = (1 - ratio) / (1 + ratio) / 3.0.squareRoot()
        (run.input.variation, run.output.variation) = (variation, variation)
        run.output.asked = fields.number("random_output_len").map { $0 * (1 + ratio) / 2 }
        if ratio == 0 { run.remarks.append(.uniformLengths) }
    }

    /// What the server says of itself, from 2025 on.
    private static func server(_ server: ResultFields, _ run: inout BenchmarkRun) {
        guard !server.isEmpty else { return }
        run.model = server.firstText("model_path", "served_model_name")
        let tp = server.number("tp_size") ?? 1
        let dp = server.number("dp_size") ?? 1
        let pp = server.number("pp_size") ?? 1
        let ep = server.number("ep_size") ?? 1
        // With data-parallel attention the replicas share the chips of the tensor-parallel experts.
        let isShared = server.text("enable_dp_attention") == "true"
        let chips = isShared ? tp * pp : tp * pp * dp
        run.layOut(chips: chips, tp: isShared ? max(1, tp / dp) : tp, pp: pp, experts: ep)
        run.state("weights", server.text("quantization"))
        run.state("kv", server.text("kv_cache_dtype").flatMap { $0 == "auto" ? nil : $0 })
        if let most = server.number("max_running_requests"), most > 0 {
            // The limit is that of the server, which shares it out to its replicas.
            run.state("max_running", whole(most / (isShared ? dp : 1)))
        }
        if let chunk = server.number("chunked_prefill_size"), chunk > 0 { run.state("chunk", whole(chunk)) }
    }

    /// The tokens that a step yields, 1 + p up to p to the power of d, say how often one of d drafted is accepted.
    private static func drafts(_ fields: ResultFields, _ run: inout BenchmarkRun) {
        guard let yield = fields.number("accept_length"), yield > 1 else { return }
        guard let steps = fields.object("server_info").number("speculative_num_steps"), steps >= 1, yield < steps + 1
        else {
            run.remarks.append(.drafts)
            return
        }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<40 {
            let p = (low + high) / 2
            let tokens = (0..<Int(min(steps, 64))).reduce(1.0) { sum, _ in 1 + p * sum }
            if tokens < yield { low = p } else { high = p }
        }
        run.state("draft", whole(steps))
        run.state("acceptance", Decimal.significant((low + high) / 2, digits: 4))
    }

    private static func whole(_ value: Double) -> String { Decimal.shortest(value) }
}
