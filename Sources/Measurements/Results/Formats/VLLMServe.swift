import Units

extension ResultFormat {
    /// `vllm bench serve --save-result`, and `benchmark_serving.py` before it.
    static let vllmServe = ResultFormat(
        "vllm-serve",
        summary: say(
            en: "vllm bench serve --save-result and benchmark_serving.py, JSON or a line for each run.",
            zh: "vllm bench serve --save-result 与 benchmark_serving.py：JSON，或每行一次运行。"),
        .objects(isKind: VLLMServe.isKind, read: VLLMServe.read))
}

/// Results of vLLM's serving benchmark: milliseconds, but for lists of single requests, which are seconds.
enum VLLMServe {
    static func isKind(_ fields: ResultFields) -> Bool {
        fields.has("model_id") && fields.has("num_prompts") && fields.has("request_rate")
            && !fields.hasAny("median_ttft", "mean_ttft", "random_range_ratio", "median_e2e_latency_ms")
    }

    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        [try run(fields, suffix: "_ms", unit: 1e-3)]
    }

    /// A run whose times have names with this suffix, in units of so many seconds.
    static func run(_ fields: ResultFields, suffix: String, unit: Double) throws(ResultFault) -> BenchmarkRun {
        var run = BenchmarkRun()
        run.model = fields.text("model_id")
        run.requests = fields.number("completed")
        run.sent = fields.number("num_prompts")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        if let requests = run.requests {
            run.input.mean = fields.number("total_input_tokens").map { $0 / requests }
            run.output.mean = fields.number("total_output_tokens").map { $0 / requests }
        }
        run.output.asked = fields.number("output_len")
        run.load.limit = fields.number("max_concurrency")
        run.load.rate = fields.number("request_rate")
        // The gaps are gamma distributed, with burstiness as the shape.
        run.load.arrivalVariation = fields.number("burstiness").map { 1 / $0.squareRoot() }
        run.requestRate = fields.number("request_throughput")
        run.outputRate = fields.number("output_throughput")
        run.totalRate =
            fields.number("total_token_throughput")
            ?? fields.number("input_throughput").flatMap { input in run.outputRate.map { $0 + input } }
        run.ttft = fields.times(named: "ttft" + suffix, unit: unit)
        run.tpot = fields.times(named: "tpot" + suffix, unit: unit)
        run.itl = fields.times(named: "itl" + suffix, unit: unit)
        run.e2e = fields.times(named: "e2el" + suffix, unit: unit)
        guard !run.ttft.isEmpty || !run.tpot.isEmpty || !run.e2e.isEmpty || run.outputRate != nil else {
            throw ResultFault(.lacks(field: "mean_ttft" + suffix))
        }
        addLists(fields, to: &run)
        run.state("runtime", fields.text("backend").flatMap { $0.hasPrefix("openai") ? nil : $0 })
        DeploymentWords.state(fields, in: &run)
        return run
    }

    /// What the lists of single requests add; some are cut, and a request that failed has zeros.
    private static func addLists(_ fields: ResultFields, to run: inout BenchmarkRun) {
        guard let requests = run.requests else { return }
        func whole(_ name: String) -> [Double]? {
            guard let values = fields.numbers(name)?.filter({ $0 > 0 }) else { return nil }
            return Double(values.count) >= 0.95 * requests && values.count > 1 ? values : nil
        }
        run.input.variation = whole("input_lens").map(Spread.variation)
        run.output.variation = whole("output_lens").map(Spread.variation)
        guard let first = whole("ttfts") else { return }
        for share in ResultFields.shares where run.ttft.percentiles[share] == nil {
            run.ttft.percentiles[share] = Spread.percentile(share, of: first)
        }
    }
}

/// How some values spread.
enum Spread {
    /// Deviation over mean.
    static func variation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return square.squareRoot() / mean
    }

    /// What a share in percent stays within, between neighbours by a straight line, as in numpy.
    static func percentile(_ share: Int, of values: [Double]) -> Double? {
        let sorted = values.sorted()
        guard let last = sorted.last else { return nil }
        let place = Double(share) / 100 * Double(sorted.count - 1)
        let low = Int(place)
        guard low + 1 < sorted.count else { return last }
        return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
    }
}
