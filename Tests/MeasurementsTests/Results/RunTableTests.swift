import Catalog
import CostModel
import Testing

@testable import Measurements

/// Runs as rows that the engine can be asked for.
@Suite struct RunTableTests {
    private static let workload = Workload(input: 4096)
    private static let deployment = Deployment(chips: 128, tp: 1, batch: 1)

    private func basis(
        chip: String? = "h100", model: String? = "llama-3.1-8b", said: [String] = [],
        _ change: (inout Deployment) -> Void = { _ in }
    ) -> ResultBasis {
        var deployment = Self.deployment
        change(&deployment)
        return ResultBasis(
            chip: chip.flatMap { name in Catalog.chip(named: name).map { (name, $0.value) } },
            model: model.flatMap { name in Catalog.model(named: name).map { (name, $0.value) } }, prefillChip: nil,
            workload: Self.workload, deployment: deployment, said: said)
    }

    private func table(
        _ sample: String, _ words: [(column: String, text: String)] = [("chips", "1")], _ basis: ResultBasis? = nil
    ) throws -> (runs: RunTable, table: MeasuredTable) {
        let runs = RunTable(try ResultSamples.file(sample), words: words, basis: basis ?? self.basis())
        return (runs, try #require(MeasuredTable(runs)))
    }

    /// What the file leaves out is the session's, or stands on the line.
    @Test func aRunIsServedAsTheSessionIsSet() throws {
        let (runs, table) = try self.table("vllm-serve.json")
        let row = try table.measurement(ofRow: 0)
        let (w, d) = (row.scenario.workload, row.scenario.deployment)
        #expect(row.chip == "h100" && [w.input, w.output, d.concurrency, d.chips] == [1024, 128, 16, 1])
        // 400 requests of 16 clients.
        #expect(w.serving == .agg && w.rounds == 25 && w.rate == 0)
        #expect(row[.tpot] == 0.03 && row[.ttft] == 0.08 && row[.tpsChip] == 512)
        let sources = try #require(runs.sources.first).sources
        #expect(sources.file == ["model", "runtime"] && sources.load == ["input", "output", "concurrency"])
        #expect(sources.line == ["chips=1"] && sources.session == ["chip=h100"])
    }

    @Test func wordsCountBeforeTheFile() throws {
        let (_, table) = try self.table(
            "vllm-serve.json", [("chip", "h200"), ("chips", "2"), ("tp", "2"), ("rate", "4"), ("output", "100")])
        let row = try table.measurement(ofRow: 0)
        #expect(row.chip == "h200" && row.scenario.deployment.tp == 2 && row.scenario.workload.output == 100)
        // Of two loads that of the line counts.
        #expect(row.scenario.workload.rate == 4 && row.scenario.deployment.concurrency == 0)
        #expect(row[.tpsChip] == 256)
    }

    @Test func whatNobodySaysIsAskedFor() throws {
        func fault(_ sample: String, _ words: [(column: String, text: String)], _ basis: ResultBasis) throws
            -> RowFault?
        {
            try self.table(sample, words, basis).table.unmapped.first?.fault
        }
        #expect(try fault("vllm-serve.json", [], basis()) == .unsaid(column: "chips"))
        #expect(try fault("vllm-serve.json", [("chips", "1")], basis(chip: nil)) == .unsaid(column: "chip"))
        #expect(try fault("mlperf-server.txt", [("chips", "8")], basis()) == .unsaid(column: "input"))
        #expect(try fault("console-vllm.txt", [("chips", "1")], basis(model: nil)) == .unsaid(column: "model"))
        // What the session was set to is said.
        let set = basis(said: ["chips", "tp"]) { ($0.chips, $0.tp) = (2, 2) }
        let (runs, table) = try self.table("vllm-serve.json", [], set)
        #expect(try table.measurement(ofRow: 0).scenario.deployment.tp == 2)
        #expect(runs.sources.first?.sources.session == ["chip=h100", "chips=2", "tp=2"])
    }

    /// A deployment that the file states takes the place of the session's as a whole, with the formats of its weights.
    @Test func theFileSaysTheDeployment() throws {
        let set = basis(chip: nil, model: nil, said: ["chips", "tp", "pp"]) { ($0.chips, $0.tp, $0.pp) = (8, 2, 4) }
        let (_, table) = try self.table("inferencex.json", [], set)
        let row = try table.measurement(ofRow: 0)
        let d = row.scenario.deployment
        #expect(row.chip == "h200" && [d.chips, d.tp, d.pp] == [4, 4, 1])
        #expect(row.scenario.model.precision.ffn.only == .fp8)
        // 64 requests in flight without a number of them: a steady state.
        #expect(row.scenario.workload.rounds == 0 && row[.tpsChip] == 400)
        let apart = try table.measurement(ofRow: 1)
        #expect(apart.scenario.workload.serving == .disagg && apart.scenario.deployment.prefillWorkers == 2)
        // 3200 tokens/s of 8 + 2 * 4 chips.
        #expect(apart[.tpsChip] == 200)
    }

    /// Percentiles are those of requests that come at a rate.
    @Test func percentilesAreRead() throws {
        let (_, table) = try self.table("guidellm.json")
        let open = try table.measurement(ofRow: 0)
        #expect(open.scenario.workload.rate == 5 && open.scenario.workload.arrivalVariation == 1)
        #expect(open[.ttftP99] == 0.15 && open[.tpotP50] == 0.03 && open[.endToEndP99] == 5.865)
        // 337 requests at once.
        let burst = try table.measurement(ofRow: 2)
        #expect(burst.scenario.deployment.concurrency == 337 && burst.scenario.workload.rounds == 1)
        let residuals = try #require(Residuals(of: table))
        // The open run has 12, which the two closed ones have too.
        #expect(residuals.all.count { $0.metric.isPercentile } == 12 && residuals.percentilesLeftOut == 24)
    }

    /// Of a backlog that grows, the throughput alone is the server's.
    @Test func anOverloadIsAThroughput() throws {
        let (_, table) = try self.table("vllm-serve-2024.json", [("chips", "8"), ("tp", "8")])
        let row = try table.measurement(ofRow: 0)
        #expect(row.isSaturated && row.figures.map(\.metric) == [.tpsChip])
        #expect(ResultSamples.agrees(row[.tpsChip], 1198.8884495761356 / 8))
        // `-FP8` in the name.
        #expect(row.scenario.model.precision.ffn.only == .fp8)
    }

    /// One batch is a prefill of all, and steps of the sequences of each chip.
    @Test func aBatchIsTwoRows() throws {
        let (_, table) = try self.table("sglang-one-batch.jsonl", [("chips", "2"), ("tp", "2")])
        #expect(table.count == 2)
        let (prefill, decode) = (try table.measurement(ofRow: 0), try table.measurement(ofRow: 1))
        #expect(prefill.scenario.workload.phase == .prefill && prefill.scenario.deployment.batch == 32)
        #expect(decode.scenario.workload.phase == .decode && decode.scenario.deployment.batch == 16)
        #expect(prefill[.ttft] == 0.2 && decode[.tpot] == 0.008 && decode.scenario.workload.context == 272)
    }

    /// A batch whose lengths and size stand on the line is compared by its time to the last token.
    @Test func aBatchOfWhichOnlyTheEndIsKnown() throws {
        let words = [("chips", "1"), ("input", "128"), ("output", "128"), ("concurrency", "8")]
        let (_, table) = try self.table("vllm-latency.json", words)
        let row = try table.measurement(ofRow: 0)
        #expect(row.scenario.workload.rounds == 1 && row.scenario.deployment.concurrency == 8)
        #expect(row.figures.map(\.metric) == [.endToEnd])
        // Of prompts and answers of equal length half are answers.
        let (_, both) = try self.table("vllm-throughput.json", Array(words.dropLast()))
        #expect(ResultSamples.agrees(try both.measurement(ofRow: 0)[.tpsChip], 459.16523191602556 / 2))
    }

    @Test func oneSequenceWithoutAServer() throws {
        let (_, table) = try self.table("llama-bench.md")
        let rows = table.measurements
        #expect(rows.map(\.scenario.workload.phase) == [.prefill, .decode, .prefill, .decode])
        // 512 tokens behind 512 in the cache; the step half-way through 128 tokens behind 512.
        #expect(rows[2].scenario.workload.input == 1024 && rows[2].scenario.workload.prefix == 512)
        #expect(rows[3].scenario.workload.context == 576)
    }

    /// Names of chips and models as programs write them.
    @Test func namesInResults() {
        let chips = ChipNames(replacements: [:])
        let known = [
            ("NVIDIA H100 80GB HBM3", "h100"), ("NVIDIA_L40S", "l40s"), ("h200-dgxc", "h200"), ("mi355x", "mi355x"),
            ("NVIDIA GeForce RTX 5090", "rtx-5090"), ("NVIDIA-H100-80GB-HBM3", "h100"),
        ]
        for (text, name) in known { #expect(ResultNames.chip(text, chips) == name) }
        #expect(ResultNames.chip("AMD Radeon 8060S Graphics", chips) == nil)
        #expect(ResultNames.model(["/models/Meta-Llama-3-8B-Instruct"]) == "llama-3.1-8b")
        #expect(ResultNames.model(["qwen3 8B Q8_0", "/m/Qwen3-8B-Q8_0.gguf"]) == "qwen3-8b")
        #expect(ResultNames.model(["ensemble"]) == nil)
        #expect(ResultNames.weights(stated: nil, model: ["/m/Qwen3-8B-Q8_0.gguf"]) == .w8a16)
        #expect(ResultNames.weights(stated: "fp8", model: []) == .fp8)
        #expect(ResultNames.weights(stated: nil, model: ["meta-llama/Llama-3.1-8B-Instruct"]) == nil)
    }

    /// Rows of several files have the file as a column, and lines of their own.
    @Test func filesAreReadTogether() throws {
        let first = try table("vllm-serve-appended.jsonl").table.named("a.jsonl")
        let second = try MeasuredTable(parsing: "chip,model,tpot_ms,note\nh100,llama-3.1-8b,7,\"x, y\"\n").named(
            "b.csv")
        let joined = try #require(MeasuredTable(joining: [first, second]))
        #expect(joined.count == 3 && joined.headings.first == "file")
        #expect((0..<3).map { joined.file(ofRow: $0) } == ["a.jsonl", "a.jsonl", "b.csv"])
        #expect((0..<3).map { joined.line(ofRow: $0) } == [1, 2, 2])
        let note = try #require(joined.headings.firstIndex(of: "note"))
        #expect((0..<3).map { joined.cells(ofRow: $0)[note] } == ["", "", "x, y"])
        #expect(try joined.measurement(ofRow: 2).fields["file"] == "b.csv" && joined.labels == ["note"])
    }
}
