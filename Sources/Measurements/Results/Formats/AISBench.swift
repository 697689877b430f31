import Text
import Units

extension ResultFormat {
    /// AISBench, and the benchmark of MindIE before it.
    static let aisBench = ResultFormat(
        "aisbench",
        summary: say(
            en: "AISBench and MindIE: the CSV of latencies with the JSON beside it, or what is printed.",
            zh: "AISBench 与 MindIE：时延 CSV（及同名 JSON），或屏幕输出。"),
        companion: "json",
        .lines(
            isKind: { lines in lines.contains { AISBench.cells($0).first == AISBench.heading } }, read: AISBench.read),
        .objects(
            isKind: { $0.has("Request Throughput", "Total Generated Tokens") },
            read: { (_) throws(ResultFault) in throw ResultFault(.companion) }))
}

/// Tables of AISBench: the unit stands in each cell.
private enum AISBench {
    static let heading = "Performance Parameters"

    static func cells(_ line: String) -> [String] {
        let barred = TextCells.barred(line)
        return barred.isEmpty ? TextCells.cells(line) : barred
    }

    /// The rows of both tables, by the words in front of them in small letters.
    private struct Rows {
        private var headings: [String] = []
        private var rows: [String: [String]] = [:]
        private var common: [String: String] = [:]

        init(_ lines: [String], beside: ResultFields) {
            var isCommon = false
            for line in lines {
                let cells = AISBench.cells(line)
                guard cells.count > 1, let first = cells.first, let last = cells.last else { continue }
                if first == AISBench.heading {
                    headings = cells.map { $0.lowercased() }
                } else if first == "Common Metric" {
                    isCommon = true
                } else if isCommon {
                    common[TextCells.key(first)] = last
                } else if cells.count == headings.count {
                    rows[first.lowercased()] = cells
                }
            }
            for name in beside.names {
                let value = beside.object(name)
                common[TextCells.key(name)] = value.firstText("total", "stable") ?? beside.text(name)
            }
        }

        /// A figure of all requests.
        func common(_ name: String) -> Double? { common[name].flatMap { ResultNumber.leading($0) } }

        /// The cells of the first of some rows under a heading, as a number and its unit.
        func cell(_ names: [String], _ headings: String...) -> (value: Double, unit: String)? {
            guard let row = names.lazy.compactMap({ rows[$0] }).first else { return nil }
            for heading in headings {
                guard let column = self.headings.firstIndex(of: heading), let value = ResultNumber.leading(row[column])
                else { continue }
                return (value, row[column].split(separator: " ").dropFirst().first.map(String.init) ?? "")
            }
            return nil
        }

        func times(_ names: String...) -> BenchmarkRun.Times {
            func seconds(_ cell: (value: Double, unit: String)?) -> Double? {
                cell.map { $0.value * (ResultNumber.seconds($0.unit) ?? 1e-3) }
            }
            var times = BenchmarkRun.Times(mean: seconds(cell(names, "average")))
            for share in ResultFields.shares {
                times.percentiles[share] = seconds(
                    share == 50 ? cell(names, "p50", "median") : cell(names, "p\(share)"))
            }
            return times
        }
    }

    static func read(_ lines: [String], _ beside: String?) throws(ResultFault) -> [BenchmarkRun] {
        let json = beside.flatMap { try? JSON(parsing: $0, as: .python) }
        let rows = Rows(lines, beside: ResultFields(json))
        var run = BenchmarkRun()
        run.ttft = rows.times("ttft", "firsttokentime")
        run.tpot = rows.times("tpot", "decodetime")
        run.itl = rows.times("itl")
        run.e2e = rows.times("e2el", "latency", "generatetime")
        guard !run.ttft.isEmpty || !run.e2e.isEmpty else { throw ResultFault(.lacks(field: "TTFT")) }
        run.input.mean = rows.cell(["inputtokens"], "average")?.value
        run.output.mean = rows.cell(["outputtokens", "generatedtokens"], "average")?.value
        run.requests = rows.common("success requests") ?? rows.cell(["ttft", "e2el"], "n")?.value
        run.sent = rows.common("total requests")
        if run.requests == 0 { throw ResultFault(.noneCompleted(sent: run.sent)) }
        // `Concurrency` is what was in flight, and the other the limit of the client.
        run.load.inFlight = rows.common("concurrency")
        run.load.limit = rows.common("max concurrency")
        run.requestRate = rows.common("request throughput")
        run.outputRate = rows.common("output token throughput")
        run.totalRate = rows.common("total token throughput")
        return [run]
    }
}
