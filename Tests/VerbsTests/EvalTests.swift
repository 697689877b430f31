import CostModel
import Testing
import Words

@testable import Language
@testable import Notebook
@testable import Verbs

/// Single plans: as they are set, and rows.
@Suite struct EvalTests {
    @Test func thePlansOfASweepStay() throws {
        let shell = try TestShell.prepared()
        try shell.run("filter tps_batch>=10; config set tp=8 batch=4")
        let before = try #require(shell.session.plans).selection.rows
        #expect(try shell.run("eval").hasSuffix("\nthe 8 plans of the sweep stay; this one is out[6]\n"))
        #expect(shell.session.plans?.selection.rows == before)
        #expect(try shell.run("breakdown out[6]").hasPrefix("chips=128 tp=8 batch=4 moe_tp=1: "))
        try shell.run("let own = out[6]; pin own")
        #expect(shell.session.pins.last?.plan.scenario.deployment.tp == 8)
        // Alone it is looked at, as before the first sweep.
        try shell.run("eval --only")
        #expect(shell.session.plans?.count == 1)
        #expect(try shell.run("breakdown").hasPrefix("chips=128 tp=8 batch=4 moe_tp=1: "))
        try shell.run("config set batch=5; eval")
        #expect(shell.session.plans?[1].scenario.deployment.batch == 5)
        try shell.run("undo; undo; undo")
        #expect(shell.session.plans?.selection.rows == before)
    }

    @Test func aRowIsShownAsACard() throws {
        let shell = try TestShell.prepared()
        try shell.run("sort tps_chip")
        let card = try shell.run("eval 2")
        let plan = try #require(shell.session.plans)[2]
        #expect(card.hasPrefix("row 2: \(PlanWords.configuration(plan))\n chips "))
        let alone = try TestShell("arch load sg2260e", "model load deepseek-v3")
        try alone.run("config set tp=\(Int(plan.scenario.deployment.tp)) batch=\(Int(plan.scenario.deployment.batch))")
        let figures = try alone.run("eval")
        #expect(card.split(separator: "\n").dropFirst().elementsEqual(figures.split(separator: "\n")))
        try shell.run("sweep chips=64 tp=4 batch=8")
        #expect(try shell.run("eval out[4]:2").dropFirst(card.prefix { $0 != "\n" }.count) == card.drop { $0 != "\n" })
        #expect(try shell.failure("eval 2").contains("there is no row 2"))
    }

    @Test func aPlanThatDoesNotFitSaysWhatWould() throws {
        let shell = try TestShell("arch load h200", "model load llama-3.1-70b")
        let text = try shell.failure("eval")
        #expect(text.hasPrefix("error: the plan does not fit: "))
        let hint = try #require(text.split(separator: "\n").last)
        #expect(hint.hasPrefix("  tp=2 fits: ") && hint.hasSuffix(" GiB"))
        #expect(try shell.run("config set tp=2; eval").contains("tpot_ms"))
    }

    @Test func misseTheSLOIsSaid() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3", "slo tps_batch>=10")
        // TP4 batch 12 makes 9.52 tokens/s.
        #expect(
            try shell.run("config set tp=4 batch=12; eval").contains("\nmisses slo tps_batch>=10: 9.52 (4.8 % short)\n")
        )
    }

    @Test func configFromTakesARowOver() throws {
        let shell = try TestShell("arch load sg2260e", "model load deepseek-v3")
        try shell.run(
            "sweep chips=64 tp=2,4 batch=8 inter_bw=16GB/s,64GB/s input=2048; sort tps_chip; workload set draft=1")
        let plan = try #require(shell.session.plans)[1]
        #expect(try #require(Parameter.named("inter_bw")).get(plan.scenario) == 64e9)
        let text = try shell.run("config from 1")
        #expect(text.contains("chips: 128 -> 64\n"))
        #expect(text.contains("inter_bw: 16 GB/s -> 64 GB/s\n"))
        #expect(text.contains("input: 4096 -> 2048\n"))
        #expect(text.hasSuffix("set since and left as it is: draft=1\n"))
        #expect(shell.session.deployment == plan.scenario.deployment)
        #expect(shell.session.chip?.value == plan.scenario.chip)
        #expect(
            try shell.run("workload set draft=0; config from 1").hasSuffix(
                "the configuration is that of the plan already\n"))
        try shell.run("arch load h200")
        #expect(
            try shell.failure("config from 1").hasPrefix(
                "error: the plan is of sg2260e/deepseek-v3, and h200/deepseek-v3 is loaded\n"))
    }

    @Test func aSweepWithoutAxesSearchesWhatDividesAndFits() throws {
        let shell = try TestShell("arch load h200", "model load deepseek-r1", "config set chips=8")
        let text = try shell.run("sweep")
        #expect(text.hasPrefix("sweep tp=1,2,4,8 moe_tp=1,2,4,8 batch=1,2,4,"))
        #expect(try #require(shell.session.plans).result.feasible > 32)
        let script = shell.script
        try shell.run("edit 4")
        #expect(shell.script == script)
        try shell.run("workload set serving=agg output=500")
        #expect(try shell.run("sweep").contains(" concurrency=1,2,4,"))
        #expect(try shell.run("workload set serving=static phase=prefill; sweep").contains(" sp=1,2,4"))
    }

    @Test func chipsThatExpertsDoNotDivideNameRedundantOnes() throws {
        let shell = try TestShell("arch load h200", "model load deepseek-r1")
        // 256 experts on 24 ranks: 11 each make 264.
        let text = try shell.failure("config set chips=24")
        #expect(text.contains("redundant=8 makes 264 experts, which divide: config set chips=24 tp=1 redundant=8\n"))
        #expect(try shell.failure("config set chips=24 tp=1 redundant=8") == "")
    }
}
