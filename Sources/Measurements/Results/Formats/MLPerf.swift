import Units

extension ResultFormat {
    /// The loadgen of MLPerf Inference.
    static let mlPerf = ResultFormat(
        "mlperf",
        summary: say(
            en: "MLPerf loadgen, mlperf_log_summary.txt of language models; the length of prompts is not in the file.",
            zh: "MLPerf loadgen：语言模型的 mlperf_log_summary.txt；文件中没有输入长度。"),
        .lines(isKind: { $0.contains("MLPerf Results Summary") }, read: MLPerf.read))
}

/// Summaries of loadgen: nanoseconds.
private enum MLPerf {
    static func read(_ lines: [String], _: String?) throws(ResultFault) -> [BenchmarkRun] {
        let values = TextCells.values(lines)
        func number(_ label: String) -> Double? { values[label].flatMap { ResultNumber.leading($0) } }
        func times(mean: String, _ name: String) -> BenchmarkRun.Times {
            var times = BenchmarkRun.Times(mean: number(mean).map { $0 * 1e-9 })
            for share in ResultFields.shares {
                times.percentiles[share] = number("\(share).00 percentile \(name) (ns)").map { $0 * 1e-9 }
            }
            return times
        }
        var run = BenchmarkRun()
        run.model = values["sut name"].flatMap(model)
        if values["result is"] == "INVALID" { run.remarks.append(.invalid) }
        run.requestRate = number("completed samples per second") ?? number("samples per second")
        run.outputRate =
            number("completed tokens per second") ?? number("tokens per second")
            ?? number("tokens per second (inferred)") ?? number("completed tokens per second (inferred)")
        guard let requestRate = run.requestRate, requestRate > 0, let outputRate = run.outputRate else {
            throw ResultFault(.lacks(field: "Tokens per second"))
        }
        run.output.mean = outputRate / requestRate
        guard values["scenario"] != "Offline" else {
            run.load.rate = .infinity
            run.remarks.append(.queueOnly)
            return [run]
        }
        run.load.rate = number("scheduled samples per second")
        run.load.arrivalVariation = 1
        run.ttft = times(mean: "mean first token latency (ns)", "first token latency")
        run.tpot = times(mean: "mean time to output token (ns)", "time to output token")
        run.e2e = times(mean: "mean latency (ns)", "latency")
        return [run]
    }

    /// `llama2-70b-Server-SUT-LoadGen` without what is no model.
    private static func model(_ name: String) -> String? {
        let ends: Set<Substring> = ["offline", "server", "interactive", "sut", "loadgen", "singlestream", "py"]
        var words = name.split { $0 == "-" || $0 == "_" || $0 == " " }
        let count = words.count
        while let last = words.last, ends.contains(Substring(last.lowercased())) { words.removeLast() }
        // A name that says nothing of the scenario is none of a model, such as `PySUT`.
        return words.isEmpty || words.count == count ? nil : words.joined(separator: "-")
    }
}
