import TestSupport
import Testing

@testable import Planning
@testable import Verbs

/// `sweep --keep` and `sweep --frontier` in the shell.
@Suite struct SearchCommandTests {
    private static let axes = "tp=1,2,4,8 moe_tp=1,2,4 batch=1..400 inter_bw=10e9..40e9:10e9"

    private func shell() throws -> TestShell { try TestShell("arch load sg2260e; model load deepseek-v3") }

    @Test func whatIsKeptIsWhatTopShows() throws {
        let (searched, swept) = (try shell(), try shell())
        try searched.run("sweep --keep 7 --where tps_batch>=10 \(Self.axes)")
        try swept.run("sweep \(Self.axes)")
        try swept.run("filter tps_batch>=10")
        // Without what is said of the conditions and of plans that were left out.
        func table(_ text: String) -> [Substring] { text.split(separator: "\n").prefix { !$0.hasPrefix("against") } }
        #expect(table(try searched.run("top 7")) == table(try swept.run("top 7")))
    }

    @Test func conditionsOfTheServiceLevelAndOfItsOwnAddUp() throws {
        let shell = try shell()
        try shell.run("slo tps_batch>=10")
        let text = try shell.run(
            #"sweep --keep 3 --by tpot_ms --where "dram<=20 and batch>=4" --where comm_share<50 \#(Self.axes)"#)
        #expect(
            text.hasPrefix(
                "the best 3 plans by tpot_ms of 19,200 combinations with tps_batch>=10 and dram<=20 and batch>=4 and "
                    + "comm_share<50\n"))
        let plans = try #require(shell.session.plans)
        let values = (1...3).map { plans[$0].totals.seconds }
        #expect(values == values.sorted() && plans.count == 3)
    }

    @Test func aShareOfDRAMIsACondition() throws {
        let shell = try shell()
        try shell.run("sweep --keep 100 --where dram<=20% \(Self.axes)")
        let plans = try #require(shell.session.plans)
        #expect((1...plans.count).allSatisfy { plans[$0].need.bytes <= 0.2 * plans[$0].need.capacity })
    }

    @Test func servedPlansAreLookedAtOneByOne() throws {
        let shell = try TestShell(
            "arch load h200; model load llama-3.1-70b; workload set serving=agg input=512 output=64")
        let text = try shell.run("sweep --keep 2 --by ttft_ms chips=8,16 tp=4,8 concurrency=1..20")
        #expect(text.hasPrefix("the best 2 plans by ttft_ms of 80 combinations\n"))
    }

    @Test(arguments: [
        ("sweep --by tps_chip tp=1,2", "--by goes with --keep or --frontier"),
        ("sweep --where batch>=1 tp=1,2", "--where goes with --keep or --frontier"),
        ("sweep --keep 3 --first 2 tp=1,2", "--first does not go with --keep"),
        ("sweep --keep 3 --frontier tps_batch,tps_chip tp=1,2", "--frontier does not go with --keep"),
        ("sweep --keep 3 --shard 1/2 tp=1,2", "--shard does not go with --keep"),
        ("sweep --frontier tps_batch tp=1,2", "'tps_batch' is not two metrics"),
        ("sweep --frontier tps_batch,tps_chop tp=1,2", "unknown metric 'tps_chop'"),
        ("sweep --keep 3 --by tps_chop tp=1,2", "unknown metric 'tps_chop'"),
        ("sweep --keep 1000001 tp=1,2", "--keep keeps at most 1,000,000 plans"),
        ("sweep --keep 3 --where tps_batch>=1e9 tp=1,2", "no plan fits, settles and meets the conditions"),
    ])
    func refuses(_ line: String, _ problem: String) throws {
        #expect(try shell().failure(line).contains(problem))
    }
}
