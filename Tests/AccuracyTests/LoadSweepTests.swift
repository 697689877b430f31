import Catalog
import CostModel
import Measurements
import Planning
import TestSupport
import Testing
import Units

/// Published sweeps of a server's load, of which no row was fitted: means and 99th percentiles beside the equations.
@Suite struct LoadSweepTests {
    /// A run at one rate.
    private struct Run {
        let sweep: String
        let load: Double
        let plan: PlanResult
        /// Measured figures in milliseconds, by the metric of their column.
        let measured: [String: Double]
    }

    private static let figures = ["ttft_ms", "ttft_p99_ms", "tpot_ms", "tpot_p99_ms", "e2e_ms", "e2e_p99_ms"]

    private static func runs() throws -> [Run] {
        let text = try #require(TextFile.read(Project.root + "/Tests/AccuracyTests/Measured/load-sweeps.csv"))
        let table = try CSVTable(parsing: text)
        return try table.rows.map { row in
            func cell(_ name: String) throws -> String { row.cells[try #require(table.headings.firstIndex(of: name))] }
            func number(_ name: String) throws -> Double { try #require(Double(cell(name))) }
            var workload = Workload(input: try number("input"), output: try number("output"))
            workload.serving = .agg
            workload.runtime = try #require(Runtime.allCases.first { $0.name == (try? cell("runtime")) })
            workload.rate = try number("rate")
            workload.arrivalVariation = try number("arrival_cv")
            workload.inputVariation = try number("input_cv")
            workload.outputVariation = try number("output_cv")
            var model = try #require(Catalog.model(named: cell("model"))).value
            let format = try #require(PrecisionFormat.allCases.first { $0.name == (try? cell("precision")) })
            model.precision = Precision(format)
            let scenario = Scenario(
                chip: try #require(Catalog.chip(named: cell("chip"))).value, model: model, workload: workload,
                deployment: Deployment(chips: try number("chips"), tp: try number("tp"), batch: 1))
            var measured: [String: Double] = [:]
            for name in figures { measured[name] = Double(try cell(name)) }
            return Run(
                sweep: try cell("sweep"), load: try number("measured_load"), plan: PlanResult(scenario),
                measured: measured)
        }
    }

    /// The rows of the article's table.
    private static func table(_ runs: [Run]) throws -> [String] {
        try runs.map { run in
            let errors = try figures.map { name -> String in
                guard let measured = run.measured[name] else { return "" }
                let value = try #require(Metric.named(name)).read(run.plan)
                guard value.isFinite else { return "refused" }
                let percent = Decimal.fixed(100 * (value / measured - 1), places: 0)
                return percent.hasPrefix("-") || percent == "0" ? percent : "+" + percent
            }
            let load = try #require(Metric.named("load")).read(run.plan)
            let s = run.plan.scenario
            let cells = [
                run.sweep, "\(s.workload.runtime.name), \(Decimal.shortest(s.deployment.tp)) chips",
                Decimal.shortest(s.workload.rate), Decimal.fixed(100 * run.load, places: 0),
                Decimal.fixed(load, places: 0),
            ]
            return "| " + (cells + errors).joined(separator: " | ") + " |"
        }
    }

    @Test func theArticleSaysHowFarTheyAreOff() throws {
        let article = try #require(TextFile.read(Project.root + "/Sources/sextant/Sextant.docc/Queues.md"))
        let rows = try Self.table(Self.runs())
        let missing = rows.filter { !article.contains($0 + "\n") }
        #expect(missing.isEmpty, "\n\(rows.joined(separator: "\n"))")
    }

    /// At the same load of what they reach, a higher rate takes longer in the equations as in what was measured.
    @Test func sweepsRiseAsTheyWereMeasured() throws {
        for (sweep, runs) in Dictionary(grouping: try Self.runs(), by: \.sweep) {
            let sorted = runs.sorted { $0.load < $1.load }.filter { $0.plan.totals.isSettled }
            for (slower, faster) in zip(sorted, sorted.dropFirst()) {
                #expect(slower.plan.requestSeconds <= faster.plan.requestSeconds * (1 + 1e-6), "\(sweep)")
            }
        }
    }
}
