import Catalog
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

    /// The chip of prefill is named where others are compared for decode.
    @Test func prefillsOwnChipIsInTheTitle() throws {
        let text = try shell("arch load h100 as prefill").run("size arch=h200 serving=disagg")
        #expect(text.hasPrefix("qwen3-32b, prefill on h100: 20 requests/s"), "\(text)")
    }
}
