import CostModel
import Foundation
import Planning
import TestSupport
import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct SuggestTests {
    /// The 15 plans of the case, those that meet its service level, the best first.
    private func shell() throws -> TestShell {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10 and dram<=60; top 5")
        return shell
    }

    /// The rows of what `suggest` prints as JSON.
    private func rows(_ shell: TestShell) throws -> [[String: Any]] {
        try shell.run("format json")
        let output = try shell.run("suggest 1")
        try shell.run("format box")
        return try #require(JSONRows.of(output))
    }

    @Test func findsTwiceTheChips() throws {
        let rows = try rows(try shell())
        let found = try #require(rows.first { $0["name"] as? String == "more_chips" })
        #expect(found["change"] as? String == "chips 128 -> 256 (EP256)")
        #expect(found["command"] as? String == "config set chips=256")
        #expect(found["block"] as? String == "MoE")
        let change = try #require(found["block_change_pct"] as? Double)
        #expect((-36...(-28)).contains(change))
        #expect(found["pays"] as? Int == 1)
    }

    @Test func saysWhatDoesNotPayAndByHowMuch() throws {
        let text = try shell().run("suggest 1")
        for change in ["tbo off -> on", "moe_tp 1 -> 2", "tp 4 -> 8"] {
            #expect(text.contains("\(change) (-"), "\(change)")
        }
        #expect(text.contains("\nLM_Head is the longest single call ("))
        #expect(text.contains(" but runs once a step, 1."))
    }

    /// Tables and lists of the case, of served plans and of prefill fit 100 columns, and so do the commands in them.
    @Test(arguments: [
        "filter tps_batch>=10", "filter clear", "workload set phase=prefill; eval --only",
        "arch load h200; model load deepseek-r1; workload set serving=disagg output=1024; config set chips=16 tp=8 moe_tp=1 "
            + "batch=16 decode_workers=2 prefill_workers=2 prefill_chips=8 prefill_tp=8; eval --only; filter tpot_ms<=45",
        "workload set serving=agg output=1024; config set chips=64 tp=4 batch=2; eval --only; filter tpot_ms<=200",
    ])
    func theTableFitsAScreen(_ setup: String) throws {
        let shell = try TestShell.prepared()
        try shell.run(setup)
        let lines = try shell.run("suggest 1").split(separator: "\n")
        let table = lines[2...].prefix { !$0.hasPrefix("Tried") && !$0.hasPrefix("LM_Head") }
        #expect(table.count > 4)
        #expect(table.allSatisfy { $0.count <= 100 }, "\(table.map(\.count).max() ?? 0)")
        #expect(table[table.startIndex].hasPrefix("  #  command ") || table[table.startIndex].hasPrefix(" #  command "))
        for line in lines where line.hasPrefix("Tried") { #expect(line.count <= 100) }
    }

    @Test func theGroupsStandUnderTheirHeadings() throws {
        let lines = try shell().run("suggest 1").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let headings = lines.filter { $0.hasPrefix("what ") }
        #expect(headings == ["what can be set today", "what must be bought", "what risks accuracy"])
        // Numbers go through the groups.
        let numbers = lines.dropFirst(2).compactMap { line in line.split(separator: " ").first.flatMap { Int($0) } }
        #expect(numbers == Array(1...numbers.count))
        #expect(numbers.count > 9)
    }

    /// The case as it was asked for: twice the chips with tp=2 and batch=14, one tier with batch=12.
    @Test func whatBelongsTogetherStandsInOneRow() throws {
        let text = try shell().run("suggest 1")
        #expect(text.contains("  config set chips=256 tp=2 batch=14 "))
        #expect(text.contains("  arch set topology=one-tier; "))
        let rows = try rows(try shell())
        func gain(_ command: String) throws -> Double {
            try #require(rows.first { $0["command"] as? String == command }?["gain_pct"] as? Double)
        }
        #expect((try gain("config set chips=256 tp=2 batch=14") - 34.7).magnitude < 0.5)
        #expect((try gain("arch set topology=one-tier; config set batch=12") - 21.1).magnitude < 0.5)
    }

    /// Where there is a first token to wait for, its time stands beside the time of the others, and a rise is named.
    @Test func servedPlansShowBothLatencies() throws {
        let shell = try TestShell(
            TestShell.steadyH200, "model load deepseek-r1; workload set serving=disagg input=4096 output=1024",
            "config set chips=16 tp=8 moe_tp=1 batch=16 decode_workers=2 prefill_workers=2 prefill_chips=8 prefill_tp=8"
        )
        try shell.run("eval")
        let text = try shell.run("suggest 1")
        #expect(text.contains("  tps_chip  ttft_ms  tpot_ms "))
        #expect(text.contains(", TTFT ") && text.contains(", TPOT "))
        #expect(text.contains("TTFT x "))
        #expect(text.contains("\nprefill workers are busy "))
        let lines = text.split(separator: "\n")
        let draft = try #require(lines.indices.last { lines[$0].contains("workload set draft=1;") })
        #expect(lines[draft + 1].contains("config set prefill_workers=3 "))
        let number = try #require(lines[draft].split(separator: " ").first)
        #expect(try shell.run("suggest apply \(number)").hasPrefix("workload set draft=1\n"))
        #expect(shell.session.deployment.prefillWorkers == 3)
    }

    @Test func aRowOfEachGroupCanBeApplied() throws {
        for group in ["set", "buy", "accuracy"] {
            let shell = try shell()
            let row = try #require(
                try rows(shell).first { $0["group"] as? String == group && $0["misses"] as? String == "" })
            let number = try #require(row["row"] as? Int)
            try shell.run("suggest apply \(number)")
            let plan = try #require(shell.session.plans)[1]
            let expected = try #require(row["tps_chip_after"] as? Double)
            #expect((Metric.tpsChip.read(plan) / expected - 1).magnitude < 1e-9, "\(group)")
        }
    }

    @Test func everyCommandLeadsToWhatTheTableSays() throws {
        for row in try rows(try shell()) {
            guard let command = row["command"] as? String, !command.isEmpty else { continue }
            let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set tp=4 batch=10")
            try shell.run(command)
            try shell.run("eval")
            let plan = try #require(shell.session.plans)[1]
            let expected = try #require(row["tps_chip_after"] as? Double)
            // Data has ten digits.
            #expect((Metric.tpsChip.read(plan) / expected - 1).magnitude < 1e-9, "\(command)")
        }
    }

    @Test func applyRunsPlainCommandsThatASavedSessionHolds() throws {
        let shell = try shell()
        let rows = try rows(shell)
        let number = try #require(rows.first { $0["name"] as? String == "more_chips" }?["row"] as? Int)
        let before = shell.snapshot
        let text = try shell.run("suggest apply \(number)")
        #expect(text.hasPrefix("config set chips=256 tp=4 batch=10\nchips: 128 -> 256\n"))
        #expect(
            text.hasSuffix(
                "filter tps_batch>=10 and dram<=60\n1 of 1 kept; 0 dropped by tps_batch>=10, 0 by dram<=60\n"))
        #expect(
            shell.session.cells.suffix(3).map(\.text)
                == ["config set chips=256 tp=4 batch=10", "eval --only", "filter tps_batch>=10 and dram<=60"])
        #expect(shell.session.deployment.chips == 256)

        let folder = try TemporaryFolder()
        try folder.write(shell.script, to: "s.sextant")
        let path = folder.path(of: "s.sextant")
        #expect(try TestShell().run("replay --check \(path)").hasSuffix("; output as recorded\n"))

        try shell.run("undo")
        #expect(shell.snapshot == before)
    }

    @Test func aPlanThatDoesNotFitIsBetteredByOneThatDoes() throws {
        let shell = try TestShell.prepared()
        try shell.run("sweep tp=4 batch=10,120")
        let text = try shell.run("suggest 2")
        #expect(text.contains("; it does not fit: it needs "))
        try shell.run("suggest apply 1")
        #expect(try #require(shell.session.plans)[1].fits)
        #expect(try shell.run("sweep tp=4 batch=10,120; why 2").contains("the plan itself does not fit: it needs "))
    }

    @Test func suggestingIsNoStep() throws {
        let shell = try shell()
        try shell.run("suggest")
        #expect(try shell.run("undo").hasPrefix("undone: top 5; suggest\n  plans: "))
    }

    @Test func appliesWhatWasSuggestedForTheRow() throws {
        let shell = try shell()
        try shell.run("suggest 2; suggest apply 1")
        #expect(shell.session.deployment.tp == 2)
    }

    @Test func refusesWhatIsNoLongerSo() throws {
        let shell = try shell()
        try shell.run("suggest; sort tpot_ms")
        #expect(
            try shell.failure("suggest apply 1")
                == "error: the plans are others than those of the last 'suggest'\n  suggest again first\n")
        try shell.run("suggest")
        #expect(try shell.failure("suggest apply 99").hasPrefix("error: there is no suggestion 99\n"))
        #expect(try shell.failure("suggest 99").hasPrefix("error: there is no row 99\n"))
    }
}

@Suite struct DiagnosisCommandTests {
    private func shell() throws -> TestShell {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10 and dram<=60; top 5")
        return shell
    }

    /// A figure of the 15 plans, as it is printed.
    private func figure(_ name: String, _ shell: TestShell, tp: Double, batch: Double) throws -> String {
        let result = try #require(shell.session.plans).result
        let row = try #require(
            (0..<result.count).first {
                let deployment = result[$0].scenario.deployment
                return deployment.tp == tp && deployment.batch == batch
            })
        let metric = try #require(Metric.named(name))
        return "\(name) \(metric.text(metric.read(result[row])))"
    }

    @Test func whynotNamesTheConditionAndTheNearestPlan() throws {
        let shell = try shell()
        func figures(tp: Double, batch: Double) throws -> String {
            let texts = try ["tps_batch", "dram", "tps_chip"].map { try figure($0, shell, tp: tp, batch: batch) }
            return texts.joined(separator: ", ")
        }
        let rate = try figure("tps_batch", shell, tp: 8, batch: 12).dropFirst("tps_batch ".count)
        let lines = try shell.run("whynot tp=8 batch=12").split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("chips=128 tp=8 batch=12 moe_tp=1 misses tps_batch>=10: \(rate) (2"))
        #expect(lines[0].hasSuffix(" % short); it meets dram<=60"))
        #expect(lines[1] == "nearest that does: tp=8 batch=8 (\(try figures(tp: 8, batch: 8)))")
        #expect(lines[2] == "best over tp and batch: tp=4 batch=10 (\(try figures(tp: 4, batch: 10)))")
    }

    @Test func whynotKnowsWhatDoesNotDivideFitOrMiss() throws {
        let shell = try shell()
        #expect(
            try shell.run("whynot tp=3").hasPrefix(
                "chips=128 tp=3 batch=10 moe_tp=1 does not divide: chips=128 is not a multiple of tp=3\n"))
        #expect(try shell.run("whynot batch=800").contains("does not fit in DRAM: it needs "))
        let figure = try figure("tps_chip", shell, tp: 2, batch: 10)
        #expect(try shell.run("whynot tp=2").contains("and fits in DRAM: \(figure), -"))
        #expect(try shell.run("whynot tp=4").hasSuffix("; it is row 1\n"))
    }

    @Test func droppedAddsUp() throws {
        let lines = try shell().run("dropped").split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines[0] == "7 of 15 plans dropped, 8 kept")
        #expect(lines[3].hasPrefix(" tps_batch>=10        7      7  chips=128 tp=2 batch=12 moe_tp=1   9."))
        #expect(lines[4] == " dram<=60             0      0                                        -          -")
        #expect(lines[5] == "batch 12: 3 of 3, 16: 3 of 3, 10: 1 of 3")
        #expect(lines[6] == "tp 8: 3 of 5, 2: 2 of 5, 4: 2 of 5")
        #expect(try TestShell.prepared().run("dropped") == "0 of 15 plans dropped, 15 kept\n")
    }

    @Test func whySaysWhatBindsThePlan() throws {
        let text = try shell().run("why 1")
        #expect(text.contains("\nthe step waits for memory "))
        #expect(text.contains("\nbatch=10 is the largest: batch=11 misses tps_batch>=10: 9."))
        #expect(
            text.contains("\namong the 8 plans kept it has the highest tps_chip\nbest tps_chip of each tp: tp=2 10"))
        #expect(text.contains(", tp=4 104.1 (this plan), tp=8 8"))
    }

    /// In serving the requests in flight take the place of the batch.
    @Test func whySaysWhatStopsTheRequestsInFlight() throws {
        let shell = try TestShell(
            "arch load b200; model load deepseek-r1; workload set serving=agg input=2000 output=500",
            "config set chips=8 tp=1 moe_tp=8 concurrency=256; eval")
        let limit = try shell.run("filter tpot_ms<=40; why 1").split(separator: "\n").last ?? ""
        #expect(limit.hasPrefix("concurrency can rise to 4"))
        #expect(limit.contains(": concurrency=4") && limit.contains(" misses tpot_ms<=40: 40.0 ("))
        try shell.run("config set concurrency=4; eval")
        #expect(
            try shell.run("why 1").hasSuffix("neither a condition nor memory stops concurrency up to 64\n"))
    }

    @Test func whySaysThatPrefillIsTheBottleneck() throws {
        let shell = try TestShell(
            TestShell.steadyH200, "model load deepseek-r1; workload set serving=disagg input=4096 output=1024 draft=1",
            "config set chips=16 tp=8 moe_tp=1 batch=16 decode_workers=2 prefill_workers=2 prefill_chips=8 prefill_tp=8"
        )
        let text = try shell.run("eval; why")
        #expect(text.contains("\nprefill workers are the bottleneck: throughput is at their ceiling (tps_chip 32"))
        #expect(text.contains("\nconcurrency can rise to "))
        #expect(text.contains(" (512 now): concurrency="))
        #expect(text.contains(" does not fit: it needs "))
    }

    @Test func whynotSearchesAllThatIsAskedFor() throws {
        let shell = try TestShell(
            "arch load b200; model load deepseek-r1; workload set serving=agg input=2000 output=500",
            "sweep chips=8,16,32 tp=1,2,4,8 moe_tp=1,8 concurrency=64,128,256,512,1024",
            "filter tpot_ms<=40 and ttft_ms<=2000; top 2")
        let first = Metric.tpsChip.read(try #require(shell.session.plans)[1])
        let lines = try shell.run("whynot chips=32 tp=8 concurrency=1024").split(separator: "\n")
        let best = try #require(lines.first { $0.hasPrefix("best over chips, tp and concurrency: ") })
        let figure = try #require(best.split(separator: " ").last.flatMap { Double($0.dropLast()) })
        #expect(figure >= (first * 10).rounded() / 10)
    }

    @Test func diffShowsWhatDiffers() throws {
        let text = try shell().run("diff 1 3")
        #expect(text.hasPrefix("row 1: chips=128 tp=4 batch=10 moe_tp=1\nrow 3: chips=128 tp=4 batch=8 moe_tp=1\n"))
        #expect(text.contains("\n parameter  batch                                      10      8   -20.0\n"))
        #expect(try shell().run("diff 1 1").hasSuffix("no parameter differs\n"))
    }

    @Test func diffWithASessionWritesNothing() throws {
        let folder = try TemporaryFolder()
        let csv = folder.path(of: "plans.csv")
        try folder.write(
            "arch load sg2260e\nmodel load deepseek-v3\nconfig set chips=256 tp=4 batch=12\neval\nsave --force \(csv)\n",
            to: "s.sextant")
        let path = folder.path(of: "s.sextant")
        let text = try shell().run("diff \(path)")
        #expect(text.hasPrefix("\(path): chips=256 tp=4 batch=12 moe_tp=1\nrow 1: chips=128 tp=4 batch=10 moe_tp=1\n"))
        #expect(folder.read("plans.csv") == nil)
    }

    @Test(arguments: ["suggest", "why", "whynot tp=8 batch=12", "whynot tp=2", "dropped", "diff 1 3"])
    func withJSONStandardOutputIsOneArray(_ line: String) throws {
        let shell = try shell()
        try shell.run("format json")
        let output = try shell.run(line)
        let rows = JSONRows.of(output)
        #expect(rows?.isEmpty == false)
    }
}
