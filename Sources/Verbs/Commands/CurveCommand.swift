import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let curve = Command(
        "curve", synonyms: ["knee", "saturation", "曲线"],
        abstract: say(
            en: "Evaluates the plan as it is set along one of its parameters, and says where it bends and breaks.",
            zh: "沿一个参数评估当前方案，指出曲线的拐点和约束的边界。"),
        discussion: say(
            en: """
                A load by its name alone stands for its usual range: rate up to 95 % of the capacity, users up to twice as many,
                batch up to 256, concurrency up to 512. A range without a step takes powers of two and the halves between them; one from 0, or of less than four times,
                is cut into equal steps. The knee is the point farthest from the chord between the ends of the curve of
                total_tps over tpot_ms (ttft_ms in a prefill), both scaled to 1 (Satopaa et al., "Finding a Kneedle in a
                Haystack", ICDCSW 2011); where the latency does not grow along the values, of total_tps over the parameter. It
                depends on the range: what lies beyond is not seen. arch=h100,h200 and model=... compare whole chips and models.
                Where 'slo' begins or ceases to hold the two neighbouring values are found, whole numbers or to four digits;
                where sizes do not divide there, those of the list. The plans at hand stay; out[N] of the cell is the plans of
                the curve.
                """,
            zh: """
                只写负载名即取常用范围：rate 到 capacity 的 95 %，users 到两倍，batch 到 256，concurrency 到 512。不带步长的范围取 2 的幂及其间的中点；从 0 开始或首尾之比不足四倍的范围等分。\
                拐点（knee）是 total_tps 对 tpot_ms（Prefill 为 ttft_ms）的曲线上离首尾连线最远的点，\
                两者均归一化到 1（Satopaa et al., "Finding a Kneedle in a Haystack", ICDCSW 2011）；\
                时延不随取值增大时，用 total_tps 对该参数的曲线。拐点与范围有关：范围以外无从得知。arch=h100,h200 和 model=... 比较整款芯片和模型。\
                “slo”开始满足或不再满足之处给出相邻的两个取值，为整数或精确到四位；若并行度在那里无法整除，则为列表中的取值。\
                已有的方案保留；该单元的 out[N] 为曲线上的方案。
                """),
        arguments: .curveAxis, .figures,
        examples: [
            "curve batch=1..256", "curve inter_bw=8GB/s..128GB/s tps_batch comm_share",
            "curve batch=6..16:2", "curve arch=sg2260e,h20,h200 tps_batch tps_chip",
        ]
    ) { (context: Context, axis: Spanned<Axis>, asked: [Quantifier]) throws(Diagnostic) -> Outcome in
        let session = context.session
        let plans = try CurveText.plans(axis, context)
        let (curve, conditions) = CurveText.curve(axis.value.parameter, plans, session)
        let (rows, isCancelled) = (1..<plans.count + 1, context.environment.isCancelled)
        let trust = try TrustView(plans, rows, isCancelled)
        let figures = asked.isEmpty ? CurveText.columns(plans[1].scenario, axis.value.parameter) : asked
        let columns = session.format.isData ? [.parameter(axis.value.parameter)] + figures : figures
        var output: [Output] = [
            .table(
                try PlanTable.make(
                    plans, rows: rows, asked: columns, isNamed: !asked.isEmpty, for: session.format, trust, isCancelled)
            )
        ]
        if plans.result.skipped > 0 {
            output.append(.line(CurveWords.undivided(plans.result.skipped, plans.result.space)))
        }
        output += SizedNote.lines(session, plans[1].scenario).map { .line($0) }
        output += (Unheeded.remarks(on: plans.result) + CurveText.remarks(curve, conditions)).map { .line($0) }
        output += trust.remarks(session.format)
        var outcome = Outcome(nil, output)
        outcome.finding = plans
        return outcome
    }
}

extension Argument where State == Session, Value == [Quantifier] {
    /// Figures to show in place of those that a curve has by itself.
    static let figures = Argument(
        "METRIC",
        say(
            en: "metrics to show; by default total_tps, tps_chip, tps_batch, tpot_ms and ttft_ms "
                + "as far as they have values",
            zh: "要显示的指标；默认为 total_tps、tps_chip、tps_batch、tpot_ms 和 ttft_ms 中有值的指标"),
        isOptional: true, isRepeated: true, complete: columns.complete, parse: columns.parse)
}

/// A load, whose name alone stands for its usual range.
enum CurveLoad: String {
    case batch, concurrency, rate, users

    init?(_ parameter: Parameter) { self.init(rawValue: parameter.name) }

    /// Whether requests come whatever became of those before, so that throughput is a straight line and tails are what grows.
    var isOpen: Bool { self == .rate || self == .users }
}

/// What is made of a plan along one of its parameters.
enum CurveText {
    /// Plans of a curve: more points are a sweep.
    private static let most = 10_000

    /// The plan as it is set at each value, by rising value.
    static func plans(_ axis: Spanned<Axis>, _ context: Context) throws(Diagnostic) -> Plans {
        let (session, environment) = (context.session, context.environment)
        let base = try session.scenario()
        let (parameter, start) = (axis.value.parameter, axis.span.lowerBound)
        try parameter.check(in: base, at: start..<start + parameter.name.count)
        let ends = axis.value.values.max().map { base.setting([Setting(parameter, $0)]) } ?? base
        if let reason = UnheededWords.reason(parameter, ends) {
            throw Diagnostic(UnheededWords.flat(parameter, reason), at: start..<start + parameter.name.count)
        }
        guard axis.value.values.count <= most else {
            throw Diagnostic(SweepWords.tooMany(most: most), at: axis.span, expected: SweepWords.fewer)
        }
        // Words have no order but that in which they were named.
        let values = parameter.choices.isEmpty ? axis.value.values.sorted() : axis.value.values
        let space = SearchSpace(base: base, axes: [Axis(parameter, values)])
        var options = Sweep.Options(isCancelled: environment.isCancelled)
        options.sieve = Plans.sieve(space, slo: [])
        let result = Sweep.run(space, cores: environment.cores, options: options)
        guard result.evaluated == result.wanted else { throw .interrupted }
        guard result.count > 0 else {
            throw SweepReport.nothingDivides(space, first: axis.value.values.count, at: axis.span)
        }
        guard result.possible > 0 else { throw SweepReport.noModel(space, at: axis.span) }
        var plans = Plans(result, of: session.subject, provenance: session.provenance)
        plans.note(slo: session.slo)
        return plans
    }

    /// What a picture shows where nobody says: of a rate or users, along which throughput is a straight line, the first figure
    /// that `slo` limits, or the first token's tail; else the throughput.
    static func upward(_ parameter: Parameter, _ conditions: [Condition], _ plans: Plans) -> Metric? {
        let throughput = Metric.named("total_tps")
        guard CurveLoad(parameter)?.isOpen == true else { return throughput }
        let limited = conditions.flatMap(\.comparisons).compactMap { Metric.named($0.quantifier.name) }
        let metrics = limited + ["ttft_p95_ms"].compactMap(Metric.named)
        return metrics.first { $0.hasValue(for: plans[1].scenario) } ?? throughput
    }

    /// The values of a load that a name alone stands for; nil of other parameters.
    ///
    /// A rate goes up to 95 % of what the plan keeps up with, which no hint works out.
    static func usual(
        _ parameter: Parameter, _ session: Session, at span: Range<Int>, isHint: Bool
    ) throws(Diagnostic) -> [Double]? {
        switch CurveLoad(parameter) {
        case .batch: return CurvePoints.of(1...256, parameter)
        case .concurrency: return CurvePoints.of(1...512, parameter)
        case .users:
            let users = session.workload.users
            return users > 0 ? CurvePoints.of(1...max(2, 2 * users), parameter) : nil
        case .rate:
            guard !isHint else { return [1] }
            var scenario = try session.scenario()
            guard scenario.workload.serving != .static else {
                throw Diagnostic(WorkloadWords.rateNeedsServing, at: span, hint: SizedNote.hint(session))
            }
            if scenario.workload.rate <= 0 { scenario.workload.rate = 1e-3 }
            try parameter.check(in: scenario, at: span)
            guard let capacity = OpenPlan.of(scenario)?.capacity else { return nil }
            let shares = (1...9).map { Double($0) / 10 } + [0.95]
            return shares.map { Decimal.rounded($0 * capacity, digits: 3) }
        case nil: return nil
        }
    }

    /// The plan as it is set at loads from one sequence a chip, or one request in flight; at shares of the capacity where
    /// requests come at a rate.
    static func loads(_ context: Context) throws(Diagnostic) -> Plans {
        let workload = context.session.workload
        if workload.serving != .static, workload.rate > 0, !workload.hasThinkers, let rate = Parameter.named("rate"),
            let values = try usual(rate, context.session, at: 0..<0, isHint: false)
        {
            return try plans(Spanned(value: Axis(rate, values), span: 0..<0), context)
        }
        if workload.serving != .static, let users = Parameter.named("users"),
            let values = try usual(users, context.session, at: 0..<0, isHint: false)
        {
            return try plans(Spanned(value: Axis(users, values), span: 0..<0), context)
        }
        let isCounted = context.session.workload.serving != .static && context.session.deployment.concurrency > 0
        guard let load = Parameter.named(isCounted ? "concurrency" : "batch") else {
            throw Diagnostic(PlotWords.noCurve, hint: PlotWords.howToCurve)
        }
        let values = CurvePoints.of(1...(isCounted ? 512 : 256), load)
        return try plans(Spanned(value: Axis(load, values), span: 0..<0), context)
    }

    /// The curve of some plans, and the conditions of `slo` that have values in it.
    static func curve(_ parameter: Parameter, _ plans: Plans, _ session: Session) -> (Curve, [Condition]) {
        let conditions = Plans.asked(session.slo, in: plans.result.space)
        return (Curve(parameter, (1...plans.count).map { plans[$0] }, conditions: conditions), conditions)
    }

    /// The figures of a load curve that have values; along a rate or users how full the plan is, and its tails.
    static func columns(_ scenario: Scenario, _ parameter: Parameter) -> [Quantifier] {
        let names =
            parameter.isPick && scenario.workload.isOpen
            ? ["load", "tpot_ms", "ttft_ms", "ttft_p95_ms", "goodput"]
            : CurveLoad(parameter)?.isOpen == true
                ? ["load", "total_tps", "tpot_ms", "ttft_ms", "ttft_p95_ms", "goodput"]
                : ["total_tps", "tps_chip", "tps_batch", "tpot_ms", "ttft_ms"]
        return names.compactMap(Metric.named)
            .filter { $0.hasValue(for: scenario) }.map { .metric($0) }
    }

    /// Where it bends, and where the conditions turn; nothing is said of words, which have no order.
    static func remarks(_ curve: Curve, _ conditions: [Condition]) -> [String] {
        guard curve.parameter.choices.isEmpty, let last = curve.plans.last else { return [] }
        let verdict = Verdict(last.scenario, conditions: conditions)
        let turns = CurveWords.turns(
            curve, conditions, isMet: verdict.isFeasible, miss: verdict.isFeasible ? "" : CurveWords.reason(verdict))
        return [curve.knee.map { CurveWords.knee($0, of: curve.parameter) } ?? CurveWords.noKnee, turns].compactMap(
            \.self)
    }
}
