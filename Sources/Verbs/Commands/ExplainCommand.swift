import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let explain = Command(
        "explain", synonyms: ["why-metric", "derive", "formula", "解释", "公式"],
        abstract: say(
            en: "Shows how a figure of a plan comes about, with its numbers put in.",
            zh: "说明方案的一个数值如何得出，并代入数字。"),
        discussion: say(
            en: """
                The formula, the same with this plan's numbers, the operators of every block behind it, and the constants of
                the chip that it depends on with their sources: those of which a change moves it. All figures are those of
                the evaluation itself.
                """,
            zh: """
                给出公式、代入该方案数字的公式、其背后各模块的算子，以及它所依赖的芯片常数及其出处，即改动后会影响它的常数。所有数字都取自评估本身。
                """),
        arguments: .metric, .row, examples: ["explain tps_chip", "explain tpot_ms 2", "explain dram"]
    ) { (context: Context, metric: Metric, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.timedPlan(row)
        let explanation = Explanation(metric, of: plan)
        var output: [Output] = [.line(PlanWords.headline(plan))]
        output += explanation.lines.flatMap { ExplanationWords.lines($0, explanation) }.map { .line($0) }
        if explanation.involves("step_ms", "comm_ms", "flop_per_step") {
            let breakdown = CostModel.Breakdown(plan.scenario)
            output += ExplanationWords.step.map { .line($0) }
            output.append(.table(ExplanationText.operators(breakdown, plan.scenario)))
        }
        output += TailsView.explanation(metric, plan)
        output += ExplanationText.overlap(metric, plan).map { .line($0) }
        if metric.name == Metric.fits.name
            || explanation.involves("weights", "kv_cache", "activations", "buffers")
        {
            output.append(.line(ExplanationWords.memory(of: CapacityWords.place(plan.need))))
            output.append(.table(MemoryTable.make(plan.workerMemory[0])))
        }
        let environment = context.environment
        let inputs = Dependence.parameters(
            of: metric, in: plan, cores: environment.cores, isCancelled: environment.isCancelled)
        guard let inputs else { throw .interrupted }
        output += ExplanationText.constants(inputs, metric, plan, context.session.provenance(of: row, plan))
        return Outcome(nil, output)
    }
}

extension Argument where State == Session, Value == Metric {
    /// A metric by name.
    static let metric = Argument(
        "METRIC", say(en: "the metric to explain", zh: "要解释的指标"),
        complete: { _ in Metric.all.map { Completion($0.name, $0.summary, names: $0.aliases) } }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Metric in
        let token = try cursor.require(ArgumentWords.metric)
        guard let metric = Metric.named(token.text) else { throw QuantifierName.unknown(token) }
        cursor.spell(token, as: metric.name)
        return metric
    }
}

/// What an explanation shows, and its tables.
enum ExplanationText {
    /// What two-batch overlap does to the step, for the metrics that speak of it.
    static func overlap(_ metric: Metric, _ plan: PlanResult) -> [String] {
        guard [Metric.tbo.name, Metric.tboBreakeven.name].contains(metric.name) else { return [] }
        func step(_ overlap: Deployment.Overlap, _ batch: Double) -> String {
            var scenario = plan.scenario
            scenario.deployment.tbo = overlap
            scenario.deployment.batch = batch
            return Decimal.fixed(PlanResult(scenario).totals.seconds * 1e3, places: 2)
        }
        func line(_ batch: Double) -> String {
            ExplanationWords.overlap(batch: batch, whole: step(.off, batch), halves: step(.on, batch))
        }
        let breakeven = TwoBatchOverlap.breakeven(plan.scenario)
        return [line(plan.scenario.deployment.batch)] + (breakeven.map { [line($0 - 1), line($0)] } ?? [])
    }

    /// Every operator with what its time is made of.
    static func operators(_ breakdown: CostModel.Breakdown, _ scenario: Scenario) -> Table {
        var table = Table(columns: [
            Table.Column("block", heading: BreakdownWords.block, alignment: .left),
            Table.Column("calls", heading: BreakdownWords.calls, places: 0),
            Table.Column("operator", heading: BreakdownWords.operation, alignment: .left),
            Table.Column("one_call_us", heading: BreakdownWords.oneCall, unit: "us", places: 1),
            Table.Column("all_calls_ms", heading: BreakdownWords.allCalls, unit: "ms", places: 2),
            Table.Column("how", heading: ExplanationWords.how, alignment: .left, wraps: true),
        ])
        for row in breakdown.rows {
            for item in row.operators {
                table.rows.append([
                    .text(row.block.name), .number(row.calls), .text(item.name.rawValue),
                    .number(item.cost.exposed * 1e6), .number(row.calls * item.cost.exposed * 1e3),
                    .text(ExplanationWords.how(item.cost, scenario)),
                ])
            }
        }
        for adjustment in breakdown.adjustments {
            table.rows.append([
                .text(adjustment.kind.name), .missing, .missing, .missing, .number(adjustment.seconds * 1e3),
                .text(BreakdownWords.meaning(adjustment.kind)),
            ])
        }
        return table
    }

    /// What a metric depends on: the chip's parameters with their origins, and the names of the others.
    static func constants(
        _ inputs: [Parameter], _ metric: Metric, _ plan: PlanResult, _ provenance: PlanProvenance?
    ) -> [Output] {
        let scenario = Dependence.held(plan)
        let all = inputs.filter { $0.scope == .arch }
        // A cost has no use for where a gap or a price that is not there comes from.
        let isCost = metric.dimension == .money
        let zeros = isCost ? all.filter { $0.get(scenario) == 0 && $0.choices.isEmpty } : []
        let constants = all.filter { !zeros.contains($0) }
        var output: [Output] =
            constants.isEmpty
            ? [.line(ExplanationWords.noConstant(metric.name))]
            : [
                .line(ExplanationWords.constants(metric.name)),
                .table(table(of: constants, plan, provenance)),
            ]
        if !zeros.isEmpty { output.append(.line(ExplanationWords.zeros(zeros.map(\.name)))) }
        for scope in Parameter.Scope.allCases where scope != .arch {
            // What is zero is not there.
            let words = inputs.filter { $0.scope == scope && ($0.get(scenario) != 0 || !$0.choices.isEmpty) }.map {
                "\($0.name)=\(ValueWords.of($0.get(scenario), $0))"
            }
            guard !words.isEmpty else { continue }
            let name = scope.rawValue
            let source =
                scope == .model ? modelSource(scenario.model).map { say(en: " (\($0))", zh: "（\($0)）") } ?? "" : ""
            output.append(
                .line(say(en: "  \(name)\(source): ", zh: "  \(name)\(source)：") + words.joined(separator: " ")))
        }
        return output
    }

    /// Where the figures of a model come from; nil where they are not those of the catalogue.
    private static func modelSource(_ model: Model) -> String? {
        let entry = Catalog.models.first { $0.value == model }
        return entry.flatMap { entry in Parameter.all(in: .model).first.map { entry.origin(of: $0) } }
    }

    private static func table(
        of constants: [Parameter], _ plan: PlanResult, _ provenance: PlanProvenance?
    ) -> Table {
        var table = Table(columns: [
            Table.Column("constant", heading: ExplanationWords.constant, alignment: .left),
            Table.Column("value", heading: ExplanationWords.value),
            Table.Column("source", heading: ExplanationWords.source, alignment: .left, wraps: true),
        ])
        for parameter in constants {
            let fitted = provenance?.record(of: parameter, in: plan.scenario).flatMap { record, own in
                record.fitted(own).map { CalibrationRecordWords.origin($0, isChanged: record.isChanged(own)) }
            }
            let source =
                fitted ?? provenance?.origin(of: parameter, in: plan.scenario) ?? ExplanationWords.setInSession
            table.rows.append([.text(parameter.name), PlanTable.cell(parameter, plan.scenario), .text(source)])
        }
        return table
    }
}
