import CostModel
import Planning
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// `solve` in the shell.
@Suite struct SolveCommandTests {
    private func shell() throws -> TestShell {
        try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=10")
    }

    /// What is found is taken over by the command that it offers, and evaluates to what was said.
    @Test(arguments: [
        "solve inter_bw for tps_batch>=10.5", "solve batch for tps_batch>=9", "solve chips for total_tps>=5000",
        "solve tp for dram<=15.1 where batch=8", "solve latency for tps_batch>=10.415", "solve input for dram<=20",
        "solve dram_util for tps_chip>=100", "solve kv_precision for dram<=13",
        "solve batch for tps_batch>=9 where tp=8 inter_bw=32GB/s", "solve moe_layers for tps_chip>=110",
    ])
    func whatIsOfferedMeetsIt(_ line: String) throws {
        let shell = try shell()
        let text = try shell.run(line)
        let offer = try #require(text.split(separator: "\n").first { $0.hasPrefix("take it over with: ") }, "\(text)")
        try shell.run(String(offer.dropFirst("take it over with: ".count)))
        try shell.run("eval --only")
        let condition = line.split(separator: " where ")[0].split(separator: " for ")[1]
        #expect(try shell.failure("assert \(condition)") == "")
    }

    /// Each chip of the catalogue is looked at, and what is offered is the best of them.
    @Test func chipsOfTheCatalogueAreLookedFor() throws {
        let shell = try shell()
        let text = try shell.run("solve arch for tps_batch>=20")
        let lines = text.split(separator: "\n").map(String.init)
        let found = try #require(lines.first?.split(separator: " ").dropFirst(4).first.flatMap { Int($0) })
        #expect(lines[0].hasPrefix("tps_batch>=20 is met with \(found) of "))
        #expect(text.contains(" trust\n") && !text.contains("\n sg2260e "))
        let offer = try #require(lines.last { $0.hasPrefix("take it over with: arch load ") })
        try shell.run(String(offer.dropFirst("take it over with: ".count)))
        #expect(try shell.failure("eval --only; assert tps_batch>=20") == "")
        // As many as a sweep over all of them keeps.
        #expect(try shell.run("sweep arch=all tp=4; filter tps_batch>=20").contains("\n\(found) of "))
    }

    @Test func whereNoChipMeetsItTheNearestIsNamed() throws {
        let text = try shell().run("solve arch for tps_batch>=1e6")
        #expect(text.hasPrefix("no arch meets tps_batch>=") && text.contains("; nearest is arch "))
        #expect(!text.contains("take it over"))
    }

    @Test func modelsOfTheCatalogueAreLookedFor() throws {
        let text = try shell().run("solve model for tps_batch>=12")
        #expect(text.contains(" values of model\n") && text.contains("\ntake it over with: model load "))
    }

    @Test func aLimitFromBelowSaysWhatFailsBesideIt() throws {
        let text = try shell().run("solve inter_bw for tps_batch>=10.5")
        #expect(text.hasPrefix("inter_bw >= "))
        #expect(text.contains("; at ") && text.contains(" it misses tps_batch>=10.5: "))
        #expect(text.contains("\ntake it over with: arch set inter_bw="))
    }

    @Test func aLimitFromAboveSaysWhatFailsBesideIt() throws {
        let text = try shell().run("solve batch for tps_batch>=9")
        #expect(text.hasPrefix("batch <= "))
        #expect(text.contains("looked at ") && text.contains("\ntake it over with: config set batch="))
    }

    /// Without a price there is no cost, and without users no wait: the end that is looked for is the other one.
    @Test func anEndWithoutAFigureIsNotTaken() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "config set chips=2 tp=2 replicas=4",
            "workload set serving=agg input=2000 output=500 rate=5")
        // Eight chips of 3 an hour cost 24.
        #expect(try shell.run("solve price for cost_hour<=24").contains("\ntake it over with: arch set price=3\n"))
        try shell.run("workload set rate=0 users=50 think=30s")
        let text = try shell.run("solve users for e2e_p95_ms<=20000")
        let offer = text.split(separator: "take it over with: workload set users=").last
        #expect(try #require(offer.flatMap { Double($0.prefix { $0.isNumber }) }) > 50, "\(text)")
    }

    /// Above some load DRAM is in the way.
    @Test func memoryIsAReasonToo() throws {
        let text = try shell().run("solve batch for tps_chip>=0")
        #expect(text.hasPrefix("batch <= ") && text.contains(" it does not fit: it needs "))
    }

    @Test func whereNoneMeetsItTheNearestIsNamed() throws {
        let text = try shell().run("solve inter_bw for tps_batch>=100")
        #expect(text.hasPrefix("no inter_bw from 1 MB/s to 1"))
        #expect(text.contains(" meets tps_batch>=100; nearest is inter_bw "))
        #expect(!text.contains("take it over"))
    }

    /// What a step does not wait for comes as near as it is.
    @Test func whatChangesNothingIsSaidToBeAsItIs() throws {
        let text = try shell().run("solve core for tps_chip>=110")
        #expect(
            text.hasPrefix(
                "no core from 1 to 4096 meets tps_chip>=110; none comes nearer than core 8, as it is set: tps_chip>=110: 104.1"
            ))
    }

    @Test func whereEachMeetsItNothingIsTakenOver() throws {
        let text = try shell().run("solve host_time for dram<=60")
        #expect(text.hasPrefix("dram<=60 is met by every host_time from 0 s to 10 s: dram "))
        #expect(!text.contains("take it over"))
    }

    /// What lies outside of a band of speeds is two spans.
    @Test func whatIsNoIntervalIsShownInSpans() throws {
        let shell = try shell()
        let text = try shell.run("solve batch for tps_batch>=15 or tps_batch<=10")
        #expect(text.hasPrefix("(tps_batch>=15 or tps_batch<=10) is met by batch 1 to "))
        #expect(text.contains(", and not in between\n"))
        let data = try shell.run("format csv; solve batch for tps_batch>=15 or tps_batch<=10")
        #expect(data.split(separator: "\n").count == 3)
        #expect(data.hasPrefix("from,to,tps_batch_from,tps_batch_to,below,above\n"))
    }

    @Test func wordsAreListed() throws {
        let text = try shell().run("solve kv_precision for dram<=15.5")
        #expect(text.hasPrefix("kv_precision fp8, int8 and fp4 meet dram<=15.5; with fp8 dram 15.2\n"))
        #expect(text.contains("looked at each of "))
    }

    /// The plans at hand and what is set stay as they are.
    @Test func itOnlyLooks() throws {
        let shell = try shell()
        let before = shell.session.deployment
        try shell.run("solve batch for tps_batch>=9 where tp=8")
        #expect(shell.session.deployment == before && shell.session.plans == nil)
    }

    @Test func aSpaceMayStandRoundTheSign() throws {
        let shell = try shell()
        #expect(try shell.run("solve batch for tps_batch > 9") == (try shell.run("solve batch for tps_batch>9")))
    }

    @Test func completesItsWords() throws {
        let shell = try shell()
        func words(_ line: String) -> [String] { shell.interpreter.complete(line).candidates.map(\.text) }
        #expect(words("solve inter_b") == ["inter_bw"])
        #expect(words("solve inter_bw ") == ["for"])
        #expect(words("solve inter_bw for tps_ba") == ["tps_batch"])
        #expect(words("solve inter_bw for tps_batch ") == [">=", "<=", "==", "!=", ">", "<", "where"])
        #expect(words("solve inter_bw for tps_batch>=10 wh") == ["where"])
        #expect(words("solve inter_bw for tps_batch>=10 where chi") == ["chips="])
    }

    private static let cases = [
        Refusal(
            "solve inter_bww for tps_batch>=10",
            """
            error: unknown parameter 'inter_bww'
              solve inter_bww for tps_batch>=10
                    ^^^^^^^^^ did you mean 'inter_bw' (link bandwidth between fast domains, per chip and direction)?
                    expected one of chips, tp, sp, pp, batch, moe_tp, chunk, redundant, tbo, replicas, routing, concurrency, ...

            """),
        Refusal(
            "solve inter_bw tps_batch>=10",
            """
            error: 'tps_batch>=10' stands where 'for' is expected
              solve inter_bw tps_batch>=10
                             ^^^^^^^^^^^^^ expected 'for' and a condition, such as for tps_batch>=12

            """),
        Refusal(
            "solve inter_bw for ttft_ms<=10",
            """
            error: ttft_ms has no value in this workload

            """),
        Refusal(
            "solve batch for tps_batch>=10 where batch=3",
            """
            error: batch is what is solved for
              solve batch for tps_batch>=10 where batch=3
                                                  ^^^^^ expected other parameters

            """),
    ]

    @Test(arguments: cases) func refuses(_ refusal: Refusal) throws { try refusal.check(in: try shell()) }
}
