import Catalog
import CostModel
import TestSupport
import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

/// The guide as a conversation: lines in, plain commands out.
@Suite struct GuideTests {
    private let shell: TestShell

    init() throws { shell = try TestShell("guide") }

    private var commands: [String] { shell.session.numberedCells.map(\.text) }

    /// Takes the default of every question up to the one whose prompt begins with a text.
    private func go(to question: String) throws {
        while let open = shell.interpreter.question, !open.hasPrefix(question) { try shell.run("") }
    }

    /// Takes the default of every question but those whose prompts begin with a text, up to one of them.
    private func answer(_ answers: [String: String], to end: String) throws {
        while let open = shell.interpreter.question, !open.hasPrefix(end) {
            try shell.run(answers.first { open.hasPrefix($0.key) }?.value ?? "")
        }
    }

    @Test func theCaseStudyIsGuided() throws {
        try answer(["2/5 output tokens/s": "10", "2/5 margin": "0%", "2/5 chips": "128"], to: "5/5 save the plans")
        for _ in 0..<3 { try shell.run("skip") }
        #expect(!shell.interpreter.isAsking)
        #expect(
            commands == [
                "arch load sg2260e", "model load deepseek-v3", "workload set input=4096", "arch set topology=two-tier",
                "arch set inter_bw=16GB/s", "arch set dram_util=0.893",
                "sweep chips=128 tp=2,4,8 batch=6,8,10,12,16 moe_tp=1", "rows 20",
                "filter tps_batch>=10", "sort tps_chip", "top 5", "config from 1", "breakdown 1",
            ])
    }

    @Test func theBestPlanIsLeftInTheConfiguration() throws {
        try answer(["2/5 output tokens/s": "10", "2/5 margin": "0%", "2/5 chips": "128"], to: "5/5 break down")
        let d = shell.session.deployment
        #expect((d.chips, d.tp, d.batch) == (128, 4, 10))
    }

    /// The plan that is ranked first keeps the margin that the guide advises.
    @Test func theMarginIsPartOfTheFilter() throws {
        try answer(["2/5 output tokens/s": "10", "2/5 chips": "128"], to: "5/5 break down")
        #expect(commands.contains("filter tps_batch>=11"))
        let plans = try #require(shell.session.plans)
        #expect(Metric.named("tps_batch").map { $0.read(plans[1]) >= 11 } == true)
    }

    @Test func aMarginThatNoPlanKeepsIsGivenUp() throws {
        try answer(
            ["2/5 output tokens/s": "10", "2/5 chips": "128", "2/5 margin": "90%", "2/5 batch": "8,10"], to: "4/5 rank")
        #expect(commands.last == "filter tps_batch>=10")
    }

    /// Each number of chips is planned with batches of its own: 64 chips at 6, 256 at 14 sequences a chip.
    @Test func severalNumbersOfChipsHaveBatchesOfTheirOwn() throws {
        let level = ["2/5 output tokens/s": "10", "2/5 margin": "0%", "2/5 chips": "64,128,256"]
        try answer(level, to: "5/5 break down")
        let sweep = try #require(commands.first { $0.hasPrefix("sweep ") })
        for batch in ["6", "10", "14"] {
            #expect(sweep.contains(",\(batch),") || sweep.contains("=\(batch),"), "\(sweep)")
        }
        // The case's author found tp=2 batch=14 on 256 chips, 140.2 tokens/s/chip.
        let d = shell.session.deployment
        #expect((d.chips, d.tp, d.batch) == (256, 2, 14))
        #expect(shell.output.contains("best of 64 chips: row "))
    }

    @Test func prefillIsPlanned() throws {
        try answer(
            ["1/5 plan for": "prefill", "2/5 longest time": "2.5s", "2/5 chips": "16", "2/5 margin": "0%"],
            to: "5/5 break down")
        #expect(commands.contains("workload set serving=static phase=prefill"))
        #expect(commands.contains("filter ttft_ms<=2500"))
        #expect(commands.contains { $0.hasPrefix("sweep chips=16 tp=") && $0.contains(" batch=") })
        #expect((shell.session.plans?.count ?? 0) > 0)
    }

    @Test(arguments: ["agg", "disagg"])
    func servingIsPlanned(_ load: String) throws {
        for line in ["h200", "qwen3-32b"] { try shell.run(line) }
        try answer(["1/5 plan for": load, "1/5 input": "2048", "1/5 output": "512", "2/5 chips": "8"], to: "5/5 break")
        #expect(commands.contains("workload set serving=\(load) output=1024"))
        #expect(commands.contains("workload set output=512"))
        #expect(commands.contains { $0.hasPrefix("sweep chips=8 tp=") && $0.contains(" concurrency=") })
        // 80 ms and 2 s, each with a margin of 10 %.
        #expect(commands.contains("filter tpot_ms<=72.73 and ttft_ms<=1818"))
        #expect((shell.session.plans?.count ?? 0) > 0)
    }

    @Test func aRuleThatAnAnswerBreaksIsSaidOnceItIsGiven() throws {
        try go(to: "2/5 bandwidth")
        #expect(!shell.output.contains("note:") && !shell.output.contains("yes"))
        #expect(try shell.run("8GB/s").contains("note: inter_bw is below 16 GB/s"))
        try go(to: "2/5 share")
        #expect(try shell.run("0.95").contains("note: dram_util=0.95 is above the 0.7-0.9"))
        try answer(["2/5 chips": "128"], to: "2/5 TBO")
        #expect(try shell.run("on").contains("note: tbo=on makes a step "))
        try go(to: "2/5 TP")
        #expect(try shell.run("4,16").contains("note: tp=16 is beyond its use: "))
    }

    @Test func namesOfFilesSayWhatThePlanIs() throws {
        try answer(["2/5 output tokens/s": "10", "2/5 margin": "0%", "2/5 chips": "128"], to: "5/5 save the plans")
        #expect(
            shell.interpreter.question
                == "5/5 save the plans to [deployment_results/sg2260e_deepseek-v3_decode.csv]: ")
        try shell.run("skip")
        #expect(
            shell.interpreter.question
                == "5/5 save the best plan to [deployment_results/sg2260e_deepseek-v3_128chips_tp4_batch10.json]: ")
    }

    @Test func namesWithSpacesAreQuoted() throws {
        let folder = try TemporaryFolder()
        try go(to: "5/5 save the plans")
        try shell.run(folder.path(of: "my plans.csv"))
        #expect(folder.names.contains("my plans.csv"))
    }

    @Test func everyStepShowsItsCommandAndItsOutput() throws {
        let output = try shell.run("h100")
        #expect(output.hasPrefix("1/5 chip [sg2260e]: h100\n> arch load h100\nh100: "))
        try go(to: "3/5")
        #expect(shell.output.contains("later: sweep chips="))
        #expect(try shell.run("chips=64 tp=1 batch=1,2").contains("\n> sweep chips=64 tp=1 batch=1,2\n"))
    }

    @Test func backTakesTheAnswerAndItsCommandsBack() throws {
        try shell.run("h100")
        let before = shell.snapshot
        try go(to: "2/5 chips")
        for _ in 0..<20 where shell.interpreter.question?.hasPrefix("1/5 model") == false { try shell.run("back") }
        #expect(shell.snapshot == before)
        try shell.run("back")
        #expect(commands == [])
        #expect(try shell.failure("back") == "error: this is the first question\n")
        #expect(shell.interpreter.question == "1/5 chip [h100]: ")
    }

    @Test func undoKnowsNothingOfWhatWasTakenBack() throws {
        for line in ["", "", "back", "mixtral-8x7b", "quit"] { try shell.run(line) }
        #expect(try shell.run("undo").hasPrefix("undone: model load mixtral-8x7b\n"))
        #expect(commands == ["arch load sg2260e"])
    }

    @Test func skipLeavesThingsAsTheyAre() throws {
        for line in ["", "", "skip", "skip"] { try shell.run(line) }
        #expect(shell.interpreter.question == "2/5 output tokens/s that each request needs [12.5]: ")
        #expect(commands == ["arch load sg2260e", "model load deepseek-v3"])
        for line in ["", "", "64"] + Array(repeating: "skip", count: 5) + ["4", "8"] { try shell.run(line) }
        #expect(shell.interpreter.question == "3/5 sweep [chips=64 tp=4 batch=8]: ")
    }

    @Test func whatIsNeededCannotBeSkipped() throws {
        #expect(
            try shell.failure("skip") == """
                error: nothing is there yet, so this cannot be skipped
                  expected an answer, or quit

                """)
        #expect(shell.interpreter.question == "1/5 chip [sg2260e]: ")
    }

    @Test func quitLeavesTheGuideAndKeepsTheSession() throws {
        for line in ["h100", "quit"] { try shell.run(line) }
        #expect(shell.interpreter.question == nil)
        #expect(!shell.interpreter.hasQuit)
        #expect(try shell.run("workload set output 2") == "output: 0 -> 2\n")
        #expect(commands == ["arch load h100", "workload set output 2"])
    }

    @Test func helpRepeatsWhatIsSaid() throws {
        let help = try shell.run("help")
        #expect(help.contains("\nStep 1 of 5: chip and load\n"))
        #expect(help.contains("\n  back: "))
        #expect(shell.interpreter.question == "1/5 chip [sg2260e]: ")
    }

    /// What a chip or a model already is stays: the guide is for sessions that have begun, too.
    @Test func aLoadedChipKeepsWhatWasSet() throws {
        let shell = try TestShell("arch load h100", "arch set inter_bw=25GB/s", "guide")
        #expect(shell.interpreter.question == "1/5 chip [h100]: ")
        try shell.run("")
        #expect(shell.session.numberedCells.count == 2)
        for line in ["", ""] { try shell.run(line) }
        while shell.interpreter.question?.hasPrefix("2/5 bandwidth") == false { try shell.run("") }
        #expect(shell.interpreter.question == "2/5 bandwidth between groups [25GB/s]: ")
    }

    /// Plain Enter sets the bandwidth, the utilisation and the topology that the chip has.
    @Test func defaultsKeepTheBandsOfAFittedChip() throws {
        let shell = try TestShell("config set chips=32", "guide", "h200", "deepseek-r1")
        while let open = shell.interpreter.question, !open.hasPrefix("5/5") { try shell.run("") }
        #expect(shell.session.numberedCells.contains { $0.text.hasPrefix("arch set inter_bw=") })
        #expect(shell.output.contains("\ntrust: fitted, 80 % of tps_chip by tpot_ms within -14/+23 % ("))
        #expect(!shell.output.contains("trust: published"))
    }

    @Test func unitsMayStandApart() throws {
        try go(to: "2/5 bandwidth")
        try shell.run("32 GB/s")
        #expect(commands.last == "arch set inter_bw=32GB/s")
    }

    @Test func aScriptMayHoldTheAnswers() throws {
        let shell = try TestShell()
        let script = Script("guide\n\n# a note is no answer\n\nquit\n\nworkload set output 3\n", name: "s")
        try script.run(on: shell.interpreter, OutputSink(standardOutput: { _ in }, standardError: { _ in }))
        #expect(
            shell.session.numberedCells.map(\.text) == [
                "arch load sg2260e", "model load deepseek-v3", "workload set output 3",
            ])
    }

    @Test func answersMayFollowOnTheSameLine() throws {
        let shell = try TestShell("guide; h100; back; h200; quit; workload set output 3")
        #expect(shell.session.numberedCells.map(\.text) == ["arch load h200", "workload set output 3"])
    }

    @Test func talkLeavesDataClean() throws {
        let shell = try TestShell("format json", "guide", "")
        #expect(shell.output == "")
        #expect(shell.error.contains("> arch load sg2260e\n"))
    }

    @Test func completesWhatTheCommandWouldComplete() throws {
        func words(_ line: String) -> [String] { shell.interpreter.complete(line).candidates.map(\.text) }
        #expect(words("") == Catalog.chips.map(\.name) + ["back", "skip", "quit", "help"])
        #expect(words("sg22") == ["sg2260e"])
        #expect(words("ba") == ["back"])
        try go(to: "4/5 filter")
        #expect(words("tps_b") == ["tps_batch"])
        try shell.run("quit")
        #expect(words("sw") == ["sweep"])
    }

    @Test func aGuidedSessionIsSavedAndReplayed() throws {
        let folder = try TemporaryFolder()
        try go(to: "5/5 save the plans")
        for name in ["plans.csv", "best.json", "session.sextant"] { try shell.run(folder.path(of: name)) }
        #expect(folder.names == ["best.json", "plans.csv", "plans.units.csv", "session.sextant"])
        let saved = try #require(folder.read("session.sextant"))
        #expect(!saved.contains("guide"))
        let again = try TestShell("replay --check " + folder.path(of: "session.sextant"))
        #expect(again.session.numberedCells.map(\.text) == commands.dropLast())
    }

    @Test func aFileOfOthersIsNotOverwritten() throws {
        let folder = try TemporaryFolder()
        try folder.write("theirs", to: "plans.csv")
        try go(to: "5/5 save the plans")
        let failure = try shell.failure(folder.path(of: "plans.csv"))
        let path = folder.path(of: "plans.csv")
        #expect(failure.hasPrefix("error: '\(path)' exists and was not written by this session"))
        #expect(folder.read("plans.csv") == "theirs")
    }
}
