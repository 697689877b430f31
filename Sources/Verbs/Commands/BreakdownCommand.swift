import Text
import Notebook
import Language
import CostModel
import Presentation
import Units

extension Command<Session> {
    static let breakdown = Command(
        "breakdown", synonyms: ["profile", "blocks"], abstract: "Takes the decode step of a plan apart.",
        discussion: """
            One line a block: calls in a step, the time of one call and of all calls, the share of the step, and what
            it waits for: compute (matrix unit), memory (DRAM) or network. Times are per chip and add up to TPOT. The share
            of calls is that of one call among one call of every block, as tables of a single layer have it.
            With --operators every operator has a line of its own.
            """,
        arguments: .flag("operators", "one line for each operator"), .row,
        examples: ["breakdown", "breakdown 1", "breakdown --operators 2"]
    ) { (context: Context, operators: Bool, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        let breakdown = CostModel.Breakdown(plan.scenario)
        let table = operators ? BreakdownTable.operators(breakdown) : BreakdownTable.blocks(breakdown)
        var output: [Output] = [.line(PlanText.headline(plan)), .table(table)]
        if !operators { output += BreakdownRemark.all(breakdown, plan.scenario).map { .line($0) } }
        return Outcome(nil, output)
    }
}

extension Session {
    /// The plans that a row is one of.
    func plans(of row: Spanned<Row>?) throws(Diagnostic) -> Plans {
        // `??` would rethrow as any error.
        guard let plans = row?.value.plans else { return try requirePlans() }
        return plans
    }

    /// A plan as shown, from 1; the first by default.
    func plan(_ row: Spanned<Row>?) throws(Diagnostic) -> PlanResult {
        let plans = try plans(of: row)
        guard plans.count > 0 else {
            throw Diagnostic("no plan is left", hint: plans.wayBack)
        }
        let number = row?.value.number ?? 1
        guard number <= plans.count else {
            throw Diagnostic("there is no row \(number)", at: row?.span, expected: "a row from 1 to \(plans.count)")
        }
        return plans[number]
    }
}

/// A plan in one line.
enum PlanText {
    static func headline(_ plan: PlanResult) -> String {
        let step = Decimal.fixed(plan.totals.seconds * 1e3, places: 1)
        let what =
            switch plan.scenario.workload.serving {
            case .static: plan.scenario.workload.phase == .decode ? "decode step" : "prefill of all prompts"
            case .agg: "mean decode step with the prefills in between"
            case .disagg: "decode step of \(Counted.text(Int(plan.scenario.deployment.decodeWorkers), "worker"))"
            }
        return "\(configuration(plan)): \(what) \(step) ms, times per chip" + SettlingText.remark(plan)
    }

    /// `chips=128 tp=4 batch=10 moe_tp=1`, with what differs from the default.
    static func configuration(_ plan: PlanResult) -> String { configuration(plan.scenario) }

    /// The same of a scenario, whether or not it can be evaluated.
    static func configuration(
        _ given: Scenario, always: [String] = ["chips", "tp", "batch", "moe_tp"], never: [String] = []
    ) -> String {
        // Requests in flight take the place of a batch.
        let isCounted = given.workload.serving != .static && given.deployment.concurrency > 0
        let never = never + (isCounted ? ["batch"] : []) + (given.model.moeLayers == 0 ? ["moe_tp"] : [])
        let set = set(in: given)
        let parameters = Parameter.all(in: .config).filter { parameter in
            !never.contains(parameter.name) && (always.contains(parameter.name) || set.contains(parameter))
        }
        return parameters.map { "\($0.name)=\(ValueText.of($0.get(given), $0))" }.joined(separator: " ")
    }

    /// The parameters of the configuration that have another value than at the start.
    static func set(in scenario: Scenario) -> [Parameter] {
        var standard = scenario
        standard.deployment = Session().deployment
        return Parameter.all(in: .config).filter { $0.get(scenario) != $0.get(standard) }
    }
}

extension Adjustment {
    /// The resource in the table's column.
    var bound: String {
        switch self {
        case .twoBatchOverlap: "overlap"
        case .pipelineBubble: "pipeline"
        case .host: "host"
        case .prefill: "prefill"
        }
    }

    /// What it is, in a few words.
    var meaning: String {
        switch self {
        case .twoBatchOverlap: "hidden behind the other half batch"
        case .pipelineBubble: "waiting for other stages"
        case .host: "scheduling, sampling"
        case .prefill: "prompts of other requests in between"
        }
    }
}

/// Tables of a step's parts.
enum BreakdownTable {
    static func blocks(_ breakdown: CostModel.Breakdown) -> Table {
        var table = Table(columns: [
            Table.Column("block", alignment: .left), Table.Column("calls", unit: "/step", places: 0),
            Table.Column("one_call_us", heading: "one call", unit: "us", places: 0),
            Table.Column("all_calls_ms", heading: "all", unit: "ms/step", places: 2),
            Table.Column("share_pct", heading: "of step", unit: "%", places: 1, dataUnit: "% of step"),
            Table.Column(
                "call_share_pct", heading: "of calls", unit: "%", places: 1, dataUnit: "% of one call of each block"),
            Table.Column("bound", alignment: .left),
            Table.Column("waits_for", heading: "of which", alignment: .left, wraps: true),
        ])
        let oneEach = breakdown.rows.filter { $0.calls > 0 }.reduce(0) { $0 + $1.oneCall }
        for row in breakdown.rows where row.calls > 0 {
            let algorithms = row.operators.map(\.cost.algorithm.rawValue).filter { !$0.isEmpty }
            let parts = Bound.allCases.map { (name: $0.rawValue, share: row.share(of: $0)) }.filter {
                $0.share >= 0.005
            }
            let used = CollectiveAlgorithm.allCases.map(\.rawValue).filter(algorithms.contains)
            var text =
                parts.count < 2
                ? ""
                : parts.map { "\($0.name) \(Decimal.fixed(100 * $0.share, places: 0))" }.joined(separator: ", ") + " %"
            if !used.isEmpty { text += ", \(used.joined(separator: ", "))" }
            table.rows.append([
                .text(row.block.name), .number(row.calls), .number(row.oneCall * 1e6), .number(row.seconds * 1e3),
                .number(100 * row.seconds / breakdown.seconds), .number(100 * row.oneCall / oneEach),
                .text(row.bound.rawValue), .text(text),
            ])
        }
        for adjustment in breakdown.adjustments {
            table.rows.append([
                .text(adjustment.kind.name), .missing, .missing, .number(adjustment.seconds * 1e3),
                .number(100 * adjustment.seconds / breakdown.seconds), .missing, .text(adjustment.kind.bound),
                .text(adjustment.kind.meaning),
            ])
        }
        return table
    }

    static func operators(_ breakdown: CostModel.Breakdown) -> Table {
        var table = Table(columns: [
            Table.Column("block", alignment: .left), Table.Column("operator", alignment: .left),
            Table.Column("calls", unit: "/step", places: 0),
            Table.Column("one_call_us", heading: "one call", unit: "us", places: 1),
            Table.Column("share_pct", heading: "share", unit: "% of step", places: 2),
            Table.Column("compute_us", heading: "compute", unit: "us", places: 1),
            Table.Column("memory_us", heading: "memory", unit: "us", places: 1),
            Table.Column("network_us", heading: "network", unit: "us", places: 1),
            Table.Column("gflop", heading: "GFLOP", places: 3, importance: 3),
            Table.Column("dram_mb", heading: "DRAM", unit: "MB", places: 2, importance: 4),
            Table.Column("wire_mb", heading: "wire", unit: "MB", places: 2, importance: 2),
            Table.Column("bound", alignment: .left), Table.Column("algorithm", alignment: .left, importance: 1),
        ])
        for row in breakdown.rows where row.calls > 0 {
            for item in row.operators {
                let cost = item.cost
                table.rows.append([
                    .text(row.block.name), .text(item.name.rawValue), .number(row.calls), .number(cost.exposed * 1e6),
                    .number(100 * row.calls * cost.exposed / breakdown.seconds), .number(cost.compute * 1e6),
                    .number(cost.memory * 1e6), .number(cost.network * 1e6), .number(cost.flops / 1e9),
                    .number(cost.dramBytes / 1e6), .number(cost.wireBytes / 1e6), .text(cost.bound.rawValue),
                    .text(cost.algorithm.rawValue),
                ])
            }
        }
        return table
    }
}
