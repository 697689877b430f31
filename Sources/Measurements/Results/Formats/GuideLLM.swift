import Text
import Units

extension ResultFormat {
    /// `guidellm benchmark`.
    static let guideLLM = ResultFormat(
        "guidellm", summary: say(en: "guidellm benchmark, JSON of all versions.", zh: "guidellm benchmark：各版本的 JSON。"),
        .objects(
            isKind: { fields in
                fields.list("benchmarks").contains { !ResultFields($0).object("metrics", "request_latency").isEmpty }
            }, read: GuideLLM.read))
}

/// Results of guidellm: a benchmark for each load; milliseconds, but for the time to the last token, which is seconds.
private enum GuideLLM {
    static func read(_ report: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        var runs: [BenchmarkRun] = []
        var fault: ResultFault?
        for item in report.list("benchmarks") {
            do throws(ResultFault) {
                runs.append(try run(ResultFields(item), report))
            } catch {
                fault = error
            }
        }
        if let fault, runs.isEmpty { throw fault }
        return runs
    }

    private static func run(_ benchmark: ResultFields, _ report: ResultFields) throws(ResultFault) -> BenchmarkRun {
        let metrics = benchmark.object("metrics")
        /// What was measured over the requests that were completed; some files have only all of them.
        func figure(_ name: String) -> ResultFields {
            let all = metrics.object(name)
            return all.has("successful") ? all.object("successful") : all.object("total")
        }
        var run = BenchmarkRun()
        let counts = [
            benchmark.object("run_stats", "requests_made"), benchmark.object("scheduler_metrics", "requests_made"),
            metrics.object("request_totals"),
        ]
        let latency = figure("request_latency")
        run.requests = latency.number("count") ?? counts.lazy.compactMap { $0.number("successful") }.first
        run.sent = counts.lazy.compactMap { $0.number("total") }.first
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        // Requests that were under way at the end of the time are not failures.
        run.sent = nil
        run.model =
            benchmark.object("config", "backend").text("model") ?? benchmark.object("worker").text("backend_model")
            ?? benchmark.object("benchmarker", "backend").text("model") ?? report.object("args").text("model")
            ?? benchmark.object("backend").text("model")
        run.input = figure("prompt_token_count").lengths
        run.output = figure("output_token_count").lengths
        run.ttft = figure("time_to_first_token_ms").times(unit: 1e-3)
        // (E2E - TTFT) / (output - 1); its time per output token has the first token in it.
        run.itl = figure("inter_token_latency_ms").times(unit: 1e-3)
        run.tpot = figure("time_per_output_token_ms").times(unit: 1e-3)
        if run.itl.mean != nil {
            run.tpot.percentiles = run.itl.percentiles
            run.remarks.append(.gapTPOT)
        }
        run.e2e = latency.times(unit: 1)
        run.requestRate = figure("requests_per_second").number("mean")
        if let rate = run.requestRate, let input = run.input.mean, let output = run.output.mean {
            run.totalRate = rate * (input + output)
        }
        run.load.inFlight = figure("request_concurrency").number("mean")
        load(benchmark, &run)
        return run
    }

    /// What the strategy says of the load; its limit of a client is none.
    private static func load(_ benchmark: ResultFields, _ run: inout BenchmarkRun) {
        let places = [
            benchmark.object("config", "strategy"), benchmark.object("scheduler", "strategy"),
            benchmark.object("args", "strategy"), benchmark.object("strategy"),
        ]
        let strategy = places.first { !$0.isEmpty } ?? ResultFields()
        var type = strategy.firstText("type_", "type")
        if type == nil {
            let profile = benchmark.object("args", "profile")
            let index = Int(benchmark.number("args", "strategy_index") ?? 0)
            let types = profile.list("strategy_types")
            if types.indices.contains(index), case .string(let name) = types[index] { type = name }
        }
        switch type {
        case "synchronous": run.load.limit = 1
        case "concurrent": run.load.limit = strategy.first("streams", "concurrency", "max_concurrency")
        case "throughput":
            run.load.rate = .infinity
            run.load.limit = strategy.number("max_concurrency")
        case "constant", "poisson", "async":
            run.load.rate = strategy.number("rate")
            run.load.arrivalVariation = type == "poisson" ? 1 : 0
        default: break
        }
    }
}
