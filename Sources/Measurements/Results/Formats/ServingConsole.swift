import Units

extension ResultFormat {
    /// The report that vLLM's and SGLang's serving benchmarks print.
    static let servingConsole = ResultFormat(
        "console",
        summary: say(
            en: "What vllm bench serve and sglang.bench_serving print, as text, or as a table with a column a load.",
            zh: "vllm bench serve 与 sglang.bench_serving 的屏幕输出：文本，或每列一种负载的表格。"),
        .lines(
            isKind: { lines in lines.contains { ServingConsole.isFirst($0) } }, read: ServingConsole.read))
}

/// Printed reports of serving benchmarks: milliseconds.
private enum ServingConsole {
    /// Whether a line is the first of the figures.
    static func isFirst(_ line: String) -> Bool {
        let text = line.drop { $0.isWhitespace }
        return text.hasPrefix("Successful requests:") || text.hasPrefix("Successful requests,")
    }

    static func read(_ lines: [String], _: String?) throws(ResultFault) -> [BenchmarkRun] {
        var runs: [BenchmarkRun] = []
        var fault = ResultFault(.lacks(field: "Successful requests"))
        for values in reports(lines) {
            do throws(ResultFault) { runs.append(try run(values)) } catch { fault = error }
        }
        if runs.isEmpty { throw fault }
        return runs
    }

    /// The values of each report by their labels: one behind the other, or side by side in a table.
    private static func reports(_ lines: [String]) -> [[String: String]] {
        if lines.contains(where: { $0.hasPrefix("Successful requests,") }) { return columns(lines) }
        var starts = lines.indices.filter { lines[$0].contains("Serving Benchmark Result") }
        if starts.isEmpty { starts = [0] }
        return zip(starts, starts.dropFirst() + [lines.count]).map { TextCells.values(Array(lines[$0..<$1])) }
    }

    private static func columns(_ lines: [String]) -> [[String: String]] {
        let rows = lines.map(TextCells.cells)
        let headings = rows.first { $0.count > 1 } ?? []
        return headings.indices.dropFirst().map { column in
            var values: [String: String] = [:]
            for row in rows where row.indices.contains(column) { values[TextCells.key(row[0])] = row[column] }
            // `4 concurrency`
            let words = headings[column].split(separator: " ")
            if words.last == "concurrency", let count = words.first {
                values["maximum request concurrency"] = String(count)
            }
            return values
        }
    }

    private static func run(_ values: [String: String]) throws(ResultFault) -> BenchmarkRun {
        func number(_ labels: String...) -> Double? {
            labels.lazy.compactMap { values[$0].flatMap { ResultNumber.leading($0) } }.first
        }
        func times(_ names: String...) -> BenchmarkRun.Times {
            var times = BenchmarkRun.Times()
            for name in names {
                times.mean = times.mean ?? number("mean \(name) (ms)").map { $0 * 1e-3 }
                for share in ResultFields.shares where times.percentiles[share] == nil {
                    let own = number("p\(share) \(name) (ms)") ?? (share == 50 ? number("median \(name) (ms)") : nil)
                    times.percentiles[share] = own.map { $0 * 1e-3 }
                }
            }
            return times
        }
        var run = BenchmarkRun()
        guard let requests = number("successful requests") else { throw ResultFault(.template) }
        run.requests = requests
        run.sent = number("failed requests").map { $0 + requests }
        if requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        run.load.limit = number("maximum request concurrency", "max request concurrency").flatMap { $0 > 0 ? $0 : nil }
        run.load.rate = number("request rate configured (rps)", "traffic request rate")
        // Versions that print the peak print a rate only where there is one.
        if run.load.rate == nil, run.load.limit == nil, values["peak concurrent requests"] != nil {
            run.load.rate = .infinity
        }
        run.load.inFlight = number("concurrency")
        run.input.mean = number("total input tokens").map { $0 / requests }
        run.output.mean = number("total generated tokens").map { $0 / requests }
        run.requestRate = number("request throughput (req/s)")
        run.outputRate = number("output token throughput (tok/s)")
        run.totalRate = number("total token throughput (tok/s)")
        run.ttft = times("ttft")
        run.tpot = times("tpot")
        run.itl = times("itl")
        run.e2e = times("e2el", "e2e latency")
        guard !run.ttft.isEmpty || !run.tpot.isEmpty else { throw ResultFault(.template) }
        if values["backend"]?.hasPrefix("sglang") == true { run.state("runtime", "sglang") }
        return run
    }
}
