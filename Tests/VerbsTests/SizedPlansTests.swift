import Catalog
import CostModel
import Language
import TestSupport
import Testing

@testable import Notebook
@testable import Verbs

/// What `size` says of its plans beside metrics, in the tables and files behind it.
@Suite struct SizedPlansTests {
    private func shell(_ lines: String...) throws -> TestShell {
        let shell = try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set input=2000 output=300 rate=20",
            "slo ttft_p95_ms<=1500")
        for line in lines { try shell.run(line) }
        return shell
    }

    /// The heading of the column in which a file has a name, and the fields of its first row.
    private func file(_ shell: TestShell) throws -> [String: String] {
        let path = try TemporaryFolder().path(of: "plans.csv")
        try shell.run("save \(path)")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let (names, fields) = (
            lines[0].split(separator: ",", omittingEmptySubsequences: false),
            lines[1].split(separator: ",", omittingEmptySubsequences: false)
        )
        try #require(names.count == fields.count)
        return Dictionary(uniqueKeysWithValues: zip(names.map(String.init), fields.map(String.init)))
    }

    @Test func rowsAndFilesShowWhatSizeShows() throws {
        let shell = try shell("size by=cost")
        for column in ["headroom", "layout", "bought_cost", "ttft_p95_ms"] {
            #expect(try shell.run("rows 1").contains(column), "\(column)")
        }
        let fields = try file(shell)
        let found = try #require(shell.session.plans?.found(1))
        #expect(fields["layout"]?.contains("tp") == true)
        #expect(Double(try #require(fields["bought_cost"])) == found.price)
        let most = try #require(found.most)
        // Files have ten digits.
        #expect(abs(try #require(fields["headroom"].flatMap(Double.init)) - 100 * (most / 20 - 1)) < 1e-6)
        #expect(fields["ttft_p95_ms"].flatMap(Double.init).map { $0 <= 1500 } == true)
        // How many requests are in flight is not what was asked.
        #expect(fields["concurrency"] == "")
        #expect(fields["cost_hour"] == nil)
        try shell.run("sort cost_hour")
        #expect(try file(shell)["cost_hour"] != nil)
    }

    /// By cost changes are ordered by what whole nodes cost, and show that.
    @Test func suggestionsShowWhatIsBought() throws {
        let shell = try shell("size by=cost")
        let text = try shell.run("suggest")
        #expect(text.contains("bought_cost") && !text.contains(" cost_hour "), "\(text)")
        let sized = try #require(shell.session.advice?.sized)
        let paying = try #require(shell.session.advice?.suggestions.paying)
        // 4.59 USD an hour for each chip of whole nodes of 8.
        for item in paying {
            let price = try #require(sized.price(item)).bought
            #expect((price / (8 * 4.59)).rounded() == price / (8 * 4.59) || price < 1e-9)
            #expect(text.contains(Metric.named("cost_hour")?.text(price) ?? "-"))
        }
    }

    /// A row keeps what was found of it, however rows are ordered.
    @Test func eachRowKeepsItsOwn() throws {
        let shell = try shell("size")
        let plans = try #require(shell.session.plans)
        try shell.run("sort tps_chip asc")
        let sorted = try #require(shell.session.plans)
        for row in 1...plans.count {
            #expect(sorted.found(row)?.scenario == sorted[row].scenario)
        }
        #expect((1...plans.count).contains { sorted[$0] != plans[$0] })
    }

    /// What more a plan carries under one limit says nothing of it under another.
    @Test func anotherLimitLeavesNoHeadroom() throws {
        let shell = try shell("size", "slo ttft_p95_ms<=2s")
        #expect(shell.session.plans?.found(1) == nil)
        let rows = try shell.run("rows")
        #expect(!rows.contains("headroom") && rows.contains("layout"))
        try shell.run("slo ttft_p95_ms<=2s")
        #expect(shell.session.plans?.sized?.terms.conditions.count == 1)
    }

    @Test func aColumnThatIsNotAMetricIsNamed() throws {
        let shell = try shell("size")
        let error = try shell.failure("columns headroom")
        #expect(error.contains("'headroom' is not a metric") && error.contains("show it by themselves"), "\(error)")
    }

    @Test func aMarginInPercentIsOffered() throws {
        let error = try shell().failure("size margin=20")
        #expect(error.contains("'20' is not in 0..0.9") && error.contains("did you mean '20%'?"), "\(error)")
        #expect(try !shell().failure("size margin=-3").contains("mean"))
    }

    @Test func allAmongNamesIsAll() throws {
        let names = CatalogueNames(Catalog.chips, of: .chip)
        func count(_ text: String) throws -> Int { try names.list(Token(text: text, span: 0..<text.count)).count }
        #expect(try count("all,h100") == Catalog.chips.count)
        #expect(try count("h100,h200") == 2)
        #expect(throws: Diagnostic.self) { try count("all,h1000") }
    }

    /// Where one phase was set what was found is taken over whole, the way of serving too.
    @Test(arguments: ["serving=agg", "serving=disagg", "tp=2", "tp=2 serving=agg", "arch=h200,l40s serving=agg"])
    func theModeIsTakenOver(_ pins: String) throws {
        let shell = try shell("size \(pins)")
        let first = try #require(shell.session.plans?[1]).scenario
        let text = try shell.run("config from 1")
        #expect(!text.contains("left as it is"), "\(text)")
        #expect(shell.session.workload.serving == first.workload.serving)
        #expect(shell.session.deployment == first.deployment)
        try shell.run("eval; assert ttft_p95_ms<=1500")
    }

    /// What is asked of chips is what `size` says: with as many as it names they suffice, and none carries less than what came.
    @Test(arguments: [
        (
            "l40s", "qwen3-8b", "rate=5 input=lognormal(2000,1) output=lognormal(300,1)",
            "ttft_p99_ms<=3000 tpot_p95_ms<=60"
        ),
        ("h200", "qwen3-32b", "rate=50 input=4000 output=500", "ttft_p95_ms<=2000 tpot_ms<=50"),
        (
            "h200", "deepseek-r1", "rate=8 input=lognormal(4000,0.6) output=lognormal(1000,0.8)",
            "ttft_p95_ms<=2000 tpot_ms<=50"
        ),
    ])
    func asManyAsItSaysSuffice(_ chip: String, _ model: String, _ load: String, _ limits: String) throws {
        let shell = try TestShell("arch load \(chip)", "model load \(model)", "workload set \(load)", "slo \(limits)")
        try shell.run("size")
        let fewest = Int(try #require(shell.session.plans?.found(1)).chips)
        for question in ["chips", "max_chips"] {
            let text = try shell.run("size \(question)=\(fewest)")
            #expect(!text.contains("suffice:") || text.contains("\(fewest) chips suffice"), "\(text)")
            #expect(!text.contains("do not"), "\(text)")
        }
        // A pin only leaves layouts out.
        for pin in ["serving=agg", "serving=disagg", "tp=1", "pp=1", "moe_tp=8", "max_running=64"] {
            guard model != "qwen3-32b" || pin != "moe_tp=8", (try? shell.run("size \(pin)")) != nil else { continue }
            let chips = Int(try #require(shell.session.plans?.found(1)).chips)
            #expect(chips >= fewest, "\(pin)")
        }
    }

    /// A plan that carries the load has no negative headroom, whatever is asked of lesser loads.
    @Test func goodputIsNoHeadroomBelowZero() throws {
        let shell = try shell("slo goodput>=19.9 ttft_p95_ms<=2000", "size")
        let plans = try #require(shell.session.plans)
        for row in 1...plans.count { #expect(try #require(plans.found(row)?.most) >= 20) }
    }

    /// What a chip is used for is held against the fewest copies: more only use it less.
    @Test func theUseOfAChipIsHeldAgainstTheFewestCopies() throws {
        let shell = try shell("size serving=agg tp=2")
        let use = try #require(Metric.named("tps_chip")).read(try #require(shell.session.plans)[1])
        try shell.run("slo ttft_p95_ms<=1500 tps_chip>=\((0.9 * use).rounded()); size serving=agg tp=2")
        let error = try shell.failure("slo ttft_p95_ms<=1500 tps_chip>=\((1.1 * use).rounded()); size serving=agg tp=2")
        #expect(!error.contains("takes too long") && error.contains("tps_chip"), "\(error)")
    }

    /// A chip or a model that no axis puts in has its name.
    @Test func rowsNameWhatNoAxisPutsIn() throws {
        let rows = try shell("size").run("rows arch model load")
        #expect(rows.contains("h200") && rows.contains("qwen3-32b") && !rows.contains(" -1 "), "\(rows)")
    }

    /// What is swept stays a column whatever is asked for.
    @Test func whatIsSweptStays() throws {
        let shell = try shell("workload set serving=agg", "config set chips=2 tp=2", "sweep replicas=10,12,14")
        #expect(try shell.run("rows all_chips load").contains("replicas"))
    }

    /// The chip of prefill is named where others are compared for decode.
    @Test func prefillsOwnChipIsInTheTitle() throws {
        let text = try shell("arch load h100 as prefill").run("size arch=h200 serving=disagg")
        #expect(text.hasPrefix("qwen3-32b, prefill on h100: 20 requests/s"), "\(text)")
    }
}
