import Catalog
import CostModel
import TestSupport
import Testing

@testable import Language
@testable import Notebook
@testable import Verbs

/// Lines that nobody would type on purpose.
@Suite struct RobustnessTests {
    /// Words that are put together at random; files and long measurements are left out.
    private static let words =
        [
            "arch", "model", "workload", "config", "set", "show", "list", "load", "sg2260e", "deepseek-v3", "eval",
            "sweep",
            "filter", "clear", "sort", "asc", "top", "rows", "all", "breakdown", "--operators", "format", "json", "box",
            "history", "undo", "redo", "help", "and", ">=", "<", "=", "==", "tps_batch>=10", "tp=2,4", "tp=1..8:3",
            "batch=8", "chips=64", "chips=1e6", "dram<=60GiB", "inter_bw=16GB/s", "1e999", "nan", "-1", "0", "5",
            "1e18",
            "9223372036854775807", "\"\"", "''", "\"", ";", "#", "算能", "=4", "tp=", "tp=,", "tp=..", "tp=2..", "tp=:",
            "tp=1..2:", "tp=1..2:0", "--", "--force", "%", "95%", "moe_tp=3", "mla_layers=1", "experts=7", "tbo=auto",
            "\t", "=", "=>",
        ] + Metric.all.map(\.name) + Parameter.all.map(\.name)

    @Test(arguments: 1...8)
    func aRefusedLineChangesNothing(_ seed: UInt64) throws {
        var generator = SeededGenerator(property: seed)
        let shell = try TestShell.prepared()
        var refused = 0
        for _ in 0..<200 {
            let count = Int.random(in: 1...5, using: &generator)
            let line = (0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }
                .joined(separator: " ")
            // A line of several commands keeps what the first of them did.
            guard !line.contains(";") else { continue }
            let before = shell.snapshot
            let failure = try shell.failure(line)
            guard !failure.isEmpty else { continue }
            refused += 1
            #expect(failure.hasPrefix("error: "), "\(line)")
            #expect(failure.hasSuffix("\n"), "\(line)")
            #expect(shell.snapshot == before, "\(line)")
        }
        #expect(refused > 50)
    }

    @Test func everyVerbRunsOrSaysWhyNotInAnEmptySession() throws {
        for command in Session.registry.commands where command.name != "bench" {
            let failure = try TestShell().failure(command.name)
            #expect(failure.isEmpty || failure.hasPrefix("error: "), "\(command.name)")
        }
    }

    @Test func whatIsMissingIsNamedWithTheCommandThatLoadsIt() throws {
        for line in ["eval", "sweep tp=2", "arch show", "arch set group=8"] {
            #expect(
                try TestShell().failure(line) == """
                    error: no chip is loaded
                      load one first, for example: arch load h200; 'arch list' names them

                    """, "\(line)")
        }
        for line in ["eval", "sweep tp=2", "model show", "model set mtp_layers=0"] {
            #expect(
                try TestShell("arch load sg2260e").failure(line) == """
                    error: no model is loaded
                      load one first, for example: model load deepseek-r1; 'model list' names them

                    """, "\(line)")
        }
        for line in ["top", "rows", "filter tp>1", "filter clear", "sort tp", "breakdown", "save plans.csv"] {
            #expect(
                try TestShell().failure(line) == """
                    error: there are no plans yet
                      'sweep' alone searches tp and batch, 'sweep tp=2,4,8 batch=6..16:2' what is given; 'eval' makes one

                    """, "\(line)")
        }
    }

    /// Each of them is in its own range, but together they describe no model.
    @Test(arguments: ["top_k=300", "experts=4", "route_limit=9", "expert_intermediate=0"])
    func aModelThatCannotBeIsRefused(_ assignment: String) throws {
        let shell = try TestShell.prepared()
        let before = shell.snapshot
        let failure = try shell.failure("model set \(assignment)")
        #expect(failure.hasPrefix("error: there is no such model: "))
        #expect(failure.contains("^"))
        #expect(shell.snapshot == before)
    }

    @Test func everyModelOfTheCatalogueCanBe() {
        for entry in Catalog.models {
            #expect(ModelRule.broken(by: entry.value)?.problem == nil, "\(entry.name)")
        }
    }

    @Test func aSweepLeavesOutModelsThatCannotBe() throws {
        let shell = try TestShell.prepared()
        let line = try shell.run("sweep tp=4 top_k=4,8,300")
        #expect(line == "2 plans; 1 combination skipped: the shapes are those of no model\n")
        #expect(try shell.run("filter clear") == "all 2 plans back\n")
        #expect(try shell.failure("sweep tp=4 top_k=300").hasPrefix("error: there is no such model: top_k=300 "))
    }

    @Test func aRangeEndsAtItsUpperBound() throws {
        let shell = try TestShell.prepared()
        for (low, high, step) in [(0.1, 0.3, 0.1), (0.1, 1, 0.3), (0.01, 0.07, 0.01), (0.1, 0.7, 0.2)] {
            try shell.run("sweep tp=4 overlap=\(low)..\(high):\(step)")
            let plans = try #require(shell.session.plans)
            let values = (1...plans.count).map { plans[$0].scenario.chip.overlap }
            #expect(values.allSatisfy { $0 <= high }, "\(values)")
            #expect(values.count == Int(((high - low) / step).rounded()) + 1)
        }
    }
}
