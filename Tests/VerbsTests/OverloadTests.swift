import Testing

@testable import Verbs

/// What verbs say of a plan that requests come to faster than it can serve them.
///
/// Two H200 with Qwen3-32B serve about 2.1 requests/s of 4,000 + 1,000 tokens.
@Suite struct OverloadTests {
    /// Such plans, and what stands behind them.
    static func shell(_ lines: String...) throws -> TestShell {
        let shell = try TestShell(
            TestShell.steadyH200, "model load qwen3-32b",
            "workload set serving=agg runtime=vllm input=lognormal(4000,0.6) output=lognormal(1000,0.8) rate=6",
            "config set chips=2 tp=2")
        for line in lines { try shell.run(line) }
        return shell
    }

    @Test func evalAndSweepSayWithBothRatesThatRequestsComeFaster() throws {
        let shell = try Self.shell("workload set rate=9")
        for line in ["eval", "sweep replicas=4"] {
            let said = try shell.failure(line)
            #expect(said.contains("has no steady state: requests come faster than it can serve them, 9/s against "))
            #expect(said.contains("more replicas or a lower rate"))
        }
        let said = try shell.run("whynot chips=2")
        #expect(said.contains("has no steady state: requests come faster than it can serve them, 9/s against "))
        #expect(!said.contains("none"))
    }

    @Test(arguments: [
        "breakdown 1", "breakdown --operators 1", "explain tpot_ms 1", "explain tps_chip 1", "plot breakdown 1",
        "sensitivity tps_chip 1", "plot sensitivity tps_chip 1",
    ])
    func whatHasNoTimesIsNotTakenApart(_ line: String) throws {
        let shell = try Self.shell("sweep replicas=2,16")
        #expect(try shell.failure(line).contains("requests come faster than it can serve them, 6/s against "))
    }

    @Test(arguments: [
        "memory 1", "why 1", "suggest 1", "diff 1 2", "pin 1", "rows", "advise 1", "plot tps_chip ttft_ms",
    ])
    func noVerbPrintsANumberThatIsNone(_ line: String) throws {
        let shell = try Self.shell("sweep replicas=2,16")
        let text = try shell.run(line)
        #expect(!text.split { !$0.isLetter }.contains { ["nan", "inf"].contains($0) }, "\(text)")
    }

    /// The figure of the only copy stands beside those of several.
    @Test func allChipsStandInEachRow() throws {
        let shell = try Self.shell("workload set rate=1")
        let text = try shell.run("sweep replicas=1,2; rows")
        let rows = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.contains { $0.starts(with: ["1", "1", "2"]) })
        #expect(rows.contains { $0.starts(with: ["2", "2", "4"]) })
    }
}
