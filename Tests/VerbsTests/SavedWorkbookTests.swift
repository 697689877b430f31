import CostModel
import Presentation
import Storage
import TestSupport
import Testing

@testable import Exchange
@testable import Language
@testable import Notebook
@testable import Verbs

/// The tables that `save` puts into one file.
@Suite struct SavedWorkbookTests {
    private let shell: TestShell

    init() throws {
        shell = try TestShell(
            "# Two links.", "arch load sg2260e", "model load deepseek-v3",
            "sweep chips=128 tp=2,4 batch=8,10 inter_bw=16GB/s,32GB/s", "filter tps_batch>=10", "top 3")
    }

    private func sheets(of shell: TestShell) throws -> [String: (columns: [String], rows: [[Table.Cell]])] {
        let plans = try #require(shell.session.plans)
        let rows = 1..<plans.count + 1
        let book = try PlanWorkbook(plans, rows, PlanData(plans)) { false }
        var found: [String: (columns: [String], rows: [[Table.Cell]])] = [:]
        for sheet in book.sheets(of: shell.session) {
            var all: [[Table.Cell]] = []
            try sheet.forEach { row throws(FileError) in all.append(row) }
            #expect(all.count == sheet.count && all.allSatisfy { $0.count == sheet.columns.count }, "\(sheet.name)")
            found[sheet.name] = (sheet.columns.map(\.key), all)
        }
        return found
    }

    @Test func eachChipIsARowAsItIsSet() throws {
        let all = try sheets(of: shell)
        #expect(
            Set(all.keys) == ["plans", "chips", "models", "workloads", "columns", "session", "about"])
        let (plans, chips) = (try #require(all["plans"]), try #require(all["chips"]))
        #expect(chips.rows.count == 2)
        let place = try #require(chips.columns.firstIndex(of: "inter_bw"))
        // The link of a plan is that of the chip which it names.
        let (link, id) = (
            try #require(plans.columns.firstIndex(of: "inter_bw")),
            try #require(plans.columns.firstIndex(of: "chip_id"))
        )
        #expect(!plans.rows.isEmpty)
        for row in plans.rows {
            let chip = try #require(chips.rows.first { $0[0] == row[id] })
            #expect(chip[place] == row[link])
        }
        #expect(Set(chips.rows.map { "\($0[place])" }).count == 2)
        #expect(all["models"]?.rows.count == 1 && all["workloads"]?.rows.count == 1)
        #expect(all["models"]?.rows.first?[1] == .text("deepseek-v3"))
    }

    @Test func chipsThatAreComparedAreTold() throws {
        let shell = try TestShell(
            "model load qwen3-32b", "arch load h100", "sweep arch=h100,h200 chips=8 tp=4,8 batch=8")
        let all = try sheets(of: shell)
        let chips = try #require(all["chips"])
        #expect(chips.rows.map { $0[1] } == [.text("h100"), .text("h200")])
    }

    @Test func prefillWorkersHaveAChipOfTheirOwn() throws {
        let shell = try TestShell(
            "arch load h20; arch load h800 as prefill; model load deepseek-v3",
            "workload set serving=disagg input=4000 output=1000; config set chips=16 concurrency=64; eval")
        let all = try sheets(of: shell)
        let (plans, chips) = (try #require(all["plans"]), try #require(all["chips"]))
        let id = try #require(plans.columns.firstIndex(of: "prefill_chip_id"))
        let row = try #require(plans.rows.first)
        #expect(chips.rows.first { $0[0] == row[id] }?[1] == .text("h800"))
    }

    @Test func allColumnsAreExplained() throws {
        let all = try sheets(of: shell)
        let legend = try #require(all["columns"]).rows
        for name in ["plans", "chips", "models", "workloads"] {
            let columns = try #require(all[name]).columns
            #expect(legend.filter { $0[0] == .text(name) }.map { $0[1] } == columns.map { .text($0) })
        }
        #expect(legend.allSatisfy { $0[3] != .text("") })
        let commands = try #require(all["session"]).rows
        #expect(commands.first == [.missing, .text("# Two links."), .text("")])
        #expect(commands[1][0] == .number(1) && commands[1][1] == .text("arch load sg2260e"))
    }

    @Test func theRemarkNamesTheTables() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "plans.db")
        let count = try #require(shell.session.plans?.count)
        #expect(
            try shell.run("save --all \(path)")
                == "\(count) plans written to \(path); tables: plans, chips, models, workloads, columns, session and about\n"
        )
        #expect(folder.read("plans.db")?.hasPrefix("SQLite format 3") == true)
        #expect(folder.names == ["plans.db"])
        #expect(shell.session.cells.last?.text == "save --force --all \(path)")
        // Without it those that were looked for: `top 3`.
        #expect(count > 3)
        #expect(try shell.run("save \(path)").hasPrefix("3 plans written to \(path);"))
    }
}
