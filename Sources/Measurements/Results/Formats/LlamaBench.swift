import Text
import Units

extension ResultFormat {
    /// `llama-bench` of llama.cpp.
    static let llamaBench = ResultFormat(
        "llama-bench",
        summary: say(
            en: "llama-bench of llama.cpp: JSON, JSON lines, CSV or the printed table.",
            zh: "llama.cpp 的 llama-bench：JSON、JSONL、CSV 或屏幕表格。"),
        .objects(isKind: { $0.has("n_prompt", "n_gen", "avg_ts") }, read: LlamaBench.read),
        .lines(
            isKind: { lines in
                let headings = Set(TextCells.cells(lines.first { !$0.isEmpty } ?? ""))
                return headings.isSuperset(of: ["n_prompt", "n_gen", "avg_ts"])
            }, read: LlamaBench.readTable),
        .lines(
            isKind: { lines in
                lines.contains { line in
                    let cells = TextCells.barred(line)
                    return cells.contains("test") && cells.contains("t/s")
                }
            }, read: LlamaBench.readPrinted))
}

/// Results of llama-bench: tokens/s of one sequence without a server.
private enum LlamaBench {
    static func read(_ fields: ResultFields) throws(ResultFault) -> [BenchmarkRun] {
        var run = try run(
            prompt: fields.number("n_prompt") ?? 0, answer: fields.number("n_gen") ?? 0,
            depth: fields.number("n_depth") ?? 0, rate: fields.number("avg_ts"),
            seconds: fields.number("avg_ns").map { $0 * 1e-9 })
        run.model = fields.firstText("model_type", "model_filename")
        run.otherNames = [fields.text("model_filename")].compactMap { $0 }
        if let gpu = fields.text("gpu_info") {
            // Several are named one behind the other.
            run.state("chip", gpu.split(separator: ",").first.map(String.init))
            run.layOut(chips: Double(gpu.split(separator: ",").count), tp: 1)
        }
        // Both halves of the cache have one format, or else none is stated.
        if let keys = fields.text("type_k"), keys == fields.text("type_v") { run.state("kv", keys) }
        return [run]
    }

    private static func run(
        prompt: Double, answer: Double, depth: Double, rate: Double?, seconds: Double? = nil
    ) throws(ResultFault) -> BenchmarkRun {
        guard let rate, rate > 0 else { throw ResultFault(.lacks(field: "avg_ts")) }
        guard prompt == 0 || answer == 0 else { throw ResultFault(.oneFigure) }
        var run = BenchmarkRun()
        run.load.limit = 1
        if answer == 0 {
            run.mode = .prefill(batch: 1, depth: depth)
            (run.input.mean, run.output.mean) = (prompt, 0)
            run.ttft.mean = seconds ?? prompt / rate
            run.totalRate = rate
        } else {
            run.mode = .decode(batch: 1, depth: depth)
            (run.input.mean, run.output.mean) = (depth, answer)
            run.tpot.mean = 1 / rate
            run.outputRate = rate
        }
        return run
    }

    /// `-o csv`: the fields of the JSON as columns.
    static func readTable(_ lines: [String], _: String?) throws(ResultFault) -> [BenchmarkRun] {
        let rows = lines.filter { !$0.isEmpty }.map(TextCells.cells)
        let headings = rows.first ?? []
        return try all(rows.dropFirst()) { (cells) throws(ResultFault) in
            try read(ResultFields(zip(headings, cells).map { (key: $0, value: .string($1)) }))
        }
    }

    /// The table that is printed, whose columns differ: `| model | ... | pp512 @ d4096 | 18.41 ± 0.00 |`.
    static func readPrinted(_ lines: [String], _: String?) throws(ResultFault) -> [BenchmarkRun] {
        var headings: [String] = []
        var rows: [[String]] = []
        for line in lines {
            let cells = TextCells.barred(line)
            if cells.contains("test"), cells.contains("t/s") {
                headings = cells
            } else if cells.count == headings.count {
                rows.append(cells)
            }
        }
        return try all(rows[...]) { (cells) throws(ResultFault) in
            let row = Dictionary(zip(headings, cells)) { first, _ in first }
            let test = (row["test"] ?? "").filter { $0 != " " }
            let parts = test.split(separator: "@")
            let depth = parts.count > 1 ? Double(parts[1].dropFirst()) ?? 0 : 0
            guard let kind = parts.first, let tokens = Double(kind.dropFirst(2)),
                kind.hasPrefix("pp") || kind.hasPrefix("tg")
            else { throw ResultFault(.oneFigure) }
            let isPrompt = kind.hasPrefix("pp")
            var run = try run(
                prompt: isPrompt ? tokens : 0, answer: isPrompt ? 0 : tokens, depth: depth,
                rate: ResultNumber.leading(row["t/s"] ?? ""))
            run.model = row["model"]
            if let keys = row["type_k"], keys == row["type_v"] { run.state("kv", keys) }
            return [run]
        }
    }

    /// The runs of all rows; what is wrong with one only if none is left.
    private static func all(
        _ rows: ArraySlice<[String]>, read: ([String]) throws(ResultFault) -> [BenchmarkRun]
    ) throws(ResultFault) -> [BenchmarkRun] {
        var runs: [BenchmarkRun] = []
        var fault = ResultFault(.lacks(field: "t/s"))
        for row in rows {
            do throws(ResultFault) { runs += try read(row) } catch { fault = error }
        }
        if runs.isEmpty { throw fault }
        return runs
    }
}
