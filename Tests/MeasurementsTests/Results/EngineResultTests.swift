import Testing

@testable import Measurements

/// Results of benchmarks that run an engine itself.
@Suite struct EngineResultTests {
    private func agrees(_ value: Double?, _ expected: Double) -> Bool { ResultSamples.agrees(value, expected) }

    @Test func trtllmStatesItsDeployment() throws {
        let run = try #require(try ResultSamples.runs("trtllm-bench.json").first)
        #expect(run.load.inFlight == 60.4 && run.load.limit == nil && agrees(run.bestTPOT, 0.01))
        #expect(
            ["chip", "chips", "tp", "moe_tp", "weights", "kv", "max_running", "chunk", "runtime"].map(run.statement)
                == ["NVIDIA H200", "2", "2", "2", "FP8", "FP8", "64", "2048", "trtllm"])
        #expect(run.outputRate == 6464 && run.totalRate == 14656)
    }

    /// What it prints, here cut before the latencies.
    @Test func trtllmAsItIsPrinted() throws {
        let run = try #require(try ResultSamples.runs("trtllm-bench.txt").first)
        #expect(run.model == "deepseek-ai/DeepSeek-R1" && run.load.inFlight == 1018.8281 && run.outputRate == 7517.2584)
        #expect(["chips", "tp", "moe_tp", "weights"].map(run.statement) == ["4", "4", "1", "NVFP4"])
        #expect(run.ttft.isEmpty && run.e2e.isEmpty)
        let text =
            try ResultSamples.text("trtllm-bench.txt") + """
                Average request latency (ms): 1000.5
                -- Time-to-First-Token [TTFT] Breakdown (ms) --
                [TTFT] P50    : 40.0
                [TTFT] P99    : 90.0
                [TTFT] AVERAGE: 50.0

                """
        let whole = try #require(try ResultFile(parsing: text).runs.first)
        #expect(agrees(whole.ttft.mean, 0.05) && agrees(whole.ttft.percentiles[99], 0.09) && whole.e2e.mean == 1.0005)
    }

    @Test func mlperfIsInNanoseconds() throws {
        let run = try #require(try ResultSamples.runs("mlperf-server.txt").first)
        #expect(run.model == "llama2-70b" && run.load.rate == 75.1 && run.input.mean == nil)
        #expect(agrees(run.ttft.mean, 0.27592644) && agrees(run.tpot.percentiles[99], 0.175354317))
        // 21605.79 / 74.42 tokens an answer, 74.42 * 44.95 in flight.
        #expect(agrees(run.output.mean, 21605.79 / 74.42) && agrees(run.inFlight, 74.42 * 44.954547225))
        let offline = try #require(try ResultSamples.runs("mlperf-offline.txt").first)
        // All samples are queued at once: latencies say nothing.
        #expect(offline.e2e.isEmpty && offline.load.rate == .infinity && offline.outputRate == 24524.9)
        #expect(offline.remarks == [.queueOnly])
        let text = try ResultSamples.text("mlperf-server.txt").replacing(": VALID", with: ": INVALID")
        #expect(try ResultFile(parsing: text).runs.first?.remarks == [.invalid])
    }

    @Test func llamaBenchIsOneSequence() throws {
        let runs = try ResultSamples.runs("llama-bench.json")
        #expect(runs.map(\.mode) == [.prefill(batch: 1, depth: 0), .decode(batch: 1, depth: 0)])
        // 72135640 ns, and 1 / 118.881588.
        #expect(agrees(runs[0].ttft.mean, 0.07213564) && agrees(runs[1].bestTPOT, 1 / 118.881588))
        #expect(runs[0].statement("chip") == "NVIDIA GeForce RTX 4080" && runs[0].statement("kv") == "f16")
        let lines = try ResultSamples.file("llama-bench.jsonl")
        #expect(lines.runs.map(\.mode) == [.decode(batch: 1, depth: 0), .decode(batch: 1, depth: 8192)])
        // One figure for prompt and answer is none of either.
        #expect(lines.faults == [ResultFault(.oneFigure, line: 3)])
    }

    @Test func llamaBenchAsItIsPrinted() throws {
        let runs = try ResultSamples.runs("llama-bench.md")
        // pp512, tg128, pp512 @ d512, tg128 @ d512
        #expect(
            runs.map(\.mode) == [
                .prefill(batch: 1, depth: 0), .decode(batch: 1, depth: 0), .prefill(batch: 1, depth: 512),
                .decode(batch: 1, depth: 512),
            ])
        #expect(agrees(runs[0].ttft.mean, 512 / 7340.2) && agrees(runs[3].bestTPOT, 1 / 116.71))
        let log = try ResultSamples.runs("llama-bench.log")
        #expect(log.map(\.mode) == [.prefill(batch: 1, depth: 32768), .decode(batch: 1, depth: 32768)])
        // 2048 / 20 and 1 / 4
        #expect(agrees(log[0].ttft.mean, 102.4) && agrees(log[1].bestTPOT, 0.25))
    }

    @Test func llamaBenchAsCSV() throws {
        let runs = try ResultFile(
            parsing: "gpu_info,n_prompt,n_gen,n_depth,avg_ns,avg_ts\n\"A, A\",0,128,0,1,50.0\n\"A, A\",512,64,0,1,9\n"
        ).runs
        #expect(runs.count == 1 && runs[0].bestTPOT == 0.02 && runs[0].statement("chips") == "2")
    }

    /// A batch has no first token, and input and output are one throughput.
    @Test func vllmWithoutAServer() throws {
        let latency = try #require(try ResultSamples.runs("vllm-latency.json").first)
        #expect(agrees(latency.e2e.mean, 144.09506288400007) && latency.e2e.percentiles[99] == 144.13536348672028)
        #expect(latency.input.mean == nil && latency.ttft.isEmpty)
        let throughput = try #require(try ResultSamples.runs("vllm-throughput.json").first)
        #expect(throughput.totalRate == 459.16523191602556 && throughput.outputRate == nil && throughput.requests == 16)
    }
}
