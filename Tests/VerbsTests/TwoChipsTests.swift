import CostModel
import Storage
import TestSupport
import Testing

@testable import Catalog
@testable import Language
@testable import Notebook
@testable import Verbs

/// Prefill workers with a chip of their own, as people load, change, read and save them.
@Suite struct TwoChipsTests {
    private static let start = [
        "arch load h20", "arch load h800 as prefill", "model load deepseek-r1",
        "workload set serving=disagg input=4000 output=1000",
        "config set chips=16 tp=1 moe_tp=1 prefill_chips=16 prefill_workers=2 concurrency=512",
    ]

    private func shell(_ lines: String...) throws -> TestShell {
        let shell = try TestShell()
        for line in Self.start + lines { try shell.run(line) }
        return shell
    }

    @Test func aSecondChipIsLoadedShownChangedAndTakenBack() throws {
        let shell = try shell()
        #expect(shell.session.title == "h800+h20/deepseek-r1")
        let scenario = shell.session.draft
        #expect(scenario.prefillChip == CatalogEntry<Chip>.h800.value && scenario.chip == CatalogEntry<Chip>.h20.value)
        #expect(try shell.run("arch show").contains(" prefill             h800 "))
        #expect(try shell.run("arch show prefill").contains("1.979 PFLOP/s"))
        // What is set without the prefix is of the chip that decodes.
        #expect(
            try shell.run("arch set prefill.inter_bw=45GB/s dram_util=0.8").contains("prefill.inter_bw: 50 GB/s -> 45"))
        #expect(shell.session.draft.prefillChip?.network.inter.bandwidth == 45e9)
        #expect(shell.session.draft.chip.network.inter.bandwidth == 50e9)
        #expect(shell.session.draft.prefillChip?.dramUtilisation == scenario.prefillChip?.dramUtilisation)
        let set = shell.snapshot
        #expect(
            try shell.run("arch load none as prefill").contains("of the same chip as decode workers again, not h800"))
        #expect(shell.session.title == "h20/deepseek-r1" && shell.session.draft.prefillChip == nil)
        #expect(try shell.run("undo").contains("prefill chip: none -> h800"))
        #expect(shell.snapshot == set)
        // Another chip for decode leaves that of prefill.
        try shell.run("arch load h200")
        #expect(shell.session.title == "h800+h200/deepseek-r1")
    }

    @Test func theFileOfAChipMayBeThatOfPrefill() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "mine.json")
        let shell = try shell("arch load h800", "arch set flops=1PFLOP/s", "arch save \(path)", "arch load h20")
        try shell.run("arch load \(path) as prefill")
        #expect(shell.session.draft.prefillChip?.peakFLOPS == 1e15)
    }

    @Test func eachOfTwoChipsHasAFileOfItsOwn() throws {
        let folder = try TemporaryFolder()
        let (decode, prefill) = (folder.path(of: "decode.json"), folder.path(of: "prefill.json"))
        let shell = try shell("arch set prefill.flops=1PFLOP/s flops=2PFLOP/s")
        #expect(
            try shell.run("arch save \(decode)").contains(
                "the chip of prefill workers, h800, is not in it: 'arch save prefill FILE.json' writes that one"))
        #expect(try shell.run("arch save prefill \(prefill)") == "h800 written to \(prefill)\n")
        try shell.run("arch load \(prefill); arch load \(decode) as prefill")
        #expect(shell.session.draft.chip.peakFLOPS == 1e15)
        #expect(shell.session.draft.prefillChip?.peakFLOPS == 2e15)
        try shell.run("arch load none as prefill")
        #expect(try shell.failure("arch save prefill \(prefill)").hasPrefix("error: "))
    }

    @Test func withoutPrefillWorkersItSaysThatItCountsForNothing() throws {
        let note = "h800 counts where prefill has workers of its own: workload set serving=disagg"
        let shell = try TestShell("arch load h20")
        #expect(try shell.run("arch load h800 as prefill").contains(note))
        try shell.run("model load deepseek-r1")
        #expect(try shell.run("eval").contains(note))
        #expect(try shell.run("sweep batch=1,2").contains(note))
        #expect(try shell.run("workload set serving=agg output=1000").contains(note))
        #expect(try !shell.run("workload set serving=disagg").contains(note))
        #expect(try !shell.run("sweep concurrency=64,128 serving=agg,disagg").contains(note))
    }

    @Test(
        arguments: [
            ("arch load h800 as", "expected prefill"), ("arch load h800 for prefill", "unexpected word 'for'"),
            ("arch load h800 as perfill", "did you mean 'prefill'?"), ("arch load none", "unknown chip 'none'"),
            ("arch load h8000 as prefill", "unknown chip 'h8000'"),
            ("arch load none as prefill; arch show prefill", "prefill workers have no chip of their own"),
            ("arch load none as prefill; arch set prefill.flops=1e15", "there is no prefill.flops"),
            ("arch load none as prefill; sweep prefill.flops=1e15,2e15", "there is no prefill.flops"),
            ("arch set prefill.inter_size=4", "inter_size=4 reaches no further than the tier inside it"),
            ("arch set prefill.flopps=1e15", "unknown arch parameter 'prefill.flopps'"),
        ])
    func saysWhatIsWrong(_ line: String, _ message: String) throws {
        let shell = try shell()
        let lines = line.split(separator: ";").map { String($0.trimmingPrefix { $0 == " " }) }
        for first in lines.dropLast() { try shell.run(first) }
        #expect(try shell.failure(try #require(lines.last)).contains(message), "\(line)")
    }

    @Test func wordsAreCompleted() throws {
        let shell = try shell()
        func offers(_ line: String) -> [String] {
            Completer(Session.registry, shell.session, FileSystem()).complete(line).candidates.map(\.text)
        }
        #expect(offers("arch load h800 ") == ["as"])
        #expect(offers("arch load h800 as ") == ["prefill"])
        #expect(offers("arch load no").contains("none"))
        #expect(offers("arch set prefill.inter_b") == ["prefill.inter_bw"])
    }

    /// The figures of a row are those of its two chips; each verb that looks at a plan knows both.
    @Test func everyVerbKnowsBothChips() throws {
        let shell = try shell("arch set price=1.5 prefill.price=2.5", "eval --only")
        let plan = try #require(shell.session.plans)[1]
        #expect(plan.chips == 16 + 32)
        #expect(Metric.costHour.read(plan) == 16 * 1.5 + 32 * 2.5)
        #expect(try shell.run("explain kw").contains("chip_watts = 600"))
        #expect(try shell.run("explain cost_hour").contains("prefill.price  "))
        #expect(try shell.run("memory").contains("79.18"))
        #expect(try shell.run("why").contains("prefill.flops"))
        let suggestions = try shell.run("suggest")
        #expect(suggestions.contains("prefill.flops") && !suggestions.contains("serving disagg -> agg"))
        #expect(try shell.run("sensitivity ttft_ms").contains("prefill."))
        #expect(
            try shell.run("sweep prefill.flops=1e15,2e15 concurrency=256").contains("2 plans"))
        #expect(try shell.run("rows").contains("prefill.flops"))
        #expect(try shell.run("diff 1 2").contains("prefill.flops"))
        try shell.run("pin 1")
        try shell.run("config set chips=16")
        for line in [
            "solve prefill.flops for ttft_ms<=2s", "whynot prefill.flops=3e15", "breakdown 1",
            "simulate --requests 500",
        ] {
            #expect(try shell.failure(line) == "", "\(line)")
        }
    }

    @Test func aPlanWithoutPrefillWorkersIsTitledAsOfOneChip() throws {
        let shell = try shell("eval --only", "pin", "workload set serving=agg", "eval --only", "pin")
        #expect(shell.session.pins.map(\.title) == ["h800+h20/deepseek-r1", "h20/deepseek-r1"])
    }

    @Test func trustNamesBothChips() throws {
        let shell = try shell("arch load h200", "arch load trainium2 as prefill")
        let text = try shell.run("eval --only")
        #expect(text.contains("trust: roofline"))
        #expect(text.contains("no measured row has prefill on another chip; prefill on trainium2: roofline"))
        #expect(text.contains("decode on h200: "))
        // The same chip twice is trusted as ever.
        try shell.run("arch load h200 as prefill")
        #expect(try !shell.run("eval --only").contains("on another chip"))
    }

    @Test func aFileNamesTheChipOfPrefill() throws {
        let folder = try TemporaryFolder()
        let shell = try shell(
            "sweep serving=agg,disagg concurrency=512 prefill_workers=2", "save \(folder.path(of: "a.csv"))")
        let lines = try #require(folder.read("a.csv")).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(lines[0].prefix(4) == ["row", "chip", "prefill_chip", "model"])
        #expect(Set(lines.dropFirst().map { $0[2] }) == ["", "h800"])
        try shell.run("eval --only")
        try shell.run("save \(folder.path(of: "best.json"))")
        let text = try #require(folder.read("best.json"))
        #expect(text.contains("\"prefill_chip\": {") && text.contains("arch load h800 as prefill"))
        // A plan of one chip is written as before.
        try shell.run("arch load none as prefill")
        try shell.run("eval --only")
        try shell.run("save --force \(folder.path(of: "best.json"))")
        #expect(try !#require(folder.read("best.json")).contains("prefill_chip\":"))
    }

    @Test func aSavedSessionComesToTheSame() throws {
        let shell = try shell("arch set prefill.inter_bw=45GB/s", "eval --only")
        let other = try TestShell()
        for line in shell.script.split(separator: "\n") where !line.hasPrefix("#") { try other.run(String(line)) }
        #expect(other.session.draft == shell.session.draft)
        #expect(other.session.plans?[1] == shell.session.plans?[1])
    }

    @Test func sizeLaysEachPoolOutOverItsChip() throws {
        let shell = try shell("arch set price=1.5 prefill.price=2.5", "workload set rate=20")
        let text = try shell.run("size by=cost serving=disagg")
        #expect(text.contains("h800+h20/deepseek-r1: 20 requests/s"))
        #expect(text.contains(" that decode and ") && text.contains(" that prefill carry it"))
        try shell.run("config from 1")
        #expect(try shell.failure("eval --only") == "")
        // The chip without a price is named, with the parameter that gives it one.
        let failure = try shell.failure("arch set prefill.price=0; size by=cost")
        #expect(failure.contains("h800, which prefills, has no price"))
        #expect(failure.contains("arch set prefill.price="))
        #expect(try shell.failure("arch set price=0; size by=cost").contains("h20 has no price"))
    }
}
