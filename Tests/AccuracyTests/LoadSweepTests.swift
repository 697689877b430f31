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

        /// A figure of the model over the measured one, less 1; nil where one of them is not there.
        func error(_ name: String) throws -> Double? {
            let value = try #require(Metric.named(name)).read(plan)
            guard let measured = measured[name], value.isFinite else { return nil }
            return value / measured - 1
        }
    }

    /// `+12`: percent with its sign.
    private static func signed(_ error: Double) -> String {
        let percent = Decimal.fixed(100 * error, places: 0)
        return percent.hasPrefix("-") || percent == "0" ? percent : "+" + percent
    }

    /// Loads that errors are told apart by, as shares of what a server reached.
    private static let loads = [("below 30", 0..<0.3), ("30 to 60", 0.3..<0.6), ("60 to 95", 0.6..<0.95)]

    /// The rows of the table by load: of each figure the mean magnitude of the errors, their mean, and their number.
    private static func summary(_ runs: [Run]) throws -> [String] {
        try loads.map { name, range in
            let within = runs.filter { range.contains($0.load) }
            let cells = try figures.map { figure -> String in
                let errors = try within.compactMap { try $0.measured[figure] == nil ? nil : $0.error(figure) }
                guard !errors.isEmpty else { return "" }
                let size = errors.map(\.magnitude).reduce(0, +) / Double(errors.count)
                let bias = errors.reduce(0, +) / Double(errors.count)
                return "\(Decimal.fixed(100 * size, places: 0)) (\(signed(bias)), \(errors.count))"
            }
            return "| " + ([name, "\(within.count)"] + cells).joined(separator: " | ") + " |"
        }
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
            var deployment = Deployment(chips: try number("chips"), tp: try number("tp"), batch: 1)
            deployment.concurrency = try number("concurrency")
            deployment.maxRunning = try number("max_running")
            let scenario = Scenario(
                chip: try #require(Catalog.chip(named: cell("chip"))).value, model: model, workload: workload,
                deployment: deployment)
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
                guard run.measured[name] != nil else { return "" }
                // Closed loops of equal requests have no percentiles.
                guard let error = try run.error(name) else { return run.plan.scenario.workload.isOpen ? "refused" : "" }
                return signed(error)
            }
            let load = try #require(Metric.named("load")).read(run.plan)
            let s = run.plan.scenario
            let count = s.deployment.concurrency
            let clients = count == 1 ? "1 client" : "\(Decimal.shortest(count)) clients"
            let cells = [
                run.sweep, "\(s.workload.runtime.name), \(Decimal.shortest(s.deployment.tp)) chips",
                s.workload.isOpen ? Decimal.shortest(s.workload.rate) : clients,
                Decimal.fixed(100 * run.load, places: 0), load.isFinite ? Decimal.fixed(load, places: 0) : "",
            ]
            return "| " + (cells + errors).joined(separator: " | ") + " |"
        }
    }

    @Test func theArticleSaysHowFarTheyAreOff() throws {
        let article = try #require(TextFile.read(Project.root + "/Sources/sextant/Sextant.docc/Queues.md"))
        let runs = try Self.runs()
        let rows = try Self.summary(runs) + Self.table(runs)
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
