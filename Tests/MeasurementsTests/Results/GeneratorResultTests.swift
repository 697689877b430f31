import Testing

@testable import Measurements

/// Results of load generators that know nothing of the engine behind.
@Suite struct GeneratorResultTests {
    private func agrees(_ value: Double?, _ expected: Double) -> Bool { ResultSamples.agrees(value, expected) }

    @Test func genAIPerfOfAnEnsemble() throws {
        let run = try #require(try ResultSamples.runs("genai-perf.json").first)
        #expect(run.model == "ensemble" && run.load.limit == 100)
        // (5767.43 - 184.64) / (2565.855 - 1) = 2.1767
        #expect(agrees(run.bestTPOT, 0.0021767344516666665))
        // 2566 tokens of 500 that were asked for.
        #expect(run.remarks == [.otherLength])
    }

    /// Numbers in quotes with commas, and two tables in one file.
    @Test func genAIPerfAsATable() throws {
        let run = try #require(try ResultSamples.runs("genai-perf.csv").first)
        #expect(agrees(run.ttft.mean, 1.14631) && agrees(run.ttft.percentiles[99], 3.45797))
        #expect(run.requests == 40 && run.requestRate == 1.5 && run.outputRate == 261.25)
        #expect(run.load == BenchmarkRun.Load() && agrees(run.inFlight, 1.5 * 6.4062))
    }

    @Test func aiperfHasItsLoadInPhasesOrInTheGenerator() throws {
        let run = try #require(try ResultSamples.runs("aiperf.json").first)
        #expect(run.load.rate == 2 && run.load.arrivalVariation == 0 && run.model == "Qwen/Qwen3-8B")
        #expect(run.output.variation == 0.5 && run.statement("chip") == "NVIDIA GeForce RTX 5090")
        // (1100 - 100) / (101 - 1)
        #expect(agrees(run.bestTPOT, 0.01) && run.remarks.isEmpty)
        let older = try #require(try ResultSamples.runs("aiperf-2025.json").first)
        #expect(older.load.limit == 1 && older.model == "Qwen/Qwen3-0.6B" && older.output.asked == 200)
    }

    /// Units other than milliseconds are those of the file.
    @Test func aiperfInOtherUnits() throws {
        let text = try ResultSamples.text("aiperf.json").replacing("\"unit\": \"ms\"", with: "\"unit\": \"us\"")
        #expect(agrees(try ResultFile(parsing: text).runs.first?.bestTPOT, 1e-5))
    }

    @Test func answersThatWereNotStreamedHaveNoFirstToken() throws {
        let text = try ResultSamples.text("aiperf.json").replacing("\"streaming\": true", with: "\"streaming\": false")
        let run = try #require(try ResultFile(parsing: text).runs.first)
        #expect(run.remarks.contains(.notStreamed) && run.bestTPOT == nil)
    }

    /// TPOT has the first token in it, the latency is in seconds, and a client's limit is no load.
    @Test func guideLLMOfAllStrategies() throws {
        let runs = try ResultSamples.runs("guidellm.json")
        #expect(agrees(runs[0].bestTPOT, 0.03) && agrees(runs[0].tpot.mean, 0.03055) && agrees(runs[0].e2e.mean, 3.91))
        #expect(runs[0].load.rate == 5 && runs[0].load.limit == nil && runs[0].load.arrivalVariation == 1)
        #expect(runs[1].load.limit == 20 && runs[2].load.rate == .infinity)
        // 5 requests/s of 128 tokens; events have another mean.
        #expect(runs[0].outputRate == 640 && runs[0].remarks == [.gapTPOT])
        let older = try #require(try ResultSamples.runs("guidellm-0.2.json").first)
        // Without a strategy of its own, the first of the profile's: synchronous.
        #expect(older.load.limit == 1 && agrees(older.bestTPOT, 0.004941609043733832))
        #expect(agrees(older.ttft.percentiles[50], 0.01638054847717285))
    }

    /// Chunks come in pairs, so that the file's time per token is half.
    @Test func inferencePerfCountsChunks() throws {
        let run = try #require(try ResultSamples.runs("inference-perf.json").first)
        // (679.55 - 34.94) / (62.386 - 1) = 10.50 ms, against 4.99.
        #expect(agrees(run.bestTPOT, (0.6795524652193883 - 0.034943298174853185) / (62.38629619638522 - 1)))
        #expect(agrees(run.tpot.mean, 0.004988067250871145) && run.remarks == [.derivedTPOT])
        #expect(run.load.rate == 61.79 && run.ttft.percentiles[50] == 0.033456598059274256)
    }

    @Test func benchmarkReportsOfBothVersions() throws {
        let yaml = try #require(try ResultSamples.runs("benchmark-report-0.1.yaml").first)
        #expect(yaml.model == nil && yaml.requests == 5531 && agrees(yaml.ttft.percentiles[99], 0.18182666726635605))
        // (1021.27 - 50.55) / (62.325 - 1)
        #expect(agrees(yaml.bestTPOT, (1.0212724370473967 - 0.050548625055568695) / (62.3254384378955 - 1)))
        let json = try #require(try ResultSamples.runs("benchmark-report-0.2.json").first)
        #expect(json.load.rate == 61.79 && agrees(json.requestRate, 61.24191005201567))
    }

    /// One prefill of one chip beside two that decode on eight each; times are in the units that it states.
    @Test func aBenchmarkReportOfTwoRoles() throws {
        let run = try #require(try ResultSamples.runs("benchmark-report-disagg.yaml").first)
        #expect(run.model == "deepseek-ai/DeepSeek-R1-0528" && agrees(run.ttft.mean, 0.800974442732916e-3))
        #expect(
            ["serving", "chip", "chips", "tp", "moe_tp", "decode_workers", "prefill_workers", "prefill_chips"].map(
                run.statement) == ["disagg", "H100", "8", "8", "1", "2", "1", "1"])
    }

    @Test func aBrokenReportSaysWhere() throws {
        let text = try ResultSamples.text("benchmark-report-0.1.yaml").replacing("  requests:", with: " requests:")
        #expect {
            try ResultFile(parsing: text)
        } throws: { error in
            guard let fault = error as? ResultFault, case .broken = fault.problem else { return false }
            return fault.line > 1
        }
    }

    /// Its time between tokens is E2E / output: (2.3547 - 0.2489) / (146.947 - 1) is 14.4 ms and not 15.8.
    @Test func llmperfCountsTheFirstToken() throws {
        let run = try #require(try ResultSamples.runs("llmperf.json").first)
        #expect(
            agrees(run.bestTPOT, (2.3546667737533324 - 0.24890269464666667) / (146.94666666666666 - 1)))
        #expect(agrees(run.requestRate, 84.73327721639254 / 60) && run.load.limit == 5)
        let table = try ResultSamples.runs("llmperf-bench.json")
        // (30.3177 * 150 - 158.1386) / 149
        #expect(table.map(\.load.limit) == [1, 16])
        #expect(agrees(table[0].bestTPOT, (30.31770423789113e-3 * 150 - 158.1385759098339e-3) / 149))
    }

    /// Its time per token is E2E / output, and first tokens are in seconds.
    @Test func gkeCountsTheFirstToken() throws {
        let run = try #require(try ResultSamples.runs("gke.json").first)
        // (1040 - 50) / (100 - 1)
        #expect(agrees(run.bestTPOT, 0.01) && agrees(run.ttft.percentiles[99], 0.12))
        #expect(run.load.rate == 10 && run.statement("chip") == "h100" && run.remarks == [.derivedTPOT, .incomplete])
    }

    @Test func aisBenchTakesTheFileBeside() throws {
        for name in ["aisbench.csv", "aisbench.txt"] {
            let run = try #require(try ResultSamples.runs(name).first)
            #expect(agrees(run.bestTPOT, 0.0601) && agrees(run.e2e.percentiles[99], 40.9739))
            #expect(run.load.limit == 16 && run.load.inFlight == 5.8273 && run.requests == 8)
            #expect(run.input.mean == 1457.5 && run.outputRate == 96.6928)
        }
        let alone = try ResultFile(parsing: ResultSamples.text("aisbench.csv")).runs[0]
        #expect(alone.load == BenchmarkRun.Load() && alone.requests == 8)
    }
}
