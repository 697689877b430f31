import Testing

@testable import Measurements

/// Results of the serving benchmarks of engines.
@Suite struct ServingResultTests {
    private func agrees(_ value: Double?, _ expected: Double) -> Bool { ResultSamples.agrees(value, expected) }

    @Test func vllmMillisecondsAndMeansOfTotals() throws {
        let run = try #require(try ResultSamples.runs("vllm-serve.json").first)
        // 409600 / 400 and 51200 / 400.
        #expect(run.input.mean == 1024 && run.output.mean == 128)
        #expect(run.load.limit == 16 && run.load.rate == .infinity && run.requests == 400)
        #expect(agrees(run.ttft.mean, 0.08) && agrees(run.ttft.percentiles[99], 0.12))
        #expect(agrees(run.bestTPOT, 0.03) && agrees(run.tpot.percentiles[50], 0.029))
        #expect(run.outputRate == 512 && run.totalRate == 4608)
        // 4 requests/s, each 80 ms + 127 * 30 ms.
        #expect(agrees(run.inFlight, 4 * (0.08 + 127 * 0.03)))
        #expect(run.remarks.isEmpty && run.statement("runtime") == "vllm")
    }

    /// Lists of single requests are in seconds and here cut; the rate was above what was served.
    @Test func vllmOf2024() throws {
        let run = try #require(try ResultSamples.runs("vllm-serve-2024.json").first)
        #expect(run.model == "meta-llama/Llama-3.1-405B-FP8" && run.load.rate == 16 && run.load.limit == nil)
        #expect(agrees(run.ttft.mean, 1.4863937409630162) && run.ttft.percentiles[90] == nil)
        // 1000 / 9.93 - 1000 / 16 = 38 s, more than twice 121 * 0.107 s.
        #expect(run.remarks == [.overload])
    }

    @Test func aFileWithoutLengthsHasNone() throws {
        let run = try #require(try ResultSamples.runs("vllm-serve-no-lengths.json").first)
        #expect(run.input.mean == nil && run.output.mean == nil && run.requests == nil && run.load.rate == 1)
        #expect(agrees(run.bestTPOT, 0.04048013234569434))
    }

    /// `"inf"` is a text, a name ends with a colon, and what a person added says the chips.
    @Test func appendedRunsWithMetadata() throws {
        let runs = try ResultSamples.runs("vllm-serve-appended.jsonl")
        #expect(runs.map(\.line) == [1, 2] && runs.map(\.load.rate) == [2, .infinity])
        #expect(runs[0].statement("chip") == "NVIDIA_L40S" && runs[0].statement("chips") == "4")
        #expect(runs[0].statement("runtime") == "sglang")
        // 100 tokens came of 200, and 150 of 200 requests.
        #expect(runs[0].remarks == [.otherLength] && runs[1].remarks == [.otherLength, .incomplete].reversed())
    }

    @Test func listsGivePercentilesAndSpreads() throws {
        let run = try #require(
            try ResultFile(
                parsing: """
                    {"model_id": "m", "num_prompts": 5, "completed": 5, "request_rate": 1.0, "mean_ttft_ms": 300.0,
                     "ttfts": [0.1, 0.2, 0.3, 0.4, 0.5], "input_lens": [10, 10, 10, 10, 10], "output_lens": [1, 3, 1, 3, 2]}
                    """
            ).runs.first)
        // Between the fourth and the fifth of 0...4: 0.9 * 4 = 3.6.
        #expect(agrees(run.ttft.percentiles[90], 0.46) && run.ttft.percentiles[50] == 0.3)
        // Mean 2, deviations 1, 1, 1, 1, 0.
        #expect(run.input.variation == 0 && agrees(run.output.variation, 0.8.squareRoot() / 2))
    }

    /// Means over requests weigh answers of a few tokens as long ones: (1360 - 100) / (64 - 1) is 20 ms and not 24.
    @Test func sglangTakesTheTimeOfAllTokens() throws {
        let run = try #require(try ResultSamples.runs("sglang-serving.jsonl").first)
        #expect(agrees(run.bestTPOT, 0.02) && agrees(run.tpot.mean, 0.024))
        #expect(run.load.rate == .infinity && run.load.limit == 32 && run.load.inFlight == 10.88)
        // Even lengths from nothing: deviation over mean 1 / sqrt(3).
        #expect(agrees(run.output.variation, 1 / 3.0.squareRoot()) && run.output.mean == 64)
        #expect(run.remarks.contains(.uniformLengths) && !run.remarks.contains(.otherLength))
        // Four ranks in two replicas of two, experts in parts of four.
        #expect(["chips", "tp", "moe_tp", "max_running", "chunk"].map(run.statement) == ["4", "2", "4", "32", "8192"])
        #expect(run.statement("weights") == "fp8" && run.statement("kv") == "fp8_e5m2")
        // 1 + p + p^2 = 1.75 at p = 0.5.
        #expect(run.statement("draft") == "2" && run.statement("acceptance") == "0.5")
    }

    /// A bare `Infinity`, and no mean time to first token.
    @Test func sglangOf2024() throws {
        let runs = try ResultSamples.runs("sglang-serving-2024.jsonl")
        #expect(runs.map(\.load.rate) == [1, .infinity])
        // (7840.616 - 85.745) / (160347 / 300 - 1)
        #expect(agrees(runs[0].bestTPOT, (7.840616212638561 - 0.08574514742940664) / (534.49 - 1)))
        #expect(runs[0].ttft.mean == nil && runs[0].remarks.contains(.medianTTFT))
    }

    @Test func aBatchOfSGLang() throws {
        let run = try #require(try ResultSamples.runs("sglang-one-batch.jsonl").first)
        #expect(run.mode == .batch(32) && run.ttft.mean == 0.2 && run.bestTPOT == 0.008)
        // 32 * 32 / 0.448: the overall throughput counts prompts too.
        #expect(agrees(run.outputRate, 2285.7142857142857))
    }

    /// The benchmark of a server has no time of a step: (2.2 - 0.2) / (101 - 1).
    @Test func aBatchOfASGLangServer() throws {
        let run = try #require(
            try ResultFile(
                parsing: #"{"batch_size": 4, "input_len": 8, "output_len": 101, "latency": 2.2, "last_ttft": 0.2}"#
            ).runs.first)
        #expect(agrees(run.bestTPOT, 0.02))
    }

    @Test func inferenceXIsInSeconds() throws {
        let runs = try ResultSamples.runs("inferencex.json")
        #expect(runs[0].ttft.mean == 0.25 && runs[0].bestTPOT == 0.04 && runs[0].load.limit == 64)
        // Four GPUs of 400 output and 800 tokens/s.
        #expect(runs[0].outputRate == 1600 && runs[0].totalRate == 3200)
        #expect(["chip", "chips", "tp", "moe_tp", "weights"].map(runs[0].statement) == ["h200", "4", "4", "4", "fp8"])
        // 8 that decode and 2 of 4 that prefill: 400 tokens/s for each of those that decode.
        #expect(runs[1].outputRate == 3200 && runs[1].totalRate == 12800)
        #expect(
            ["serving", "chips", "decode_workers", "prefill_workers", "prefill_chips", "prefill_tp"].map(
                runs[1].statement) == ["disagg", "8", "1", "2", "4", "4"])
    }

    @Test func agentsHavePromptsInTheCache() throws {
        let run = try #require(try ResultSamples.runs("inferencex-agent.json").first)
        #expect(run.statement("prefix") == "95000" && run.input.variation == 0.5)
        #expect(run.bestTPOT == 0.005 && run.remarks == [.drafts, .incomplete])
    }

    /// Only medians, in seconds, in a file that looks like vLLM's.
    @Test func runsByTokenPosition() throws {
        let run = try #require(try ResultSamples.runs("inferencex-position.json").first)
        #expect(agrees(run.ttft.percentiles[50], 0.35878490936011076) && run.ttft.mean == nil)
        #expect(run.remarks == [.medians] && agrees(run.totalRate, 2986.8733629777207 + 373.3591703722151))
    }

    @Test func printedReports() throws {
        let vllm = try #require(try ResultSamples.runs("console-vllm.txt").first)
        #expect(vllm.input.mean == 232.6 && agrees(vllm.output.mean, 220.61) && vllm.load.limit == 4)
        #expect(agrees(vllm.bestTPOT, 0.00738) && agrees(vllm.ttft.percentiles[99], 0.09859))
        let sglang = try #require(try ResultSamples.runs("console-sglang.txt").first)
        #expect(sglang.load.rate == .infinity && sglang.load.limit == 1 && agrees(sglang.e2e.mean, 3.9984))
        #expect(agrees(sglang.itl.percentiles[95], 0.00947))
        let table = try ResultSamples.runs("console.csv")
        #expect(table.map(\.load.limit) == [1, 16] && agrees(table[1].ttft.percentiles[95], 0.8))
    }

    /// Two reports behind each other are two runs.
    @Test func severalPrintedReports() throws {
        let text = try ResultSamples.text("console-vllm.txt")
        let runs = try ResultFile(parsing: "# notes\n" + text + "\n" + text.replacing("      4\n", with: "      8\n"))
            .runs
        #expect(runs.map(\.load.limit) == [4, 8])
    }
}
