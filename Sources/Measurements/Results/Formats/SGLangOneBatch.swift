import Units

extension ResultFormat {
    /// `sglang.bench_one_batch`.
    static let sglangOneBatch = ResultFormat(
        "sglang-one-batch",
        summary: say(
            en: "sglang.bench_one_batch, a line of JSON for each batch.", zh: "sglang.bench_one_batch：每行一个批次的 JSON。"),
        .objects(
            isKind: {
                $0.has("batch_size", "input_len", "output_len")
                    && $0.hasAny("prefill_latency", "total_latency", "latency")
            },
            read: { (fields) throws(ResultFault) in
                guard let batch = fields.number("batch_size"), batch >= 1 else {
                    throw ResultFault(.lacks(field: "batch_size"))
                }
                var run = BenchmarkRun()
                run.mode = .batch(batch)
                run.load.limit = batch
                run.state("runtime", "sglang")
                run.input.mean = fields.number("input_len")
                run.output.mean = fields.number("output_len")
                // Seconds: the prefill is that of the whole batch.
                run.ttft.mean = fields.first("prefill_latency", "ttft", "last_ttft")
                run.tpot.mean = fields.number("median_decode_latency")
                run.e2e.mean = fields.first("total_latency", "latency")
                // The benchmark of a server has no time of a step.
                run.tpot.mean = run.tpot.mean ?? run.secondsPerToken
                if let seconds = run.e2e.mean, let output = run.output.mean {
                    run.outputRate = batch * output / seconds
                }
                run.totalRate = fields.number("overall_throughput")
                return [run]
            }))
}
