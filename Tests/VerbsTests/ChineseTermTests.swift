import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// The Chinese article of terms: each Chinese name leads to the figure or parameter beside it.
@Suite struct ChineseTermTests {
    @Test func everyTermLeadsToItsName() throws {
        let article = try #require(TextFile.read(Project.root + "/Sources/sextant/Sextant.docc/ChineseTerms.md"))
        let shell = try TestShell()
        var count = 0
        for line in article.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.filter { $0 != " " && $0 != "`" } }
            let help = try shell.run("help \(cells[1])")
            #expect(help.hasPrefix(cells[0] + " ") || help.hasPrefix(cells[0] + ","), "\(line): \(help)")
            count += 1
        }
        #expect(count > 40)
    }
}
