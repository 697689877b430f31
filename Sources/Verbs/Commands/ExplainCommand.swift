import Notebook
import Language
import Catalog
import CostModel
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let explain = Command(
        "explain", synonyms: ["why-metric", "derive", "formula"],
        abstract: "Shows how a figure of a plan comes about, with its numbers put in.",
        discussion: """
            The formula, the same with this plan's numbers, the operators of every block behind it, and the constants of
            the chip that it depends on with their sources: those of which a change moves it. All figures are those of
            the evaluation itself.
            """,
        arguments: .metric, .row, examples: ["explain tps_chip", "explain tpot_ms 2", "explain dram"]
    ) { (context: Context, metric: Metric, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let plan = try context.session.plan(row)
        let explanation = Explanation(metric, of: plan)
        var output: [Output] = [.line(PlanText.headline(plan))]
        output += explanation.lines.flatMap { ExplanationText.lines($0, explanation) }.map { .line($0) }
        if explanation.involves("step_ms", "comm_ms", "flop_per_step") {
            let breakdown = CostModel.Breakdown(plan.scenario)
            output.append(.line("The step, operator by operator, on one chip. One call of a local operator takes"))
            output.append(
                .line(
                    "  max(compute, memory) + (1 - overlap) * min(compute, memory) + launch, with compute = 2 m k n, each "
                        + "padded to the matrix unit, / (peak * matrix_eff), memory = bytes / (dram_bw * dram_util):"))
            output.append(.table(ExplanationText.operators(breakdown, plan.scenario)))
        }
        output += ExplanationText.overlap(metric, plan).map { .line($0) }
        if metric.name == Metric.fits.name
            || explanation.involves("weights", "kv_cache", "activations", "buffers")
        {
            let place = CapacityText.place(plan.need)
            output.append(.line(place.isEmpty ? "Memory of one chip:" : "Memory of one chip of \(place):"))
            output.append(.table(MemoryTable.make(plan.workerMemory[0])))
        }
        let inputs = Dependence.parameters(of: metric, in: plan)
        output += ExplanationText.constants(inputs, metric, plan, context.session.provenance(of: row))
        return Outcome(nil, output)
    }
}

extension Argument where State == Session, Value == Metric {
    /// A metric by name.
    static let metric = Argument(
        "METRIC", "the metric to explain", complete: { _ in Metric.all.map { Completion($0.name, $0.summary) } }
    ) { (cursor: inout ArgumentCursor, _: Session) throws(Diagnostic) -> Metric in
        let token = try cursor.require("a metric such as tps_chip")
        guard let metric = Metric.named(token.text) else { throw QuantifierName.unknown(token) }
        cursor.spell(token, as: metric.name)
        return metric
    }
}

/// Explanations in words and tables.
enum ExplanationText {
    /// The equation, then the same with numbers.
    static func lines(_ line: Explanation.Line, _ explanation: Explanation) -> [String] {
        let indent = String(repeating: "  ", count: line.depth)
        if line.value.isNaN { return ["\(indent)\(line.name) has no value here  (\(line.summary))"] }
        let value = number(line.value)
        guard let formula = line.formula else { return ["\(indent)\(line.name) = \(value)  (\(line.summary))"] }
        let symbols = formula.text(name: { $0 }, number: number)
        let numbers = formula.text(name: { explanation.value($0).map(number) ?? $0 }, number: number)
        return [
            "\(indent)\(line.name) = \(symbols)  (\(line.summary))",
            "\(indent)\(String(repeating: " ", count: line.name.count)) = \(numbers) = \(value)",
        ]
    }

    /// What two-batch overlap does to the step, for the metrics that speak of it.
    static func overlap(_ metric: Metric, _ plan: PlanResult) -> [String] {
        guard [Metric.tbo.name, Metric.tboBreakeven.name].contains(metric.name) else { return [] }
        func step(_ overlap: Deployment.Overlap, _ batch: Double) -> String {
            var scenario = plan.scenario
            scenario.deployment.tboCode = overlap.code
            scenario.deployment.batch = batch
            return Decimal.fixed(PlanResult(scenario).totals.seconds * 1e3, places: 2)
        }
        func line(_ batch: Double) -> String {
            "batch=\(number(batch)): step \(step(.off, batch)) ms whole, \(step(.on, batch)) ms as two halves that overlap"
        }
        let breakeven = TwoBatchOverlap.breakeven(plan.scenario)
        return [line(plan.scenario.deployment.batch)] + (breakeven.map { [line($0 - 1), line($0)] } ?? [])
    }

    /// Every operator with what its time is made of.
    static func operators(_ breakdown: CostModel.Breakdown, _ scenario: Scenario) -> Table {
        var table = Table(columns: [
            Table.Column("block", alignment: .left), Table.Column("calls", places: 0),
            Table.Column("operator", alignment: .left),
            Table.Column("one_call_us", heading: "one call", unit: "us", places: 1),
            Table.Column("all_calls_ms", heading: "all calls", unit: "ms", places: 2),
            Table.Column("how", alignment: .left, wraps: true),
        ])
        for row in breakdown.rows {
            for item in row.operators {
                table.rows.append([
                    .text(row.block.name), .number(row.calls), .text(item.name.rawValue),
                    .number(item.cost.exposed * 1e6), .number(row.calls * item.cost.exposed * 1e3),
                    .text(how(item.cost, scenario)),
                ])
            }
        }
        for adjustment in breakdown.adjustments {
            table.rows.append([
                .text(adjustment.kind.name), .missing, .missing, .missing, .number(adjustment.seconds * 1e3),
                .text(adjustment.kind.meaning),
            ])
        }
        return table
    }

    /// What a metric depends on: the chip's parameters with their origins, and the names of the others.
    static func constants(
        _ inputs: [Parameter], _ metric: Metric, _ plan: PlanResult, _ provenance: ChipProvenance?
    ) -> [Output] {
        let constants = inputs.filter { $0.scope == .arch }
        var output: [Output] =
            constants.isEmpty
            ? [.line("No constant of the chip moves \(metric.name).")]
            : [
                .line("Constants of the chip that \(metric.name) depends on, and their sources:"),
                .table(table(of: constants, plan, provenance)),
            ]
        let scenario = Dependence.held(plan)
        for scope in Parameter.Scope.allCases where scope != .arch {
            // What is zero is not there.
            let words = inputs.filter { $0.scope == scope && ($0.get(scenario) != 0 || !$0.choices.isEmpty) }.map {
                "\($0.name)=\(ValueText.of($0.get(scenario), $0))"
            }
            guard !words.isEmpty else { continue }
            let source = scope == .model ? modelSource(scenario.model).map { " (\($0))" } ?? "" : ""
            output.append(.line("  \(scope.rawValue)\(source): " + words.joined(separator: " ")))
        }
        return output
    }

    /// Where the figures of a model come from; nil where they are not those of the catalogue.
    private static func modelSource(_ model: Model) -> String? {
        let entry = Catalog.models.first { $0.value == model }
        return entry.flatMap { entry in Parameter.all(in: .model).first.map { entry.origin(of: $0) } }
    }

    private static func table(
        of constants: [Parameter], _ plan: PlanResult, _ provenance: ChipProvenance?
    ) -> Table {
        let record = provenance?.record(of: plan.scenario.chip)
        var table = Table(columns: [
            Table.Column("constant", alignment: .left), Table.Column("value"),
            Table.Column("source", alignment: .left, wraps: true),
        ])
        for parameter in constants {
            let fitted = record?.fitted(parameter).map {
                CalibrationRecordWords.origin($0, isChanged: record?.isChanged(parameter) == true)
            }
            let source =
                fitted ?? provenance?.origin(of: parameter, in: plan.scenario.chip) ?? "set in this session"
            table.rows.append([.text(parameter.name), PlanTable.cell(parameter, plan.scenario), .text(source)])
        }
        return table
    }

    /// What an operator's time is made of.
    private static func how(_ cost: OperatorCost, _ s: Scenario) -> String {
        func us(_ seconds: Double) -> String { "\(Decimal.fixed(seconds * 1e6, places: 1)) us" }
        if cost.network > 0 {
            let sent = "\(Decimal.significant(cost.wireBytes / 1e6, digits: 3)) MB a chip"
            return "\(cost.algorithm.rawValue): \(sent) and start-ups, \(us(cost.network))"
        }
        var text = ""
        if cost.product.m > 0 {
            let p = cost.product
            text += "\(number(p.count)) x [\(number(p.m)) x \(number(p.k))] x [\(number(p.k)) x \(number(p.n))]: "
        }
        text += "compute \(us(cost.compute)), memory \(us(cost.memory))"
        text += " (\(Decimal.significant(cost.dramBytes / 1e6, digits: 3)) MB)"
        let visible = Roofline.visible(compute: cost.compute, memory: cost.memory, s)
        if visible - cost.exposed > 1e-12 { text += ", \(us(visible - cost.exposed)) behind the combine" }
        return text
    }

    /// Below this a figure is what rounding left of zero: the smallest that mean anything are a billionth of a unit.
    private static let rounding = 1e-9

    /// From here on a figure is printed with its power of ten.
    private static let large = 1e9

    /// A figure with six digits.
    static func number(_ value: Double) -> String {
        guard value.magnitude >= rounding else { return "0" }
        guard value.isFinite, value.magnitude >= large else { return Decimal.significant(value, digits: 6) }
        var exponent = 0
        var mantissa = value
        while mantissa.magnitude >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        let text = Decimal.significant(mantissa, digits: 6)
        // Six digits of 9.9999999 are 10.
        guard let shown = Double(text), shown.magnitude >= 10 else { return "\(text)e\(exponent)" }
        return "\(Decimal.significant(shown / 10, digits: 6))e\(exponent + 1)"
    }
}
