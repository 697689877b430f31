import Catalog
import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let sensitivity = Command(
        "sensitivity", synonyms: ["elasticity", "tornado", "derivative", "robustness", "敏感性", "灵敏度"],
        abstract: say(
            en: "Shows by how much a metric of a plan moves with each parameter, the largest first.",
            zh: "显示一个方案的某项指标随各参数变化的幅度，由大到小排列。"),
        discussion: say(
            en: """
                Elasticities, percent per percent, are derivatives of the equations; where whole numbers count, or the
                equations have a step within 1 %, they are taken between the two plans that stand beside them. With 10 % more and
                less the plan is evaluated. Of constants that were fitted the interval of the fit stands beside what it moves the
                metric by. Words (tbo, formats), what is 0, and the shapes of the model are left out. Where there are plans
                at hand, it says whether the order of the best five survives that each constant of the chip is moved within its
                interval, or by 10 % where it was not fitted. The plan is the first at hand, or the one that is set where there is
                none.
                """,
            zh: """
                弹性（参数每变化 1 %，指标变化的百分比）由方程求导得到；参数只取整数，或方程在 1 % 之内有跳变时，取两侧相邻方案之间的差。\
                另按参数增加和减少 10 % 各评估一次方案。标定得到的常数，旁边给出拟合区间及其引起的指标变化。\
                取值为选项的参数（tbo、格式）、取值为 0 的参数和模型结构不列出。\
                有当前方案时，还说明把芯片的各常数在其区间内（未标定的按 10 %）变动后，前五名的次序是否保持不变。\
                所评估的是当前方案中的第一个；没有时为已设置的方案。
                """),
        arguments: .movingMetric, .row,
        examples: ["sensitivity", "sensitivity tpot_ms", "sensitivity tps_chip 2"]
    ) { (context: Context, asked: Metric?, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let (sensitivity, trust) = try SensitivityText.work(asked, row, context)
        let metric = sensitivity.metric
        var output: [Output] = [.line(SensitivityWords.headline(metric, sensitivity.plan))]
        if !sensitivity.items.isEmpty || context.session.format.isData {
            output.append(.table(SensitivityText.table(sensitivity)))
        } else {
            output.append(.line(SensitivityWords.none(metric)))
        }
        if sensitivity.small > 0 { output.append(.line(SensitivityWords.small(sensitivity.small))) }
        if let order = try SensitivityText.order(metric, row, context) {
            output.append(.line(SensitivityWords.order(order, by: metric)))
        }
        return Outcome(nil, output + TrustView([trust].compactMap(\.self), metric).remarks(context.session.format))
    }
}

extension Argument where State == Session, Value == Metric? {
    /// A metric by name in front of a row.
    static let movingMetric = Argument(
        "METRIC",
        say(
            en: "the metric that moves; by default tps_chip, or the one that the plans are ordered by; of a load the "
                + "first that 'slo' limits, or capacity",
            zh: "变化的指标；默认 tps_chip，或方案排序所用的指标；有负载时为“slo”限制的第一个指标或 capacity"),
        isOptional: true, complete: Argument<Session, Metric>.metric.complete
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Metric? in
        guard let token = cursor.peek, Int(token.text) == nil, !Reference.isReference(token.text, in: session) else {
            return nil
        }
        return try Argument<Session, Metric>.metric.parse(&cursor, session)
    }
}

/// How much a metric moves, as a table, and what may turn the order of plans.
enum SensitivityText {
    /// Plans whose order is looked at.
    private static let best = 5

    /// What moves the metric that was asked for in a plan, and how far that plan can be trusted.
    static func work(
        _ asked: Metric?, _ row: Spanned<Row>?, _ context: Context
    ) throws(Diagnostic) -> (Sensitivity, Trust?) {
        let session = context.session
        let isSet = row == nil && session.plans == nil
        let plans = try isSet ? EvalText.plans(nil, session) : session.plans(of: row)
        let plan = try isSet ? session.looking(at: plans).timedPlan(nil) : session.timedPlan(row)
        let metric = asked ?? plans.order?.quantifier.measured ?? usual(plan, session.slo)
        let value = metric.read(plan)
        guard value.isFinite, value > 0, !metric.isFlag, !metric.isOnDemand || plan.scenario.workload.isOpen else {
            throw Diagnostic(SensitivityWords.noValue(metric), expected: SensitivityWords.figures)
        }
        let provenance = plans.provenance(of: plan.scenario)
        let sensitivity = Sensitivity(
            metric, of: plan, intervals: intervals(provenance, plan.scenario), cores: context.environment.cores,
            isCancelled: context.environment.isCancelled)
        guard let sensitivity else { throw .interrupted }
        return (sensitivity, provenance?.trust(in: plan.scenario))
    }

    /// What moves where nobody says: throughput, which a load decides by itself where requests come at their own times.
    private static func usual(_ plan: PlanResult, _ conditions: [Condition]) -> Metric {
        guard plan.scenario.workload.isOpen else { return .tpsChip }
        let limited = conditions.flatMap(\.comparisons).compactMap(\.quantifier.measured)
        return limited.first { !$0.isFlag && $0.hasValue(for: plan.scenario) } ?? .capacity
    }

    /// The intervals of the constants that were fitted and are as they were.
    private static func intervals(
        _ provenance: PlanProvenance?, _ scenario: Scenario
    ) -> [String: ClosedRange<Double>] {
        var intervals: [String: ClosedRange<Double>] = [:]
        for parameter in Parameter.all(of: scenario) where parameter.scope == .arch {
            guard let (record, own) = provenance?.record(of: parameter, in: scenario), !record.isChanged(own) else {
                continue
            }
            intervals[parameter.name] = record.fitted(own)?.interval
        }
        return intervals
    }

    /// Whether the order of the best plans at hand holds; nil where there are not two of them.
    static func order(
        _ metric: Metric, _ row: Spanned<Row>?, _ context: Context
    ) throws(Diagnostic) -> OrderStability? {
        guard context.session.plans != nil || row?.value.plans != nil, metric.better != .neither else { return nil }
        let (plans, environment) = (try context.session.plans(of: row), context.environment)
        guard plans.count > 1 else { return nil }
        var selection = plans.selection
        let dropped = selection.rank(
            first: best, passing: Plans.choosable, by: .metric(metric), descending: metric.better == .higher,
            of: plans.result, workers: environment.cores, isCancelled: environment.isCancelled)
        guard dropped != nil else { throw .interrupted }
        let ranked = (0..<min(best, selection.count)).map { plans.result[selection[$0]] }.filter {
            metric.read($0).isFinite
        }
        guard let first = ranked.first, ranked.count > 1 else { return nil }
        let order = OrderStability(
            ranked, by: metric, intervals: intervals(plans.provenance(of: first.scenario), first.scenario),
            cores: environment.cores, isCancelled: environment.isCancelled)
        guard let order else { throw .interrupted }
        return order
    }

    /// A row for each parameter, or for those that move the metric most.
    static func table(_ sensitivity: Sensitivity, first most: Int = .max) -> Table {
        var table = Table(columns: [
            Table.Column("parameter", heading: SensitivityWords.parameter, alignment: .left),
            Table.Column("now", heading: SensitivityWords.now),
            Table.Column(
                "elasticity", heading: SensitivityWords.elasticity, unit: SensitivityWords.perPercent, places: 2,
                note: SensitivityWords.elasticityNote),
            Table.Column("up_pct", heading: SensitivityWords.more, unit: "%", places: 1),
            Table.Column("down_pct", heading: SensitivityWords.less, unit: "%", places: 1),
            Table.Column("between", heading: SensitivityWords.between, alignment: .left),
        ])
        let hasBands = sensitivity.items.contains { $0.band != nil }
        if hasBands {
            table.columns += [
                Table.Column("fitted", heading: SensitivityWords.fitted, alignment: .left),
                Table.Column("moves_by", heading: SensitivityWords.within, alignment: .left),
            ]
        }
        for item in sensitivity.items.prefix(most) {
            var cells: [Table.Cell] = [
                .text(item.parameter.name), .quantity(item.value, item.parameter.dimension),
                .number(item.elasticity), item.up.map { .number(100 * $0) } ?? .missing,
                item.down.map { .number(100 * $0) } ?? .missing, .text(SensitivityWords.between(item)),
            ]
            if hasBands {
                cells += [.text(SensitivityWords.interval(item)), .text(SensitivityWords.change(item.band))]
            }
            table.rows.append(cells)
        }
        return table
    }
}
