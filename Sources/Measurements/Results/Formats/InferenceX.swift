import Text
import Units

extension ResultFormat {
    /// The benchmark of SemiAnalysis.
    static let inferenceX = ResultFormat(
        "inferencex",
        summary: say(
            en: "InferenceX (InferenceMAX): agg_*.json and results_bmk, AgentX, and runs by token position, JSON.",
            zh: "InferenceX（InferenceMAX）：agg_*.json、results_bmk、AgentX 以及 token position 结果，JSON。"),
        .objects(
            isKind: { fields in
                fields.hasAny("median_ttft", "mean_ttft")
                    || (fields.has("hw", "request_metrics") && !fields.object("request_metrics", "latency").isEmpty)
            }, read: InferenceX.read))
}

/// Results of InferenceX: seconds.
private enum InferenceX {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        // Files by token position are vLLM's in seconds, and say nothing of the deployment.
        if fields.has("model_id", "num_prompts") { return [try VLLMServe.run(fields, suffix: "", unit: 1)] }
        var run = BenchmarkRun()
        run.model = fields.text("model")
        run.otherNames = [fields.text("infmax_model_prefix")].compactMap { $0 }
        run.load.limit = fields.number("conc")
        run.load.rate = .infinity
        let chips = layOut(fields, &run)
        if fields.has("request_metrics") {
            try agent(fields, &run)
        } else {
            (run.input.mean, run.output.mean) = (fields.number("isl"), fields.number("osl"))
            run.ttft = fields.times(named: "ttft", unit: 1)
            run.tpot = fields.times(named: "tpot", unit: 1)
            run.itl = fields.times(named: "itl", unit: 1)
            run.e2e = fields.times(named: "e2el", unit: 1)
            run.totalRate = fields.number("tput_per_gpu").map { $0 * chips.all }
            run.outputRate = fields.number("output_tput_per_gpu").map { $0 * chips.decode }
        }
        return [run]
    }

    /// Notes the deployment, and returns its chips and those that decode.
    private static func layOut(_ fields: ResultFields, _ run: inout BenchmarkRun) -> (all: Double, decode: Double) {
        run.state("chip", fields.text("hw"))
        run.state("weights", fields.text("precision"))
        run.state("runtime", fields.text("framework"))
        if let spec = fields.text("spec_decoding"), spec != "none" { run.remarks.append(.drafts) }
        func size(_ names: String...) -> Double { max(1, names.lazy.compactMap { fields.number($0) }.first ?? 1) }
        guard fields.text("disagg") == "true" else {
            let (tp, pp) = (size("tp"), size("pp"))
            let chips = max(tp * pp, fields.number("num_gpus") ?? 0)
            let isSpread = fields.text("dp_attention")?.lowercased() == "true"
            run.layOut(chips: chips, tp: isSpread ? 1 : tp, pp: pp, experts: fields.number("ep"))
            return (chips, chips)
        }
        let (prefillTP, decodeTP) = (size("prefill_tp"), size("decode_tp"))
        let (prefills, decodes) = (size("prefill_num_workers"), size("decode_num_workers"))
        let decode = fields.number("num_decode_gpu") ?? decodeTP * decodes
        let prefill = fields.number("num_prefill_gpu") ?? prefillTP * prefills
        func isSpread(_ name: String) -> Bool { fields.text(name)?.lowercased() == "true" }
        let spreadsDecode = isSpread("decode_dp_attention") || isSpread("decode_dp_attn")
        let spreadsPrefill = isSpread("prefill_dp_attention") || isSpread("prefill_dp_attn")
        run.state("serving", "disagg")
        run.layOut(chips: decode / decodes, tp: spreadsDecode ? 1 : decodeTP, experts: fields.number("decode_ep"))
        run.state("decode_workers", Decimal.shortest(decodes))
        run.state("prefill_workers", Decimal.shortest(prefills))
        run.state("prefill_chips", Decimal.shortest(prefill / prefills))
        run.state("prefill_tp", Decimal.shortest(spreadsPrefill ? 1 : prefillTP))
        return (decode + prefill, decode)
    }

    /// Runs of agents, whose figures are nested and whose prompts are mostly in the cache.
    private static func agent(_ fields: ResultFields, _ run: inout BenchmarkRun) throws(ResultFault) {
        run.requests = fields.number("num_requests_successful")
        run.sent = fields.number("num_requests_total")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        let metrics = fields.object("request_metrics")
        run.ttft = metrics.object("latency", "ttft").times(unit: 1)
        run.tpot = metrics.object("latency", "tpot").times(unit: 1)
        run.itl = metrics.object("latency", "itl").times(unit: 1)
        run.e2e = metrics.object("latency", "e2el").times(unit: 1)
        run.input = metrics.object("tokens", "input").lengths
        run.output = metrics.object("tokens", "output_actual").lengths
        run.output.asked = metrics.number("tokens", "output_expected", "mean")
        run.outputRate = metrics.number("throughput", "output", "tokens_per_second")
        run.totalRate = metrics.number("throughput", "total", "tokens_per_second")
        let hits =
            fields.number("server_metrics", "cache", "overall_cache_hit_rate")
            ?? metrics.number("cache", "theoretical_cache_hit_rate")
        if let hits, let input = run.input.mean { run.state("prefix", Decimal.shortest((hits * input).rounded())) }
    }
}
