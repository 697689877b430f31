import TestSupport
import Testing

@testable import Notebook
@testable import Verbs

/// How many chips carry a load, and what is said of it.
@Suite struct SizeCommandTests {
    private func shell(_ lines: String...) throws -> TestShell {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set serving=agg input=2000 output=500 rate=20")
        for line in lines { try shell.run(line) }
        return shell
    }

    @Test func theBestBecomeThePlansAtHand() throws {
        let shell = try shell("slo ttft_p95_ms<=1s tpot_p95_ms<=40")
        let text = try shell.run("size")
        #expect(
            text.contains("h200/qwen3-32b: 20 requests/s of 2000 + 500 tokens; ttft_p95_ms<=1s and tpot_p95_ms<=40"))
        #expect(text.contains("at most 80 % of capacity"))
        #expect(text.contains("carry it") || text.contains("carries it"))
        #expect(text.contains("'config from 1' takes the first over"))
        let count = try #require(shell.session.plans).count
        #expect(count > 1)
        // Each is what its row says, and keeps what was asked.
        try shell.run("config from 1; eval --only")
        try shell.run("assert ttft_p95_ms<=1s and tpot_p95_ms<=40 and load<=80%")
        for verb in [
            "why 1", "explain ttft_ms 1", "breakdown 1", "memory 1", "rows",
            "save \(try TemporaryFolder().path(of: "plans.csv"))",
        ] {
            #expect(try shell.failure(verb) == "", "\(verb)")
        }
    }

    /// Chips that are had in pairs are bought in pairs, and where they are had one by one nothing is said of nodes.
    @Test(arguments: [(2, true), (1, false)]) func nodesOfTwoAreCounted(_ group: Int, _ isSaid: Bool) throws {
        let shell = try shell("arch set group=\(group)")
        let text = try shell.run("size serving=agg tp=1")
        #expect(text.contains("of \(group)) carry it") == isSaid, "\(text)")
    }

    /// What is bought is a figure like others, and whichever are asked for, each row says how it is laid out.
    @Test func whatIsBoughtIsAColumn() throws {
        let shell = try shell("size")
        let lines = try shell.run("rows bought load").split(separator: "\n")
        #expect(lines.contains { $0.contains("layout") && $0.contains("bought") && $0.contains("load") }, "\(lines)")
        #expect(try shell.run("top 1 bought").contains("(tp"))
        try shell.run("columns bought")
        #expect(try shell.run("rows 1").contains("(tp"))
        #expect(try shell.run("explain bought 1").contains("bought = "))
    }

    @Test func aPinIsKept() throws {
        let shell = try shell()
        try shell.run("size tp=4 serving=agg")
        let plans = try #require(shell.session.plans)
        for row in 1...plans.count {
            #expect(plans[row].scenario.deployment.tp == 4)
            #expect(plans[row].scenario.workload.serving == .agg)
        }
    }

    /// What `suggest` shows of a plan that was sized is what applying it leads to, with the copies that it takes then.
    @Test func suggestionsOfSizedPlansCountTheirCopies() throws {
        let shell = try shell("slo ttft_p95_ms<=1s tpot_p95_ms<=40", "size")
        let text = try shell.run("suggest")
        #expect(text.contains("each with as many copies as carry the load; the fewest chips first"))
        let advice = try #require(shell.session.advice)
        let sized = try #require(advice.sized)
        // Of as many nodes those that use fewer chips come first.
        let prices = advice.suggestions.paying.filter { $0.group == .buy }.compactMap(sized.price)
        let areOrdered = zip(prices, prices.dropFirst()).allSatisfy {
            ($0.bought, $0.chips) <= ($1.bought, $1.chips)
        }
        #expect(!prices.isEmpty && areOrdered)
        let shown = try #require(sized.plan(advice.suggestions.paying[0]))
        try shell.run("suggest apply 1")
        #expect(try #require(shell.session.plans?[1]).chips == shown.chips)
        try shell.run("assert ttft_p95_ms<=1s and tpot_p95_ms<=40 and load<=80%")
    }

    /// Of several chips each has its plan at hand, and one on which nothing is found says why.
    @Test func plansOfSeveralChipsAreAtHand() throws {
        let shell = try shell("slo ttft_p95_ms<=1s tpot_p95_ms<=40", "size arch=h200,b200")
        #expect(shell.session.plans?.count == 2)
        let rows = try shell.run("rows")
        #expect(rows.contains("arch") && rows.contains("b200") && rows.contains("layout"))
        try shell.run("config from 2; eval --only")
        try shell.run("assert load<=80%")
        #expect(try shell.run("size arch=h200,b200 max_chips=1").contains("no plan on h200: "))
        #expect(try shell.run("size arch=h200 tp=3").contains("heads=64 is not a multiple of tp=3"))
        #expect(try shell.failure("size tp=2 tp=4").contains("'tp' is given twice"))
        #expect(try shell.failure("size chips=8 max_chips=6").contains("chips does not go with max_chips"))
        #expect(try shell.failure("size chips=8 chips=6").contains("'chips' is given twice"))
        #expect(try shell.failure("size chips=6,8").contains("'6,8' is a list"))
        #expect(try shell.run("size chips=400 arch=h200,b200").contains("h200: 400 chips suffice: "))
        #expect(try shell.failure("size batch=8").contains("batch follows from the load"))
        let text = try shell.failure("slo clear; slo ttft_p95_ms<=44; size")
        #expect(text.contains("one request alone takes too long") && text.contains("one of these would do: "))
    }

    @Test func soManyChipsSufficeOrNot() throws {
        let shell = try shell()
        #expect(try shell.run("size chips=64").contains("64 chips suffice: they carry "))
        let text = try shell.run("size chips=1")
        #expect(text.contains("1 chip does not suffice: it carries "))
        #expect(text.contains(" would: "))
    }

    @Test func chipsAreCompared() throws {
        let text = try shell().run("size arch=h200,l40s,a10")
        #expect(text.contains(" h200 ") && text.contains(" l40s "))
        #expect(text.contains("trust") && text.contains(" bought "))
        #expect(try shell().run("size arch=l40s,h100 by=cost").contains("no plan on l40s: l40s has no price"))
    }

    @Test(
        arguments: [
            ("workload set rate=0; size", "no load is set"),
            ("workload set output=0; size", "the answers of the load have no tokens"),
            ("arch load h20; size by=cost", "h20 has no price"),
            ("size by=speed", "'speed' is not what a size can be least in"),
            ("size margin=95%", "'95%' is not in 0..0.9"), ("size spare=0.5", "'0.5' is not in 0..1000"),
            ("size input=4", "size does not try values of input; 'workload set' sets it"),
            ("size arch=h9000", "unknown chip 'h9000'"), ("size tpp=4", "unknown axis 'tpp'"),
            ("slo ttft_p95_ms<=1; size", "no number of chips carries the load"),
            ("size max_chips=1", "1 chip does not carry the load"),
        ])
    func saysWhatIsInTheWay(_ line: String, _ message: String) throws {
        let shell = try shell()
        let lines = line.split(separator: ";").map { $0.trimmingPrefix { $0 == " " } }
        for first in lines.dropLast() { try shell.run(String(first)) }
        #expect(try shell.failure(String(try #require(lines.last))).contains("error: \(message)"), "\(line)")
    }

    @Test func aLoadWithoutASteadyStateSaysSo() throws {
        let shell = try shell("config set chips=1 tp=1")
        let text = try shell.failure("eval")
        #expect(text.contains("has no steady state: requests come faster than it can serve them, 20/s against "))
        #expect(text.contains("'size' finds the fewest chips"))
        // A sweep marks such plans and leaves them out of a ranking.
        try shell.run("sweep replicas=1,2,4,8,16")
        #expect(try shell.run("rows").contains("no steady state"))
        #expect(try shell.run("top 5 load ttft_p95_ms").contains("left out that do"))
        try shell.run("filter ttft_p99_ms<=5s")
        #expect(try #require(shell.session.plans).count < 5)
    }

    @Test func aLoadIsStatedInShort() throws {
        let shell = try shell()
        try shell.run(
            "workload set input=lognormal(3000,0.6) output=lognormal(700,1.1) arrivals=even rate=120/min prefix=50%")
        let workload = shell.session.workload
        #expect((workload.input, workload.inputVariation) == (3000, 0.6))
        #expect((workload.output, workload.outputVariation) == (700, 1.1))
        #expect((workload.rate, workload.arrivalVariation, workload.prefix) == (2, 0, 1500))
        #expect(
            try shell.failure("workload set input=lognormal(3000)").contains("does not say how long and how spread"))
        #expect(try shell.failure("workload set arrivals=weibull").contains("'weibull' is not a stream of requests"))
        #expect(try shell.failure("workload set prefix=150%").contains("'150%' is not a share of the prompt"))
        #expect(try shell.failure("workload set input=lognormal(x,1)").contains("'x' is not a number"))
        // The script of the session makes the same load.
        let again = try TestShell()
        for line in shell.script.split(separator: "\n") where !line.hasPrefix("#") { try again.run(String(line)) }
        #expect(again.session.workload == workload)
    }

    /// What was sized meets the limits that it was sized for, and later tables say so.
    @Test func allThatIsFoundMeetsTheSLO() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set serving=agg rate=5 input=1000 output=200",
            "slo ttft_p95_ms<=2s tpot_p95_ms<=50ms", "size")
        let count = try #require(shell.session.plans?.count)
        #expect(count > 1)
        #expect(try shell.run("top 1").contains("met by \(count) of \(count) plans\n"))
        try shell.run("filter ttft_p95_ms<=2s and tpot_p95_ms<=50ms")
        #expect(shell.session.plans?.count == count)
    }

    /// A worker that only decodes meets no prompts: what its steps take beyond the mean one is of their spread.
    @Test func aDecodeWorkerHasNoPromptsInBetween() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set serving=disagg rate=5 input=1000 output=200",
            "config set chips=2 tp=2 prefill_workers=1 prefill_chips=2 prefill_tp=2", "eval")
        let text = try shell.run("breakdown")
        #expect(text.contains("steps of fewer and of more") && !text.contains("prompts of other requests"))
    }

    /// What so many chips carry is one figure, whatever mode or rate it is asked with.
    @Test func whatChipsCarryIsOneFigure() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-235b-a22b",
            "workload set serving=agg rate=20/s input=4000 output=500", "slo ttft_p95_ms<=2s tpot_p95_ms<=50ms")
        func carried(_ command: String) throws -> Substring? {
            try shell.run(command).split(separator: "\n").last { $0.contains("they carry ") }?
                .split(separator: "they carry ").last?.split(separator: " requests").first
        }
        let short = try #require(try carried("size chips=24"))
        #expect(try carried("size serving=disagg chips=24") == short)
        try shell.run("workload set rate=15")
        #expect(try carried("size chips=24") == short)
        // Users bring a rate that depends on what serves them.
        try shell.run("workload set rate=0 users=2000 think=30s")
        #expect(try shell.run("size chips=32").contains("32 chips do not suffice\n"))
    }

    /// A suggestion is what it comes to: it changes the plan, and applying it makes what was shown.
    @Test func suggestionsOfPoolsChangeThem() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-235b-a22b",
            "workload set serving=agg rate=20/s input=4000 output=500", "slo ttft_p95_ms<=2s tpot_p95_ms<=50ms")
        try shell.run("size; config from 1; suggest")
        let advice = try #require(shell.session.advice)
        let sized = try #require(advice.sized)
        let plan = advice.suggestions.plan
        #expect(plan.scenario.workload.serving == .disagg && !advice.suggestions.paying.isEmpty)
        for item in advice.suggestions.paying { #expect(sized.plan(item)?.scenario != plan.scenario) }
        let first = try #require(sized.plan(advice.suggestions.paying[0]))
        try shell.run("suggest apply 1")
        #expect(try shell.session.scenario() == first.scenario)
        // A change without a steady state does not lack room.
        #expect(!advice.suggestions.refused.isEmpty)
        try shell.run("undo")
        let text = try shell.run("suggest")
        #expect(text.contains("(no steady state)") && !text.contains("it needs 43"))
    }

    /// What `solve` and `curve` look at is what is set, and they say so while other plans are at hand.
    @Test func othersSayThatTheyAreNotOfWhatWasFound() throws {
        let shell = try shell("size")
        let note = "of none that 'size' found: 'config from 1' takes the first over"
        #expect(try shell.run("solve rate for ttft_p95_ms<=2s").contains(note))
        #expect(try shell.run("curve rate").contains(note))
        try shell.run("config set chips=8 tp=8")
        #expect(try !shell.run("curve rate").contains(note))
        try shell.run("undo; config from 1")
        #expect(try !shell.run("solve rate for ttft_p95_ms<=2s").contains(note))
    }

    /// Where the plan that is set serves no requests, the way to one that does is told.
    @Test func theWayToWhatWasFoundIsTold() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set rate=20/s input=2000 output=500")
        for line in ["solve rate for tpot_p95_ms<=40", "curve rate"] {
            #expect(try !shell.failure(line).contains("'config from 1'"), "\(line)")
        }
        try shell.run("size")
        for line in ["solve rate for tpot_p95_ms<=40", "curve rate"] {
            #expect(try shell.failure(line).contains("'config from 1' takes the first over"), "\(line)")
        }
    }

    /// The mode that is set is not what was searched, so that nothing changed since.
    @Test func rowsOfASizeAreNotOutdated() throws {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set rate=20/s input=2000 output=500", "size")
        #expect(try !shell.run("rows 2").contains("to see what changed since"))
        try shell.run("workload set output=400")
        #expect(try shell.run("rows 2").contains("to see what changed since"))
    }
}
