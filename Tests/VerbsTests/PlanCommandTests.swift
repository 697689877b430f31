import Catalog
import Foundation
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

@Suite struct FilterTests {
    /// A list of very many values is short in a hint alone.
    @Test func allValuesOfALongRowAreSwept() throws {
        // 1.02 to the 175th is 32.0.
        let shell = try TestShell(
            "arch load sg2260e", "model load deepseek-v3", "sweep inter_bw=1e9..32e9:*1.02 batch=4")
        #expect(try #require(shell.session.plans).count == 176)
    }

    @Test func saysWhatEachConditionDropped() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("filter tps_batch>=10") == "8 of 15 kept; 7 dropped by tps_batch>=10\n")
        #expect(
            try shell.run("filter tps_batch >= 10 and tp==4 and batch > 6")
                == "2 of 8 kept; 0 dropped by tps_batch>=10, 5 by tp==4, 1 by batch>6\n")
        #expect(try shell.run("filter clear") == "all 15 plans back\n")
    }

    @Test func conditionsMayStandInQuotes() throws {
        let shell = try TestShell.prepared()
        let plain = try shell.run("filter tp==4 and batch > 6")
        try shell.run("undo")
        #expect(try shell.run("filter \"tp == 4 and batch > 6\"") == plain)
        #expect(
            try shell.failure("filter \"tp == 4 and bach > 6\"") == """
                error: unknown metric 'bach'
                  filter "tp == 4 and bach > 6"
                                      ^^^^ did you mean 'batch'?
                                      \(Names.metric(such: "batch, tps_batch, total_batch"))

                """)
    }

    @Test func saysWhatDoesNotFit() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("sweep tp=4 batch=8,800,8000") == "3 plans; 2 do not fit in DRAM\n")
        #expect(
            try shell.run("filter tps_batch>=1")
                == "1 of 3 kept; 2 dropped that do not fit in DRAM, 0 by tps_batch>=1\n")
    }

    @Test func aLimitMayCarryAUnitOfItsOwn() throws {
        for (plain, withUnit) in [
            ("tpot_ms<=100", "tpot_ms<=0.1s"), ("tpot_ms<=100", "tpot_ms<=100ms"), ("mfu>=10", "mfu>=10%"),
            ("dram<=17", "dram<=17GiB"), ("tps_batch>10", "tps_batch>10tok/s"), ("tp=4", "tp==4"),
        ] {
            let one = try TestShell.prepared()
            let other = try TestShell.prepared()
            try one.run("filter \(plain)")
            try other.run("filter \(withUnit)")
            #expect(one.session.plans?.selection.rows == other.session.plans?.selection.rows, "\(withUnit)")
            #expect(one.session.plans?.count != 15, "\(plain)")
        }
    }

    @Test func clearingKeepsTheOrder() throws {
        let shell = try TestShell.prepared()
        try shell.run("sort tpot_ms; filter tps_batch>=10; filter clear")
        let plain = try TestShell.prepared()
        try plain.run("sort tpot_ms")
        #expect(shell.session.plans?.selection.rows == plain.session.plans?.selection.rows)
    }

    @Test func anEmptyResultIsNoError() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("filter tps_batch>=1000") == "0 of 15 kept; 15 dropped by tps_batch>=1000\n")
        for line in ["top", "breakdown"] {
            #expect(
                try shell.failure(line)
                    == "error: no plan is left\n  'dropped' says what dropped them; 'filter clear' takes conditions back\n"
            )
        }
        #expect(
            try shell.run("rows")
                == "no plan is left; 'dropped' says what dropped them; 'filter clear' takes conditions back\n")
    }
}

@Suite struct RankingTests {
    @Test func topRanksByThroughputPerChip() throws {
        let shell = try TestShell.prepared()
        try shell.run("top 3")
        let plans = try #require(shell.session.plans)
        let values = (1...plans.count).map { plans[$0].scenario.deployment.batch / plans[$0].totals.seconds }
        #expect(values == values.sorted(by: >))
    }

    @Test func sortSaysItsDirectionAndTopKeepsIt() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("sort tpot_ms") == "15 plans by tpot_ms, lowest first\n")
        #expect(try shell.run("sort tps_chip") == "15 plans by tps_chip, highest first\n")
        #expect(try shell.run("sort batch desc") == "15 plans by batch, highest first\n")
        let rows = shell.session.plans?.selection.rows
        try shell.run("top 2")
        #expect(shell.session.plans?.selection.rows == rows)
    }

    @Test func anAxisThatIsNoMetricHasAColumn() throws {
        let shell = try TestShell.prepared()
        try shell.run("sweep tp=4 inter_bw=16e9,64GB/s")
        let text = try shell.run("rows")
        #expect(text.contains("inter_bw") && text.contains("16 GB/s") && text.contains("64 GB/s"))
    }

    @Test func rowsSaysHowManyItLeavesOut() throws {
        let shell = try TestShell.prepared()
        #expect(try shell.run("rows 10").hasSuffix("\n10 of 15 rows; 'rows all' shows the rest\n"))
        // A title, three lines of headings, 15 rows, how far they can be trusted.
        #expect(try shell.run("rows all").split(separator: "\n").count == 20)
    }

    @Test func aCapacityThatVariesHasAColumnToo() throws {
        let shell = try TestShell.prepared()
        try shell.run("sweep tp=4 dram=32e9,64e9")
        let rows = try shell.run("rows").split(separator: "\n").dropLast().suffix(2)
        #expect(rows.first?.dropFirst(3) != rows.last?.dropFirst(3))
        #expect(try shell.run("rows").contains(" arch.dram "))
        #expect(try shell.run("filter arch.dram>=64GB").hasPrefix("1 of 2 kept"))
    }
}

@Suite struct FormatTests {
    @Test func withJSONStandardOutputHoldsNothingButDocuments() throws {
        let shell = try TestShell.prepared()
        try shell.run("format json")
        #expect(shell.output.isEmpty)
        #expect(shell.error == "tables are written as json\n")
        for line in [
            "arch list", "arch show", "model show", "config show", "eval", "sweep chips=128 tp=2,4 batch=6,8",
            "filter tps_batch>=5", "sort tpot_ms", "top 2", "rows", "breakdown", "breakdown --operators", "history",
            "workload set input 2048", "help top", "undo", "redo",
        ] {
            let output = try shell.run(line)
            if output.isEmpty {
                #expect(!shell.error.isEmpty, "\(line)")
            } else {
                let rows = JSONRows.of(output)
                #expect(rows?.isEmpty == false, "\(line)")
            }
        }
    }

    @Test func aReplayUnderJSONPrintsItsTablesToStandardOutput() throws {
        let folder = try TemporaryFolder()
        try folder.write("format json\narch list\n", to: "s.sextant")
        let shell = try TestShell()
        let output = try shell.run("replay \(folder.path(of: "s.sextant"))")
        let rows = JSONRows.of(output)
        #expect(rows?.count == Catalog.chips.count)
        #expect(shell.error == "tables are written as json\n")
    }

    @Test func jsonHoldsNumbersWithTenDigits() throws {
        let shell = try TestShell.prepared()
        try shell.run("format json")
        let output = try shell.run("top 1")
        let rows = try #require(JSONRows.of(output))
        let plan = try #require(shell.session.plans)[1]
        let tpot = try #require(rows.first?["tpot_ms"] as? Double)
        #expect((tpot / (plan.totals.seconds * 1e3) - 1).magnitude < 1e-9)
        #expect(output.contains("\"fits\": true"))
        #expect(rows.first?["chip"] as? String == "sg2260e")
        #expect(rows.first?["model"] as? String == "deepseek-v3")
    }

    @Test func withCSVStandardOutputIsCSV() throws {
        let shell = try TestShell.prepared()
        try shell.run("format csv")
        let lines = try shell.run("filter tps_batch>=10; top 2").split(separator: "\n")
        #expect(lines.count == 3)
        #expect(Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }).count == 1)
        #expect(shell.error.hasPrefix("8 of 15 kept"))
    }
}
