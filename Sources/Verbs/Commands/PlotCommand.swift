import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

extension Command<Session> {
    static let plot = Command(
        "plot", synonyms: ["plots", "chart", "graph", "draw", "scatter", "画图", "绘图", "图表"],
        abstract: say(
            en: "Draws the plans at hand over two metrics, or the plan as it is set along one of its parameters.",
            zh: "以两个指标为坐标绘制当前方案，或沿一个参数绘制已设置的方案。"),
        discussion: say(
            en: """
                Two metrics draw a point for each plan that can run, across by the first and upward by the second, with those
                that nothing beats marked. A range NAME=LOW..HIGH, as 'curve' takes it, and a metric draw a curve with
                its knee and the limits of 'slo' (help plot curve). A terminal gets 72 columns by 20 lines; '> x.svg' writes a picture,
                '> x.png' too where gnuplot is installed, '> x.csv' the figures. HTML and notebook exports hold the picture.
                """,
            zh: """
                给出两个指标时，每个可运行的方案画一个点，横轴为第一个指标，纵轴为第二个，并标出 Pareto 最优点。\
                给出“curve”所用的范围 NAME=LOW..HIGH 和一个指标时，画出曲线及其拐点和“slo”的限值。\
                终端中为 72 列 × 20 行；“> x.svg”写出图片，装有 gnuplot 时也可用“> x.png”，“> x.csv”写出数据。\
                HTML 和 notebook 导出包含图片。
                """),
        arguments: .ascii, .subject,
        examples: ["plot tps_chip tps_batch", "plot batch=1..256 tps_chip", "plot --ascii tps_batch tpot_ms"]
    ) { (context: Context, isASCII: Bool, subject: PlotSubject) throws(Diagnostic) -> Outcome in
        switch subject {
        case .plans(let one, let other):
            return PlanPlots.outcome(try PlanPlots.scatter(one, other, context), isASCII, context)
        case .curve(let axis, let metric):
            let plans = try CurveText.plans(axis, context)
            return PlanPlots.outcome(try PlanPlots.curve(plans, metric, context.session), isASCII, context)
        }
    }

    static let plotCurve = Command(
        "plot curve",
        abstract: say(en: "Draws the last curve, or that of the load where there was none.", zh: "绘制上一条曲线；没有时绘制负载曲线。"),
        discussion: say(
            en: """
                A load by its name (rate, users, batch, concurrency) or a range, as 'curve' takes it, draws that one. Without it the
                load is what is set: the rate, users or requests in flight, else the batch. Upward stands the metric that is named,
                else total_tps; along a rate or users the first figure that 'slo' limits, or ttft_p95_ms.
                """,
            zh: """
                给出负载名（rate、users、batch、concurrency）或“curve”所用的范围时绘制该曲线；否则取已设置的请求速率、用户数或并发数，\
                都没有时取 Batch。纵轴为指定的指标，否则为 total_tps；沿请求速率或用户数时为“slo”限制的第一个指标或 ttft_p95_ms。
                """),
        arguments: .ascii, .curveLoad, .curveMetric,
        examples: ["plot curve", "plot curve batch", "plot curve tpot_ms"]
    ) {
        (context: Context, isASCII: Bool, asked: Spanned<Axis>?, metric: Metric?) throws(Diagnostic) -> Outcome in
        let last = context.session.cells.last { cell in
            cell.note == nil && cell.finding != nil
                && Session.registry.find(cell.text.split(separator: " ").map(String.init))?.command.name == "curve"
        }
        // `??` would rethrow as any error.
        let plans: Plans
        // Chips and models have no order to draw a curve along.
        if let asked {
            plans = try CurveText.plans(asked, context)
        } else if let last = last?.finding, !last.result.space.axes.contains(where: \.parameter.isPick) {
            plans = last
        } else {
            plans = try CurveText.loads(context)
        }
        return PlanPlots.outcome(try PlanPlots.curve(plans, metric, context.session), isASCII, context)
    }

    static let plotBreakdown = Command(
        "plot breakdown",
        abstract: say(en: "Draws what the step of a plan is made of.", zh: "绘制一个方案的单步耗时构成。"),
        arguments: .ascii, .row, examples: ["plot breakdown", "plot breakdown 2"]
    ) { (context: Context, isASCII: Bool, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        PlanPlots.outcome(PlanPlots.breakdown(try context.session.timedPlan(row)), isASCII, context)
    }

    static let plotSensitivity = Command(
        "plot sensitivity",
        abstract: say(
            en: "Draws by how much a metric of a plan moves with each parameter.",
            zh: "绘制一个方案的某项指标随各参数变化的幅度。"),
        discussion: say(
            en: "The bars are what 10 % less and more of a parameter make of the metric (help sensitivity).",
            zh: "条形表示参数减少和增加 10 % 时该指标的变化（help sensitivity）。"),
        arguments: .ascii, .movingMetric, .row, examples: ["plot sensitivity", "plot sensitivity tpot_ms 2"]
    ) { (context: Context, isASCII: Bool, asked: Metric?, row: Spanned<Row>?) throws(Diagnostic) -> Outcome in
        let (sensitivity, _) = try SensitivityText.work(asked, row, context)
        return PlanPlots.outcome(PlanPlots.tornado(sensitivity), isASCII, context)
    }
}

/// What a plot may show.
enum PlotSubject: Sendable {
    /// The plans at hand over two figures.
    case plans(Quantifier, Quantifier)
    /// The plan as it is set along an axis, in one metric or the usual one.
    case curve(Spanned<Axis>, Metric?)
}

extension Argument where State == Session, Value == Bool {
    /// Whether a terminal gets letters and signs alone.
    static let ascii = Argument.flag("ascii", PlotWords.asciiHelp)
}

extension Argument where State == Session, Value == Spanned<Axis>? {
    /// The load or the range that a picture goes along.
    static let curveLoad = Argument(
        "LOAD|NAME=RANGE",
        say(
            en: "rate, users, batch or concurrency over its usual range, or a range as 'curve' takes it",
            zh: "rate、users、batch 或 concurrency 的常用范围，或“curve”所用的范围"),
        isOptional: true, complete: { Argument<Session, Spanned<Axis>>.curveAxis.complete($0) }
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Spanned<Axis>? in
        guard let token = cursor.peek,
            token.text.contains("=") || Parameter.named(token.text).flatMap({ CurveLoad($0) }) != nil
        else { return nil }
        return try Argument<Session, Spanned<Axis>>.curveAxis.parse(&cursor, session)
    }
}

extension Argument where State == Session, Value == Metric? {
    /// A metric that a curve shows.
    static let curveMetric = Argument(
        "METRIC", say(en: "the metric upward", zh: "纵轴指标"), isOptional: true,
        complete: { $0.before.isEmpty ? Argument<Session, Metric>.metric.complete($0) : [] }
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> Metric? in
        cursor.peek == nil ? nil : try Argument<Session, Metric>.metric.parse(&cursor, session)
    }
}

extension Argument where State == Session, Value == PlotSubject {
    /// Two metrics, or an axis and a metric.
    static let subject = Argument(
        "METRIC METRIC|NAME=RANGE",
        say(
            en: "two metrics, or a range of a parameter and perhaps a metric",
            zh: "两个指标，或一个参数的范围，可再加一个指标"),
        isRepeated: true,
        complete: { request in
            let metrics = Metric.all.map { Completion($0.name, "\($0.unit) \($0.summary)", names: $0.aliases) }
            let verbs = [Command.plotCurve, .plotBreakdown, .plotSensitivity].map { command in
                Completion(String(command.name.dropFirst("plot ".count)), command.description.abstract)
            }
            let axes = Argument<Session, Spanned<Axis>>.curveAxis.complete(request)
            return (request.before.count < 2 ? metrics : []).filter { !request.before.contains($0.text) }
                + (request.before.isEmpty ? verbs : []) + axes
        }
    ) { (cursor: inout ArgumentCursor, session: Session) throws(Diagnostic) -> PlotSubject in
        guard let first = cursor.peek else { throw cursor.missing(PlotWords.what) }
        if first.text.contains("=") {
            let axis = try Argument<Session, Spanned<Axis>>.curveAxis.parse(&cursor, session)
            return .curve(axis, try Argument<Session, Metric?>.curveMetric.parse(&cursor, session))
        }
        func quantifier(_ token: Token) throws(Diagnostic) -> Quantifier {
            guard let quantifier = QuantifierName.find(token.text) else { throw QuantifierName.unknown(token) }
            return quantifier
        }
        let one = try quantifier(try cursor.require(PlotWords.what))
        let second = try cursor.require(PlotWords.second)
        let other = try quantifier(second)
        cursor.spell(first, as: one.path)
        cursor.spell(second, as: other.path)
        return .plans(one, other)
    }
}
