import TestSupport
import Testing

@testable import Notebook
@testable import Verbs

/// Plans that are played through.
@Suite struct SimulateCommandTests {
    private func shell() throws -> TestShell {
        try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set serving=agg input=1000 output=100 rate=5",
            "config set chips=8 tp=8")
    }

    @Test func figuresStandBesideTheEquations() throws {
        let shell = try shell()
        let text = try shell.run("simulate --requests 2000 --seeds 2")
        for name in ["TTFT mean", "TTFT p99", "TPOT p95", "E2E p50", "request_rate", "requests in flight"] {
            #expect(text.contains(" \(name) "), "\(name)")
        }
        #expect(text.contains("4,000 requests of 2 seeds"))
        // The same seeds give the same figures.
        #expect(try shell.run("simulate --requests 2000 --seeds 2") == text)
        try shell.run("format csv")
        #expect(try shell.run("simulate --requests 500 --seeds 2").hasPrefix("figure,unit,equations,simulated,"))
    }

    @Test func aClosedLoopIsPlayedToo() throws {
        let shell = try shell()
        try shell.run("workload set rate=0; config set concurrency=32")
        let text = try shell.run("simulate --requests 2000 --seeds 2")
        let inFlight = try #require(text.split(separator: "\n").first { $0.contains("requests in flight") })
        #expect(inFlight.split(separator: " ").dropFirst(3).prefix(2) == ["32", "32"])
    }

    @Test func recordedRequestsArePlayed() throws {
        let (shell, folder) = (try shell(), try TemporaryFolder())
        try folder.write("timestamp,input_length,output_length\n0,1000,50\n4,1000,50\n", to: "trace.csv")
        let text = try shell.run("simulate --trace \(folder.path(of: "trace.csv"))")
        #expect(text.contains("2 requests of 1 seed"))
        // Equations say nothing of a trace: no column is left that only has dashes.
        #expect(!text.contains("equations") && !text.contains("difference"))
        // Two requests within little more than the 4 s between them, though only one has ended when the second comes.
        let rate = try #require(text.split(separator: "\n").first { $0.contains("request_rate") }).split(separator: " ")
        let value = try #require(Double(rate[2]))
        #expect(value > 0.4 && value < 0.5)
        // How long answers are the trace says.
        try shell.run("workload set serving=static output=0; workload set serving=agg")
        #expect(try shell.run("simulate --trace \(folder.path(of: "trace.csv"))").contains("2 requests of 1 seed"))
        try folder.write("timestamp,input_length\n0,1000\n", to: "bad.csv")
        #expect(
            try shell.failure("simulate --trace \(folder.path(of: "bad.csv"))").contains(
                "does not say when requests came and how long they were"))
        #expect(try shell.failure("simulate --trace \(folder.path(of: "none.csv"))").contains("error: "))
    }

    @Test func onlyRequestsArePlayed() throws {
        let shell = try shell()
        try shell.run("workload set serving=static")
        #expect(try shell.failure("simulate").contains("the plan serves no requests"))
        try shell.run("workload set serving=agg")
        #expect(try shell.failure("simulate --requests 100000000").contains("at most 10,000,000 requests"))
    }

    @Test func anOverloadedPlanIsPlayedAsFarAsItGoes() throws {
        let shell = try shell()
        try shell.run("workload set rate=2000")
        #expect(try shell.run("simulate --requests 2000 --seeds 1").contains("has no steady state"))
    }
}
