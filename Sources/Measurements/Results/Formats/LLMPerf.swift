import Text
import Units

extension ResultFormat {
    /// llmperf of Ray.
    static let llmPerf = ResultFormat(
        "llmperf",
        summary: say(
            en: "llmperf, NAME_summary.json, and the table of llmperf-bench.",
            zh: "llmperf 的 NAME_summary.json，以及 llmperf-bench 的汇总表。"),
        .objects(
            isKind: { fields in
                fields.hasAny("results_ttft_s_mean", "results_ttft_s", "results_end_to_end_latency_s_mean")
            }, read: LLMPerf.read),
        .objects(
            isKind: { fields in
                !fields.isEmpty
                    && fields.names.allSatisfy { fields.object($0).has("concurrency", "latency_ms_per_token") }
            }, read: LLMPerf.readTable))
}

/// Results of llmperf: seconds; its time between tokens is E2E / output, the first token with it.
private enum LLMPerf {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        func times(_ name: String) -> BenchmarkRun.Times {
            let nested = fields.object("results_" + name)
            var times = BenchmarkRun.Times(mean: fields.number("results_\(name)_mean") ?? nested.number("mean"))
            for share in ResultFields.shares {
                times.percentiles[share] =
                    fields.number("results_\(name)_quantiles_p\(share)") ?? nested.number("quantiles", "p\(share)")
            }
            return times
        }
        func lengths(_ name: String) -> BenchmarkRun.Lengths {
            let mean = fields.number("results_\(name)_mean") ?? fields.number("results_" + name, "mean")
            let deviation = fields.number("results_\(name)_stddev") ?? fields.number("results_" + name, "stddev")
            return BenchmarkRun.Lengths(mean: mean, variation: mean.flatMap { mean in deviation.map { $0 / mean } })
        }
        var run = BenchmarkRun()
        run.model = fields.text("model")
        run.requests = fields.number("results_num_completed_requests")
        run.sent = fields.number("results_num_requests_started")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        run.input = lengths("number_input_tokens")
        run.output = lengths("number_output_tokens")
        run.output.asked = fields.number("mean_output_tokens")
        run.load.limit = fields.number("num_concurrent_requests")
        run.requestRate = fields.number("results_num_completed_requests_per_min").map { $0 / 60 }
        run.outputRate = fields.number("results_mean_output_throughput_token_per_s")
        run.ttft = times("ttft_s")
        run.tpot = times("inter_token_latency_s")
        run.e2e = times("end_to_end_latency_s")
        run.remarks.append(.derivedTPOT)
        return [run]
    }

    /// Means by the number of requests in flight; numbers may be written as texts.
    static func readTable(_ table: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        let rows = table.names.map { table.object($0) }.sorted {
            ($0.number("concurrency") ?? 0) < ($1.number("concurrency") ?? 0)
        }
        return rows.map { row in
            var run = BenchmarkRun()
            run.load.limit = row.number("concurrency")
            run.input.mean = row.number("input_token_length")
            run.output.mean = row.number("output_token_length")
            run.ttft.mean = row.number("first-time-to-token_mean_in_ms").map { $0 * 1e-3 }
            run.outputRate = row.number("throughput_token_per_s")
            let perToken = row.number("latency_ms_per_token").map { $0 * 1e-3 }
            run.tpot.mean = perToken
            if let perToken, let output = run.output.mean { run.e2e.mean = perToken * output }
            run.remarks.append(.derivedTPOT)
            return run
        }
    }
}
