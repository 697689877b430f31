import Text
import Units

extension ResultFormat {
    /// `genai-perf profile` and `aiperf profile`.
    static let genAIPerf = ResultFormat(
        "genai-perf",
        summary: say(
            en: "genai-perf and aiperf, the exported profile as JSON or CSV.",
            zh: "genai-perf 与 aiperf 导出的 profile：JSON 或 CSV。"),
        .objects(
            isKind: { fields in
                ["request_latency", "time_to_first_token", "output_token_throughput"].contains { name in
                    fields.object(name).has("unit", "avg")
                }
            }, read: GenAIPerf.read),
        .lines(isKind: GenAIPerf.isTable, read: GenAIPerf.read))
}

/// Results of genai-perf and aiperf: each figure with its unit.
private enum GenAIPerf {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        var run = BenchmarkRun()
        try figures(fields, &run)
        let input = fields.object("input_config")
        run.model =
            input.list("model").first?.word ?? input.list("model_names").first?.word
            ?? input.object("endpoint").list("model_names").first?.word
            ?? input.object("models").list("items").first.flatMap { ResultFields($0).text("name") }
        let endpoint = input.object("endpoint")
        if (input.text("streaming") ?? endpoint.text("streaming")) == "false" { run.remarks.append(.notStreamed) }
        run.output.asked =
            input.number("output_tokens_mean") ?? input.number("input", "prompt", "output_tokens", "mean")
            ?? input.number("input", "output_tokens", "mean")
        if run.output.asked.map({ $0 <= 0 }) == true { run.output.asked = nil }
        load(input, &run)
        if fields.text("was_cancelled") == "true" { run.remarks.append(.wasCancelled) }
        if let errors = fields.number("error_request_count", "avg"), let done = run.requests {
            run.sent = done + errors
        }
        run.state("chip", gpu(fields.object("telemetry_data")))
        return [run]
    }

    private static func figures(_ fields: ResultFields, _ run: inout BenchmarkRun) throws(ResultFault) {
        func times(_ names: String...) -> BenchmarkRun.Times {
            let object = names.lazy.map { fields.object($0) }.first { !$0.isEmpty } ?? ResultFields()
            return object.times(unit: ResultNumber.seconds(object.text("unit")) ?? 1e-3)
        }
        func figure(_ name: String) -> Double? { fields.number(name, "avg") }
        run.requests = figure("request_count")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: figure("error_request_count"))) }
        run.ttft = times("time_to_first_token")
        // (request latency - time to first token) / (output - 1), the mean over requests.
        run.tpot = times("inter_token_latency")
        run.e2e = times("request_latency")
        run.input = fields.object("input_sequence_length").lengths
        run.output = fields.object("output_sequence_length").lengths
        run.requestRate = figure("request_throughput")
        run.outputRate = figure("output_token_throughput")
        run.totalRate = figure("total_token_throughput")
    }

    /// The load stands in three places: genai-perf's own, aiperf's `loadgen`, and its `phases` of which one is measured.
    private static func load(_ input: ResultFields, _ run: inout BenchmarkRun) {
        let phase =
            input.list("phases").map { ResultFields($0) }.first { $0.text("exclude_from_results") != "true" }
            ?? ResultFields()
        let places = [
            input, input.object("perf_analyzer", "stimulus"), input.object("loadgen"), input.object("load_generator"),
            phase,
        ]
        run.load.limit = places.lazy.compactMap { $0.number("concurrency") }.first { $0 > 0 }
        run.load.rate = places.lazy.compactMap { $0.first("request_rate", "rate") }.first { $0 > 0 }
        let pattern = places.lazy.compactMap {
            $0.firstText("arrival_pattern", "request_rate_mode", "request_rate_distribution", "type")
        }.first
        run.load.arrivalVariation =
            switch pattern?.lowercased() {
            case "constant": 0
            case "poisson": 1
            default: nil
            }
    }

    /// The name of the first GPU of the telemetry.
    private static func gpu(_ telemetry: ResultFields) -> String? {
        let endpoints = telemetry.object("endpoints")
        for name in endpoints.names.sorted() {
            let gpus = endpoints.object(name, "gpus")
            for gpu in gpus.names.sorted() {
                if let title = gpus.object(gpu).firstText("gpu_name", "gpu_model_name", "name") { return title }
            }
        }
        return nil
    }

    static func isTable(_ lines: [String]) -> Bool {
        let heading = TextCells.cells(lines.first { !$0.isEmpty } ?? "").map { $0.lowercased() }
        return heading.first == "metric" && heading.contains("avg") && heading.contains("p99")
    }

    /// Two tables in one file: figures with percentiles, and figures alone.
    static func read(_ lines: [String], _: String?) throws(ResultFault) -> [BenchmarkRun] {
        var members: [(key: String, value: JSON)] = []
        var headings: [String] = []
        for line in lines {
            let cells = TextCells.cells(line)
            if cells.count < 2 { continue }
            if cells[0].lowercased() == "metric" {
                headings = cells.map { $0.lowercased() }
                continue
            }
            let (name, unit) = title(cells[0])
            var figures: [(key: String, value: JSON)] = [("unit", .string(unit))]
            for (heading, cell) in zip(headings, cells).dropFirst() {
                figures.append((heading == "value" ? "avg" : heading, .string(cell)))
            }
            members.append((name, .object(figures)))
        }
        var run = BenchmarkRun()
        try figures(ResultFields(members), &run)
        guard !run.ttft.isEmpty || !run.e2e.isEmpty else { throw ResultFault(.lacks(field: "Request Latency")) }
        return [run]
    }

    /// `Time To First Token (ms)` as `time_to_first_token` and `ms`.
    private static func title(_ cell: String) -> (name: String, unit: String) {
        let parts = cell.split(separator: "(", maxSplits: 1)
        let name = (parts.first ?? "").split(separator: " ").joined(separator: "_").lowercased()
        return (name, parts.count > 1 ? String(parts[1].prefix { $0 != ")" }) : "")
    }
}

extension JSON {
    /// The text that it is.
    fileprivate var word: String? { if case .string(let text) = self { text } else { nil } }
}
