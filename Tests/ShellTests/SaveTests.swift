import CostModel
import Foundation
import TestSupport
import Testing

@testable import Shell

@Suite struct SaveTests {
    private let folder: TemporaryFolder
    private let shell: TestShell

    init() throws {
        folder = try TemporaryFolder()
        shell = try TestShell.prepared()
        try shell.run("top")
    }

    @Test(arguments: ["csv", "json", "md", "sextant"])
    func keepsAFileOfSomeoneElse(_ ending: String) throws {
        let path = folder.path(of: "kept." + ending)
        try folder.write("precious", to: "kept." + ending)
        let before = shell.snapshot
        #expect(
            try shell.failure("save \(path)") == """
                error: '\(path)' exists and was not written by this session
                  save \(path)
                       \(String(repeating: "^", count: path.count)) expected another name, or: save --force \(path)

                """)
        #expect(folder.read("kept." + ending) == "precious")
        #expect(shell.snapshot == before)
        for line in ["save --force \(path)", "save \(path)", "save \(path) --force"] {
            #expect(try shell.failure(line) == "")
        }
        #expect(folder.read("kept." + ending) != "precious")
    }

    @Test func makesFoldersAndLeavesNoTemporaryFile() throws {
        let line = try shell.run("save \(folder.path(of: "a/b/plans.csv"))")
        #expect(line == "15 plans written to \(folder.path(of: "a/b/plans.csv"))\n")
        #expect(folder.names == ["a"])
        #expect(Folder.names(in: folder.path(of: "a/b")) == ["plans.csv"])
    }

    @Test func leavesNothingWhereWritingFails() throws {
        try folder.write("a file", to: "blocked")
        let path = folder.path(of: "blocked/plans.csv")
        #expect(try shell.failure("save \(path)").hasPrefix("error: cannot write '\(path)': Not a directory\n"))
        #expect(folder.names == ["blocked"])
        #expect(folder.read("blocked") == "a file")
    }

    @Test func aFolderIsNotOverwritten() throws {
        try shell.run("save \(folder.path(of: "plans.csv/inner.csv"))")
        #expect(try !shell.failure("save --force \(folder.path(of: "plans.csv"))").isEmpty)
        #expect(folder.names == ["plans.csv"])
    }

    @Test func theJSONFileHasTheShapeOfTheCase() throws {
        try shell.run("save \(folder.path(of: "best.json"))")
        let text = try #require(folder.read("best.json"))
        let file = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(Set(file.keys) == ["chip_count", "model", "optimal_config", "performance", "rows"])
        #expect(file["chip_count"] as? Int == 128)
        #expect(file["model"] as? String == "DeepSeek-V3-671B-W8A16")
        let config = try #require(file["optimal_config"] as? [String: Any])
        #expect(Set(config.keys) == ["MLA_TP", "MLA_DP", "MOE_TP", "MOE_EP", "batch_per_chip", "total_batch"])
        let performance = try #require(file["performance"] as? [String: Double])
        #expect(Set(performance.keys) == ["tps_per_batch", "tps_per_chip", "total_tps", "tpot_ms"])
        let rows = try #require(file["rows"] as? [[String: Any]])
        #expect(rows.count == 15)
        // The first row is the best plan, and the figures of both agree.
        let first = try #require(rows.first)
        #expect(first["tp"] as? Int == config["MLA_TP"] as? Int)
        #expect(first["dp"] as? Int == config["MLA_DP"] as? Int)
        #expect(first["batch"] as? Int == config["batch_per_chip"] as? Int)
        #expect(first["tpot_ms"] as? Double == performance["tpot_ms"])
        #expect(first["tps_chip"] as? Double == performance["tps_per_chip"])
        // 1000 ms / TPOT, times the plan's sequences.
        let tpot = try #require(performance["tpot_ms"])
        let total = try #require(config["total_batch"] as? Double)
        let throughput = try #require(performance["total_tps"])
        #expect((throughput - 1000 / tpot * total).magnitude < 1e-9 * throughput)
    }

    @Test func theCSVFileHoldsTheRowsShown() throws {
        try shell.run("filter tp==4; save \(folder.path(of: "plans.csv"))")
        let lines = try #require(folder.read("plans.csv")).split(separator: "\n")
        #expect(lines.count == 6)
        let headings = try #require(lines.first).split(separator: ",")
        #expect(headings.map { String($0.prefix { $0 != " " }) } == ["row"] + Metric.all.map(\.name) + ["status"])
        for heading in ["tpot_ms [ms]", "tps_chip [output tokens/s/chip]", "dram [GiB/chip]", "mfu [%]"] {
            #expect(headings.contains { $0 == heading }, "\(heading)")
        }
        #expect(lines.dropFirst().allSatisfy { $0.split(separator: ",")[2] == "4" })
    }

    @Test func aLinkStaysALinkAndItsTargetIsWritten() throws {
        try folder.write("old", to: "target.csv")
        try folder.makeLink("link.csv", to: "target.csv")
        try shell.run("save --force \(folder.path(of: "link.csv"))")
        #expect(folder.target(of: "link.csv") == "target.csv")
        #expect(folder.read("target.csv")?.hasPrefix("row,") == true)
        // One file, whatever it is called.
        for name in ["target.csv", "nothing/../link.csv", "./link.csv"] {
            try folder.makeFolder("nothing")
            #expect(try shell.failure("save \(folder.path(of: name))") == "", "\(name)")
            folder.removeFolder("nothing")
        }
        #expect(folder.names == ["link.csv", "target.csv"])
    }

    @Test func aFileKeepsItsMode() throws {
        try folder.write("old", to: "plans.csv")
        folder.setMode(0o640, of: "plans.csv")
        try shell.run("save --force \(folder.path(of: "plans.csv"))")
        #expect(folder.mode(of: "plans.csv") == 0o640)
    }

    @Test func optionsMayStandBehindWhatTheyBelongTo() throws {
        try folder.write("workload set input 8192\n", to: "study.sextant")
        let path = folder.path(of: "study.sextant")
        #expect(try shell.run("replay \(path) --check") == "\(path): output as recorded\n")
        let prepared = try TestShell.prepared()
        #expect(try prepared.run("breakdown 1 --operators") == prepared.run("breakdown --operators 1"))
    }

    @Test func withoutPlansOnlyTheSessionCanBeSaved() throws {
        let empty = try TestShell()
        #expect(
            try empty.failure("save \(folder.path(of: "plans.csv"))") == """
                error: there are no plans yet
                  make some first, for example: sweep chips=128 tp=2,4,8 batch=6..16:2

                """)
        #expect(try empty.failure("save \(folder.path(of: "empty.sextant"))") == "")
        #expect(folder.read("empty.sextant") == "# Sextant session\n")
    }

    @Test func aFileStaysThisSessionsAfterUndo() throws {
        let path = folder.path(of: "plans.csv")
        try shell.run("save \(path); undo")
        #expect(try shell.failure("save \(path)") == "")
    }

    @Test func noBestPlanIsSavedWhereNoneIsLeft() throws {
        try shell.run("filter tps_batch>=1000")
        #expect(
            try shell.failure("save \(folder.path(of: "best.json"))") == """
                error: no plan is left to save
                  filter clear takes all filters back

                """)
        #expect(folder.names.isEmpty)
    }
}
