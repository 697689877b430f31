import Text
import Units

extension ResultFormat {
    /// The benchmark report of llm-d.
    static let benchmarkReport = ResultFormat(
        "benchmark-report",
        summary: say(
            en: "Benchmark Report 0.1 and 0.2 of llm-d-benchmark, YAML or JSON.",
            zh: "llm-d-benchmark 的 Benchmark Report 0.1 与 0.2：YAML 或 JSON。"),
        .objects(isKind: BenchmarkReport.isKind, read: BenchmarkReport.read),
        .lines(
            isKind: { lines in
                func has(_ name: String) -> Bool { lines.contains { $0.hasPrefix(name + ":") } }
                return has("version") && (has("metrics") || has("results"))
            },
            read: { (lines, _) throws(ResultFault) in
                let report: JSON
                do throws(YAMLFault) {
                    report = try JSON(parsingYAML: lines.joined(separator: "\n"))
                } catch {
                    throw ResultFault(.broken(expected: error.expected), line: error.line)
                }
                return try BenchmarkReport.read(ResultFields(report))
            }))
}

/// Reports of llm-d: each figure with its units.
private enum BenchmarkReport {
    static func isKind(_ report: ResultFields) -> Bool {
        report.has("version") && (!figures(report).object("latency").isEmpty)
    }

    private static func figures(_ report: ResultFields) -> ResultFields {
        let second = report.object("results", "request_performance", "aggregate")
        return second.isEmpty ? report.object("metrics") : second
    }

    static func read(_ report: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        let metrics = figures(report)
        func times(_ name: String) -> BenchmarkRun.Times {
            let object = metrics.object("latency", name)
            return object.times(unit: ResultNumber.seconds(object.text("units")) ?? 1)
        }
        var run = BenchmarkRun()
        let requests = metrics.object("requests")
        run.sent = requests.number("total")
        run.requests = run.sent.map { $0 - (requests.number("failures") ?? 0) }
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        guard !metrics.object("latency").isEmpty else { throw ResultFault(.lacks(field: "latency")) }
        run.input = requests.object("input_length").lengths
        run.output = requests.object("output_length").lengths
        run.ttft = times("time_to_first_token")
        run.tpot = times("time_per_output_token")
        run.itl = times("inter_token_latency")
        run.e2e = times("request_latency")
        let rates = metrics.object("throughput")
        run.requestRate = rates.number("requests_per_sec") ?? rates.number("request_rate", "mean")
        run.outputRate = rates.number("output_tokens_per_sec") ?? rates.number("output_token_rate", "mean")
        run.totalRate = rates.number("total_tokens_per_sec") ?? rates.number("total_token_rate", "mean")
        // Its time per token is that of the tool below, which may count chunks.
        if run.ttft.mean != nil, run.e2e.mean != nil { run.remarks.append(.derivedTPOT) }
        load(report.object("scenario", "load"), &run)
        deployment(report.object("scenario"), &run)
        return [run]
    }

    private static func load(_ load: ResultFields, _ run: inout BenchmarkRun) {
        let standard = load.object("standardized")
        let arguments = load.object("args")
        run.load.rate = standard.number("rate_qps") ?? arguments.first("rate", "request_rate", "qps_values")
        let limit =
            standard.number("concurrency") ?? arguments.first("concurrency", "max_concurrency", "max-concurrency")
        run.load.limit = limit.flatMap { $0.isFinite ? $0 : nil }
        run.output.asked = load.isEmpty ? nil : standard.number("output_seq_len", "value")
    }

    /// The engines of the stack: of one role, or prefill and decode apart.
    private static func deployment(_ scenario: ResultFields, _ run: inout BenchmarkRun) {
        let name = scenario.text("model", "name")
        run.model = name == "unknown" ? nil : name
        var engines: [Engine] = scenario.list("stack").map { ResultFields($0).object("standardized") }
            .filter { $0.text("kind") == "inference_engine" }.compactMap(Engine.init(standard:))
        for item in scenario.list("stack") where run.model == nil {
            run.model = ResultFields(item).object("standardized", "model").text("name")
        }
        let roles = scenario.object("host").list("type")
        for (index, item) in scenario.object("host").list("accelerator").enumerated() {
            let role: String? =
                if roles.indices.contains(index), case .string(let text) = roles[index] { text } else { nil }
            if let engine = Engine(host: ResultFields(item), role: role) { engines.append(engine) }
        }
        let platform = scenario.object("platform").list("engine").first.map { ResultFields($0).text("name") } ?? nil
        run.state("runtime", platform)
        guard let first = engines.first else { return }
        run.state("chip", first.chip)
        let prefill = engines.filter { $0.role == "prefill" }
        let decode = engines.filter { $0.role == "decode" }
        guard let worker = decode.first, let other = prefill.first else {
            run.layOut(chips: first.chips * first.replicas, tp: first.tp, pp: first.pp, experts: first.ep)
            return
        }
        run.state("serving", "disagg")
        run.layOut(chips: worker.chips, tp: worker.tp, pp: worker.pp, experts: worker.ep)
        run.state("decode_workers", Decimal.shortest(decode.reduce(0) { $0 + $1.replicas }))
        run.state("prefill_workers", Decimal.shortest(prefill.reduce(0) { $0 + $1.replicas }))
        run.state("prefill_chips", Decimal.shortest(other.chips))
        run.state("prefill_tp", Decimal.shortest(other.tp))
    }

    /// Copies of a server, and what each of them runs on.
    private struct Engine {
        let role: String?
        let chip: String?
        let replicas: Double
        let chips: Double
        let tp: Double
        let pp: Double
        let ep: Double?

        init?(standard: ResultFields) {
            self.init(
                standard.object("accelerator"), role: standard.text("role"), replicas: standard.number("replicas") ?? 1)
        }

        init?(host: ResultFields, role: String?) { self.init(host, role: role, replicas: 1) }

        private init?(_ accelerator: ResultFields, role: String?, replicas: Double) {
            guard !accelerator.isEmpty else { return nil }
            self.role = role
            self.replicas = max(1, replicas)
            chip = accelerator.text("model")
            let parallelism = accelerator.object("parallelism")
            tp = max(1, parallelism.number("tp") ?? 1)
            pp = max(1, parallelism.number("pp") ?? 1)
            chips = max(1, accelerator.number("count") ?? tp * pp)
            ep = parallelism.number("ep")
        }
    }
}
