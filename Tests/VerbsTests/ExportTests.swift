import Foundation
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Sessions for people who do not have the shell.
@Suite struct ExportTests {
    private let folder: TemporaryFolder
    private let shell: TestShell

    init() throws {
        folder = try TemporaryFolder()
        shell = try TestShell(
            "# The <first> & only `study`.", "arch load sg2260e; model load deepseek-v3; sweep tp=2,4 batch=8", "top 1",
            "filter 'tps_chip>1'")
    }

    private func export(_ name: String) throws -> String {
        #expect(try shell.run("export \(folder.path(of: name))") == "5 cells written to \(folder.path(of: name))\n")
        return try #require(folder.read(name))
    }

    @Test func markdownHoldsNotesCommandsAndTables() throws {
        let text = try export("study.md")
        #expect(
            text.hasPrefix(
                "# Sextant session\n\nThe &lt;first> & only `study`.\n\n**\\[1\\]**\n\n```sextant\narch load "))
        #expect(
            text.contains(
                "```sextant\ntop 1\n```\n\nchips=128 moe_tp=1 ep=128 batch=8; decode of 4096 tokens\n\n| # | tp | tpot_ms (ms) |"
            ))
        #expect(text.contains("```text\n2 of 2 kept; 0 dropped by tps_chip>1\n```\n"))
    }

    @Test func aPageNeedsNothingElseAndFitsAPhone() throws {
        let text = try export("study.html")
        #expect(text.hasPrefix("<!DOCTYPE html>\n") && text.hasSuffix("</html>\n"))
        #expect(text.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"))
        #expect(text.contains("The &lt;first&gt; &amp; only `study`."))
        #expect(text.contains("filter &#39;tps_chip&gt;1&#39;</pre>"))
        #expect(text.contains("<td style=\"text-align:right\">4</td>"))
        // On paper nothing scrolls, so that no column may be cut off.
        #expect(text.contains("@media print") && text.contains(".table { overflow: visible; }"))
        for outside in ["http:", "https:", "src=", "url(", "@import", "<link", "<script"] {
            #expect(!text.contains(outside), "\(outside)")
        }
        // Every element that is opened is closed.
        for tag in ["section", "pre", "table", "tr", "td", "th", "div", "p", "b", "small", "caption", "thead", "tbody"]
        {
            let opened = text.split(separator: "<\(tag)>").count + text.split(separator: "<\(tag) ").count - 2
            #expect(opened == text.split(separator: "</\(tag)>").count - 1, "\(tag)")
        }
    }

    @Test func aPictureShowsWhatWasTypedAndPrinted() throws {
        let text = try export("study.svg")
        #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && text.hasSuffix("</g>\n</svg>\n"))
        // Viewers fold spaces unless told to keep them, some also those that do not break; signs of XML are escaped.
        #expect(text.contains(" xml:space=\"preserve\">"))
        #expect(text.contains("># The &lt;first&gt; &amp; only `study`.</text>"))
        #expect(text.contains(">sextant&gt; top 1</text>"))
        #expect(text.contains("> #  tp  tpot_ms  ") && !text.contains("\u{A0}"))
        #expect(text.contains(">2 of 2 kept;"))
    }

    @Test func aNotebookHasItsOutputs() throws {
        let text = try export("study.ipynb")
        let file = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(text.hasSuffix("}\n"))
        #expect(file["nbformat"] as? Int == 4)
        #expect(file["nbformat_minor"] as? Int == 5)
        #expect(Set(file.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
        let cells = try #require(file["cells"] as? [[String: Any]])
        #expect(cells.map { $0["cell_type"] as? String } == ["markdown"] + Array(repeating: "code", count: 5))
        #expect(Set(cells.compactMap { $0["id"] as? String }).count == 6)
        #expect(cells[0]["source"] as? [String] == ["The &lt;first> & only `study`."])
        #expect(cells[1]["execution_count"] as? Int == 1)
        let outputs = try #require(cells[4]["outputs"] as? [[String: Any]])
        #expect(outputs.map { $0["output_type"] as? String } == ["execute_result"])
        let data = try #require(outputs.first?["data"] as? [String: [String]])
        #expect(data["text/plain"]?.joined() == shell.session.numberedCells[3].recorded({ false }))
        #expect(data["text/html"]?.joined().contains("<table>") == true)
    }

    @Test func aForeignFileIsKept() throws {
        try folder.write("precious", to: "study.md")
        let path = folder.path(of: "study.md")
        #expect(try shell.failure("export \(path)").contains("another name, or the same command with --force"))
        #expect(folder.read("study.md") == "precious")
        #expect(try shell.failure("export --force \(path)") == "")
        #expect(
            try shell.failure("export study.docx").contains(
                "'study.docx' has no ending that says what to write\n"))
    }
}
