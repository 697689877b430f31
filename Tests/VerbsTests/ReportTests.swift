import CostModel
import Exchange
import TestSupport
import Testing
import Units

@testable import Language
@testable import Notebook
@testable import Verbs

/// The page for those who decide.
@Suite struct ReportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func study() throws -> TestShell {
        try TestShell(
            "# A <study>.", "arch load sg2260e", "model load deepseek-v3", "slo tps_batch>=10",
            "sweep chips=64,128 tp=2,4,8 batch=6,8,10,12")
    }

    private func sized() throws -> TestShell {
        try TestShell(
            "arch load h200", "model load qwen3-32b", "workload set rate=10/s input=2000 output=500",
            "slo ttft_p95_ms<=2s tpot_p95_ms<=50ms", "size")
    }

    private func report(_ shell: TestShell, _ line: String, _ name: String) throws -> String {
        try shell.run(line.replacing("FILE", with: folder.path(of: name)))
        return try #require(folder.read(name))
    }

    private func sections(_ html: String) -> [String] {
        html.split(separator: "<section id=\"").dropFirst().compactMap {
            $0.split(separator: "\"").first.map(String.init)
        }
    }

    @Test func aSweptSessionIsReportedOnItsBestPlan() throws {
        let shell = try study()
        let path = folder.path(of: "report.html")
        let said = try shell.run("export \(path)")
        #expect(said == "report on chips=128 tp=4 batch=10 moe_tp=1 written to \(path)\n")
        #expect(shell.session.cells.last?.text == "export report --force \(path)")
        let html = try #require(folder.read("report.html"))
        // A price is not known, and no requests come at their own times.
        #expect(
            sections(html) == [
                "figures", "question", "plan", "reasons", "alternatives", "load", "sensitivity", "trust", "limits",
                "details", "replay", "sources",
            ])
        #expect(
            html.contains("Recommended: serve DeepSeek-V3 on 128 x Sophgo SG2260E, laid out as chips=128 tp=4 batch=10")
        )
        #expect(html.contains("It meets what was asked of it."))
        #expect(html.contains("<span class=\"value\">104.1</span> <span class=\"unit\">output tok/s /chip</span>"))
        #expect(html.contains("published, no band"))
        #expect(html.contains("tps_batch&gt;=10") && html.contains(">met</td>"))
        #expect(html.contains("# A &lt;study&gt;.\narch load sg2260e\n"))
        #expect(html.contains("class=\"plot\"") && html.contains(">recommended</text>"))
    }

    @Test func aPageNeedsNothingElseAndIsWhole() throws {
        let html = try report(try study(), "export report FILE", "study.html")
        for outside in ["http://www.w3.org", "src=", "url(", "@import", "<link", "<script"] {
            #expect(!html.contains(outside), "\(outside)")
        }
        #expect(html.contains("prefers-color-scheme: dark") && html.contains("@media print"))
        #expect(html.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"))
        for tag in [
            "section", "header", "nav", "main", "footer", "pre", "table", "tr", "td", "th", "div", "p", "span", "ul",
            "li",
            "dl", "dt", "dd", "svg", "g", "text", "h2", "h3",
        ] {
            let opened = html.split(separator: "<\(tag)>").count + html.split(separator: "<\(tag) ").count - 2
            #expect(opened == html.split(separator: "</\(tag)>").count - 1, "\(tag)")
        }
        // Each link leads to a section.
        for link in html.split(separator: "<a href=\"#").dropFirst() {
            let name = String(link.prefix { $0 != "\"" })
            #expect(sections(html).contains(name), "\(name)")
        }
    }

    @Test func aSizedSessionHasTailsAndCosts() throws {
        let shell = try sized()
        let html = try report(shell, "export report FILE", "size.html")
        let names = sections(html)
        #expect(names.contains("tails") && names.contains("cost") && names.contains("load"))
        #expect(html.contains("10 requests/s, each with 2000 tokens in and 500 out"))
        #expect(html.contains("list price, not an offer") || html.contains("List price, not an offer"))
        #expect(html.contains(">p99<") && html.contains("ttft_p95_ms&lt;=2s"))
        #expect(!html.contains("sweep again"))
        // What is recommended is the first row of `size`.
        let plan = try #require(shell.session.plans?[1])
        let chips = Decimal.fixed(Metric.allChips.read(plan), places: 0)
        #expect(html.contains("on \(chips) x NVIDIA H200"))
    }

    @Test func markdownHoldsTheSame() throws {
        let shell = try study()
        let (html, text) = (
            try report(shell, "export report FILE", "a.html"), try report(shell, "export report FILE", "a.md")
        )
        #expect(text.hasPrefix("# DeepSeek-V3 on Sophgo SG2260E: a deployment plan\n\n**Recommended: "))
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(headings.count == sections(html).count)
        #expect(text.contains("| throughput of a chip | tps_chip | 104.1 | output tok/s /chip | published, no band |"))
        #expect(text.contains("| tps_batch>=10 | 10.41 | output tok/s /request | 4.1 | met | published, no band |"))
        #expect(text.contains("```sextant\n# A <study>.\narch load sg2260e\n"))
        #expect(!text.contains("<study>.\n\n"))
    }

    @Test func otherRowsAndTheSetPlanAreReportedOn() throws {
        let shell = try study()
        try shell.run("top 3")
        let path = folder.path(of: "two.md")
        let second = try #require(shell.session.plans?[2])
        #expect(try shell.run("export report _:2 \(path)").contains("tp=\(Int(second.scenario.deployment.tp)) "))
        #expect(shell.session.cells.last?.text == "export report --force _:2 \(path)")
        let alone = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=128 tp=4 batch=12")
        let text = try report(alone, "export report FILE", "one.md")
        #expect(text.contains("this plan alone, as it was set") && !text.contains("## Runners-up"))
        try alone.run("slo tps_batch>=10; eval")
        #expect(try report(alone, "export report --force FILE", "one.md").contains("**Not as asked: "))
    }

    @Test func chineseIsWhole() throws {
        let shell = try study()
        try shell.run("lang zh")
        let html = try report(shell, "export report FILE", "zh.html")
        #expect(html.contains("<html lang=\"zh-CN\">") && html.contains("<h1>DeepSeek-V3 在 Sophgo SG2260E 上的部署方案</h1>"))
        #expect(html.contains("建议：用 128 颗 Sophgo SG2260E 部署 DeepSeek-V3") && html.contains("满足全部要求。"))
        for english in ["Recommended", "What is not modelled", "no band", "to spare", ">met<"] {
            #expect(!html.contains(english), "\(english)")
        }
    }

    @Test func thereIsNoReportWithoutAPlan() throws {
        let shell = try TestShell()
        #expect(try shell.failure("export \(folder.path(of: "report.html"))").contains("no chip is loaded"))
        #expect(try shell.failure("export report \(folder.path(of: "x.csv"))").contains("expected a name that ends in"))
        let full = try TestShell("arch load sg2260e", "model load deepseek-v3", "config set chips=8 tp=1 batch=1")
        #expect(try full.failure("export report \(folder.path(of: "x.md"))").contains("does not fit"))
        #expect(folder.names == [])
    }

    @Test func aForeignFileIsKept() throws {
        let shell = try study()
        try folder.write("precious", to: "report.md")
        let path = folder.path(of: "report.md")
        #expect(try shell.failure("export \(path)").contains("another name, or the same command with --force"))
        #expect(folder.read("report.md") == "precious")
        try shell.run("export --force \(path)")
        #expect(folder.read("report.md") != "precious")
    }

    @Test func aSentenceBeginsWithACapitalAndEnds() {
        #expect(Report.sentence("row 1 meets it") == "Row 1 meets it.")
        #expect(Report.sentence("trust: published") == "Trust: published.")
        #expect(Report.sentence("batch=10 is the largest") == "batch=10 is the largest.")
        #expect(Report.sentence("slo tps_batch>=10 holds") == "slo tps_batch>=10 holds.")
        #expect(Report.sentence("a chip of the worker:") == "A chip of the worker:")
        #expect(Report.sentence("") == "")
    }

    @Test func pagesForPaperTakeAProgram() throws {
        let shell = try study()
        let path = folder.path(of: "plan.pdf")
        guard PDFWriter.isInstalled else {
            let failure = try shell.failure("export \(path)")
            #expect(failure.contains("a .pdf takes weasyprint, which is not installed"))
            #expect(failure.contains("on Debian: apt-get install weasyprint"))
            #expect(folder.names == [])
            return
        }
        try shell.run("export \(path)")
        #expect(folder.read("plan.pdf")?.hasPrefix("%PDF-") == true)
        #expect(folder.names == ["plan.pdf"])
        #expect(!PDFWriter.lacksGlyphs(for: "Latin alone", isCancelled: { false }))
    }
}
