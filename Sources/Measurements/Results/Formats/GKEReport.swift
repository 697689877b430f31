import Text
import Units

extension ResultFormat {
    /// The benchmark of GKE and JetStream.
    static let gkeReport = ResultFormat(
        "gke",
        summary: say(
            en: "The inference benchmark of GKE (latency-profile-generator), JSON.",
            zh: "GKE 推理压测（latency-profile-generator）：JSON。"),
        .objects(
            isKind: { $0.has("metrics", "dimensions", "summary_stats") }, read: GKEReport.read))
}

/// Results of GKE's benchmark: milliseconds; its time per token is E2E / output, the first token with it.
private enum GKEReport {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        let (metrics, dimensions) = (fields.object("metrics"), fields.object("dimensions"))
        let stats = fields.object("summary_stats").list("stats").first.map { ResultFields($0) } ?? ResultFields()
        func stat(_ name: String, unit: Double) -> BenchmarkRun.Times { stats.object(name).times(unit: unit) }
        func metric(_ name: String, unit: Double) -> BenchmarkRun.Times {
            var times = BenchmarkRun.Times(mean: metrics.first("avg_\(name)", "mean_\(name)").map { $0 * unit })
            for share in ResultFields.shares {
                let own = metrics.number("p\(share)_\(name)") ?? (share == 50 ? metrics.number("median_\(name)") : nil)
                times.percentiles[share] = own.map { $0 * unit }
            }
            return times
        }
        var run = BenchmarkRun()
        run.model = dimensions.firstText("model_id", "model")
        run.sent = metrics.number("num_prompts_attempted")
        run.requests = metrics.number("num_prompts_succeeded")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        run.load.rate = metrics.number("request_rate")
        run.requestRate = metrics.first("queries_per_second", "request_throughput")
        run.outputRate = metrics.first("throughput", "output_throughput")
        run.input.mean = metrics.first("avg_input_len", "avg_input_length") ?? stats.object("input_length").lengths.mean
        run.output.mean =
            metrics.first("avg_output_len", "avg_output_length") ?? stats.object("output_length").lengths.mean
        run.e2e = stat("request_latency", unit: 1e-3)
        // First tokens are there only where answers were streamed, in seconds or with the unit in the name.
        run.ttft =
            [
                metric("ttft_ms", unit: 1e-3), metric("TTFT_ms", unit: 1e-3), metric("TTFT", unit: 1),
                stat("ttft", unit: 1e-3),
            ].first { !$0.isEmpty } ?? BenchmarkRun.Times()
        run.tpot = stat("tpot", unit: 1e-3)
        run.remarks.append(run.ttft.isEmpty ? .notStreamed : .derivedTPOT)
        run.state("runtime", dimensions.text("backend"))
        DeploymentWords.state(dimensions, in: &run)
        return [run]
    }
}
