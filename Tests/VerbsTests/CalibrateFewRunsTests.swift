import Catalog
import CostModel
import TestSupport
import Testing
import Text

@testable import Language
@testable import Notebook
@testable import Verbs
@testable import Words

/// A chip that is calibrated on a handful of runs, kept in a file, and loaded on another day.
@Suite struct CalibrateFewRunsTests {
    private let folder: TemporaryFolder
    private let path: String
    private let kept: String
    private let truth = ChipFactors(overhead: 1.3, work: 1.1)

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path(of: "runs.csv")
        kept = folder.path(of: "cluster-a.json")
        try folder.write(try text(loads: [1, 2, 32, 256]), to: "runs.csv")
    }

    /// Runs as the engine has them on an H200 with other factors, and one of another model.
    private func text(loads: [Double]) throws -> String {
        var lines = ["chip,model,serving,runtime,runtime_version,tp,input,output,concurrency,tpot_ms,ttft_ms"]
        let rows = loads.map { ("llama-3.1-70b", $0) } + [("llama-3.1-8b", 8)]
        for (model, load) in rows {
            var workload = Workload(input: 1024, output: 1024)
            workload.serving = Workload.Serving.agg
            workload.runtime = .vllm
            var deployment = Deployment(chips: 4, tp: 4, batch: 1)
            deployment.concurrency = load
            let plan = PlanResult(
                Scenario(
                    chip: truth.applied(to: try #require(Catalog.chip(named: "h200")).value),
                    model: try #require(Catalog.model(named: model)).value, workload: workload,
                    deployment: deployment))
            let (tpot, ttft) = (plan.totals.seconds * 1e3, plan.totals.firstToken * 1e3)
            lines.append("h200,\(model),agg,vllm,0.19.0,4,1024,1024,\(load),\(tpot),\(ttft)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func shell(on day: String) throws -> TestShell {
        let shell = TestShell(on: try #require(CalendarDay(day)))
        try shell.run("model load llama-3.1-70b")
        try shell.run("workload set serving=agg runtime=vllm input=1024 output=1024")
        try shell.run("config set chips=4 tp=4 concurrency=16")
        return shell
    }

    /// What 'eval' says of how far the plan can be trusted.
    private func trust(_ shell: TestShell, _ word: String = "trust:") throws -> String {
        try shell.run("eval").split(separator: "\n").first { $0.hasPrefix(word) }.map { $0 + "\n" } ?? ""
    }

    @Test func aHandfulOfRunsIsEnough() throws {
        let shell = try shell(on: "2026-11-24")
        try shell.run("arch load h200")
        let output = try shell.run("calibrate \(path)")
        #expect(
            output.hasPrefix(
                """
                2 factors found from 4 runs of vllm 0.19.0 with llama-3.1-70b on h200, of \(path); 1 row of other chips, \
                models or runtimes left out

                """), "\(output)")
        #expect(output.contains("set on h200; 'calibrate save FILE.json' keeps it, 'calibrate undo' takes it back\n"))
        let own = try #require(shell.session.chip?.provenance?.ownRuns)
        #expect((own.factors.overhead / truth.overhead - 1).magnitude < 0.1)
        #expect((own.factors.work / truth.work - 1).magnitude < 0.05)
        let line = try trust(shell)
        #expect(
            line.hasPrefix("trust: calibrated on 4 runs of vllm 0.19.0, today: 80 % of tps_chip within -"), "\(line)")
        #expect(line.hasSuffix(" %\n"), "\(line)")
    }

    /// Seconds under a heading of milliseconds: such a run is left out, and where all are, nothing is set.
    @Test func whatCannotBeIsNoRun() throws {
        let rows = try text(loads: [1, 2, 32, 256]).split(separator: "\n").map(String.init)
        func inSeconds(_ row: String) -> String {
            var fields = row.split(separator: ",").map(String.init)
            for place in fields.count - 2..<fields.count {
                fields[place] = Double(fields[place]).map { "\($0 / 1e3)" } ?? fields[place]
            }
            return fields.joined(separator: ",")
        }
        let shell = try shell(on: "2026-11-24")
        try shell.run("arch load h200")
        let mixed = rows.enumerated().map { $0 == 2 ? inSeconds($1) : $1 }
        try folder.write(mixed.joined(separator: "\n") + "\n", to: "mixed.csv")
        let output = try shell.run("calibrate \(folder.path(of: "mixed.csv"))")
        #expect(output.hasPrefix("2 factors found from 3 runs of vllm 0.19.0 "), "\(output)")
        #expect(output.contains("1 row that cannot be what they say left out; 'validate' names them\n"))
        try shell.run("calibrate undo")
        let all = rows.enumerated().map { $0 == 0 ? $1 : inSeconds($1) }
        try folder.write(all.joined(separator: "\n") + "\n", to: "seconds.csv")
        let failure = try shell.failure("calibrate \(folder.path(of: "seconds.csv"))")
        #expect(failure.contains("no row can be what it says: h200 would have to move more bytes"), "\(failure)")
        #expect(failure.contains("tpot_ms in milliseconds"))
        #expect(shell.session.chip?.provenance?.ownRuns == nil)
    }

    /// Runs that are fifty times as slow are not of what they say: no factor is drawn there, which is told of each.
    @Test func whatRunsHardlyTellIsTold() throws {
        let slow = try text(loads: [1, 2, 32, 256]).split(separator: "\n").map { line in
            guard line.hasPrefix("h200") else { return String(line) }
            var cells = line.split(separator: ",").map(String.init)
            for index in [9, 10] { cells[index] = String(50 * (Double(cells[index]) ?? 0)) }
            return cells.joined(separator: ",")
        }
        try folder.write(slow.joined(separator: "\n") + "\n", to: "slow.csv")
        let shell = try shell(on: "2026-11-24")
        let output = try shell.run("arch load h200; calibrate \(folder.path(of: "slow.csv"))")
        for factor in ["overhead", "work"] {
            #expect(output.contains("these runs hardly tell \(factor): it stays near 1"), "\(output)")
        }
    }

    @Test func theFileBringsItBackOnAnotherDay() throws {
        let first = try shell(on: "2026-11-24")
        try first.run("arch load h200; calibrate \(path)")
        #expect(try first.run("calibrate save \(kept)") == "h200 written to \(kept)\n")
        let before = try #require(first.session.chip)
        let other = try shell(on: "2026-11-27")
        let loaded = try other.run("arch load \(kept)")
        #expect(
            loaded.contains("calibrated on 4 runs of vllm 0.19.0 with llama-3.1-70b, 3 days old (\(path))\n"),
            "\(loaded)")
        let after = try #require(other.session.chip)
        #expect(after.value == before.value)
        #expect(after.provenance?.ownRuns == before.provenance?.ownRuns)
        let top = try other.run("sweep tp=4 concurrency=8,16; top 2")
        let line = "trust: calibrated on 4 runs of vllm 0.19.0, 3 days old: 80 % of tps_chip within -"
        #expect(top.contains(line), "\(top)")
        #expect(OwnRunsWords.ageless(top).contains("trust: calibrated on 4 runs of vllm 0.19.0: 80 % of tps_chip"))
        // What ran in the file is what ran.
        #expect(folder.read("cluster-a.json")?.contains("agg 1024+1024 chips=4 tp=4 concurrency=32") == true)
    }

    @Test func undoTakesItOutAlsoAfterLoading() throws {
        let shell = try shell(on: "2026-11-24")
        try shell.run("arch load h200")
        let bare = try #require(shell.session.chip)
        try shell.run("calibrate \(path); calibrate save \(kept); arch load \(kept)")
        #expect(shell.session.chip?.value != bare.value)
        #expect(try shell.run("calibrate undo").contains("  own runs: 4 runs of vllm 0.19.0 (\(path)) -> none\n"))
        #expect(shell.session.chip?.value == bare.value)
        #expect(shell.session.chip?.provenance?.ownRuns == nil)
        #expect(try trust(shell).hasPrefix("trust: fitted, 80 % of "))
    }

    @Test func calibratingAgainBeginsAnew() throws {
        let shell = try shell(on: "2026-11-24")
        try shell.run("arch load h200; calibrate \(path)")
        let once = try #require(shell.session.chip)
        try shell.run("calibrate \(path)")
        #expect(shell.session.chip?.value == once.value)
        try shell.run("calibrate undo")
        #expect(shell.session.chip?.value == Catalog.chip(named: "h200")?.value)
    }

    @Test func plansOfOtherModelsAndRuntimesAreWarnedOf() throws {
        let shell = try shell(on: "2026-11-24")
        try shell.run("arch load h200; calibrate \(path)")
        try shell.run("workload set runtime=sglang")
        #expect(
            try trust(shell)
                == "trust: published: the chip is calibrated on runs of vllm (workload set runtime=vllm)\n")
        try shell.run("workload set runtime=vllm; model load llama-3.1-8b")
        #expect(
            try trust(shell) == """
                trust: published: the chip is calibrated on runs of llama-3.1-70b, which say nothing of other models \
                ('calibrate undo')

                """)
        try shell.run("model load llama-3.1-70b; config set chips=8 tp=8")
        #expect(try trust(shell).hasSuffix(", wider for the runs had chips=4 tp=4\n"))
        try shell.run("config set chips=4 tp=4; arch set dram_bw=3TB/s")
        #expect(
            try trust(shell).hasPrefix("trust: published: dram_bw is not what the fitted rows had"))
    }

    @Test func whatCannotBeToldIsSaid() throws {
        try folder.write(try text(loads: [32]), to: "one.csv")
        let shell = try shell(on: "2026-11-24")
        try shell.run("arch load h200")
        let output = try shell.run("calibrate \(folder.path(of: "one.csv"))")
        #expect(
            output.contains("one run cannot be left out: how far others are off is known from measured deployments"))
        #expect(output.contains("all runs have chips=4 tp=4: "))
        #expect(
            output.split(separator: "\n").contains { $0.hasPrefix(" tpot_ms  1 ") && $0.hasSuffix(" -") }, "\(output)")
    }

    @Test func slipsAreNamed() throws {
        let shell = try shell(on: "2026-11-24")
        #expect(try shell.failure("calibrate \(path)").hasPrefix("error: no chip is loaded"))
        try shell.run("arch load b200")
        #expect(try shell.failure("calibrate \(path)").hasPrefix("error: no row is of b200; the rows are of h200\n"))
        #expect(
            try shell.failure("calibrate save \(kept)").hasPrefix(
                "error: b200 is not calibrated on runs of one's own\n"))
        try shell.run("arch load h200")
        #expect(
            try shell.failure("calibrate \(path) --hold-out 0.2").hasPrefix("error: --hold-out goes with --params\n"))
        #expect(try shell.failure("calibrate \(path) --by model").hasPrefix("error: --by goes with --params\n"))
    }

    @Test func explainAndChineseSayWhereValuesAreFrom() throws {
        let shell = try shell(on: "2026-11-24")
        try shell.run("arch load h200; calibrate \(path); eval")
        let explained = try shell.run("explain tpot_ms")
        // Sources go on in further lines of their column.
        #expect(explained.contains("overhead") && explained.contains("by 4 runs"), "\(explained)")
        try shell.run("calibrate save \(kept)")
        let other = try self.shell(on: "2026-11-27")
        try other.run("lang zh; arch load \(kept)")
        #expect(try trust(other, "可信度").hasPrefix("可信度：已用 vllm 0.19.0 的 4 次运行标定，3 天前，tps_chip 的 80 % 落在 -"))
    }
}
